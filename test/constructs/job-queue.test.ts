import { Duration } from 'cdk8s';
import type { JobQueueOptions, WorkItem } from '../../constructs';
import { credentialsInValue } from '../../constructs/rules/credentials/credentials';
import { dummy } from './rules/credentials/corpus';
import { emptyChart } from './support/chart';
import { ERROR_SHAPE, errorOf, untyped } from './support/errors';
import { products, redis } from './support/queues';

describe('A JobQueue', () => {
  test('with no options has these', () => {
    const queue = redis(emptyChart()).job('jobProduct');
    expect(queue).toMatchObject({
      name: 'jobProduct',
      leaseMilliseconds: 300_000,
      maxAttempts: 3,
      retryDelayMilliseconds: 30_000,
      deadLetterKey: 'jobProduct:dead',
      graceMilliseconds: 60_000,
    });
  });

  test('with all options has those', () => {
    const options: Required<JobQueueOptions> = {
      lease: Duration.seconds(10),
      maxAttempts: 1,
      retryDelay: Duration.seconds(0),
    };
    expect(redis(emptyChart()).job('ard:landsat', options)).toMatchObject({
      leaseMilliseconds: 10_000,
      maxAttempts: 1,
      retryDelayMilliseconds: 0,
      deadLetterKey: 'ard:landsat:dead',
      graceMilliseconds: 5_000,
    });
  });

  test.each<[string, string, JobQueueOptions, string]>([
    [
      'the name is none',
      'job Product',
      {},
      "job: name must be up to 100 letters, digits, '-', '_', '.' and ':', and begin with a letter or " +
        "digit, got 'job Product'; for example 'jobProduct'",
    ],
    [
      'the name is a key of another queue',
      'jobProduct:dead',
      {},
      'job: name must not be like a key that belongs to another queue, such as jobProduct:dead, got ' +
        "'jobProduct:dead'",
    ],
    [
      'the lease is too short for a sign of life',
      'jobProduct',
      { lease: Duration.seconds(4) },
      "job('jobProduct').lease in seconds must be a whole number in 5-604800, got 4",
    ],
    [
      'the lease is a part of a second',
      'jobProduct',
      { lease: Duration.millis(5500) },
      "job('jobProduct').lease in seconds must be a whole number in 5-604800, got 5.5",
    ],
    [
      'the lease is a number',
      'jobProduct',
      { lease: untyped(600) },
      "job('jobProduct').lease must be a Duration, got 600; write Duration.seconds(30) of 'cdk8s'",
    ],
    [
      'no attempt is made',
      'jobProduct',
      { maxAttempts: 0 },
      "job('jobProduct').maxAttempts must be a whole number in 1-1000, got 0",
    ],
    [
      'the pause is too long',
      'jobProduct',
      { retryDelay: Duration.days(2) },
      "job('jobProduct').retryDelay in seconds must be a whole number in 0-86400, got 172800",
    ],
    [
      'an option is misspelt',
      'jobProduct',
      untyped({ maxAttempt: 5 }),
      "job('jobProduct').maxAttempt must be left out, because there is no such prop, got 5; did you mean " +
        "'maxAttempts'?",
    ],
    [
      'the name is taken',
      'taken',
      {},
      "job('taken') must be written once; hand the queue on as a value",
    ],
  ])('is refused where %s', (_, name, options, message) => {
    const queues = redis(emptyChart());
    queues.job('taken');
    const error = errorOf(() => queues.job(name, options));
    expect(error.message).toBe(`RedisJobQueue 'system/redis-master': ${message}`);
    expect(error.message).toMatch(ERROR_SHAPE);
  });
});

