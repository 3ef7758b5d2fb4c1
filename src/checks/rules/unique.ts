import { groupOf, type KubernetesObject } from '../kubernetes-object';
import { textAt } from '../read';
import type { Rule } from './rule';

/** No two objects of an environment are the same one for the API server. */
export const unique: Rule = {
  name: 'unique',
  severity: 'error',
  summary: 'No two objects have one kind, namespace and name.',
  why: 'the later one would overwrite the earlier one, without a word',
  examples: {
    good: `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: eo }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: eo-test }
`,
    bad: `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: eo }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: eo }
`,
  },
  *check(inventory) {
    const seen = new Map<string, KubernetesObject[]>();
    for (const object of inventory.objects) {
      const name = textAt(object, 'metadata', 'name');
      // The API server gives each a name of its own.
      if (name === undefined) continue;
      const key = JSON.stringify([groupOf(object), object.kind, object.metadata.namespace, name]);
      const same = seen.get(key);
      if (same) same.push(object);
      else seen.set(key, [object]);
    }
    for (const same of seen.values()) {
      if (same.length === 1) continue;
      for (const object of same) {
        yield {
          object,
          path: 'metadata.name',
          message: `metadata.name is that of ${same.length} objects of this kind and namespace`,
          fix: 'give each a name of its own',
        };
      }
    }
  },
};
