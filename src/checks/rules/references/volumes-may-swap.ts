import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import { mapAt, textAt, valueAt } from '../../read';
import type { Rule } from '../rule';
import { largestVolumes, smallestClaims } from './lookup/fitting';
import { claimOf, classOf, fits, isReserved } from './lookup/volumes';

/** Which claim gets which volume is said, where it matters. */
export const volumesMaySwap: Rule = {
  name: 'volumes-may-swap',
  severity: 'warning',
  summary:
    'A volume with data of its own is kept for a claim, where another claim could get it too.',
  why: 'the cluster binds what fits, so that a pod may find the data of another one, without a word',
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
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: eo-results }
spec:
  capacity: { storage: 10Ti }
  accessModes: [ReadWriteMany]
  storageClassName: ""
  claimRef: { namespace: eo, name: results }
  nfs: { server: nfs.example.com, path: /results }
`,
    bad: `
apiVersion: v1
kind: PersistentVolume
metadata: { name: eo-scenes }
spec:
  capacity: { storage: 10Ti }
  accessModes: [ReadWriteMany]
  storageClassName: ""
  nfs: { server: nfs.example.com, path: /scenes }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: scenes, namespace: eo }
spec:
  storageClassName: ""
  accessModes: [ReadWriteMany]
  resources: { requests: { storage: 10Ti } }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: eo-results }
spec:
  capacity: { storage: 10Ti }
  accessModes: [ReadWriteMany]
  storageClassName: ""
  nfs: { server: nfs.example.com, path: /results }
`,
  },
  *check(inventory) {
    const named = new Map<string, KubernetesObject[]>();
    for (const claim of inventory.ofKind('/PersistentVolumeClaim')) {
      const volume = textAt(claim, 'spec', 'volumeName');
      if (volume === undefined) continue;
      // Two of them are enough to know that there is a choice.
      named.set(volume, [...(named.get(volume) ?? []).slice(0, 1), claim]);
    }
    const claims = freeClaims(inventory);
    const volumes = freeVolumes(inventory);
    for (const [className, offered] of volumes) {
      const wanting = claims.get(className) ?? [];
      const largest = largestVolumes(offered);
      const undecided = smallestClaims(
        wanting.filter((claim) => largest.filter((volume) => fits(claim, volume)).length > 1),
      );
      const smallest = smallestClaims(wanting);
      for (const volume of offered) {
        const owners = named.get(volume.metadata.name) ?? [];
        const rivals = [...owners, ...smallest.filter((claim) => fits(claim, volume))];
        if (rivals.length < 2 && !undecided.some((claim) => fits(claim, volume))) continue;
        yield {
          object: volume,
          path: 'spec.claimRef',
          message:
            'spec.claimRef is missing, and a claim for it could as well get another volume, or another claim this one',
          fix: 'write claimRef with the namespace and name of the claim, and volumeName in the claim',
        };
      }
    }
  },
};

/** Volumes that show data of their own and are kept for nobody, by their class. */
function freeVolumes(inventory: Inventory): Map<string, KubernetesObject[]> {
  const volumes = inventory
    .ofKind('/PersistentVolume')
    .filter((volume) => !isReserved(volume))
    .filter((volume) =>
      ['nfs', 'csi'].some((source) => valueAt(volume, 'spec', source) !== undefined),
    );
  return byClass(volumes);
}

/** Claims that take any volume of their class that fits. */
function freeClaims(inventory: Inventory): Map<string, KubernetesObject[]> {
  const kept = new Set(
    inventory.ofKind('/PersistentVolume').map((volume) => claimOf(inventory, volume)),
  );
  const claims = inventory
    .ofKind('/PersistentVolumeClaim')
    .filter((claim) => !kept.has(claim) && textAt(claim, 'spec', 'volumeName') === undefined)
    .filter((claim) => Object.keys(mapAt(claim, 'spec', 'selector')).length === 0);
  return byClass(claims);
}

function byClass(objects: readonly KubernetesObject[]): Map<string, KubernetesObject[]> {
  const found = new Map<string, KubernetesObject[]>();
  for (const object of objects) {
    const className = classOf(object) ?? '';
    const same = found.get(className);
    if (same) same.push(object);
    else found.set(className, [object]);
  }
  return found;
}
