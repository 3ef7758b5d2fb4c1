import type { Rule } from '../rule';
import { DeclaredPorts, portsOf, selectorOf } from './lookup/service-ports';

/** A targetPort that is a number is declared by a container. */
export const targetPortUndeclared: Rule = {
  name: 'target-port-undeclared',
  severity: 'warning',
  summary: 'A targetPort that is a number is one of the ports that the containers declare, if any.',
  why: 'most likely nothing listens there, and every connection is refused',
  examples: {
    good: `
apiVersion: v1
kind: Service
metadata: { name: jobmanager, namespace: eo }
spec:
  selector: { app: jobmanager }
  ports: [{ port: 8080, targetPort: 5000 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: jobmanager, namespace: eo }
spec:
  selector: { matchLabels: { app: jobmanager } }
  template:
    metadata: { labels: { app: jobmanager } }
    spec:
      containers: [{ name: api, image: jobmanager:1.4.2, ports: [{ containerPort: 5000 }] }]
`,
    bad: `
apiVersion: v1
kind: Service
metadata: { name: jobmanager, namespace: eo }
spec:
  selector: { app: jobmanager }
  ports: [{ port: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: jobmanager, namespace: eo }
spec:
  selector: { matchLabels: { app: jobmanager } }
  template:
    metadata: { labels: { app: jobmanager } }
    spec:
      containers: [{ name: api, image: jobmanager:1.4.2, ports: [{ containerPort: 5000 }] }]
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
        if (typeof targetPort !== 'number') continue;
        const ports = declared.of(pods);
        // Who declares no port at all says nothing of where it listens.
        if (ports.length === 0) continue;
        if (ports.some((known) => known.port === targetPort && known.protocol === protocol))
          continue;
        yield {
          object: service,
          path: `${path}.targetPort`,
          message:
            `${path}.targetPort is ${targetPort}, which no container of the selected pods declares ` +
            `as a ${protocol} port`,
          fix: 'write the port that the container listens on, and declare it under its ports',
        };
      }
    }
  },
};