describe('An item', () => {
  const queue = products(emptyChart());
  const encode = (item: unknown) => queue.encode(untyped<WorkItem>(item), 'item');

  test.each<[string, unknown, string]>([
    ['an object', { scene: 'LC08', bands: [2, 3] }, '{"scene":"LC08","bands":[2,3]}'],
    ['a text', 'LC08 042025 ', 'LC08 042025 '],
    ['JSON that was written before', '{ "scene": "LC08" }', '{ "scene": "LC08" }'],
    ['text of several lines in an object', { note: 'a\nb' }, '{"note":"a\\nb"}'],
    [
      'nothing in an object',
      { a: null, b: false, c: '', d: [], e: {} },
      '{"a":null,"b":false,"c":"","d":[],"e":{}}',
    ],
    ['half a character in an object', { a: '\ud800' }, '{"a":"\\ud800"}'],
    ['a whole one in a text', 'Fidschi 🏝', 'Fidschi 🏝'],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
    ['one of 64 KiB', 'x'.repeat(65536), 'x'.repeat(65536)],
  ])('that is %s is one line', (_, item, line) => {
    expect(encode(item)).toBe(line);
  });

  const type = 'must be a text, a number, true or false, null, a list or an object, got';
  const cycle: { self?: object } = {};
  cycle.self = cycle;

  test.each<[string, unknown, string]>([
    ['a number', 7, 'item must be an object or a text, got 7; write { … }'],
    ['a list', ['a'], 'item must be an object or a text, got ["a"]; write { … }'],
    ['nothing', undefined, 'item must be an object or a text, got nothing; write { … }'],
    [
      'an object of a class',
      Duration.seconds(1),
      'item must be an object or a text, got an object of the class Duration; write { … }',
    ],
    [
      'a date within',
      { time: { from: new Date(0) } },
      `item.time.from ${type} an object of the class Date; write it as an ISO 8601 text`,
    ],
    ['nothing within', { a: 1, b: undefined }, `item.b ${type} nothing; leave it out`],
    ['a hole in a list', { a: [1, undefined] }, `item.a[1] ${type} nothing; leave it out`],
    ['no number', { a: { b: [Number.NaN] } }, `item.a.b[0] ${type} NaN`],
    ['an infinite number', { a: -Infinity }, `item.a ${type} -Infinity`],
    ['a large integer', { a: 7n }, `item.a ${type} 7n`],
    ['a function', { toJSON: () => 'x' }, `item.toJSON ${type} a function`],
    ['no text', '', 'item must be one line of text that says something'],
    ['spaces', ' \t', 'item must be one line of text that says something'],
    ['several lines', 'a\nb', 'item must be one line of text that says something'],
    ['a line of another system', 'a\rb', 'item must be one line of text that says something'],
    ['a byte of nothing', 'a\0b', 'item must be one line of text that says something'],
    ['half a character', 'a\ud800', 'item must be one line of text that says something'],
    [
      'too large',
      { a: 'é'.repeat(32768) },
      'item must have at most 65536 bytes; put what is large on a share or in a bucket, and its name into ' +
        'the item',
    ],
  ])('is refused where it is %s', (_, item, message) => {
    const error = errorOf(() => encode(item));
    expect(error.message).toBe(`RedisJobQueue 'system/redis-master': ${message}`);
  });

  test('is refused where it holds itself', () => {
    expect(errorOf(() => encode(cycle)).message).toMatch(
      /^RedisJobQueue 'system\/redis-master': item(\.self){100} must be .*; nest it less than 100 levels deep$/,
    );
  });

  const secret = dummy(61);
  test.each<[string, unknown, string]>([
    [
      'by its name',
      { scene: 'a', s3: { secret_key: secret } },
      "s3.secret_key: its name says 'secret key'",
    ],
    [
      'by its value',
      { source: `https://eo:${secret}@example.org/a` },
      'source: its value has a URL with a password',
    ],
    [
      'in a text',
      `https://eo:${secret}@example.org/a`,
      'the text: its value has a URL with a password',
    ],
    [
      'in JSON that was written before',
      JSON.stringify({ password: secret }),
      "password: its name says 'password'",
    ],
    [
      'in a text that JSON escapes',
      { note: `user default\ton\t>${secret}` },
      'note: its value has the password of a Redis user',
    ],
  ])(
    'is refused where it shows a credential %s, and the credential is not shown',
    (_, item, what) => {
      const error = errorOf(() => encode(item));
      expect(error.message).toBe(
        `RedisJobQueue 'system/redis-master': item must not hold a credential (${what}); give the worker a ` +
          'SecretKey as an environment variable or a SecretFileMount',
      );
    },
  );

  test.each([
    {
      job_code: 'geomedian',
      query_x_from: '2130000.0',
      query_crs: 'EPSG:3460',
      time_from: '2019-01-01',
    },
    { scene: 'S1A_IW_GRDH_1SDV', orbit_pass: 'ASCENDING', polarisations: ['VV', 'VH'] },
    { bucket: 'public-eo-data', key: 'landsat/LC08_L1TP_042025_20200624_20200707_01_T1/B2.TIF' },
  ])('may hold what only reminds of one: %j', (item) => {
    expect(credentialsInValue(item)).toEqual([]);
    expect(encode(item)).toBe(JSON.stringify(item));
  });
});
