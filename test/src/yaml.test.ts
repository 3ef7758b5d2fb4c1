import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { toYaml } from '../../src/yaml';

/** Texts that some reader takes for something else, or that are hard to write. */
const TORTURE = [
  ...['0o17', '-0o17', '+0o17', '0o7_7', '0_o17', '0O17', '017', '0x1F', '0_x1f', '-0x1f', '0b11'],
  ...[
    '1e3',
    '1.5E-3',
    '.5e3',
    '1.e5',
    '1_000',
    '1__0.5',
    '12',
    '-12',
    '+12',
    '1.',
    '.5',
    '5_',
    'e0',
  ],
  ...['12:34:56', '12:30', '-1:30', '2026-11-21', '2026-11-21T10:00:00Z', '2026-11-21 10:00:00 +1'],
  ...[
    'y',
    'Y',
    'yes',
    'Yes',
    'n',
    'NO',
    'on',
    'On',
    'off',
    'true',
    'TRUE',
    'False',
    'null',
    'Null',
  ],
  ...['~', '', ' ', '.inf', '-.INF', '+.Inf', '.NaN', '<<', '=', '.', '..', '...', '---', '--- a'],
  ...[
    '-',
    '- a',
    '-a',
    '--host',
    '---x',
    '?',
    '? a',
    ':',
    ': a',
    'a: b',
    'a:',
    'a:b',
    'a #b',
    'a#b',
  ],
  ...[
    '#a',
    '&a',
    '*a',
    '!a',
    '!!str a',
    '|',
    '>',
    '|-',
    '%a',
    '@a',
    '`a`',
    '[a]',
    '{a: b}',
    ',a',
    ']',
  ],
  ...['"', "'", '"a"', "'a'", "it's", 'say "no"', '\\', 'a\\nb', '\\u0041', '$(NAME)'],
  ...[
    'a ',
    ' a',
    'a  b',
    '\ta',
    'a\t',
    'a\tb',
    'a\n',
    'a\n\n',
    '\n',
    '\n\n',
    '\na',
    '\n a',
    '\n\ta',
  ],
  ...['a\nb', 'a\nb\n', 'a\n\nb\n', 'a \nb \n', 'a\n b', ' a\nb', '\ta\nb', 'a\n\tb\n', 'a\nb\n  '],
  ...['a\n   \nb', 'a\n\t\nb', 'a\n---\nb\n', '---\na\n', '...\na\n', '%YAML 1.1\na\n', '# a\nb\n'],
  ...['a\r\nb\r\n', 'a\rb', '\r', 'a\u0085b', 'a\u2028b', 'a\u2029b\nc', '\ufeffa', 'a\ufeff\nb'],
  ...['\u0000', '\u0007\u001b', '\u007f', '\u0080\u009f', '\u00a0', '\ufffe', '\uffff', '\ufffd'],
  ...['é', 'São Paulo', '日本語\nテキスト\n', '🛰️', '🛰️\n🌍\n', '\u200b', '\u202e', '\u00ad'],
  ...[
    '10.117.206.94',
    '1.2.3',
    '0.5.1',
    'v0.0.2',
    '500m',
    '4Gi',
    '1E',
    '0 3 * * *',
    '* * * * *',
    '5d',
  ],
  ...[
    '123e4567',
    '0123456789abcdef',
    '00',
    '0',
    '-0',
    'a,b',
    'a]',
    'a}',
    '/a/b?c=d&e',
    'x'.repeat(2000),
  ],
  ...['x'.repeat(1_100_000), 'line of text\n'.repeat(90_000)],
];

/** Each text as a value, as an item of a list and, where short enough, as a key. */
function objectOf(texts: readonly string[]) {
  const data = Object.fromEntries(texts.map((text, index) => [`k${index}`, text]));
  const keys = Object.fromEntries(
    texts
      .filter((text) => text.length < 1000 && text !== '__proto__')
      .map((text) => [text, 'is a key']),
  );
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'torture' },
    data,
    keys,
    list: [...texts],
  };
}

function read(text: string, version: '1.1' | '1.2'): unknown[] {
  return parseAllDocuments(text, { version, merge: version === '1.1' }).map((document) => {
    expect(document.errors).toEqual([]);
    expect(document.warnings).toEqual([]);
    return document.toJS();
  });
}

function readByKubectl(text: string): unknown[] {
  const args = 'annotate --local --dry-run=client --output=json --filename=- read=back'.split(' ');
  const { stdout, stderr } = spawnSync('kubectl', args, {
    input: text,
    maxBuffer: 2 ** 26,
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return stdout.split(/^(?=\{)/m).map((object) => JSON.parse(object));
}

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

test.each(['1.1', '1.2'] as const)(
  'every text is read back as it is by a reader of YAML %s',
  (version) => {
    const object = objectOf(TORTURE);

    expect(read(toYaml(object), version)).toEqual([object]);
  },
);

test('any text is read back as it is by readers of YAML 1.1 and 1.2', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }).filter((text) => !/\p{Surrogate}/u.test(text)),
    fc.string({ unit: fc.constantFrom(...'01789abefoxTZ_.:+- #\n\t\'"\\~') }),
  );
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 5 }), (some) => {
      const object = objectOf(some);
      const text = toYaml(object);

      expect(read(text, '1.1')).toEqual([object]);
      expect(read(text, '1.2')).toEqual([object]);
    }),
    { numRuns: 100 },
  );
});

test('keys are sorted, shared values are written out, and values keep their types', () => {
  const shared = { b: [], a: {} };
  const text = toYaml({
    spec: { z: shared, a: [shared, { yes: true, no: 'no' }], gone: undefined },
    data: { ten: 10, half: 0.5, tiny: 1e-7, text: '10', none: null },
    metadata: { name: 'a' },
    kind: 'A',
    apiVersion: 'v1',
  });

  expect(text).toBe(`---
apiVersion: v1
kind: A
metadata:
  name: a
data:
  half: 0.5
  none: null
  ten: 10
  text: "10"
  tiny: 1e-7
spec:
  a:
    - a: {}
      b: []
    - "no": "no"
      "yes": true
  z:
    a: {}
    b: []
`);
});

test('the files of a ConfigMap stay readable, and their long lines whole', () => {
  const long = 'word '.repeat(60).trim();
  const text = toYaml({ 'config.yaml': `a: 1\n\nb: "${long}"\n`, 'run.sh': 'set -e\n\techo é' });

  expect(text).toBe(`---
config.yaml: |
  a: 1

  b: "${long}"
run.sh: |-
  set -e
  \techo é
`);
});

if (hasKubectl) {
  test('every text is read back as it is by kubectl', () => {
    const object = objectOf(TORTURE);
    const metadata = { ...object.metadata, annotations: { read: 'back' } };

    expect(readByKubectl(toYaml(object))).toEqual([{ ...object, metadata }]);
  });

  test('every text of a file is read back as it is by kubectl, also the last of a document', () => {
    const objects = TORTURE.filter((text) => text.length < 1000).map((text, index) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `torture-${index}`, annotations: { read: 'back' } },
      x: text,
    }));

    const text = `# a comment\n${objects.map(toYaml).join('')}`;
    expect(readByKubectl(text)).toEqual(objects);
  });
}
