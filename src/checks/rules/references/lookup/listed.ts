import { nearest } from '../../../../../constructs/rules/nearest';
import { describe, type KubernetesObject } from '../../../kubernetes-object';

/** How many objects a message names before it counts the others. */
const MOST = 3;

/** With more names than these, none is worth the time to compare them all. */
const MOST_TO_COMPARE = 200;

/** Objects in the words of a message: `Deployment eo/a, Job eo/b and 3 more`. */
export function listed(objects: readonly KubernetesObject[]): string {
  const named = objects.slice(0, MOST).map(describe).join(', ');
  return objects.length > MOST ? `${named} and ${objects.length - MOST} more` : named;
}

/** ` (there is "x")` where a known name is close to the one that is not there; else nothing. */
export function nearName(name: string, known: readonly string[]): string {
  const near = known.length > MOST_TO_COMPARE ? undefined : nearest(name, known);
  return near === undefined ? '' : ` (there is ${JSON.stringify(near)})`;
}
