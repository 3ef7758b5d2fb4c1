import type { Finding } from './finding';
import type { KubernetesObject } from './kubernetes-object';
import { ownFindings } from './own-rules';

export type { Finding, Severity, Source } from './finding';
export { describe, type KubernetesObject } from './kubernetes-object';
export { RULES } from './rules';
export type { Fault, Rule } from './rules/rule';

/** Judges all objects of one environment. */
export function check(objects: readonly KubernetesObject[]): Finding[] {
  return ownFindings(objects);
}
