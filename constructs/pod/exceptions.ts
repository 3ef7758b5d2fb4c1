import type { Construct } from 'constructs';
import { invalid } from '../invalid';
import { type Check, objectOf, ruled } from '../shape';

/** Why something is less than the hardened default. */
export interface Reason {
  /** A sentence for the person on call; it is written into the manifest. */
  readonly reason: string;
}

/** The type of a reason. */
export const REASON: Check = objectOf<Reason>({ reason: ruled }, "write { reason: '…' }");

/**
 * Something that is knowingly less than the hardened default, and why.
 *
 * It is written into the manifest, where the person on call and the scanners find it.
 */
export interface Exception {
  /** What is excepted, in the words of the annotation `cdk8s-eo/exception-<name>`. */
  readonly name: string;
  readonly reason: string;
  /** The kube-score checks that object to it. */
  readonly checks: readonly string[];
}

/**
 * The annotations that record exceptions: the reason of each, and the checks of kube-score to leave
 * out.
 */
export function exceptionAnnotations(exceptions: readonly Exception[]): Record<string, string> {
  const checks = [...new Set(exceptions.flatMap((exception) => exception.checks))].sort();
  return {
    ...Object.fromEntries(
      exceptions.map(({ name, reason }) => [`cdk8s-eo/exception-${name}`, reason]),
    ),
    ...(checks.length > 0 && { 'kube-score/ignore': checks.join(',') }),
  };
}

/**
 * The reason for an exception, as the user gave it.
 *
 * @throws where it is missing or too short to say anything
 */
export function reasonOf(
  construct: Construct,
  prop: string,
  reason: string | undefined,
  what: string,
): string {
  if (typeof reason === 'string' && reason.trim().length >= 10) return reason.trim();
  throw invalid(construct, prop, { rule: `must say in a sentence why the pods ${what}` }, reason);
}
