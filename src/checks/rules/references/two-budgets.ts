import { describe, type KubernetesObject } from '../../kubernetes-object';
import type { Pod } from '../../pods';
import type { Rule } from '../rule';
import { budgetsOf } from './lookup/budgets';

/** A pod has one budget. */
export const twoBudgets: Rule = {
  name: 'two-budgets',
  severity: 'error',
  summary: 'No two PodDisruptionBudgets select one pod.',
  why: 'the API server refuses to evict such a pod, so that its node cannot be drained',
  examples: {
    good: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: tiles, namespace: eo }
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: tiles } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: tiles, namespace: eo }
spec:
  replicas: 2
  selector: { matchLabels: { app: tiles } }
  template:
    metadata: { labels: { app: tiles } }
    spec: { containers: [{ name: tiles, image: tiles:1.4.2 }] }
`,
    bad: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: tiles, namespace: eo }
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: tiles } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: everything, namespace: eo }
spec:
  maxUnavailable: 1
  selector: {}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: tiles, namespace: eo }
spec:
  replicas: 2
  selector: { matchLabels: { app: tiles } }
  template:
    metadata: { labels: { app: tiles } }
    spec: { containers: [{ name: tiles, image: tiles:1.4.2 }] }
`,
  },
  *check(inventory) {
    const first = new Map<Pod, KubernetesObject>();
    const whole = new Map<readonly Pod[], KubernetesObject>();
    for (const { object, pods } of budgetsOf(inventory)) {
      // A budget with the selector of an earlier one is for the same pods: one look is enough.
      const known = whole.get(pods);
      const shared = known ? pods[0] : pods.find((pod) => first.has(pod));
      const other = shared && (known ?? first.get(shared));
      whole.set(pods, known ?? object);
      if (!known) for (const pod of pods) first.set(pod, first.get(pod) ?? object);
      if (shared === undefined || other === undefined) continue;
      yield {
        object,
        path: 'spec.selector',
        message:
          `spec.selector matches the pods of ${describe(shared.object)}, ` +
          `as that of ${describe(other)} does`,
        fix: 'let each of them select the pods of one workload',
      };
    }
  },
};
