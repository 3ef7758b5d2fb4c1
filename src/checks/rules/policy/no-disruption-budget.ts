import type { Rule } from '../rule';
import { tilerDeployment } from './examples';
import { autoscaledObjects, hasSeveralPods } from './replicas';
import { budgetedPods } from './selected-pods';

/** Not all replicas of a pod are moved at once. */
export const noDisruptionBudget: Rule = {
  name: 'no-disruption-budget',
  severity: 'warning',
  summary: 'A PodDisruptionBudget speaks for pods with replicas.',
  why: 'when nodes are drained, as in an upgrade, all pods can be evicted at once',
  examples: {
    good: `${tilerDeployment('  replicas: 2\n')}---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: tiler, namespace: eo }
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector: { matchLabels: { app: tiler } }
`,
    bad: tilerDeployment('  replicas: 2\n'),
  },
  *check(inventory) {
    const autoscaled = autoscaledObjects(inventory);
    const budgeted = budgetedPods(inventory);
    for (const pod of inventory.pods) {
      const { object, path } = pod;
      if (!['Deployment', 'StatefulSet'].includes(object.kind) || budgeted.has(pod)) continue;
      if (!hasSeveralPods(object, autoscaled)) continue;
      yield {
        object,
        path,
        message: `${path} is of pods that no PodDisruptionBudget selects`,
        fix: 'add a PodDisruptionBudget with maxUnavailable: 1',
      };
    }
  },
};
