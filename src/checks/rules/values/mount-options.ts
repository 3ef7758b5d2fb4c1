import { mountOptions as rule } from '../../../../constructs/rules/mount-options';
import type { Rule } from '../rule';
import { faultOf, isFurther, nfsOptions } from './nfs-options';

/** The mount options of an NFS volume fit together, and lose no data. */
export const mountOptions: Rule = {
  name: 'mount-options',
  severity: 'warning',
  summary: 'The mount options of an NFS volume fit together, and writes wait for the server.',
  why: 'with soft, a write to a slow server fails, and few programs notice',
  examples: {
    good: `
apiVersion: v1
kind: PersistentVolume
metadata: { name: eo.scenes }
spec:
  accessModes: [ReadWriteMany]
  capacity: { storage: 10Ti }
  mountOptions: [hard, timeo=600]
  nfs: { server: 10.117.206.94, path: /mnt/md0/scenes }
`,
    bad: `
apiVersion: v1
kind: PersistentVolume
metadata: { name: eo.scenes }
spec:
  accessModes: [ReadWriteMany]
  capacity: { storage: 10Ti }
  mountOptions: [soft, timeo=600]
  nfs: { server: 10.117.206.94, path: /mnt/md0/scenes }
`,
  },
  *check(inventory) {
    for (const { object, path, options, readOnly } of nfsOptions(inventory)) {
      // Of the options that we would not write ourselves only this one does harm.
      const judged = options.filter(
        (option) => option === 'bg' || !(isFurther(option) || faultOf(option)),
      );
      const broken = rule(judged, { readOnly });
      if (broken === undefined) continue;
      yield {
        object,
        path,
        message: `${path} ${broken.rule}`,
        fix: broken.fix ?? 'leave one of them out',
      };
    }
  },
};
