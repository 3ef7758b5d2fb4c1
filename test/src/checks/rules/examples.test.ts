import { parseAllDocuments } from 'yaml';
import { type KubernetesObject, RULES } from '../../../../src/checks';
import { ownFindings } from '../../../../src/checks/own-rules';

function objectsOf(yaml: string): KubernetesObject[] {
  return parseAllDocuments(yaml).map((document) => document.toJS());
}

test('every rule has a name of its own', () => {
  const names = RULES.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

describe.each(RULES.map((rule) => [rule.name, rule] as const))('%s', (name, { examples }) => {
  test('finds nothing in its good example, nor does any other rule of the same weight', () => {
    const findings = ownFindings(objectsOf(examples.good));
    expect(findings.filter(({ rule, severity }) => rule === name || severity === 'error')).toEqual(
      [],
    );
  });

  test('finds its bad example, and says what to do', () => {
    const found = ownFindings(objectsOf(examples.bad)).filter(({ rule }) => rule === name);
    expect(found.length).toBeGreaterThan(0);
    for (const { path, message, fix, why } of found) {
      expect(message.startsWith(path)).toBe(true);
      expect(fix).toMatch(/^[a-z].*[^.]$/);
      expect(why).toMatch(/^[^A-Z].*[^.]$/);
    }
  });

  test('can be turned off for the object, with a reason', () => {
    const reason = 'a reason that says enough';
    const objects = objectsOf(examples.bad).map((object) => ({
      ...object,
      metadata: {
        ...object.metadata,
        annotations: { [`cdk8s-eo/exception-${name}`]: reason },
      },
    }));
    expect(ownFindings(objects).filter(({ rule }) => rule === name)).toEqual([]);
  });
});
