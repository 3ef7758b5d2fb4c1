import type { Inventory } from '../../inventory';
import { describe, type KubernetesObject } from '../../kubernetes-object';
import { containersOf } from '../../pods';
import { below, mapAt, textAt } from '../../read';
import type { Fault, Rule } from '../rule';
import { backendsOfIngress } from './lookup/backends';
import { gunicornSeconds } from './lookup/gunicorn';
import { selectorOf } from './lookup/service-ports';

/** The proxy waits for an answer at least as long as the server works on it. */
export const requestOutlastsProxy: Rule = {
  name: 'request-outlasts-proxy',
  severity: 'warning',
  summary:
    'The read timeout of an nginx Ingress is at least the timeout of the gunicorn behind it.',
  why: 'the user gets a 504 while the server works on, and starts the same work again',
  examples: {
    good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: tiles
  namespace: eo
  annotations: { nginx.ingress.kubernetes.io/proxy-read-timeout: "360" }
spec:
  ingressClassName: nginx
  defaultBackend: { service: { name: tiles, port: { number: 80 } } }
---
apiVersion: v1
kind: Service
metadata: { name: tiles, namespace: eo }
spec: { selector: { app: tiles }, ports: [{ port: 80, targetPort: 8000 }] }
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
        - name: tiles
          image: tiles:1.4.2
          command: [gunicorn, --timeout, "300", tiles:app]
          ports: [{ containerPort: 8000 }]
`,
    bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: tiles
  namespace: eo
  annotations: { nginx.ingress.kubernetes.io/proxy-read-timeout: "120" }
spec:
  ingressClassName: nginx
  defaultBackend: { service: { name: tiles, port: { number: 80 } } }
---
apiVersion: v1
kind: Service
metadata: { name: tiles, namespace: eo }
spec: { selector: { app: tiles }, ports: [{ port: 80, targetPort: 8000 }] }
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
        - name: tiles
          image: tiles:1.4.2
          command: [gunicorn, --timeout, "300", tiles:app]
          ports: [{ containerPort: 8000 }]
`,
  },
  *check(inventory) {
    for (const ingress of inventory.ofKind('networking.k8s.io/Ingress')) {
      const seconds = readTimeoutOf(ingress);
      if (seconds === undefined) continue;
      const services = new Set([...backendsOfIngress(ingress)].map(({ service }) => service));
      for (const service of services) yield* slowServers(inventory, ingress, service, seconds);
    }
  },
};

const TIMEOUT = 'nginx.ingress.kubernetes.io/proxy-read-timeout';

/** What ingress-nginx waits for an answer, unless it is told otherwise. */
const DEFAULT_SECONDS = 60;

/** How long an Ingress waits for an answer; `undefined` where it is none of ingress-nginx. */
function readTimeoutOf(ingress: KubernetesObject): number | undefined {
  const given = textAt(ingress, 'metadata', 'annotations', TIMEOUT);
  if (given !== undefined) return /^\d+s?$/.test(given) ? Number.parseInt(given, 10) : undefined;
  const annotations = mapAt(ingress, 'metadata', 'annotations');
  const className =
    textAt(ingress, 'spec', 'ingressClassName') ??
    textAt(annotations, 'kubernetes.io/ingress.class');
  const ofNginx = Object.keys(annotations).some((name) =>
    name.startsWith('nginx.ingress.kubernetes.io/'),
  );
  return className === 'nginx' || ofNginx ? DEFAULT_SECONDS : undefined;
}

function* slowServers(
  inventory: Inventory,
  ingress: KubernetesObject,
  name: string,
  seconds: number,
): Generator<Fault> {
  const service = inventory.beside(ingress, '/Service', name);
  const selector = service && selectorOf(service);
  if (selector === undefined) return;
  for (const pod of inventory.podIndex.select(ingress.metadata.namespace, selector)) {
    const allowed = containersOf(pod).flatMap((container) => gunicornSeconds(container) ?? []);
    const longest = Math.max(...allowed);
    if (longest <= seconds) continue;
    const path = below('metadata.annotations', TIMEOUT);
    const without = longest === Number.POSITIVE_INFINITY;
    yield {
      object: ingress,
      path,
      message:
        `${path} lets nginx wait ${seconds} s, and gunicorn of ${describe(pod.object)} works ` +
        `${without ? 'without end' : `up to ${longest} s`} on a request`,
      fix: without
        ? 'give gunicorn a --timeout, and nginx a longer one'
        : `write a longer one than gunicorn's, such as "${longest + 10}"`,
    };
  }
}
