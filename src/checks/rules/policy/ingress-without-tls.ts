import { listAt, textsAt } from '../../read';
import type { Rule } from '../rule';

/** What is reached from outside is encrypted on its way. */
export const ingressWithoutTls: Rule = {
  name: 'ingress-without-tls',
  severity: 'warning',
  summary: 'An Ingress has TLS.',
  why: 'passwords and data pass the network in the open',
  examples: {
    good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: tiles, namespace: eo }
spec:
  tls: [{ hosts: [tiles.example.org], secretName: tiles-tls }]
  defaultBackend: { resource: { apiGroup: example.org, kind: Bucket, name: tiles } }
`,
    bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: tiles, namespace: eo }
spec:
  defaultBackend: { resource: { apiGroup: example.org, kind: Bucket, name: tiles } }
`,
  },
  *check(inventory) {
    for (const object of inventory.ofKind('networking.k8s.io/Ingress')) {
      const annotations = Object.keys(textsAt(object, 'metadata', 'annotations'));
      if (listAt(object, 'spec', 'tls').length > 0) continue;
      if (annotations.some((name) => CERTIFICATES.test(name))) continue;
      yield {
        object,
        path: 'spec.tls',
        message: 'spec.tls is missing',
        fix: 'name the hosts and the Secret with the certificate',
      };
    }
  },
};

/** Annotations by which load balancers of clouds and Traefik take the certificate from elsewhere. */
const CERTIFICATES =
  /^(alb\.ingress\.kubernetes\.io\/certificate-arn|ingress\.gcp\.kubernetes\.io\/pre-shared-cert|networking\.gke\.io\/managed-certificates|appgw\.ingress\.kubernetes\.io\/appgw-ssl-certificate|traefik\.ingress\.kubernetes\.io\/router\.tls(\..+)?)$/;
