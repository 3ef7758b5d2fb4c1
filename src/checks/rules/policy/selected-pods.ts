import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import {
  isEmpty,
  type LabelSelector,
  labelSelectorAt,
  plainSelectorOf,
} from '../../label-selector';
import type { Pod } from '../../pods';
import { mapAt, textAt } from '../../read';

/** The pods that one of the objects selects in its own namespace. */
export function selectedPods(
  inventory: Inventory,
  objects: readonly KubernetesObject[],
  selectorOf: (object: KubernetesObject) => LabelSelector | undefined,
): ReadonlySet<Pod> {
  const pods = new Set<Pod>();
  const known = new Set<readonly Pod[]>();
  for (const object of objects) {
    const selector = selectorOf(object);
    if (selector === undefined) continue;
    const found = inventory.podIndex.select(textAt(object, 'metadata', 'namespace'), selector);
    // The index gives the same list for the same selector.
    if (known.has(found)) continue;
    known.add(found);
    for (const pod of found) pods.add(pod);
  }
  return pods;
}

/** The pods that requests are sent to: those that a Service selects. */
export function servedPods(inventory: Inventory): ReadonlySet<Pod> {
  return selectedPods(inventory, inventory.ofKind('/Service'), (service) => {
    const selector = plainSelectorOf(mapAt(service, 'spec', 'selector'));
    return selector === undefined || isEmpty(selector) ? undefined : selector;
  });
}

/** The pods that a PodDisruptionBudget speaks for. */
export function budgetedPods(inventory: Inventory): ReadonlySet<Pod> {
  return selectedPods(inventory, inventory.ofKind('policy/PodDisruptionBudget'), (budget) =>
    labelSelectorAt(budget, 'spec', 'selector'),
  );
}
