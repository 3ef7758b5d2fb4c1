import type { KubernetesObject } from '../checks';
import { shownName } from '../checks/kubernetes-object';
import { Problem } from '../problem';
import { type Flaw, isOfKubectl, pathInDocument } from '../reading/objects';
import { readObjects } from '../reading/reading';
import type { ValidationViolation } from './cdk8s-cli';

/** What manifests hold. */
export interface Manifests {
  /** The objects, and the path of the manifest that each stands in. */
  readonly manifestOf: ReadonlyMap<KubernetesObject, string>;

  /** What keeps a document from being judged, or not as it is written. */
  readonly violations: readonly ValidationViolation[];
}

/**
 * Reads manifests; one that cannot be read is a violation, and the others are read all the same.
 *
 * @param ownRules whether what kubectl does not mind is a violation too
 */
export function readManifests(paths: readonly string[], ownRules = true): Manifests {
  const manifestOf = new Map<KubernetesObject, string>();
  const violations: ValidationViolation[] = [];
  for (const path of paths) {
    try {
      const { objects, flaws } = readObjects([path]);
      for (const { object } of objects) manifestOf.set(object, path);
      const minded = ownRules ? flaws : flaws.filter(isOfKubectl);
      violations.push(...minded.map((flaw) => violationOfFlaw(path, flaw)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      violations.push(violationOfProblem(path, error));
    }
  }
  return { manifestOf, violations };
}

function violationOfFlaw(
  manifestPath: string,
  { rule, document, objectPath, value, path, message, fix }: Flaw,
): ValidationViolation {
  const where = [`document ${document.index}`, pathInDocument(objectPath, path)];
  const place = {
    resourceName: shownName(value) ?? 'N/A',
    locations: [where.filter((part) => part !== '').join(', ')],
    manifestPath,
  };
  const recommendation = `${message}; ${rule.why}`;
  return { ruleName: rule.name, recommendation, fix, violatingResources: [place] };
}

function violationOfProblem(manifestPath: string, { message }: Problem): ValidationViolation {
  return {
    ruleName: 'syntax',
    recommendation: message,
    fix: 'write YAML that kubectl can read',
    violatingResources: [{ resourceName: 'N/A', locations: ['the whole file'], manifestPath }],
  };
}
