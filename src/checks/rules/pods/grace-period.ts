import { numberAt } from '../../read';
import type { Rule } from '../rule';

/** A pod has time to end. */
export const gracePeriod: Rule = {
  name: 'grace-period',
  severity: 'warning',
  summary: 'A pod has at least a second to end.',
  why: 'the processes are killed without a signal: requests break off, and work in progress is lost',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  terminationGracePeriodSeconds: 60
  containers: [{ name: worker, image: "registry.example.org/worker:1.4.2" }]
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  terminationGracePeriodSeconds: 0
  containers: [{ name: worker, image: "registry.example.org/worker:1.4.2" }]
`,
  },
  *check(inventory) {
    for (const { object, spec, path } of inventory.pods) {
      const seconds = numberAt(spec, 'terminationGracePeriodSeconds');
      if (seconds === undefined || seconds >= 1) continue;
      const at = `${path}.terminationGracePeriodSeconds`;
      yield {
        object,
        path: at,
        message: `${at} is ${seconds}`,
        fix: 'leave it out, which means 30, or give it as long as the longest request takes',
      };
    }
  },
};
