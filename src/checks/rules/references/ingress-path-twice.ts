import { describe, type KubernetesObject } from '../../kubernetes-object';
import { below, listAt, mapAt, textAt } from '../../read';
import type { Rule } from '../rule';

/** Each path of a host leads to one place. */
export const ingressPathTwice: Rule = {
  name: 'ingress-path-twice',
  severity: 'error',
  summary: 'No two rules of one Ingress class have one host and path.',
  why: 'which of them gets the requests is left to chance, or the controller refuses the later one',
  examples: {
    good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: tiles, namespace: eo }
spec:
  ingressClassName: nginx
  rules:
    - host: eo.example.com
      http:
        paths:
          - path: /tiles
            pathType: Prefix
            backend: { resource: { apiGroup: example.com, kind: Bucket, name: tiles } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: jobs, namespace: eo }
spec:
  ingressClassName: nginx
  rules:
    - host: eo.example.com
      http:
        paths:
          - path: /jobs
            pathType: Prefix
            backend: { resource: { apiGroup: example.com, kind: Bucket, name: jobs } }
`,
    bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: tiles, namespace: eo }
spec:
  ingressClassName: nginx
  rules:
    - host: eo.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { resource: { apiGroup: example.com, kind: Bucket, name: tiles } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: jobs, namespace: eo }
spec:
  ingressClassName: nginx
  rules:
    - host: eo.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { resource: { apiGroup: example.com, kind: Bucket, name: jobs } }
`,
  },
  *check(inventory) {
    const taken = new Map<string, KubernetesObject>();
    for (const ingress of inventory.ofKind('networking.k8s.io/Ingress')) {
      if (sharesOnPurpose(ingress)) continue;
      for (const { key, path, host } of pathsOf(ingress)) {
        const first = taken.get(key);
        taken.set(key, first ?? ingress);
        if (first === undefined) continue;
        const where = first === ingress ? 'this Ingress' : describe(first);
        yield {
          object: ingress,
          path,
          message: `${path} is that of another rule of ${where}, for ${host}`,
          fix: 'give one of them another host or path',
        };
      }
    }
  },
};

/** The annotations with which an Ingress takes a part of the requests of another one. */
const SHARING = [
  /^nginx\.ingress\.kubernetes\.io\/canary$/,
  /^alb\.ingress\.kubernetes\.io\/conditions\./,
  /^traefik\.ingress\.kubernetes\.io\/router\.(rule|entrypoints|priority)/,
];

function sharesOnPurpose({ metadata }: KubernetesObject): boolean {
  const annotations = Object.keys(mapAt(metadata, 'annotations'));
  return annotations.some((name) => SHARING.some((pattern) => pattern.test(name)));
}

interface IngressPath {
  readonly key: string;
  readonly path: string;
  readonly host: string;
}

function* pathsOf(ingress: KubernetesObject): Generator<IngressPath> {
  const className =
    textAt(ingress, 'spec', 'ingressClassName') ??
    textAt(ingress, 'metadata', 'annotations', 'kubernetes.io/ingress.class');
  for (const [ruleIndex, rule] of listAt(ingress, 'spec', 'rules').entries()) {
    const host = textAt(rule, 'host') ?? '*';
    for (const [index, item] of listAt(rule, 'http', 'paths').entries()) {
      const path = textAt(item, 'path') ?? '/';
      yield {
        key: JSON.stringify([className, host, path, textAt(item, 'pathType')]),
        path: `${below(`${below('spec.rules', ruleIndex)}.http.paths`, index)}.path`,
        host: host === '*' ? 'every host' : host,
      };
    }
  }
}
