import { containersOf, type Pod } from '../../pods';
import { listAt } from '../../read';
import type { Rule } from '../rule';
import { TILER_SERVICE, tilerPod } from './examples';
import { servedPods } from './selected-pods';

/** A Service knows when its pods can answer. */
export const noReadinessProbe: Rule = {
  name: 'no-readiness-probe',
  severity: 'warning',
  summary: 'A pod behind a Service has a readiness probe.',
  why: 'requests are sent to it before it can answer, and each rollout loses some',
  examples: {
    good: `${tilerPod(`      ports: [{ name: http, containerPort: 5000 }]
      readinessProbe: { httpGet: { path: /healthz, port: http } }
`)}---${TILER_SERVICE}`,
    bad: `${tilerPod('      ports: [{ name: http, containerPort: 5000 }]\n')}---${TILER_SERVICE}`,
  },
  *check(inventory) {
    for (const pod of servedPods(inventory)) {
      if (!pod.lasting || hasProbe(pod, 'readinessProbe')) continue;
      const path = `${pod.path}.containers`;
      yield {
        object: pod.object,
        path,
        message: `${path} have no readinessProbe, and a Service sends requests to them`,
        fix: 'give the container that answers a readinessProbe',
      };
    }
  },
};

/** Whether a container of a pod that runs for as long as the pod has a probe; a pod without one is none. */
export function hasProbe(pod: Pod, probe: string): boolean {
  if (listAt(pod.spec, 'containers').length === 0) return true;
  return containersOf(pod).some(({ init, spec }) => !init && spec[probe] !== undefined);
}
