import { valueAt } from '../../read';
import type { Rule } from '../rule';
import { TILER_SERVICE, tilerDeployment } from './examples';
import { servedPods } from './selected-pods';

/** What serves requests goes on during a rollout. */
export const recreate: Rule = {
  name: 'recreate',
  severity: 'warning',
  summary: 'A Deployment behind a Service does not stop all pods before it starts new ones.',
  why: 'nobody answers during a rollout, and nobody at all after a bad one',
  examples: {
    good: `${tilerDeployment('  replicas: 2\n')}---${TILER_SERVICE}`,
    bad: `${tilerDeployment('  replicas: 2\n  strategy: { type: Recreate }\n')}---${TILER_SERVICE}`,
  },
  *check(inventory) {
    for (const { object } of servedPods(inventory)) {
      if (object.kind !== 'Deployment') continue;
      if (valueAt(object, 'spec', 'strategy', 'type') !== 'Recreate') continue;
      yield {
        object,
        path: 'spec.strategy.type',
        message: 'spec.strategy.type is Recreate, and a Service sends requests to the pods',
        fix: 'leave it out, unless two pods must never run at the same time',
      };
    }
  },
};
