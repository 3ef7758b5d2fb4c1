import { groupOf, type KubernetesObject } from './kubernetes-object';
import { PodIndex } from './pod-index';
import { type Container, containersOf, type Pod, podsOf } from './pods';
import { textAt } from './read';

/** All objects of one environment, and how to find one among them. */
export class Inventory {
  /** Every object, in the order given. */
  readonly objects: readonly KubernetesObject[];

  /** Every pod that an object makes. */
  readonly pods: readonly Pod[];

  /** Every container of those pods. */
  readonly containers: readonly Container[];

  /** Finds pods by their labels. */
  readonly podIndex: PodIndex;

  private readonly byKind = new Map<string, KubernetesObject[]>();
  private readonly byName = new Map<string, KubernetesObject>();

  constructor(objects: readonly KubernetesObject[]) {
    this.objects = objects;
    this.pods = objects.flatMap(podsOf);
    this.containers = this.pods.flatMap(containersOf);
    this.podIndex = new PodIndex(this.pods);
    for (const object of objects) {
      const kind = `${groupOf(object)}/${object.kind}`;
      const same = this.byKind.get(kind);
      if (same) same.push(object);
      else this.byKind.set(kind, [object]);
      const { namespace, name } = object.metadata;
      this.byName.set(JSON.stringify([kind, namespace, name]), object);
    }
  }

  /**
   * The objects of a kind.
   *
   * @param kind group and kind, whatever the version: `apps/Deployment`; `/Service` for the core group
   */
  ofKind(kind: string): readonly KubernetesObject[] {
    return this.byKind.get(kind) ?? [];
  }

  /** The object of a kind and name in the namespace of another one; `undefined` where it is not here. */
  beside(other: KubernetesObject, kind: string, name: string): KubernetesObject | undefined {
    return this.find(kind, textAt(other, 'metadata', 'namespace'), name);
  }

  /** The object of a kind, namespace and name; `undefined` where it is not here. */
  find(kind: string, namespace: string | undefined, name: string): KubernetesObject | undefined {
    return this.byName.get(JSON.stringify([kind, namespace, name]));
  }

  /** The object of a kind that belongs to the whole cluster. */
  inCluster(kind: string, name: string): KubernetesObject | undefined {
    return this.byName.get(JSON.stringify([kind, undefined, name]));
  }
}
