import { amountOf } from '../../amount';
import { containersOf, type Pod } from '../../pods';
import { below, listAt, mapAt, valueAt } from '../../read';
import type { Rule } from '../rule';

/** A pod may write as much as its scratch volumes hold. */
export const volumeAboveLimit: Rule = {
  name: 'volume-above-limit',
  severity: 'warning',
  summary: "An emptyDir's sizeLimit is within what the containers may use of disk or memory.",
  why: 'the pod is evicted or killed before the volume is full',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  volumes: [{ name: tiles, emptyDir: { sizeLimit: 10Gi } }]
  containers:
    - name: worker
      image: registry.example.org/worker:1.4.2
      resources: { limits: { ephemeral-storage: 11Gi } }
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  volumes: [{ name: tiles, emptyDir: { sizeLimit: 10Gi } }]
  containers:
    - name: worker
      image: registry.example.org/worker:1.4.2
      resources: { limits: { ephemeral-storage: 2Gi } }
`,
  },
  *check(inventory) {
    for (const pod of inventory.pods) {
      for (const [index, volume] of listAt(pod.spec, 'volumes').entries()) {
        const folder = mapAt(volume, 'emptyDir');
        const resource = folder.medium === 'Memory' ? 'memory' : 'ephemeral-storage';
        const size = amountOf(folder.sizeLimit);
        const limit = size === undefined ? undefined : limitOf(pod, resource);
        if (size === undefined || limit === undefined || size <= limit) continue;
        const path = `${below(`${pod.path}.volumes`, index)}.emptyDir.sizeLimit`;
        yield {
          object: pod.object,
          path,
          message: `${path} is ${String(folder.sizeLimit)}, more than the containers' limits of ${resource} together`,
          fix: `raise limits.${resource} above it, or lower the sizeLimit`,
        };
      }
    }
  },
};

/** What all containers may use together; `undefined` where one has no limit. */
function limitOf(pod: Pod, resource: string): number | undefined {
  let sum = 0;
  for (const { init, spec } of containersOf(pod)) {
    if (init) continue;
    const limit = amountOf(valueAt(spec, 'resources', 'limits', resource));
    if (limit === undefined) return undefined;
    sum += limit;
  }
  return sum;
}
