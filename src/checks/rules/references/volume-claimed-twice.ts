import type { KubernetesObject } from '../../kubernetes-object';
import { textAt } from '../../read';
import type { Rule } from '../rule';
import { listed } from './lookup/listed';

/** A volume is for one claim. */
export const volumeClaimedTwice: Rule = {
  name: 'volume-claimed-twice',
  severity: 'error',
  summary: 'No two claims name one PersistentVolume.',
  why: 'a volume is bound to one claim: the other one stays Pending for ever',
  examples: {
    good: `
apiVersion: v1
kind: PersistentVolume
metadata: { name: eo-scenes }
spec:
  capacity: { storage: 10Ti }
  accessModes: [ReadWriteMany]
  storageClassName: ""
  claimRef: { namespace: eo, name: scenes }
  nfs: { server: nfs.example.com, path: /scenes }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: scenes, namespace: eo }
spec:
  volumeName: eo-scenes
  storageClassName: ""
  accessModes: [ReadWriteMany]
  resources: { requests: { storage: 10Ti } }
`,
    bad: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: scenes, namespace: eo }
spec:
  volumeName: eo-scenes
  storageClassName: ""
  accessModes: [ReadWriteMany]
  resources: { requests: { storage: 10Ti } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: scenes, namespace: eo-test }
spec:
  volumeName: eo-scenes
  storageClassName: ""
  accessModes: [ReadWriteMany]
  resources: { requests: { storage: 10Ti } }
`,
  },
  *check(inventory) {
    const claims = new Map<string, KubernetesObject[]>();
    for (const claim of inventory.ofKind('/PersistentVolumeClaim')) {
      const volume = textAt(claim, 'spec', 'volumeName');
      if (volume === undefined) continue;
      const same = claims.get(volume);
      if (same) same.push(claim);
      else claims.set(volume, [claim]);
    }
    for (const [volume, same] of claims) {
      if (same.length < 2) continue;
      const all = listed(same);
      for (const claim of same) {
        yield {
          object: claim,
          path: 'spec.volumeName',
          message: `spec.volumeName is ${JSON.stringify(volume)} in ${all}`,
          fix: 'make a PersistentVolume for each of them; several may be of one NFS export',
        };
      }
    }
  },
};
