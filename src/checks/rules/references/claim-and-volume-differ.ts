import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import { textAt } from '../../read';
import type { Fault, Rule } from '../rule';
import {
  accessModesOf,
  capacityOf,
  claimOf,
  classOf,
  isReserved,
  requestOf,
  volumeOf,
} from './lookup/volumes';

/** A claim and the volume that is kept for it can be bound to each other. */
export const claimAndVolumeDiffer: Rule = {
  name: 'claim-and-volume-differ',
  severity: 'error',
  summary:
    'A claim and its volume name each other and have one class and volumeMode; the volume has the ' +
    "claim's modes and size.",
  why: 'the claim stays Pending, and its pods with it',
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
  storageClassName: nfs
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
  },
  *check(inventory) {
    const told = new Set<KubernetesObject>();
    for (const volume of inventory.ofKind('/PersistentVolume')) {
      yield* faultsOfReservation(inventory, volume);
      const claim = claimOf(inventory, volume);
      if (claim === undefined) continue;
      told.add(claim);
      yield* differences(claim, volume);
    }
    for (const claim of inventory.ofKind('/PersistentVolumeClaim')) {
      const volume = volumeOf(inventory, claim);
      if (volume === undefined || told.has(claim)) continue;
      if (isReserved(volume) && textAt(volume, 'spec', 'claimRef', 'namespace')) {
        yield {
          object: claim,
          path: 'spec.volumeName',
          message: `spec.volumeName is ${JSON.stringify(volume.metadata.name)}, a volume that is kept for ${keptFor(volume)}`,
          fix: "write this claim's namespace and name into the claimRef of the volume, or name another volume",
        };
      } else {
        yield* differences(claim, volume);
      }
    }
  },
};

function* faultsOfReservation(inventory: Inventory, volume: KubernetesObject): Generator<Fault> {
  if (!isReserved(volume)) return;
  if (textAt(volume, 'spec', 'claimRef', 'namespace') === undefined) {
    yield {
      object: volume,
      path: 'spec.claimRef.namespace',
      message: 'spec.claimRef.namespace is missing, so that the volume is kept for no claim',
      fix: 'write the namespace of the claim',
    };
  }
  const claim = claimOf(inventory, volume);
  const named = claim && textAt(claim, 'spec', 'volumeName');
  if (named === undefined || named === volume.metadata.name) return;
  yield {
    object: volume,
    path: 'spec.claimRef.name',
    message: `spec.claimRef.name is that of a claim that asks for another volume, ${named}`,
    fix: "write this volume's name as the volumeName of the claim",
  };
}

function keptFor(volume: KubernetesObject): string {
  const [namespace, name] = ['namespace', 'name'].map((field) =>
    textAt(volume, 'spec', 'claimRef', field),
  );
  return `${namespace}/${name}`;
}

function* differences(claim: KubernetesObject, volume: KubernetesObject): Generator<Fault> {
  const of = `of PersistentVolume ${volume.metadata.name}`;
  const claimClass = classOf(claim);
  const volumeClass = classOf(volume) ?? '';
  // A claim without a class gets one from the cluster, which another rule is about.
  if (claimClass !== undefined && claimClass !== volumeClass) {
    yield {
      object: claim,
      path: 'spec.storageClassName',
      message: `spec.storageClassName is ${JSON.stringify(claimClass)}, and that ${of} ${JSON.stringify(volumeClass)}`,
      fix: 'write the same class in both; "" for a volume that nobody provisions',
    };
  }
  const offered = accessModesOf(volume);
  const missing = accessModesOf(claim).filter((mode) => !offered.includes(mode));
  if (missing.length > 0) {
    yield {
      object: claim,
      path: 'spec.accessModes',
      message: `spec.accessModes has ${missing.join(', ')}, which those ${of} have not`,
      fix: `ask for ${offered.join(', ') || 'a mode of the volume'}`,
    };
  }
  const request = requestOf(claim);
  const capacity = capacityOf(volume);
  if (request !== undefined && capacity !== undefined && request > capacity) {
    yield {
      object: claim,
      path: 'spec.resources.requests.storage',
      message: `spec.resources.requests.storage is more than the capacity ${of}`,
      fix: 'ask for the capacity of the volume or less',
    };
  }
  const [wanted, given] = [claim, volume].map(
    (object) => textAt(object, 'spec', 'volumeMode') ?? 'Filesystem',
  );
  if (wanted !== given) {
    yield {
      object: claim,
      path: 'spec.volumeMode',
      message: `spec.volumeMode is ${wanted}, and that ${of} ${given}`,
      fix: 'write the same volumeMode in both',
    };
  }
}
