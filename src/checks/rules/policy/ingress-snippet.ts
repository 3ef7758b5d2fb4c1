import { below, textsAt } from '../../read';
import type { Rule } from '../rule';

/** An Ingress writes nothing into the configuration of the controller. */
export const ingressSnippet: Rule = {
  name: 'ingress-snippet',
  severity: 'warning',
  summary: 'An Ingress has no annotation with a snippet for nginx.',
  why: 'a snippet runs in the controller, which can read all Secrets (CVE-2021-25742); most controllers refuse it',
  examples: {
    good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: tiles
  namespace: eo
  annotations: { nginx.ingress.kubernetes.io/proxy-body-size: 64m }
spec:
  tls: [{ hosts: [tiles.example.org], secretName: tiles-tls }]
  defaultBackend: { resource: { apiGroup: example.org, kind: Bucket, name: tiles } }
`,
    bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: tiles
  namespace: eo
  annotations: { nginx.ingress.kubernetes.io/configuration-snippet: "client_max_body_size 64m;" }
spec:
  tls: [{ hosts: [tiles.example.org], secretName: tiles-tls }]
  defaultBackend: { resource: { apiGroup: example.org, kind: Bucket, name: tiles } }
`,
  },
  *check(inventory) {
    for (const object of inventory.ofKind('networking.k8s.io/Ingress')) {
      const names = Object.keys(textsAt(object, 'metadata', 'annotations'));
      const [first] = names.filter((name) => /^nginx\..*-snippets?$/.test(name));
      if (first === undefined) continue;
      const path = below('metadata.annotations', first);
      yield {
        object,
        path,
        message: `${path} is configuration for nginx`,
        fix: 'use the annotation for the setting that it makes, or set it in the controller',
      };
    }
  },
};
