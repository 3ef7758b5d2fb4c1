import type { Rule } from '../rule';

/** Workloads have a namespace of their own. */
export const defaultNamespace: Rule = {
  name: 'default-namespace',
  severity: 'warning',
  summary: 'What makes pods is not in the namespace `default`.',
  why: 'rights, quotas and network policies hold for a namespace, and all systems would share this one',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  containers: [{ name: tiler, image: "registry.example.org/tiler:1.4.2" }]
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: default }
spec:
  containers: [{ name: tiler, image: "registry.example.org/tiler:1.4.2" }]
`,
  },
  *check(inventory) {
    const objects = new Set(inventory.pods.map(({ object }) => object));
    for (const object of objects) {
      if (object.metadata.namespace !== 'default') continue;
      yield {
        object,
        path: 'metadata.namespace',
        message: "metadata.namespace is 'default'",
        fix: 'make a namespace for the system',
      };
    }
  },
};
