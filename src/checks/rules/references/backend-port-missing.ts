import { valueAt } from '../../read';
import type { Rule } from '../rule';
import { backendsOf } from './lookup/backends';
import { portsOf } from './lookup/service-ports';

/** What an Ingress or a route sends requests to is a port of the Service. */
export const backendPortMissing: Rule = {
  name: 'backend-port-missing',
  severity: 'error',
  summary: 'The port of a backend is a port of the Service, by its number or its name.',
  why: 'every request is answered with 503, or 500',
  examples: {
    good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: tiles, namespace: eo }
spec:
  defaultBackend: { service: { name: tiles, port: { name: http } } }
---
apiVersion: v1
kind: Service
metadata: { name: tiles, namespace: eo }
spec: { ports: [{ name: http, port: 80, targetPort: 8080 }] }
`,
    bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: tiles, namespace: eo }
spec:
  defaultBackend: { service: { name: tiles, port: { number: 8080 } } }
---
apiVersion: v1
kind: Service
metadata: { name: tiles, namespace: eo }
spec: { ports: [{ name: http, port: 80, targetPort: 8080 }] }
`,
  },
  *check(inventory) {
    for (const { object, namespace, service, port, portPath } of backendsOf(inventory)) {
      const found = inventory.find('/Service', namespace, service);
      if (found === undefined || port === undefined) continue;
      // A name of another server: some controllers take any port of it.
      if (valueAt(found, 'spec', 'type') === 'ExternalName') continue;
      const ports = portsOf(found);
      if (ports.some((known) => known.port === port || known.name === port)) continue;
      const known = ports.flatMap(({ port: number, name }) =>
        number === undefined ? [] : name === undefined ? `${number}` : `${number} (${name})`,
      );
      const those = known.length > 0 ? `: it has ${known.join(', ')}` : '';
      yield {
        object,
        path: portPath,
        message: `${portPath} is ${JSON.stringify(port)}, which is no port of Service ${service}${those}`,
        fix: 'write the port of the Service, which need not be that of its pods',
      };
    }
  },
};
