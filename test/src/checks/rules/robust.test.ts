import fc from 'fast-check';
import { Inventory } from '../../../../src/checks/inventory';
import type { KubernetesObject } from '../../../../src/checks/kubernetes-object';
import { POD_RULES } from '../../../../src/checks/rules/pods';
import { POLICY_RULES } from '../../../../src/checks/rules/policy';
import { SECRET_RULES } from '../../../../src/checks/rules/secrets';
import { VALUE_RULES } from '../../../../src/checks/rules/values';
import { objectsOf } from './judged';

const RULES = [...POD_RULES, ...VALUE_RULES, ...SECRET_RULES, ...POLICY_RULES];
const EXAMPLES = RULES.flatMap(({ examples }) => [examples.good, examples.bad]).map(objectsOf);

type Path = readonly (string | number)[];

/** The paths of all values of an object, but for those by which the inventory knows it. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Object.entries(value).map(([key, item]): [string | number, unknown] => [
    Array.isArray(value) ? Number(key) : key,
    item,
  ]);
  const below = entries.flatMap(([key, item]) => pathsOf(item, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

const KEPT = ['apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.namespace'];

/** A copy with another value at a path. */
function replaced(value: unknown, [step, ...rest]: Path, other: unknown): unknown {
  if (step === undefined) return other;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? replaced(item, rest, other) : item));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === step ? replaced(item, rest, other) : item,
    ]),
  );
}

const PLACES = EXAMPLES.flatMap((objects, example) =>
  objects.flatMap((object, index) =>
    pathsOf(object)
      .filter((path) => !KEPT.includes(path.join('.')))
      .map((path) => ({ example, index, path })),
  ),
);

test('no rule throws, whatever a field of the examples holds', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PLACES), fc.jsonValue(), ({ example, index, path }, value) => {
      const objects = EXAMPLES[example] ?? [];
      const changed = objects.map(
        (object, at): KubernetesObject =>
          at === index ? { ...object, ...Object(replaced(object, path, value)) } : object,
      );
      const inventory = new Inventory(changed);
      for (const rule of RULES) {
        for (const fault of rule.check(inventory)) {
          expect(fault.message.startsWith(fault.path)).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('no rule throws at values that JSON has not', () => {
  const odd = [10n, Symbol('x'), () => 1, new Date(0), Object.create(null), undefined, Number.NaN];
  for (const { example, index, path } of PLACES.filter((_, at) => at % 7 === 0)) {
    const objects = EXAMPLES[example] ?? [];
    const value = odd[path.length % odd.length];
    const changed = objects.map(
      (object, at): KubernetesObject =>
        at === index ? { ...object, ...Object(replaced(object, path, value)) } : object,
    );
    const inventory = new Inventory(changed);
    expect(() => RULES.flatMap((rule) => [...rule.check(inventory)])).not.toThrow();
  }
});

test.each([
  ['an endless list', `password: [${'1,'.repeat(130_000)}]`],
  ['one line', 'password '.repeat(50_000)],
  ['many brackets', `password: ${'['.repeat(500)}`],
])('a ConfigMap with %s is read', (_, text) => {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace: 'eo' },
    data: { 'config.yaml': text },
  };
  expect(() => RULES.flatMap((rule) => [...rule.check(new Inventory([object]))])).not.toThrow();
});
