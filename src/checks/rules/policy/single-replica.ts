import { numberAt } from '../../read';
import type { Rule } from '../rule';
import { TILER_SERVICE, tilerDeployment } from './examples';
import { autoscaledObjects, hasSeveralPods } from './replicas';
import { servedPods } from './selected-pods';

/** What serves requests goes on when one pod ends. */
export const singleReplica: Rule = {
  name: 'single-replica',
  severity: 'warning',
  summary: 'A Deployment behind a Service has two replicas or an autoscaler.',
  why: 'nobody answers while its one pod is moved to another node',
  examples: {
    good: `${tilerDeployment('  replicas: 2\n')}---${TILER_SERVICE}`,
    bad: `${tilerDeployment('  replicas: 1\n')}---${TILER_SERVICE}`,
  },
  *check(inventory) {
    const autoscaled = autoscaledObjects(inventory);
    for (const { object } of servedPods(inventory)) {
      if (object.kind !== 'Deployment' || hasSeveralPods(object, autoscaled)) continue;
      const replicas = numberAt(object, 'spec', 'replicas');
      if (replicas === 0) continue;
      yield {
        object,
        path: 'spec.replicas',
        message: `spec.replicas is ${replicas ?? 'missing, which means 1'}, and no autoscaler sets it`,
        fix: 'write 2 or more, or add a HorizontalPodAutoscaler',
      };
    }
  },
};
