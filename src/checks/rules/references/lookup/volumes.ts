import { amountOf } from '../../../amount';
import type { Inventory } from '../../../inventory';
import type { KubernetesObject } from '../../../kubernetes-object';
import { listAt, textAt, valueAt } from '../../../read';

const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';

/** The storage class of a claim or a volume; the empty text where it says that it has none. */
export function classOf(object: KubernetesObject): string | undefined {
  const given = valueAt(object, 'spec', 'storageClassName');
  if (typeof given === 'string') return given;
  return textAt(object, 'metadata', 'annotations', BETA_CLASS);
}

/** The access modes of a claim or a volume. */
export function accessModesOf(object: KubernetesObject): string[] {
  return listAt(object, 'spec', 'accessModes').filter((mode) => typeof mode === 'string');
}

/** How much a claim asks for. */
export function requestOf(claim: KubernetesObject): number | undefined {
  return amountOf(valueAt(claim, 'spec', 'resources', 'requests', 'storage'));
}

/** How much a volume holds. */
export function capacityOf(volume: KubernetesObject): number | undefined {
  return amountOf(valueAt(volume, 'spec', 'capacity', 'storage'));
}

/** Whether a volume is kept for one claim. */
export function isReserved(volume: KubernetesObject): boolean {
  return textAt(volume, 'spec', 'claimRef', 'name') !== undefined;
}

/** The claim that a volume is kept for, where it is here. */
export function claimOf(
  inventory: Inventory,
  volume: KubernetesObject,
): KubernetesObject | undefined {
  const name = textAt(volume, 'spec', 'claimRef', 'name');
  const namespace = textAt(volume, 'spec', 'claimRef', 'namespace');
  return name && namespace ? inventory.find('/PersistentVolumeClaim', namespace, name) : undefined;
}

/** The volume that a claim names, where it is here. */
export function volumeOf(
  inventory: Inventory,
  claim: KubernetesObject,
): KubernetesObject | undefined {
  const name = textAt(claim, 'spec', 'volumeName');
  return name ? inventory.inCluster('/PersistentVolume', name) : undefined;
}

/** Whether modes and size of a claim let it have a volume. */
export function fits(claim: KubernetesObject, volume: KubernetesObject): boolean {
  const offered = new Set(accessModesOf(volume));
  const request = requestOf(claim) ?? 0;
  return (
    accessModesOf(claim).every((mode) => offered.has(mode)) &&
    request <= (capacityOf(volume) ?? Number.POSITIVE_INFINITY)
  );
}
