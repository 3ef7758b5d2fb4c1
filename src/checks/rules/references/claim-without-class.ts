import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import { textAt } from '../../read';
import type { Rule } from '../rule';
import { largestVolumes } from './lookup/fitting';
import { claimOf, classOf, fits, isReserved, volumeOf } from './lookup/volumes';

/** A claim for a volume that is there says so with its class. */
export const claimWithoutClass: Rule = {
  name: 'claim-without-class',
  severity: 'error',
  summary: 'A claim for a volume that is here, or that it names, says its storageClassName.',
  why: 'a default class of the cluster takes its place: the claim gets a new, empty disk, or stays Pending',
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
  accessModes: [ReadWriteMany]
  resources: { requests: { storage: 10Ti } }
`,
  },
  *check(inventory) {
    const reserved = new Map<KubernetesObject, KubernetesObject>();
    for (const volume of inventory.ofKind('/PersistentVolume')) {
      const claim = claimOf(inventory, volume);
      if (claim !== undefined) reserved.set(claim, volume);
    }
    const free = freeVolumes(inventory);
    for (const claim of inventory.ofKind('/PersistentVolumeClaim')) {
      if (classOf(claim) !== undefined) continue;
      const named = textAt(claim, 'spec', 'volumeName');
      const volume = volumeOf(inventory, claim) ?? reserved.get(claim);
      const meant = named === undefined ? free.find((other) => fits(claim, other)) : undefined;
      const other = volume ?? meant;
      if (named === undefined && other === undefined) continue;
      const name = other?.metadata.name ?? named;
      yield {
        object: claim,
        path: 'spec.storageClassName',
        message: `spec.storageClassName is missing in a claim for PersistentVolume ${name}`,
        fix: `write storageClassName: ${JSON.stringify(other && classOf(other) ? classOf(other) : '')}`,
      };
    }
  },
};

/** Volumes without a class that nobody has reserved. */
function freeVolumes(inventory: Inventory): KubernetesObject[] {
  const free = inventory
    .ofKind('/PersistentVolume')
    .filter((volume) => !classOf(volume) && !isReserved(volume));
  return largestVolumes(free);
}
