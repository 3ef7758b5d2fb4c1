import fc from 'fast-check';
import type { KubernetesObject } from '../../../../../src/checks';
import { Inventory } from '../../../../../src/checks/inventory';
import { REFERENCE_RULES } from '../../../../../src/checks/rules/references';
import { faultsOf, objectsOf } from './findings';

test('every rule has a name of its own', () => {
  const names = REFERENCE_RULES.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

describe.each(REFERENCE_RULES.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
  test('finds nothing in its good example, nor does any rule of weight', () => {
    const good = objectsOf(rule.examples.good);
    const found = REFERENCE_RULES.filter(
      (other) => other.name === name || other.severity !== 'info',
    ).flatMap((other) =>
      faultsOf(other.name, good).map(({ message }) => `${other.name}: ${message}`),
    );
    expect(found).toEqual([]);
  });

  test('finds its bad example, and says what to do', () => {
    const found = faultsOf(name, objectsOf(rule.examples.bad));
    expect(found.length).toBeGreaterThan(0);
    for (const { path, message, fix } of found) {
      expect(message.startsWith(path)).toBe(true);
      expect(fix).toMatch(/^[a-z].*[^.]$/);
    }
    expect(rule.why).toMatch(/^[^A-Z].*[^.]$/);
    expect(rule.summary).toMatch(/^[A-Z].*\.$/);
  });

  test('judges the bad example alike, in whatever order its objects stand', () => {
    const objects = objectsOf(rule.examples.bad);
    const count = faultsOf(name, objects).length;
    expect(faultsOf(name, [...objects].reverse())).toHaveLength(count);
  });
});

/** Every place in an object, but for those that make it an object of some kind and name. */
function placesIn(value: unknown, steps: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const place = [...steps, Array.isArray(value) ? Number(key) : key];
    const fixed = ['apiVersion', 'kind', 'metadata', 'metadata.name'].includes(place.join('.'));
    return [...(fixed ? [] : [place]), ...placesIn(item, place)];
  });
}

function withValue(value: unknown, steps: readonly (string | number)[], other: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return other;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? withValue(item, rest, other) : item));
  }
  return Object.fromEntries(
    Object.entries(Object(value)).map(([key, item]) => [
      key,
      key === step ? withValue(item, rest, other) : item,
    ]),
  );
}

test('no rule throws, whatever the fields of its examples hold', () => {
  const broken: fc.Arbitrary<KubernetesObject[]> = fc
    .constantFrom(
      ...REFERENCE_RULES.flatMap(({ examples }) => [
        objectsOf(examples.good),
        objectsOf(examples.bad),
      ]),
    )
    .chain((objects) => {
      const places = objects.flatMap((object, index) =>
        placesIn(object).map((place) => [index, ...place]),
      );
      const changes = fc.array(
        fc.tuple(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 })),
        { minLength: 1, maxLength: 3 },
      );
      return changes.map((list) =>
        list.reduce<KubernetesObject[]>((all, [[index, ...place], value]) => {
          return all.map((object, at) =>
            at === index
              ? Object.assign({}, object, withValue(object, place ?? [], value))
              : object,
          );
        }, objects),
      );
    });
  fc.assert(
    fc.property(broken, (objects) => {
      const inventory = new Inventory(objects);
      for (const rule of REFERENCE_RULES) {
        for (const fault of rule.check(inventory)) {
          expect(fault.message.startsWith(fault.path)).toBe(true);
          expect(objects).toContain(fault.object);
        }
      }
    }),
    { numRuns: 400 },
  );
});
