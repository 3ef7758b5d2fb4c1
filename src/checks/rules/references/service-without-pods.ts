import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import type { LabelSelector } from '../../label-selector';
import type { Rule } from '../rule';
import { selectorOf } from './lookup/service-ports';
import { Surroundings } from './lookup/surroundings';

/** A Service selects pods that are there. */
export const serviceWithoutPods: Rule = {
  name: 'service-without-pods',
  severity: 'error',
  summary:
    'A Service selects a pod, where the pods of its namespace are here and no operator makes others.',
  why: 'a Service without pods refuses every connection',
  examples: {
    good: `
apiVersion: v1
kind: Service
metadata: { name: tiles, namespace: eo }
spec:
  selector: { app: tiles }
  ports: [{ port: 80, targetPort: http }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: tiles, namespace: eo }
spec:
  selector: { matchLabels: { app: tiles } }
  template:
    metadata: { labels: { app: tiles } }
    spec:
      containers:
        - { name: tiles, image: tiles:1.4.2, ports: [{ name: http, containerPort: 8080 }] }
`,
    bad: `
apiVersion: v1
kind: Service
metadata: { name: tiles, namespace: eo }
spec:
  selector: { app: tile }
  ports: [{ port: 80, targetPort: http }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: tiles, namespace: eo }
spec:
  selector: { matchLabels: { app: tiles } }
  template:
    metadata: { labels: { app: tiles } }
    spec:
      containers:
        - { name: tiles, image: tiles:1.4.2, ports: [{ name: http, containerPort: 8080 }] }
`,
  },
  *check(inventory) {
    for (const { service, known } of servicesWithoutPods(inventory)) {
      if (!known) continue;
      yield {
        object: service,
        path: 'spec.selector',
        message: 'spec.selector matches no pod of the namespace',
        fix: "write labels of the pod template that the Service is for, under the template's metadata",
      };
    }
  },
};

/** Services that select no pod that is here. */
export function* servicesWithoutPods(
  inventory: Inventory,
): Generator<{ service: KubernetesObject; known: boolean }> {
  const surroundings = new Surroundings(inventory);
  for (const service of inventory.ofKind('/Service')) {
    const selector = selectorOf(service);
    const { namespace } = service.metadata;
    if (selector === undefined) continue;
    if (inventory.podIndex.select(namespace, selector).length > 0) continue;
    const known =
      surroundings.hasAllPodsOf(namespace) && !maySelectLater(inventory, service, selector);
    yield { service, known };
  }
}

/**
 * Whether pods may get the labels that they lack while they run, as the leader among them does:
 * no template has such a label, and without it the selector matches.
 */
function maySelectLater(
  inventory: Inventory,
  service: KubernetesObject,
  selector: LabelSelector,
): boolean {
  const { namespace } = service.metadata;
  const known = Object.entries(selector.labels).filter(([key]) =>
    inventory.podIndex.hasKey(namespace, key),
  );
  const unknown = known.length < Object.keys(selector.labels).length;
  const rest = { labels: Object.fromEntries(known), expressions: [] };
  return unknown && known.length > 0 && inventory.podIndex.select(namespace, rest).length > 0;
}
