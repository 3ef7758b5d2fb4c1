import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { preprocessing } from '../../apps';
import { ConfigFile, type ConfigFileOptions, SecretKey } from '../../constructs';
import { emptyChart, only } from './support/chart';
import { errorOf, untyped } from './support/errors';
import { config } from './support/samples';

const PATH = '/code/config';

/** The text of a file in its ConfigMap. */
function textOf(file: ConfigFile, path = PATH): string {
  const chart = emptyChart();
  config(chart, { [path]: file });
  return Object.values(only(chart, 'ConfigMap').data ?? {}).join();
}

/** Texts that one reader of YAML or another takes for something else when they stand there bare. */
const tricky = [
  ...['', ' ', ' a ', '\t', 'a\nb', 'a\r\nb', 'a\n', '\na', 'a\n\n\nb', ' a\n  b', 'a \nb', '\n'],
  ...[
    'null',
    'Null',
    '~',
    'true',
    'True',
    'yes',
    'no',
    'on',
    'off',
    'y',
    'n',
    'NaN',
    '.nan',
    '-.inf',
  ],
  ...[
    '0',
    '007',
    '0777',
    '08',
    '0x1F',
    '0b11',
    '1_000',
    '1e3',
    '1.5e+3',
    '.5',
    '1.',
    '+1',
    '12:30',
  ],
  ...['190:20:30', '2026-11-21', '2026-11-21T10:00:00Z', '1,000', '0.1.2', '10.0.0.1'],
  ...[
    'a: b',
    'a:',
    ': a',
    '# a',
    'a # b',
    '- a',
    '-',
    '?',
    '? a',
    '|',
    '>',
    '!t',
    '&a',
    '*a',
    '%a',
  ],
  ...['@a', '`a', '{', '}', '[', ']', ',', '{a}', '"', "'", '"a"', "it's", 'a\\nb', '---', '...'],
  ...['größe', '価格', '🛰', '\u00a0', 'x '.repeat(200), 'x'.repeat(2000), '\u0001', '\u001b[0m'],
];

describe('ConfigFile.yaml', () => {
  test('is read by YAML 1.1 and 1.2 as what it was', () => {
    const value = { texts: tricky, numbers: [0, -1, 1.5, 1e21, 1e-7], others: [true, false, null] };
    const text = textOf(ConfigFile.yaml(value));
    expect(parse(text, { version: '1.1' })).toEqual(value);
    expect(parse(text, { version: '1.2' })).toEqual(value);
  });

  test('nests what is nested', () => {
    expect(textOf(ConfigFile.yaml({ a: { b: [{ c: 1, d: [] }, 'e'] }, f: {} }))).toBe(
      'a:\n  b:\n    - c: 1\n      d: []\n    - e\nf: {}\n',
    );
  });

  test('keeps long texts in one line', () => {
    const text = 'word '.repeat(100).trim();
    expect(textOf(ConfigFile.yaml({ text }))).toBe(`text: ${text}\n`);
  });

  test("gives Agricarta's configuration as its code wants to read it", () => {
    const text = textOf(ConfigFile.yaml({ ...preprocessing }));
    for (const version of ['1.1', '1.2'] as const) {
      const read = parse(text, { version });
      expect(read).toEqual(preprocessing);
      expect(read.PARAMS.S2.bands[0]).toBe('B02');
    }
    expect(text.split('\n').filter((line) => line.startsWith('PROJECTION: +proj=aea'))).toEqual([
      `PROJECTION: ${preprocessing.PROJECTION}`,
    ]);
  });

  test.each([
    ['an octal number of YAML 1.2', '0o17', '"0o17"'],
    ['the word for a merge', '<<', '"<<"'],
    ['the word for a value', '=', '"="'],
    ['a tab', 'x\tb', '"x\\tb"'],
    ['a line break of YAML 1.1', 'x\u0085b', '"x\\u0085b"'],
    ['a line separator', 'x\u2028b', '"x\\u2028b"'],
    ['DEL', '\u007f', '"\\u007f"'],
    ['what is no character', '\ufffe', '"\\ufffe"'],
  ])('writes %s in quotes, as a value and as a key', (_, value, written) => {
    const text = textOf(ConfigFile.yaml({ a: value, [value]: 1 }));
    expect(text).toBe(`a: ${written}\n${written}: 1\n`);
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(text, { version })).toEqual({ a: value, [value]: 1 });
    }
  });

  test.each([
    [undefined, "must not hold undefined at 'a'"],
    [Number.NaN, "must not hold NaN at 'a'"],
    [new Date(0), "must not hold a Date at 'a'"],
    [new Map(), "must not hold a Map at 'a'"],
    [() => 1, "must not hold a function at 'a'"],
    ['__cdk8s_eo_secret_7__', "must not hold '__cdk8s_eo_', which marks secrets at 'a'"],
  ])('throws if it holds %p', (value, problem) => {
    expect(errorOf(() => textOf(ConfigFile.yaml({ a: untyped<string>(value) }))).message).toBe(
      `ConfigFileMount 'system/config': files['/code/config'] ${problem}`,
    );
  });
});

describe('ConfigFile.json', () => {
  test('is read as what it was', () => {
    const value = { texts: tricky, number: 1.5, others: [true, null] };
    expect(JSON.parse(textOf(ConfigFile.json(value)))).toEqual(value);
  });

  test('is indented by two and ends with a line break', () => {
    expect(textOf(ConfigFile.json({ a: [1] }))).toBe('{\n  "a": [\n    1\n  ]\n}\n');
  });
});

