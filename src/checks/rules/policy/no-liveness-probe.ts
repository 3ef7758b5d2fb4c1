import type { Rule } from '../rule';
import { TILER_SERVICE, tilerPod } from './examples';
import { hasProbe } from './no-readiness-probe';
import { servedPods } from './selected-pods';

/** A process that hangs is started again. */
export const noLivenessProbe: Rule = {
  name: 'no-liveness-probe',
  severity: 'warning',
  summary: 'A pod behind a Service has a liveness probe.',
  why: 'a process that hangs stays until somebody notices',
  examples: {
    good: `${tilerPod(`      ports: [{ name: http, containerPort: 5000 }]
      livenessProbe: { tcpSocket: { port: http } }
`)}---${TILER_SERVICE}`,
    bad: `${tilerPod('      ports: [{ name: http, containerPort: 5000 }]\n')}---${TILER_SERVICE}`,
  },
  *check(inventory) {
    for (const pod of servedPods(inventory)) {
      if (!pod.lasting || hasProbe(pod, 'livenessProbe')) continue;
      const path = `${pod.path}.containers`;
      yield {
        object: pod.object,
        path,
        message: `${path} have no livenessProbe, and a Service sends requests to them`,
        fix: 'ask whether the port accepts connections, and no database or other service',
      };
    }
  },
};
