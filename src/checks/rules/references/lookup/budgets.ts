import type { Inventory } from '../../../inventory';
import type { KubernetesObject } from '../../../kubernetes-object';
import { labelSelectorAt } from '../../../label-selector';
import { valueAt } from '../../../read';

/** A PodDisruptionBudget, and what it is for. */
export interface Budget {
  readonly object: KubernetesObject;

  /** What makes those pods: one list for each selector. */
  readonly makers: readonly KubernetesObject[];
}

/** Every PodDisruptionBudget that has a selector; an empty one is for every pod of the namespace. */
export function budgetsOf(inventory: Inventory): Budget[] {
  return inventory.ofKind('policy/PodDisruptionBudget').flatMap((object) => {
    if (valueAt(object, 'spec', 'selector') === undefined) return [];
    const selector = labelSelectorAt(object, 'spec', 'selector');
    if (selector === undefined) return [];
    const makers = inventory.podIndex.selectMakers(object.metadata.namespace, selector);
    return [{ object, makers }];
  });
}
