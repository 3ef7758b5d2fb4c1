import type { Finding } from './finding';
import type { KubernetesObject } from './kubernetes-object';
import { namespace } from './namespace';
import { plainSecret } from './plain-secret';
import { plainValues } from './plain-values';
import { unique } from './unique';

export type { Finding, Rule } from './finding';
export { describe, type KubernetesObject } from './kubernetes-object';
export { namespace, plainSecret, plainValues, unique };

const RULES = [namespace, unique, plainSecret, plainValues];

/** Judges all objects of one environment by every rule. */
export function check(objects: readonly KubernetesObject[]): Finding[] {
  return RULES.flatMap((rule) => rule(objects));
}
