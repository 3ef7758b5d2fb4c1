import type { Inventory } from '../../../inventory';
import type { KubernetesObject } from '../../../kubernetes-object';
import { labelSelectorAt } from '../../../label-selector';
import type { Pod } from '../../../pods';
import { valueAt } from '../../../read';

/** A PodDisruptionBudget, and what it is for. */
export interface Budget {
  readonly object: KubernetesObject;

  /** The pods that it is for: one list for each selector. */
  readonly pods: readonly Pod[];

  /** What makes those pods: one list for each selector. */
  readonly makers: readonly KubernetesObject[];
}

/** Every PodDisruptionBudget that has a selector; an empty one is for every pod of the namespace. */
export function budgetsOf(inventory: Inventory): Budget[] {
  return inventory.ofKind('policy/PodDisruptionBudget').flatMap((object) => {
    if (valueAt(object, 'spec', 'selector') === undefined) return [];
    const selector = labelSelectorAt(object, 'spec', 'selector');
    if (selector === undefined) return [];
    const { namespace } = object.metadata;
    const pods = inventory.podIndex.select(namespace, selector);
    return [{ object, pods, makers: inventory.podIndex.selectMakers(namespace, selector) }];
  });
}
