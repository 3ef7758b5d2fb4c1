import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import type { Rule } from '../rule';
import { type LocalDestination, localDestinations } from './lookup/local-destinations';
import { portsOf } from './lookup/service-ports';

/** The address of another program is not that of the pod itself. */
export const listenAddressAsDestination: Rule = {
  name: 'listen-address-as-destination',
  severity: 'warning',
  summary:
    'A variable or an argument that says where a database, a queue or the like is names `localhost` or ' +
    '`0.0.0.0` only with a port on which a container of the pod listens.',
  why: 'within a pod this is the pod itself, where nothing listens, and every connection is refused',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: apiserver, namespace: eo }
spec:
  containers:
    - name: apiserver
      image: registry.example.org/geocube:1.4.2
      args: ["-dbHost=postgresql:5432"]
      ports: [{ containerPort: 8080 }]
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: apiserver, namespace: eo }
spec:
  containers:
    - name: apiserver
      image: registry.example.org/geocube:1.4.2
      args: ["-dbHost=localhost:5432"]
      ports: [{ containerPort: 8080 }]
`,
  },
  *check(inventory) {
    for (const pod of inventory.pods) {
      for (const destination of localDestinations(pod)) {
        const { path, host, port } = destination;
        yield {
          object: pod.object,
          path,
          message: `${path} names ${host}:${port}, where no container of the pod listens`,
          fix: `write the host name of its Service${example(inventory, pod.object, destination)}`,
        };
      }
    }
  },
};

/** The Service that is most likely meant: the only one of the namespace with that port. */
function example(
  inventory: Inventory,
  object: KubernetesObject,
  { port }: LocalDestination,
): string {
  const [service, ...more] = inventory
    .ofKind('/Service')
    .filter(({ metadata }) => metadata.namespace === object.metadata.namespace)
    .filter((one) => portsOf(one).some((known) => known.port === port));
  return service && more.length === 0 ? `, as in ${service.metadata.name}:${port}` : '';
}
