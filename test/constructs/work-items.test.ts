import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { type Chart, Duration, Size } from 'cdk8s';
import {
  ConfigFile,
  ConfigFileMount,
  Run,
  WorkItemList,
  type WorkItems,
  type WorkItemsProps,
} from '../../constructs';
import { chunksOf } from '../../constructs/queue/chunks';
import { all, emptyChart, objectsOf, only } from './support/chart';
import { inconsistencies } from './support/consistency';
import { ERROR_SHAPE, errorOf, untyped } from './support/errors';
import type { ConfigMap } from './support/manifests';
import { restrictedViolations } from './support/pod-security';
import { list, products, queueYaml, scenes } from './support/queues';
import { share } from './support/samples';

jest.mock('../../constructs/queue/chunks', () => {
  const actual: { chunksOf: typeof chunksOf } = jest.requireActual('../../constructs/queue/chunks');
  return { chunksOf: jest.fn(actual.chunksOf) };
});

const FOLDER = '/var/lib/cdk8s-eo/items';

function build(props: Partial<WorkItemsProps> = {}): { chart: Chart; items: WorkItems } {
  const chart = emptyChart();
  return { chart, items: list(chart, { queue: products(chart), ...props }) };
}

const of = (items: readonly (object | string)[]) => build({ list: WorkItemList.of(items) });
const jobName = ({ chart }: ReturnType<typeof build>) => only(chart, 'Job').metadata.name;
const itemMaps = ({ chart }: ReturnType<typeof build>): ConfigMap[] =>
  all(chart, 'ConfigMap').filter(({ metadata }) => metadata.name.startsWith('fiji-'));

/** The lines that the Job reads, in its order. */
function linesOf(built: ReturnType<typeof build>): string[] {
  const files = itemMaps(built).flatMap(({ data = {}, binaryData = {} }) => [
    ...Object.entries(data),
    ...Object.entries(binaryData).map(
      ([name, base64]) => [name, gunzipSync(Buffer.from(base64, 'base64')).toString()] as const,
    ),
  ]);
  const text = files.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, content]) => content);
  return text.join('').trimEnd().split('\n');
}

/** The bytes of the annotation in which `kubectl apply` remembers an object; its limit is 256 KiB. */
function annotationBytes(object: object): number {
  return Buffer.byteLength(JSON.stringify(object).replace(/[<>&]/g, '\\u0000'));
}

/** As many items as a season of a country has. */
const many = Array.from({ length: 12_000 }, (_, index) => ({
  job_code: 'geomedian',
  product: 'ls8_usgs_sr_scene',
  query_x_from: String(2130000 + index),
  time_from: '2019-01-01',
  prefix: 'commonsensing/fiji/landsat_8_geomedian/2019',
  digest: createHash('sha256').update(String(index)).digest('base64'),
}));

