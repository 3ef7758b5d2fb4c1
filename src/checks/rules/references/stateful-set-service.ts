import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import { textAt } from '../../read';
import type { Fault, Rule } from '../rule';
import { isHeadless, selectorOf } from './lookup/service-ports';

/** The Service that gives the pods of a StatefulSet their names is there, and does. */
export const statefulSetService: Rule = {
  name: 'stateful-set-service',
  severity: 'warning',
  summary: 'The serviceName of a StatefulSet is that of a headless Service that selects its pods.',
  why: 'the pods have no names of their own in DNS, such as redis-0.redis',
  examples: {
    good: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: redis, namespace: eo }
spec:
  serviceName: redis
  selector: { matchLabels: { app: redis } }
  template:
    metadata: { labels: { app: redis } }
    spec: { containers: [{ name: redis, image: redis:7.2.5, ports: [{ containerPort: 6379 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: redis, namespace: eo }
spec: { clusterIP: None, selector: { app: redis }, ports: [{ port: 6379 }] }
`,
    bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: redis, namespace: eo }
spec:
  serviceName: redis
  selector: { matchLabels: { app: redis } }
  template:
    metadata: { labels: { app: redis } }
    spec: { containers: [{ name: redis, image: redis:7.2.5, ports: [{ containerPort: 6379 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: redis, namespace: eo }
spec: { selector: { app: redis }, ports: [{ port: 6379 }] }
`,
  },
  *check(inventory) {
    for (const set of inventory.ofKind('apps/StatefulSet')) {
      const name = textAt(set, 'spec', 'serviceName');
      const broken = name === undefined ? undefined : faultOf(inventory, set, name);
      if (broken === undefined) continue;
      yield { object: set, path: 'spec.serviceName', ...broken };
    }
  },
};

function faultOf(
  inventory: Inventory,
  set: KubernetesObject,
  name: string,
): Pick<Fault, 'message' | 'fix'> | undefined {
  const is = `spec.serviceName is ${JSON.stringify(name)}`;
  const service = inventory.beside(set, '/Service', name);
  if (service === undefined) {
    return {
      message: `${is}, a Service that is not here`,
      fix: 'add a Service of that name with clusterIP: None',
    };
  }
  if (!isHeadless(service)) {
    return {
      message: `${is}, a Service that is not headless`,
      fix: 'write clusterIP: None in the Service, or add another one for this',
    };
  }
  const selector = selectorOf(service);
  if (selector === undefined) return undefined;
  const pods = inventory.podIndex.select(set.metadata.namespace, selector);
  if (pods.some(({ object }) => object === set)) return undefined;
  return {
    message: `${is}, a Service that does not select its pods`,
    fix: "write labels of the set's pod template as the selector of the Service",
  };
}
