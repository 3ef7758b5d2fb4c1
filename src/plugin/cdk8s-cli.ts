// What cdk8s-cli hands to a validation plugin, as far as this one uses it. cdk8s-cli has types of its
// own, at a path that depends on the module resolution, and an app need not have it among its packages.

/** The manifests to validate, and where to say what is wrong with them. */
export interface ValidationContext {
  /** Paths of the YAML files. */
  readonly manifests: readonly string[];

  readonly report: ValidationReport;
}

/** What cdk8s-cli prints; it fails where the status is `failure`. */
export interface ValidationReport {
  addViolation(violation: ValidationViolation): void;

  submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
}

/** One thing that is wrong, and all objects that have it. */
export interface ValidationViolation {
  readonly ruleName: string;

  readonly recommendation: string;

  readonly fix: string;

  readonly violatingResources: readonly ViolatingResource[];
}

/** An object with a violation. */
export interface ViolatingResource {
  /** The name of the object, by which cdk8s-cli looks up the path of its construct. */
  readonly resourceName: string;

  /** The paths of the fields. */
  readonly locations: readonly string[];

  readonly manifestPath: string;
}
