import { below, listAt, mapAt, valueAt } from '../../read';
import type { Rule } from '../rule';

/** A volume in memory has a limit. */
export const memoryVolume: Rule = {
  name: 'memory-volume',
  severity: 'warning',
  summary: 'An emptyDir in memory has a sizeLimit.',
  why: 'its files count as memory of the containers, which are killed when it grows',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  volumes: [{ name: blocks, emptyDir: { medium: Memory, sizeLimit: 512Mi } }]
  containers: [{ name: worker, image: "registry.example.org/worker:1.4.2" }]
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  volumes: [{ name: blocks, emptyDir: { medium: Memory } }]
  containers: [{ name: worker, image: "registry.example.org/worker:1.4.2" }]
`,
  },
  *check(inventory) {
    for (const { object, spec, path } of inventory.pods) {
      for (const [index, volume] of listAt(spec, 'volumes').entries()) {
        const folder = mapAt(volume, 'emptyDir');
        if (folder.medium !== 'Memory' || valueAt(folder, 'sizeLimit') !== undefined) continue;
        const at = `${below(`${path}.volumes`, index)}.emptyDir`;
        yield {
          object,
          path: at,
          message: `${at} is in memory and has no sizeLimit`,
          fix: 'write a sizeLimit below the memory limit of the containers',
        };
      }
    }
  },
};
