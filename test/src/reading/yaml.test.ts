import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { documentsOf, isEmpty } from '../../../src/reading/documents';
import { SyntaxProblem } from '../../../src/reading/unreadable';
import { readYaml } from '../../../src/reading/yaml-value';
import { MAPS, REFUSED, SCALARS } from './torture';

/** The documents of a text, read. */
function read(text: string): unknown[] {
  return documentsOf({ name: 'a.yaml', text })
    .filter((document) => !isEmpty(document.text))
    .map((document) => readYaml(document).value);
}

describe('a plain scalar', () => {
  test.each(SCALARS)('%s means %p to kubectl, and to us', (text, value) => {
    expect(read(`x: ${text}\n`)).toEqual([{ x: value }]);
  });
});

describe('a document', () => {
  test.each(MAPS)('%j is read as kubectl reads it', (text, value) => {
    expect(read(text)).toEqual([value]);
  });

  test.each(REFUSED)('%j is refused, as by kubectl', (text) => {
    expect(() => read(text)).toThrow(SyntaxProblem);
  });

  test('whose aliases bring more than anybody writes is refused', () => {
    const lines = Array.from({ length: 9 }, (_, index) => {
      const items = index === 0 ? 'x' : `*a${index - 1}`;
      return `a${index}: &a${index} [${Array.from({ length: 10 }, () => items).join(', ')}]`;
    });

    expect(() => read(lines.join('\n'))).toThrow('aliases bring more than 400000 values');
  });

  test('with a key twice says so, and the last one counts', () => {
    const [document] = documentsOf({
      name: 'a',
      text: 'a: {b: 1, "c d": 2, "c d": 3}\na: {b: 4}\n',
    });

    expect(document && readYaml(document)).toEqual({
      value: { a: { b: 4 } },
      duplicates: ['a["c d"]', 'a'],
    });
  });
});

describe('documents', () => {
  const shapes = (text: string) =>
    documentsOf({ name: 'a', text }).map(({ index, start, text }) => [index, start, text]);

  test('are separated by lines of ---, with white space or a comment', () => {
    expect(shapes('a: 1\n---  \nb: 2\n--- # c\nc: 3')).toEqual([
      [0, 0, 'a: 1\n'],
      [1, 11, 'b: 2\n'],
      [2, 24, 'c: 3'],
    ]);
  });

  test('begin behind the first ---, where there are only comments before', () => {
    expect(shapes('# a\n---\nb: 2\n')).toEqual([[0, 8, 'b: 2\n']]);
  });

  test('may have lines of Windows', () => {
    expect(read('a: |\r\n  b\r\n  c\r\n---\r\nd: e\r\n')).toEqual([{ a: 'b\nc\n' }, { d: 'e' }]);
  });

  test('may be JSON, one object after another', () => {
    expect(read('{"a": "}{", "b": [1]}\n{"c": "\\""}{"d":\t1}')).toEqual([
      { a: '}{', b: [1] },
      { c: '"' },
      { d: 1 },
    ]);
    expect(read('{"a": 1}\n---\n{b: yes}\n')).toEqual([{ a: 1 }, { b: true }]);
    expect(read("{a: '}'}\n")).toEqual([{ a: '}' }]);
  });
});

/** Pieces of which most YAML is made, and some that are rare. */
const PIECES = [
  ...['a', 'b1', 'c-d', '"e"', 'f/g.h', 'yes', '12', '017', '1.5', '~', '""', "'it''s'", '"\\n"'],
  ...[': ', ':', '- ', '-', '\n', '\n', '\n', ' ', '  ', '    ', '|', '|-', '|+', '>', '#', ' #'],
  ...['{}', '[]', '[', ']', '{', '}', ',', '&a ', '*a', '!!str ', '? ', '"', "'", '\\', '\t', '%'],
  ...[
    '---',
    '...',
    'http://x',
    '<<: ',
    '@',
    '`',
    '=',
    '__proto__: ',
    'é',
    '\u2028',
    '\ud83d\udef0',
  ],
];

/** kubectl knows one zero. */
const withoutSign = (_: string, value: unknown) => (value === 0 ? 0 : value);

describe('whatever stands in a document,', () => {
  const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 });

  test('it is read, or refused with its place', () => {
    fc.assert(
      fc.property(pieces, (some) => {
        const text = some.join('');
        try {
          read(text);
        } catch (error) {
          if (!(error instanceof SyntaxProblem)) throw error;
          expect(error.offset).toBeGreaterThanOrEqual(0);
          expect(error.offset).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('JSON means the same as everywhere', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(read(text)).toEqual([JSON.parse(text, withoutSign)]);
      }),
      { numRuns: 1000 },
    );
  });
});

/** A document as long as most are. */
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: tiler, namespace: eo, labels: { app.kubernetes.io/name: tiler } }
spec:
  replicas: 2
  selector:
    matchLabels: { app.kubernetes.io/name: tiler }
  template:
    metadata: { labels: { app.kubernetes.io/name: tiler } }
    spec:
      containers:
${'        - name: tiler\n          image: registry.example.org/tiler:1.4.2\n'.repeat(10)}
`;

test('1,000 documents are read within 1.5 s', () => {
  const [document] = documentsOf({ name: 'a.yaml', text: DEPLOYMENT });
  // The time of this process alone, whatever else the machine does.
  const before = process.cpuUsage();
  for (let count = 0; count < 1000; count += 1) document && readYaml(document);
  const { user, system } = process.cpuUsage(before);

  expect((user + system) / 1e6).toBeLessThan(1.5);
});

if (spawnSync('kubectl', ['version', '--client']).status === 0) {
  test('kubectl reads the same', () => {
    const objects = [...SCALARS.map(([text]) => `x: ${text}\n`), ...MAPS.map(([text]) => text)].map(
      (text, index) => {
        const metadata = `{name: a${index}, annotations: {read: back}}`;
        return `apiVersion: v1\nkind: ConfigMap\nmetadata: ${metadata}\n${text}`;
      },
    );
    const input = objects.join('---\n');
    const args =
      'annotate --local --dry-run=client --output=json --overwrite --filename=- read=back';
    const { stdout } = spawnSync('kubectl', args.split(' '), { input, encoding: 'utf8' });

    expect(read(input)).toEqual(stdout.split(/^(?=\{)/m).map((text) => JSON.parse(text)));
  });
}
