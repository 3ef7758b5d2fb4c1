import type { CredentialFinding } from '../../../../constructs/rules/credentials/credentials';
import type { KubernetesObject } from '../../kubernetes-object';

/** What looks like a credential in one field of an object. */
export interface CredentialPlace {
  readonly object: KubernetesObject;

  /** Path of the field. */
  readonly path: string;

  /** What was found there: at least one. */
  readonly findings: readonly CredentialFinding[];
}

/** The place as a list, which is empty where nothing was found. */
export function placeOf(
  object: KubernetesObject,
  path: string,
  findings: readonly CredentialFinding[],
): CredentialPlace[] {
  return findings.length === 0 ? [] : [{ object, path, findings }];
}
