import type { Finding } from './finding';
import { groupOf, type KubernetesObject } from './kubernetes-object';

/** No secret's value stands in the output, where everyone who reads the repository can read it. */
export function plainSecret(objects: readonly KubernetesObject[]): Finding[] {
  return objects
    .filter((object) => object.kind === 'Secret' && groupOf(object) === '')
    .flatMap((object) =>
      ['data', 'stringData']
        .filter((field) => object[field] !== undefined)
        .map((field) => ({
          rule: 'plain-secret',
          object,
          path: field,
          message: `${field} would write the values of the Secret into a file`,
          fix: 'make the Secret in the cluster, and refer to it by its name',
        })),
    );
}
