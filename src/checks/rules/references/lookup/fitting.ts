import type { KubernetesObject } from '../../../kubernetes-object';
import { accessModesOf, capacityOf, requestOf } from './volumes';

/**
 * The two largest volumes of each set of access modes: whether a claim fits none, one or more volumes
 * is the same for these as for all of them.
 */
export function largestVolumes(volumes: readonly KubernetesObject[]): KubernetesObject[] {
  return firstTwo(volumes, (volume) => -(capacityOf(volume) ?? Number.MAX_VALUE));
}

/** The two smallest claims of each set of access modes, likewise. */
export function smallestClaims(claims: readonly KubernetesObject[]): KubernetesObject[] {
  return firstTwo(claims, (claim) => requestOf(claim) ?? 0);
}

function firstTwo(
  objects: readonly KubernetesObject[],
  orderOf: (object: KubernetesObject) => number,
): KubernetesObject[] {
  const groups = new Map<string, KubernetesObject[]>();
  for (const object of objects) {
    const modes = JSON.stringify(accessModesOf(object).sort());
    const group = [...(groups.get(modes) ?? []), object];
    groups.set(modes, group.sort((one, other) => orderOf(one) - orderOf(other)).slice(0, 2));
  }
  return [...groups.values()].flat();
}
