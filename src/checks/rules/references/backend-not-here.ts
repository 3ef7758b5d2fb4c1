import type { Rule } from '../rule';
import { backendsWithoutService } from './backend-without-service';

/** A backend whose Service is not among the objects, but may well be in the cluster. */
export const backendNotHere: Rule = {
  name: 'backend-not-here',
  severity: 'info',
  summary: 'The backend of an Ingress or a route is a Service that is here.',
  why: 'whether requests arrive anywhere shows only in the cluster',
  examples: {
    good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: tiles, namespace: eo }
spec:
  defaultBackend: { service: { name: tiles, port: { number: 80 } } }
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
  defaultBackend: { service: { name: tiles, port: { number: 80 } } }
`,
  },
  *check(inventory) {
    for (const { backend, known } of backendsWithoutService(inventory)) {
      if (known) continue;
      const { object, path, service } = backend;
      yield {
        object,
        path,
        message: `${path} is ${JSON.stringify(service)}, which is no Service that is here`,
        fix: 'check the name where the Service is made, or judge both together',
      };
    }
  },
};
