import type { KubernetesObject } from '../checks';
import { Problem } from '../problem';
import { readDefinitions } from '../reading/definitions';
import type { WrongProperty } from './properties';

/** The CustomResourceDefinitions at some paths, and what is wrong with the paths that have none. */
export function definitionsAt(paths: readonly string[]) {
  const definitions: KubernetesObject[] = [];
  const wrong: WrongProperty[] = [];
  for (const path of paths) {
    try {
      definitions.push(...readDefinitions(path));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      wrong.push({
        property: 'crds',
        message: `crds: ${error.message}`,
        fix: 'give the path of a file or folder with definitions, from the folder of cdk8s.yaml',
      });
    }
  }
  return { definitions, wrong };
}
