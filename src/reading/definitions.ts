import type { KubernetesObject } from '../checks';
import { Problem } from '../problem';
import { readObjects } from './reading';

/**
 * Reads the CustomResourceDefinitions of a file or folder.
 *
 * @throws a `Problem` where there are none, and where something cannot be read
 */
export function readDefinitions(path: string): KubernetesObject[] {
  const definitions = readObjects([path])
    .objects.map(({ object }) => object)
    .filter(({ kind }) => kind === 'CustomResourceDefinition');
  if (definitions.length > 0) return definitions;
  throw new Problem(`there is no CustomResourceDefinition in ${path}`);
}
