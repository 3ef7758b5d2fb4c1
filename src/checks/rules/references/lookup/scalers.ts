import type { Inventory } from '../../../inventory';
import { groupOf, type KubernetesObject } from '../../../kubernetes-object';
import { numberAt, textAt } from '../../../read';

/** An object that says how many pods another one has. */
export interface Scaler {
  readonly object: KubernetesObject;

  /** Group and kind of what it scales, for example `apps/Deployment`. */
  readonly kind: string;

  readonly name: string;

  /** What it scales, where it is here. */
  readonly target: KubernetesObject | undefined;

  /** The fewest pods that it leaves. */
  readonly fewest: number;
}

/** Path of the name of what a scaler scales. */
export const TARGET_PATH = 'spec.scaleTargetRef.name';

/** Every HorizontalPodAutoscaler, and every ScaledObject of KEDA, which makes one. */
export function scalersOf(inventory: Inventory): Scaler[] {
  const autoscalers = inventory
    .ofKind('autoscaling/HorizontalPodAutoscaler')
    .flatMap((object) => scalerOf(inventory, object, numberAt(object, 'spec', 'minReplicas') ?? 1));
  const scaled = inventory
    .ofKind('keda.sh/ScaledObject')
    .flatMap((object) =>
      scalerOf(inventory, object, numberAt(object, 'spec', 'minReplicaCount') ?? 0),
    );
  return [...autoscalers, ...scaled];
}

function scalerOf(inventory: Inventory, object: KubernetesObject, fewest: number): Scaler[] {
  const name = textAt(object, 'spec', 'scaleTargetRef', 'name');
  if (name === undefined) return [];
  const apiVersion = textAt(object, 'spec', 'scaleTargetRef', 'apiVersion') ?? 'apps/v1';
  const named = textAt(object, 'spec', 'scaleTargetRef', 'kind') ?? 'Deployment';
  const kind = `${groupOf({ apiVersion })}/${named}`;
  return [{ object, kind, name, target: inventory.beside(object, kind, name), fewest }];
}
