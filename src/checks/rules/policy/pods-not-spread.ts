import { listAt, valueAt } from '../../read';
import type { Rule } from '../rule';
import { tilerDeployment } from './examples';
import { autoscaledObjects, hasSeveralPods } from './replicas';

/** The replicas of a pod do not all stand on one node. */
export const podsNotSpread: Rule = {
  name: 'pods-not-spread',
  severity: 'warning',
  summary: 'Pods with replicas are spread over nodes.',
  why: 'all of them can be on one node, and end with it',
  examples: {
    good: tilerDeployment(
      '  replicas: 2\n',
      `      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: { app: tiler } }
`,
    ),
    bad: tilerDeployment('  replicas: 2\n'),
  },
  *check(inventory) {
    const autoscaled = autoscaledObjects(inventory);
    for (const { object, spec, path } of inventory.pods) {
      if (!['Deployment', 'StatefulSet'].includes(object.kind)) continue;
      if (!hasSeveralPods(object, autoscaled)) continue;
      const isSpread =
        listAt(spec, 'topologySpreadConstraints').length > 0 ||
        valueAt(spec, 'affinity', 'podAntiAffinity') !== undefined;
      if (isSpread) continue;
      yield {
        object,
        path,
        message: `${path} has neither topologySpreadConstraints nor a podAntiAffinity`,
        fix: 'spread the pods over kubernetes.io/hostname',
      };
    }
  },
};