describe('ConfigFile.ini', () => {
  test('has sections with values of all scalars', () => {
    const file = ConfigFile.ini({
      database: { host: 'db.example.org', port: 5432, ssl: true, password: SecretKey.of('a', 'b') },
      user: {},
    });
    expect(textOf(file)).toBe(
      '[database]\nhost = db.example.org\nport = 5432\nssl = true\n' +
        'password = __cdk8s_eo_secret_0__\n\n[user]\n',
    );
  });

  test('takes interpolations, and the sign itself', () => {
    const sections = { log: { format: '%(asctime)s', quality: '50%%' } };
    expect(textOf(ConfigFile.ini(sections))).toBe('[log]\nformat = %(asctime)s\nquality = 50%%\n');
  });

  test.each([
    [{ a: { b: 'x\ny' } }, "must not hold a value with line breaks at 'a.b'"],
    [{ a: { 'b=c': 1 } }, "must not hold a key of this name at 'a.b=c'"],
    [{ a: { '#b': 1 } }, "must not hold a key of this name at 'a.#b'"],
    [{ 'a]': { b: 1 } }, "must not hold a section of this name at 'a]'"],
    [{ a: 1 }, "must not hold anything but a map at 'a'"],
    [{ a: { b: [1] } }, "must not hold anything but a text, a number or a boolean at 'a.b'"],
  ])('throws if it cannot hold %j', (sections, problem) => {
    expect(errorOf(() => textOf(ConfigFile.ini(untyped(sections)))).message).toBe(
      `ConfigFileMount 'system/config': files['/code/config'] ${problem}`,
    );
  });
});

describe('ConfigFile.dotenv', () => {
  test('quotes what a shell would take for something else', () => {
    const file = ConfigFile.dotenv({
      PLAIN: 'https://example.org/a?b=c',
      WORDS: 'two words',
      QUOTES: `it's "quoted"`,
      DOLLAR: '$HOME `ls`',
      BACKSLASH: 'a\\b',
      LINES: 'a\nb',
      NUMBER: 5,
      SWITCH: false,
      EMPTY: '',
    });
    expect(textOf(file).split('\n')).toEqual([
      'PLAIN="https://example.org/a?b=c"',
      'WORDS="two words"',
      `QUOTES="it's \\"quoted\\""`,
      'DOLLAR="\\$HOME \\`ls\\`"',
      'BACKSLASH="a\\\\b"',
      'LINES="a\\nb"',
      'NUMBER=5',
      'SWITCH=false',
      'EMPTY=',
      '',
    ]);
  });

  test('throws if it cannot hold a list', () => {
    expect(errorOf(() => textOf(ConfigFile.dotenv(untyped({ A: [1] })))).message).toBe(
      "ConfigFileMount 'system/config': files['/code/config'] must not hold anything but a text, a " +
        "number or a boolean at 'A'",
    );
  });
});

describe('ConfigFile.text and ConfigFile.binary', () => {
  test.each([
    ['an empty text', ''],
    ['a text without a line break at its end', 'a'],
    ['CRLF', 'a\r\nb\r\n'],
    ['UTF-8', 'größe 価格 🛰'],
  ])('keep %s as it is', (_, text) => {
    expect(textOf(ConfigFile.text(text))).toBe(text);
    expect(textOf(ConfigFile.binary(Buffer.from(text)))).toBe(text);
  });

  test.each([
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0x00])],
    ['a NUL', Buffer.from('a\0b')],
  ])('keep %s as binary data', (_, bytes) => {
    const chart = emptyChart();
    config(chart, { [PATH]: ConfigFile.binary(bytes) });
    const { data, binaryData } = only(chart, 'ConfigMap');
    expect(data).toBeUndefined();
    expect(Buffer.from(binaryData?.config ?? '', 'base64')).toEqual(bytes);
  });
});

describe('ConfigFile.file', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-eo-'));
    writeFileSync(join(folder, 'nginx.conf'), 'daemon off;\n');
    writeFileSync(join(folder, 'logo.png'), Buffer.from([0x89, 0x50, 0xff]));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('reads a text', () => {
    expect(textOf(ConfigFile.file(join(folder, 'nginx.conf')))).toBe('daemon off;\n');
  });

  test('reads bytes', () => {
    const chart = emptyChart();
    config(chart, { [PATH]: ConfigFile.file(join(folder, 'logo.png')) });
    expect(only(chart, 'ConfigMap').binaryData).toEqual({ config: 'iVD/' });
  });

  test.each([
    ['nginx.conf', "absolute path, got 'nginx.conf'; write path.join(__dirname, 'nginx.conf')"],
    ['/no/such/file', "file that exists, got '/no/such/file'"],
    ['/tmp', "file that exists, got '/tmp'"],
  ])('throws if it should read %s', (path, problem) => {
    const article = path.startsWith('/') ? 'a' : 'an';
    expect(errorOf(() => textOf(ConfigFile.file(path))).message).toBe(
      `ConfigFileMount 'system/config': files['/code/config'] must be read from ${article} ${problem}`,
    );
  });
});

test('Every ConfigFile takes all options', () => {
  const options: Required<ConfigFileOptions> = { mode: 0o750 };
  const chart = emptyChart();
  const { volumes } = config(chart, {
    '/code/binary': ConfigFile.binary(Buffer.from('a'), options),
    '/code/dotenv': ConfigFile.dotenv({}, options),
    '/code/file': ConfigFile.file(join(__dirname, '..', 'tsconfig.json'), options),
    '/code/ini': ConfigFile.ini({}, options),
    '/code/json': ConfigFile.json({}, options),
    '/code/text': ConfigFile.text('a', options),
    '/code/yaml': ConfigFile.yaml({}, options),
  });
  expect(volumes[0]?.configMap?.items?.map(({ mode }) => mode)).toEqual(Array(7).fill(0o750));
});
