import { quoted } from '../../../../constructs/rules/violation';
import type { Rule } from '../rule';
import { faultOf, nfsOptions } from './nfs-options';

/** Every mount option of an NFS volume is one that mount.nfs takes, with a value that it takes. */
export const unknownMountOption: Rule = {
  name: 'unknown-mount-option',
  severity: 'error',
  summary: 'The mount options of an NFS volume are known to mount.nfs.',
  why: 'nothing checks them before the mount, which fails: the pod stays in ContainerCreating',
  examples: {
    good: `
apiVersion: v1
kind: PersistentVolume
metadata: { name: eo.scenes }
spec:
  accessModes: [ReadWriteMany]
  capacity: { storage: 10Ti }
  mountOptions: [hard, nfsvers=4.1, noatime]
  nfs: { server: 10.117.206.94, path: /mnt/md0/scenes }
`,
    bad: `
apiVersion: v1
kind: PersistentVolume
metadata: { name: eo.scenes }
spec:
  accessModes: [ReadWriteMany]
  capacity: { storage: 10Ti }
  mountOptions: [hard, nfsver=4.1, noatime]
  nfs: { server: 10.117.206.94, path: /mnt/md0/scenes }
`,
  },
  *check(inventory) {
    for (const { object, path, options } of nfsOptions(inventory)) {
      for (const option of options) {
        const broken = faultOf(option);
        if (broken === undefined) continue;
        yield {
          object,
          path,
          message: `${path} ${broken.rule}, and has ${quoted(option)}`,
          fix: broken.fix ?? `mend ${quoted(option)}`,
        };
      }
    }
  },
};
