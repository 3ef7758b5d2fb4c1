import type { KubernetesObject } from '../../kubernetes-object';
import { below, listAt, mapAt, numberAt, textAt } from '../../read';
import type { Fault, Rule } from '../rule';
import { listed } from './lookup/listed';

/** Each port of the nodes and each address of the cluster belongs to one Service. */
export const serviceAddressTwice: Rule = {
  name: 'service-address-twice',
  severity: 'error',
  summary: 'No two Services have one nodePort or one clusterIP.',
  why: 'the API server refuses the second one: the provided port, or IP, is already allocated',
  examples: {
    good: `
apiVersion: v1
kind: Service
metadata: { name: tiles, namespace: eo }
spec: { type: NodePort, ports: [{ port: 80, nodePort: 30080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: jobs, namespace: eo }
spec: { type: NodePort, ports: [{ port: 80, nodePort: 30081 }] }
`,
    bad: `
apiVersion: v1
kind: Service
metadata: { name: tiles, namespace: eo }
spec: { type: NodePort, ports: [{ port: 80, nodePort: 30080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: jobs, namespace: eo }
spec: { type: NodePort, ports: [{ port: 80, nodePort: 30080 }] }
`,
  },
  *check(inventory) {
    const taken = new Map<string, Address[]>();
    for (const service of inventory.ofKind('/Service')) {
      for (const address of addressesOf(service)) {
        const same = taken.get(address.value);
        if (same) same.push(address);
        else taken.set(address.value, [address]);
      }
    }
    for (const same of taken.values()) yield* faultsOf(same);
  },
};

interface Address {
  readonly service: KubernetesObject;
  readonly value: string;
  readonly path: string;
}

function* faultsOf(same: readonly Address[]): Generator<Fault> {
  const services = [...new Set(same.map(({ service }) => service))];
  if (services.length < 2) return;
  // One Service may have a port of the nodes for TCP and for UDP.
  const named = listed(services);
  for (const { service, value, path } of same) {
    yield {
      object: service,
      path,
      message: `${path} is ${value}, as in each of ${named}`,
      fix: 'give each Service another one, or leave it to the cluster',
    };
  }
}

function addressesOf(service: KubernetesObject): Address[] {
  const ports = listAt(service, 'spec', 'ports').map((item, index) => ({
    value: numberAt(item, 'nodePort'),
    path: `${below('spec.ports', index)}.nodePort`,
  }));
  const spec = mapAt(service, 'spec');
  const health = {
    value: numberAt(spec, 'healthCheckNodePort'),
    path: 'spec.healthCheckNodePort',
  };
  const clusterIp = textAt(spec, 'clusterIP');
  const ip = { value: clusterIp === 'None' ? undefined : clusterIp, path: 'spec.clusterIP' };
  return [...ports, health, ip].flatMap(({ value, path }) =>
    value === undefined || value === 0 ? [] : [{ service, value: String(value), path }],
  );
}
