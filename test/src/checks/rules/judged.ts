import { parseAllDocuments } from 'yaml';
import { Inventory } from '../../../../src/checks/inventory';
import type { KubernetesObject } from '../../../../src/checks/kubernetes-object';
import type { Fault, Rule } from '../../../../src/checks/rules/rule';

/** The objects in a YAML text. */
export function objectsOf(yaml: string): KubernetesObject[] {
  return parseAllDocuments(yaml).map((document) => document.toJS());
}

/** What one of the rules finds in a YAML text. */
export function faults(rules: readonly Rule[], name: string, yaml: string): Fault[] {
  const rule = rules.find((each) => each.name === name);
  if (rule === undefined) throw new Error(`there is no rule ${name}`);
  return [...rule.check(new Inventory(objectsOf(yaml)))];
}

/** Tests that each rule finds its bad example and not its good one, and says what to do. */
export function testExamples(rules: readonly Rule[]): void {
  describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
    test('finds nothing in its good example', () => {
      expect(faults([rule], name, rule.examples.good)).toEqual([]);
    });

    test('finds its bad example once, and says what to do', () => {
      const [fault, ...more] = faults([rule], name, rule.examples.bad);
      expect(more).toEqual([]);
      expect(fault?.message.startsWith(fault.path)).toBe(true);
      expect(fault?.fix).toMatch(/^[a-z].*[^.]$/);
      expect(rule.why).toMatch(/^[^A-Z].*[^.]$/);
    });
  });
}

/**
 * A pod, whose containers are as good as they can be for the other rules.
 *
 * @param container lines of its container, indented by six spaces
 * @param podSpec lines of its spec, indented by two
 */
export function pod(container: string, podSpec = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo, labels: { app: tiler } }
spec:
${podSpec}
  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
${container}
`;
}
