import { describe, type KubernetesObject } from '../../kubernetes-object';
import { below, listAt, mapAt, textAt } from '../../read';
import type { Rule } from '../rule';

/** Each request that a Gateway can get is for one route. */
export const routeTwice: Rule = {
  name: 'route-twice',
  severity: 'warning',
  summary: 'No two HTTPRoutes of one Gateway match the same requests of one host.',
  why: 'the older route gets every request, and the other one none',
  examples: {
    good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: tiles, namespace: eo }
spec:
  parentRefs: [{ name: public }]
  hostnames: [eo.example.com]
  rules: [{ matches: [{ path: { type: PathPrefix, value: /tiles } }] }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: jobs, namespace: eo }
spec:
  parentRefs: [{ name: public }]
  hostnames: [eo.example.com]
  rules: [{ matches: [{ path: { type: PathPrefix, value: /jobs } }] }]
`,
    bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: tiles, namespace: eo }
spec:
  parentRefs: [{ name: public }]
  hostnames: [eo.example.com]
  rules: [{ matches: [{ path: { type: PathPrefix, value: / } }] }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: jobs, namespace: eo }
spec:
  parentRefs: [{ name: public }]
  hostnames: [eo.example.com]
  rules: [{ matches: [{ path: { type: PathPrefix, value: / } }] }]
`,
  },
  *check(inventory) {
    const taken = new Map<string, KubernetesObject>();
    for (const route of inventory.ofKind('gateway.networking.k8s.io/HTTPRoute')) {
      for (const { path, keys } of matchesOf(route)) {
        const others = keys.map((key) => taken.get(key));
        for (const [index, key] of keys.entries()) taken.set(key, others[index] ?? route);
        const first = others.find((other) => other !== undefined);
        if (first === undefined) continue;
        const where = first === route ? 'another rule of this route' : describe(first);
        yield {
          object: route,
          path,
          message: `${path} matches the same requests of the same host as ${where}`,
          fix: 'give one of them another hostname or match',
        };
      }
    }
  },
};

/** The matches of a route, each with a key for every Gateway and host that it is for. */
function* matchesOf(route: KubernetesObject): Generator<{ path: string; keys: string[] }> {
  const hosts = textsOr(listAt(route, 'spec', 'hostnames'), '*');
  const parents = listAt(route, 'spec', 'parentRefs').map((parent) => [
    textAt(parent, 'namespace') ?? route.metadata.namespace,
    textAt(parent, 'kind') ?? 'Gateway',
    textAt(parent, 'name'),
    textAt(parent, 'sectionName'),
  ]);
  for (const [ruleIndex, rule] of listAt(route, 'spec', 'rules').entries()) {
    const at = below('spec.rules', ruleIndex);
    const given = listAt(rule, 'matches');
    const matches = given.length === 0 ? [{}] : given;
    for (const [index, match] of matches.entries()) {
      const asked = { type: 'PathPrefix', value: '/', ...mapAt(match, 'path') };
      const criteria = keyOf({ ...mapAt(match), path: asked });
      yield {
        path: given.length === 0 ? at : below(`${at}.matches`, index),
        keys: parents.flatMap((parent) =>
          hosts.map((host) => JSON.stringify([parent, host, criteria])),
        ),
      };
    }
  }
}

function textsOr(list: readonly unknown[], otherwise: string): string[] {
  const texts = list.filter((item) => typeof item === 'string');
  return texts.length > 0 ? texts : [otherwise];
}

/** The same text for the same criteria, in whatever order their fields stand. */
function keyOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`;
  const entries = Object.entries(mapAt(value));
  if (entries.length === 0)
    return typeof value === 'object' ? '{}' : `${typeof value} ${String(value)}`;
  const fields = entries.map(([name, field]) => `${JSON.stringify(name)}:${keyOf(field)}`);
  return `{${fields.sort().join()}}`;
}