describe('WorkItems with minimal props', () => {
  const built = build();
  const { chart, items } = built;

  test('give these objects', () => {
    expect(queueYaml(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
    expect(restrictedViolations(only(chart, 'Job').spec.template)).toEqual([]);
    expect(items.job.name).toBe(jobName(built));
  });

  test('can be read, one item a line', () => {
    const [map] = itemMaps(built);
    expect(map).toMatchObject({
      immutable: true,
      data: { '0000.txt': '{"scene":"LC08_042025"}\n{"scene":"LC08_042026"}\n' },
    });
  });

  test('are inserted by a Job that goes on until Redis has them', () => {
    const { spec } = only(chart, 'Job');
    const [container] = spec.template.spec.containers;
    expect(container).toMatchObject({
      image: 'docker.io/library/redis:7.4.6',
      command: ['sh', '/opt/cdk8s-eo/insert.sh'],
      args: [FOLDER],
    });
    expect(container?.env).toEqual(
      expect.arrayContaining([
        { name: 'QUEUE', value: 'jobProduct' },
        { name: 'LIST', value: items.listName },
      ]),
    );
    expect(spec.backoffLimit).toBe(20);
    expect(spec.podFailurePolicy.rules[0]).toMatchObject({
      action: 'FailJob',
      onExitCodes: { values: [78] },
    });
  });

  test('reach Redis alone, which lets them in', () => {
    const policy = (name: string) =>
      all(chart, 'NetworkPolicy').find(({ metadata }) => metadata.name === name)?.spec;
    expect(policy('fiji')?.egress.slice(1)).toMatchObject([{ ports: [{ port: 6379 }] }]);
    expect(policy('fiji')?.ingress).toBeUndefined();
    expect(JSON.stringify(policy('redis-master')?.ingress)).toContain('work-items');
  });
});

describe('WorkItems with all props', () => {
  const everyProp = (chart: Chart): Required<WorkItemsProps> => ({
    queue: products(chart, {
      imagePullSecrets: ['registry-login'],
      podLabels: { tier: 'queues' },
      image: 'registry.example.org/valkey:8.0.2',
    }),
    list: WorkItemList.of(['a', 'b', 'a'], { allowDuplicates: true }),
    run: Run.job({ backoffLimit: 3, activeDeadline: Duration.hours(1), revision: '2' }),
    resources: { memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) } },
    patches: {
      job: { spec: { template: { spec: { dnsPolicy: 'Default' } } } },
      serviceAccount: { metadata: { annotations: { 'example.org/reviewed': 'yes' } } },
      networkPolicy: { metadata: { annotations: { 'example.org/reviewed': 'yes' } } },
    },
    name: 'fiji-2019',
    namespace: 'eo',
    labels: { team: 'imagery' },
    annotations: { 'example.org/contact': 'imagery team' },
  });

  test('give these objects', () => {
    const chart = emptyChart();
    const items = list(chart, everyProp(chart));
    expect(queueYaml(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
    expect(items.listName).toMatch(/^fiji-2019\.[0-9a-f]{10}\.2$/);
    const { template } = only(chart, 'Job').spec;
    expect(template.metadata.labels).toMatchObject({ tier: 'queues' });
    expect(template.spec.imagePullSecrets).toEqual([{ name: 'registry-login' }]);
    expect(template.spec.containers[0]?.image).toBe('registry.example.org/valkey:8.0.2');
  });
});

describe('A long list', () => {
  const built = of(many);
  const maps = itemMaps(built);

  test('is compressed, in more than one ConfigMap', () => {
    expect(maps.length).toBeGreaterThan(2);
    expect(maps.flatMap(({ binaryData = {} }) => Object.keys(binaryData))).toEqual(
      maps.map((_, index) => `${String(index).padStart(4, '0')}.txt.gz`),
    );
    const [items] = only(built.chart, 'Job').spec.template.spec.volumes.filter(
      ({ name }) => name === 'items',
    );
    expect(items?.projected?.sources).toEqual(
      maps.map(({ metadata: { name } }) => ({ configMap: { name } })),
    );
  });

  test('fits its ConfigMaps', () => {
    for (const map of maps) expect(annotationBytes(map)).toBeLessThan(256 * 1024);
  });

  test('loses no item on the way, and keeps their order', () => {
    expect(linesOf(built)).toEqual(many.map((item) => JSON.stringify(item)));
  });

  test('has the same bytes whatever made them', () => {
    const text = Array.from({ length: 9000 }, (_, index) => `LC08_L1TP_${index * index}_01_T1`);
    const [map, ...others] = itemMaps(of(text));
    const [bytes = ''] = Object.values(map?.binaryData ?? {});
    expect(others).toEqual([]);
    expect(createHash('sha256').update(Buffer.from(bytes, 'base64')).digest('hex')).toBe(
      'ff3163bc60efda8c4e6bce4c2174c0e6bb0bdb62e5312f5cfb694cd49bc57ecf',
    );
  });

  test.each<[string, readonly (object | string)[]]>([
    ['few large items', many.slice(0, 40).map(({ digest }) => `${digest}${digest.repeat(1000)}`)],
    [
      'items that do not shrink',
      Array.from({ length: 5 }, (_, index) =>
        Array.from({ length: 700 }, (__, part) =>
          createHash('sha512').update(`${index}.${part}`).digest('base64'),
        ).join(''),
      ),
    ],
    ['one item that HTML would need escaped', ['<'.repeat(20_000)]],
    ['quotes', Array.from({ length: 4000 }, (_, index) => `{"a":"${index}"}`)],
    ['letters of several bytes', Array.from({ length: 9000 }, (_, index) => `Fidschi é ${index}`)],
  ])('fits its ConfigMaps with %s', (_, items) => {
    const found = of(items);
    expect(linesOf(found)).toHaveLength(items.length);
    for (const map of itemMaps(found)) expect(annotationBytes(map)).toBeLessThan(256 * 1024);
  });

  test('is refused where it is too long for manifests', () => {
    const bytes = Buffer.from('a');
    const chunk = { fileName: 'a.txt.gz', bytes, isText: false };
    jest.mocked(chunksOf).mockReturnValueOnce(Array.from({ length: 101 }, () => chunk));
    expect(errorOf(() => build()).message).toBe(
      "WorkItems 'system/fiji': list: the items must fit 100 ConfigMaps when they are compressed, got 101; " +
        'put them into a file on a volume: WorkItemList.file(…)',
    );
  });
});

describe('The Job has the same name', () => {
  const name = jobName(build());

  test('with the same items, each time', () => {
    expect(jobName(build())).toBe(name);
    expect(jobName(of(scenes.map((scene) => JSON.stringify(scene))))).toBe(name);
  });

  test('with other limits, and other labels of its own', () => {
    expect(jobName(build({ run: Run.job({ backoffLimit: 1 }) }))).toBe(name);
    expect(jobName(build({ run: Run.job({ suspend: true }) }))).toBe(name);
  });
});

describe('The Job has another name', () => {
  const name = jobName(build());

  test.each<[string, Partial<WorkItemsProps>]>([
    ['one item more', { list: WorkItemList.of([...scenes, { scene: 'LC08_042027' }]) }],
    ['the items in another order', { list: WorkItemList.of([...scenes].reverse()) }],
    ['a revision', { run: Run.job({ revision: '2' }) }],
    ['more memory', { resources: { memory: { limit: Size.gibibytes(2) } } }],
  ])('with %s', (_, props) => {
    expect(jobName(build(props))).not.toBe(name);
  });
});

describe('Redis remembers a list', () => {
  const listName = (props: Partial<WorkItemsProps>) => build(props).items.listName;

  test('by its name and its items, whatever else changes', () => {
    const name = build().items.listName;
    expect(name).toMatch(/^fiji\.[0-9a-f]{10}$/);
    expect(listName({ run: Run.job({ backoffLimit: 1 }), labels: { a: 'b' } })).toBe(name);
    expect(listName({ list: WorkItemList.of(scenes, { allowDuplicates: true }) })).toBe(name);
    expect(listName({ list: WorkItemList.of(scenes.slice(1)) })).not.toBe(name);
    expect(listName({ name: 'samoa' })).not.toBe(name);
  });

  test('with the revision, so that it can be inserted again', () => {
    expect(listName({ run: Run.job({ revision: '2026-11' }) })).toBe(
      `${build().items.listName}.2026-11`,
    );
  });
});

describe('A list in a file', () => {
  const inFile = (path: string, run?: Run) => {
    const chart = emptyChart();
    const queue = products(chart);
    const mount = share(chart, { owner: { uid: 1500, gid: 1600 } }).mountAt('/lists');
    return { chart, items: list(chart, { queue, list: WorkItemList.file(mount, path), run }) };
  };

  test('is read by the Job, and no part of the manifests', () => {
    const built = inFile('/lists/fiji-2019.txt.gz');
    expect(inconsistencies(built.chart)).toEqual([]);
    expect(itemMaps(built)).toEqual([]);
    const { containers, volumes, securityContext } = only(built.chart, 'Job').spec.template.spec;
    expect(containers[0]?.args).toEqual(['/lists/fiji-2019.txt.gz']);
    expect(containers[0]?.volumeMounts).toContainEqual({ name: 'scenes', mountPath: '/lists' });
    expect(volumes.map(({ name }) => name)).toContain('scenes');
    expect(securityContext).toMatchObject({ runAsUser: 1500 });
  });

  test('is remembered by its name, and by a revision', () => {
    expect(inFile('/lists/a.txt').items.listName).toBe('fiji');
    expect(inFile('/lists/a.txt', Run.job({ revision: '2' })).items.listName).toBe('fiji.2');
  });

  test('can be a file of a ConfigFileMount', () => {
    const chart = emptyChart();
    const files = { '/lists/a.txt': ConfigFile.text('a\nb\n') };
    const mount = new ConfigFileMount(chart, 'lists', { files });
    const file = WorkItemList.file(mount, '/lists/a.txt');
    expect(list(chart, { queue: products(chart), list: file }).listName).toBe('fiji');
  });

  test.each(['/list/a.txt', '/listsa.txt', 'lists/a.txt', '/lists/../etc/a.txt'])(
    'is refused where it is at %s',
    (path) => {
      expect(errorOf(() => inFile(path)).message).toBe(
        `WorkItems 'system/fiji': list: path must be below the path of its mount, got '${path}'; write ` +
          "WorkItemList.file(volume.mountAt('/lists'), '/lists/scenes.txt')",
      );
    },
  );
});

describe('WorkItems throw if', () => {
  test.each<[string, object, string]>([
    [
      'there is no queue',
      { queue: undefined },
      "queue must be given, got nothing; write queue.job('jobProduct') of a RedisJobQueue",
    ],
    [
      'the queue is only a name',
      { queue: 'jobProduct' },
      "queue must be a JobQueue, got 'jobProduct'; write queue.job('jobProduct') of a RedisJobQueue",
    ],
    [
      'there is no list',
      { list: undefined },
      'list must be given, got nothing; write WorkItemList.of([…])',
    ],
    [
      'the list is plain',
      { list: scenes },
      'list must be a WorkItemList, got [{"scene":"LC08_042025"},{"scene":"LC08_042026"}]; write WorkItemList.of([…])',
    ],
    [
      'the items are none',
      { list: WorkItemList.of(untyped<string[]>('a')) },
      "list.items must be a list, got 'a'; write [ … ]",
    ],
    ['the list is empty', { list: WorkItemList.of([]) }, 'list must hold an item'],
    [
      'an item is there twice',
      { list: WorkItemList.of(['a', 'b', 'c', 'b']) },
      'list[3] must not be the same item as list[1]; leave one out, or write WorkItemList.of(items, { ' +
        'allowDuplicates: true })',
    ],
    [
      'an item cannot be written',
      { list: WorkItemList.of([{ a: 1 }, { when: new Date(0) }]) },
      'list[1].when must be a text, a number, true or false, null, a list or an object, got an object of ' +
        'the class Date; write it as an ISO 8601 text',
    ],
    [
      'an item holds a credential',
      { list: WorkItemList.of([{ db_password: 'Xk29dkq1' }]) },
      "list[0] must not hold a credential (db_password: its name says 'password'); give the worker a " +
        'SecretKey as an environment variable or a SecretFileMount',
    ],
    [
      'it would be inserted again and again',
      { run: Run.cronJob({ schedule: '@daily' }) },
      'run must be a Job, which runs once, got an object of the class Run; write Run.job({ revision }) to ' +
        'insert the items again',
    ],
    [
      'the revision is no part of a key',
      { run: Run.job({ revision: 'new list' }) },
      "run.revision must be up to 63 letters, digits, '-', '_' and '.', and begin with a letter or digit, " +
        "got 'new list'; for example '2'",
    ],
    [
      'its name is too long for what is appended to it',
      { name: 'f'.repeat(53) },
      "name must be a DNS label: lower case letters, digits and '-', at most 52 characters, starting and " +
        `ending with a letter or digit, got '${'f'.repeat(53)}'; shorten it by 1 character`,
    ],
    [
      'a patch changes the name of the Job',
      { patches: { job: { metadata: { name: 'a' } } } },
      "patches.job must not change the name, got 'a'; write name",
    ],
    [
      'it is in another namespace than the Redis',
      { namespace: 'other' },
      "namespace must be that of the queue, 'eo', got 'other'; leave it out",
    ],
  ])('%s', (_, props, message) => {
    const error = errorOf(() => build(untyped(props)));
    expect(error.message).toBe(`WorkItems 'system/fiji': ${message}`);
    expect(error.message).toMatch(ERROR_SHAPE);
  });
});

test('Equal charts of WorkItems have equal bytes', () => {
  expect(objectsOf(of(many.slice(0, 2000)).chart)).toEqual(
    objectsOf(of(many.slice(0, 2000)).chart),
  );
});
