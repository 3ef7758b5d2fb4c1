import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import { numberAt, textAt } from '../../read';

/** The objects whose number of pods an autoscaler decides. */
export function autoscaledObjects(inventory: Inventory): ReadonlySet<KubernetesObject> {
  const scalers = ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'];
  const targets = scalers
    .flatMap((kind) => inventory.ofKind(kind))
    .flatMap((scaler) => {
      const ref = ['spec', 'scaleTargetRef'];
      const group = (textAt(scaler, ...ref, 'apiVersion') ?? 'apps/v1').replace(/\/?[^/]*$/, '');
      const kind = textAt(scaler, ...ref, 'kind') ?? 'Deployment';
      return (
        inventory.beside(scaler, `${group}/${kind}`, textAt(scaler, ...ref, 'name') ?? '') ?? []
      );
    });
  return new Set(targets);
}

/** Whether an object keeps more than one pod, or may. */
export function hasSeveralPods(
  object: KubernetesObject,
  autoscaled: ReadonlySet<KubernetesObject>,
): boolean {
  return autoscaled.has(object) || (numberAt(object, 'spec', 'replicas') ?? 1) > 1;
}
