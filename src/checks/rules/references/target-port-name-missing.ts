import type { Rule } from '../rule';
import { nearName } from './lookup/listed';
import { DeclaredPorts, portsOf, selectorOf } from './lookup/service-ports';

/** A targetPort that is a name is that of a container's port. */
export const targetPortNameMissing: Rule = {
  name: 'target-port-name-missing',
  severity: 'error',
  summary: 'A targetPort that is a name is the name of a port, of one protocol, of the pods.',
  why: 'the Service has no endpoint on this port, and refuses every connection',
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
  selector: { app: tiles }
  ports: [{ port: 80, targetPort: web }]
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
    const declared = new DeclaredPorts();
    for (const service of inventory.ofKind('/Service')) {
      const selector = selectorOf(service);
      if (selector === undefined) continue;
      const pods = inventory.podIndex.select(service.metadata.namespace, selector);
      if (pods.length === 0) continue;
      for (const { targetPort, protocol, path } of portsOf(service)) {
        if (typeof targetPort !== 'string') continue;
        const ports = declared.of(pods);
        if (ports.some((port) => port.name === targetPort && port.protocol === protocol)) continue;
        const names = ports.flatMap(({ name }) => name ?? []);
        yield {
          object: service,
          path: `${path}.targetPort`,
          message:
            `${path}.targetPort is ${JSON.stringify(targetPort)}, which no container of the selected ` +
            `pods calls a ${protocol} port${nearName(targetPort, names)}`,
          fix: 'write the name of a port of the container, or name the port there',
        };
      }
    }
  },
};
