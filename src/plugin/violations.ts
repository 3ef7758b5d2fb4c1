import { describe, type Finding, type KubernetesObject, type Severity } from '../checks';
import { shownName } from '../checks/kubernetes-object';
import type { ValidationViolation, ViolatingResource } from './cdk8s-cli';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * Findings as violations: the errors first, and what several objects have as one violation. cdk8s-cli
 * knows no severity, so that the name of the rule says of what is no error that it is none.
 *
 * @param manifestOf the path of the manifest of each object
 */
export function violationsOf(
  findings: readonly Finding[],
  manifestOf: ReadonlyMap<KubernetesObject, string>,
): ValidationViolation[] {
  const nameOf = namer([...manifestOf.keys()]);
  const violations = new Map<
    string,
    ValidationViolation & { readonly violatingResources: ViolatingResource[] }
  >();
  for (const { rule, severity, object, path, message, why, fix } of bySeverity(findings)) {
    const ruleName = severity === 'error' ? rule : `${severity}: ${rule}`;
    const key = JSON.stringify([ruleName, message, fix]);
    const violation = violations.get(key) ?? {
      ruleName,
      recommendation: `${message}; ${why}`,
      fix,
      violatingResources: [],
    };
    violation.violatingResources.push({
      resourceName: nameOf(object),
      locations: [path || 'the whole object'],
      manifestPath: manifestOf.get(object) ?? '',
    });
    violations.set(key, violation);
  }
  return [...violations.values()];
}

function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  return SEVERITIES.flatMap((wanted) => findings.filter(({ severity }) => severity === wanted));
}

/**
 * How the objects are called in the report. cdk8s-cli keeps the paths of constructs by the bare name
 * of the object: where several objects have one name, a longer one keeps it from telling the path of
 * another object's construct.
 */
function namer(objects: readonly KubernetesObject[]): (object: KubernetesObject) => string {
  const uses = new Map<string | undefined, number>();
  for (const name of objects.map(shownName)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return (object) => {
    const name = shownName(object);
    return name !== undefined && uses.get(name) === 1 ? name : describe(object);
  };
}
