import { isDeepStrictEqual } from 'node:util';
import { mapAt, numberAt } from '../../read';
import type { Rule } from '../rule';

/** Liveness asks something else than readiness, or waits longer. */
export const identicalProbes: Rule = {
  name: 'identical-probes',
  severity: 'warning',
  summary: 'A liveness probe asks something else than the readiness probe, or gives up later.',
  why: 'a pod under load is killed in the moment in which it should only get no more requests',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
      ports: [{ name: http, containerPort: 5000 }]
      readinessProbe: { httpGet: { path: /healthz, port: http } }
      livenessProbe: { tcpSocket: { port: http } }
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
      ports: [{ name: http, containerPort: 5000 }]
      readinessProbe: { httpGet: { path: /healthz, port: http } }
      livenessProbe: { httpGet: { path: /healthz, port: http } }
`,
  },
  *check(inventory) {
    for (const { pod, spec, path } of inventory.containers) {
      const [live, ready] = [mapAt(spec, 'livenessProbe'), mapAt(spec, 'readinessProbe')];
      const asked = handlerOf(live);
      if (asked === undefined || !isDeepStrictEqual(asked, handlerOf(ready))) continue;
      if (patience(live) > patience(ready)) continue;
      yield {
        object: pod.object,
        path: `${path}.livenessProbe`,
        message: `${path}.livenessProbe asks the same as the readiness probe, and gives up no later`,
        fix: 'ask whether the port accepts connections, or raise its failureThreshold',
      };
    }
  },
};

/** What a probe asks: the kind of question and its fields. */
function handlerOf(probe: Record<string, unknown>): readonly unknown[] | undefined {
  const kind = ['httpGet', 'tcpSocket', 'grpc', 'exec'].find((name) => probe[name] !== undefined);
  return kind === undefined ? undefined : [kind, probe[kind]];
}

/** Seconds of failures until a probe gives up. */
function patience(probe: Record<string, unknown>): number {
  return (numberAt(probe, 'failureThreshold') ?? 3) * (numberAt(probe, 'periodSeconds') ?? 10);
}
