import type { Construct } from 'constructs';
import { invalid } from '../invalid';
import { isReason } from '../rules/reason';
import { type Check, objectOf, ruled } from '../shape';

/** Why something is less than the hardened default. */
export interface Reason {
  /** A sentence for the person on call; it is written into the manifest. */
  readonly reason: string;
}

/** The type of a reason. */
export const REASON: Check = objectOf<Reason>({ reason: ruled }, "write { reason: '…' }");

/** The rules from which constructs except their objects, by the names that the checks give them. */
export const EXCEPTED_RULES = [
  'credential',
  'debug-server',
  'image-pull-policy',
  'ingress-without-tls',
  'job-ttl',
  'missing-reference',
  'node-port',
  'node-port-range',
  'pod-security',
  'pods-not-spread',
  'recreate',
  'redis-without-password',
  'run-as-low-id',
  'secret-in-environment',
  'service-account-token',
  'single-replica',
  'unset-resources',
  'writable-root-filesystem',
] as const;

/**
 * Something that is knowingly less than the hardened default, and why.
 *
 * It is written into the manifest, where the person on call, the checks and the scanners find it.
 */
export interface Exception {
  /** The rule, as the annotation `cdk8s-eo/exception-<name>` has it. */
  readonly name: (typeof EXCEPTED_RULES)[number];

  /** A sentence for the person on call. */
  readonly reason: string;

  /** The checks of kube-score that object to it. */
  readonly checks: readonly string[];
}

/**
 * The annotations that record exceptions: the reasons of each, and the checks of kube-score to leave
 * out.
 */
export function exceptionAnnotations(exceptions: readonly Exception[]): Record<string, string> {
  const checks = [...new Set(exceptions.flatMap((exception) => exception.checks))].sort();
  const reasons = new Map<string, Set<string>>();
  for (const { name, reason } of exceptions) {
    reasons.set(name, (reasons.get(name) ?? new Set()).add(reason));
  }
  return {
    ...Object.fromEntries(
      [...reasons].map(([name, given]) => [`cdk8s-eo/exception-${name}`, [...given].join('; ')]),
    ),
    ...(checks.length > 0 && { 'kube-score/ignore': checks.join(',') }),
  };
}

/**
 * The reason for an exception, as the user gave it.
 *
 * @param what what it is the reason of, after "why"
 * @throws where it is missing or too short to say anything
 */
export function reasonOf(
  construct: Construct,
  prop: string,
  reason: string | undefined,
  what: string,
): string {
  if (isReason(reason)) return reason.trim();
  throw invalid(construct, prop, { rule: `must say in a sentence why ${what}` }, reason);
}
