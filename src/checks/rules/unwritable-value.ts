import { unwritableValues } from '../writable';
import type { Rule } from './rule';

/** Every value is one that JSON can hold. */
export const unwritableValue: Rule = {
  name: 'unwritable-value',
  severity: 'error',
  summary: 'Every value is a text, a finite number, a boolean, a list or a map.',
  why: 'it has no form in YAML, so that the cluster would get something else',
  examples: {
    good: `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: eo }
data: { level: debug }
`,
    bad: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: eo }
spec: { replicas: .nan }
`,
  },
  *check(inventory) {
    for (const object of inventory.objects) {
      for (const [path, fault] of unwritableValues(object)) {
        yield {
          object,
          path,
          message: `${path} is ${fault}`,
          fix: 'leave the field out, or give it a plain value',
        };
      }
    }
  },
};
