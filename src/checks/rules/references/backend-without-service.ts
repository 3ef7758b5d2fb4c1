import type { Inventory } from '../../inventory';
import type { Rule } from '../rule';
import { type Backend, backendsOf } from './lookup/backends';
import { KnownNames } from './lookup/known-names';
import { nearName } from './lookup/listed';
import { Surroundings } from './lookup/surroundings';

/** What an Ingress or a route sends requests to is there. */
export const backendWithoutService: Rule = {
  name: 'backend-without-service',
  severity: 'error',
  summary:
    'The backend of an Ingress or a route is a Service, where the Services of the namespace are here.',
  why: 'every request is answered with 503, or 500',
  examples: {
    good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: tiles, namespace: eo }
spec:
  rules:
    - host: tiles.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: tiles, port: { number: 80 } } }
---
apiVersion: v1
kind: Service
metadata: { name: tiles, namespace: eo }
spec: { type: ExternalName, externalName: tiles.example.com, ports: [{ port: 80 }] }
`,
    bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: tiles, namespace: eo }
spec:
  rules:
    - host: tiles.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: tiler, port: { number: 80 } } }
---
apiVersion: v1
kind: Service
metadata: { name: tiles, namespace: eo }
spec: { type: ExternalName, externalName: tiles.example.com, ports: [{ port: 80 }] }
`,
  },
  *check(inventory) {
    const names = new KnownNames(inventory);
    for (const { backend, known } of backendsWithoutService(inventory)) {
      if (!known) continue;
      const { object, path, service } = backend;
      const near = nearName(service, names.in(backend.namespace, '/Service'));
      yield {
        object,
        path,
        message: `${path} is ${JSON.stringify(service)}, which is no Service of the namespace${near}`,
        fix: 'write the name of the Service',
      };
    }
  },
};

/** Backends whose Service is not here. */
export function* backendsWithoutService(
  inventory: Inventory,
): Generator<{ backend: Backend; known: boolean }> {
  const surroundings = new Surroundings(inventory);
  for (const backend of backendsOf(inventory)) {
    if (inventory.find('/Service', backend.namespace, backend.service)) continue;
    yield { backend, known: surroundings.hasAllServicesOf(backend.namespace) };
  }
}
