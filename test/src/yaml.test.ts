import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { toYaml } from '../../src/yaml';
import { HUGE, TORTURE } from './torture';

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

test.each(['1.1', '1.2'] as const)(
  'every text is read back as it is by a reader of YAML %s',
  (version) => {
    const object = objectOf([...TORTURE, ...HUGE]);

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
