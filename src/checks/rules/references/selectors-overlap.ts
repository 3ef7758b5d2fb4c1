import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import {
  isEmpty,
  type LabelSelector,
  labelSelectorAt,
  plainSelectorOf,
} from '../../label-selector';
import { mapAt } from '../../read';
import type { Rule } from '../rule';
import { listed } from './lookup/listed';

/** Each pod has one controller that knows it by its labels. */
export const selectorsOverlap: Rule = {
  name: 'selectors-overlap',
  severity: 'error',
  summary: 'The selector of a workload matches its own pods, and no pods of another workload.',
  why: 'it counts the pods of the other as its own, when it scales and when the other is gone',
  examples: {
    good: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: worker, namespace: eo }
spec:
  selector: { matchLabels: { app: dask, component: worker } }
  template:
    metadata: { labels: { app: dask, component: worker } }
    spec: { containers: [{ name: worker, image: dask:1.4.2 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: worker-large, namespace: eo }
spec:
  selector: { matchLabels: { app: dask, component: worker-large } }
  template:
    metadata: { labels: { app: dask, component: worker-large } }
    spec: { containers: [{ name: worker, image: dask:1.4.2 }] }
`,
    bad: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: worker, namespace: eo }
spec:
  selector: { matchLabels: { app: dask, component: worker } }
  template:
    metadata: { labels: { app: dask, component: worker } }
    spec: { containers: [{ name: worker, image: dask:1.4.2 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: worker-large, namespace: eo }
spec:
  selector: { matchLabels: { app: dask, component: worker } }
  template:
    metadata: { labels: { app: dask, component: worker, size: large } }
    spec: { containers: [{ name: worker, image: dask:1.4.2 }] }
`,
  },
  *check(inventory) {
    const controllers = controllersOf(inventory);
    const known = new Map<readonly KubernetesObject[], KubernetesObject[]>();
    for (const [object, selector] of controllers) {
      const makers = inventory.podIndex.selectMakers(object.metadata.namespace, selector);
      const workloads =
        known.get(makers) ?? distinct(makers.filter((maker) => controllers.has(maker)));
      known.set(makers, workloads);
      const others = workloads.slice(0, MOST).filter((maker) => keyOf(maker) !== keyOf(object));
      if (others.length === 0) continue;
      yield {
        object,
        path: 'spec.selector',
        message: `spec.selector also matches the pods of ${listed(others)}`,
        fix: 'give the pods of each a label of their own, such as app.kubernetes.io/component, and select it',
      };
    }
  },
};

/** How many of those that overlap are looked at, for a message. */
const MOST = 20;

const KINDS = [
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'argoproj.io/Rollout',
];

/** Every object that keeps pods running, with its selector where that says something. */
function controllersOf(inventory: Inventory): Map<KubernetesObject, LabelSelector> {
  const controllers = new Map<KubernetesObject, LabelSelector>();
  for (const object of KINDS.flatMap((kind) => inventory.ofKind(kind))) {
    const selector = labelSelectorAt(object, 'spec', 'selector');
    if (selector !== undefined && !isEmpty(selector)) controllers.set(object, selector);
  }
  for (const object of inventory.ofKind('/ReplicationController')) {
    const selector = plainSelectorOf(mapAt(object, 'spec', 'selector'));
    if (selector !== undefined && !isEmpty(selector)) controllers.set(object, selector);
  }
  return controllers;
}

/** Objects that are there twice are left to another rule. */
function distinct(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return [...new Map(objects.map((object) => [keyOf(object), object])).values()];
}

function keyOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.name}`;
}
