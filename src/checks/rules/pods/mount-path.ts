import { mountPath as rule } from '../../../../constructs/rules/paths';
import { quoted } from '../../../../constructs/rules/violation';
import { below, listAt, textAt } from '../../read';
import type { Rule } from '../rule';

/** A volume is mounted at an absolute path. */
export const mountPath: Rule = {
  name: 'mount-path',
  severity: 'error',
  summary: 'A mountPath is absolute and has no colon.',
  why: 'the container sees the volume at another path, or does not start',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  volumes: [{ name: scenes, emptyDir: { sizeLimit: 1Gi } }]
  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
      volumeMounts: [{ name: scenes, mountPath: /data/scenes, readOnly: true }]
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  volumes: [{ name: scenes, emptyDir: { sizeLimit: 1Gi } }]
  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
      volumeMounts: [{ name: scenes, mountPath: "/data/scenes:ro" }]
`,
  },
  *check(inventory) {
    for (const { pod, spec, path } of inventory.containers) {
      for (const [index, mount] of listAt(spec, 'volumeMounts').entries()) {
        const value = textAt(mount, 'mountPath');
        if (value === undefined || isSound(value)) continue;
        const at = `${below(`${path}.volumeMounts`, index)}.mountPath`;
        const fault = value.startsWith('/') ? "has a ':'" : 'is not absolute';
        yield {
          object: pod.object,
          path: at,
          message: `${at} is ${quoted(value)}, which ${fault}`,
          fix: rule(value)?.fix ?? 'write an absolute path',
        };
      }
    }
  },
};

/** Also a path of Windows: `C:\data`. */
function isSound(path: string): boolean {
  return /^\/[^:]*$/.test(path) || /^[A-Za-z]:([\\/][^:]*)?$/.test(path);
}
