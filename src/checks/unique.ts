import type { Finding } from './finding';
import { groupOf, type KubernetesObject } from './kubernetes-object';

/** No two objects of an environment are the same one for the API server. */
export function unique(objects: readonly KubernetesObject[]): Finding[] {
  const seen = new Map<string, KubernetesObject[]>();
  for (const object of objects) {
    const { name, namespace } = object.metadata;
    const key = JSON.stringify([groupOf(object), object.kind, namespace, name]);
    seen.set(key, [...(seen.get(key) ?? []), object]);
  }
  return [...seen.values()]
    .filter((same) => same.length > 1)
    .flatMap((same) =>
      same.map((object) => ({
        rule: 'unique',
        object,
        path: 'metadata.name',
        message: `metadata.name is that of ${same.length} objects of this kind and namespace`,
        fix: 'give each a name of its own',
      })),
    );
}
