import { check, type Finding, NEWEST, type Severity } from '../checks';
import type { ValidationContext, ValidationViolation } from './cdk8s-cli';
import { definitionsAt } from './definitions';
import { readManifests } from './manifests';
import { type ChecksProperties, readProperties, type WrongProperty } from './properties';
import { violationsOf } from './violations';

/**
 * A validation plugin for cdk8s-cli: judges the manifests of any cdk8s app as the API server would,
 * and by what the server cannot see. Errors fail `cdk8s synth`; warnings stand in its report.
 */
export class Checks {
  // What is thrown here would be printed with its stack, so that nothing is read before `validate`.
  constructor(private readonly properties: ChecksProperties = {}) {}

  /** Judges the manifests, and reports what is wrong with them, or with the properties. */
  public async validate(context: ValidationContext): Promise<void> {
    const { crds, strict, wrong, ...options } = readProperties(this.properties);
    const { definitions, wrong: unusable } = definitionsAt(crds);
    if (wrong.length + unusable.length > 0) {
      for (const property of [...wrong, ...unusable]) {
        context.report.addViolation(violationOfProperty(property));
      }
      context.report.submit('failure');
      return;
    }

    const { manifestOf, violations } = readManifests(context.manifests, options.ownRules);
    const findings = await check([...manifestOf.keys()], { ...options, definitions });
    for (const violation of [...violations, ...violationsOf(findings, manifestOf)]) {
      context.report.addViolation(violation);
    }
    const errors = violations.length + count('error', findings);
    const warnings = count('warning', findings);
    context.report.submit(errors > 0 || (strict && warnings > 0) ? 'failure' : 'success', {
      Kubernetes: options.kubernetes ?? NEWEST,
      Errors: String(errors),
      Warnings: String(warnings),
    });
  }
}

function count(wanted: Severity, findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === wanted).length;
}

function violationOfProperty({ property, message, fix }: WrongProperty): ValidationViolation {
  const place = {
    resourceName: 'validations',
    locations: [property === 'properties' ? property : `properties.${property}`],
    manifestPath: 'cdk8s.yaml',
  };
  return { ruleName: 'properties', recommendation: message, fix, violatingResources: [place] };
}
