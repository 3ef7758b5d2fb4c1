import type { KubernetesObject } from './kubernetes-object';

/** How much is wrong: it will not work, it works but should not be so, it could not be judged. */
export type Severity = 'error' | 'warning' | 'info';

/** Whose word it is: the API server's own, that of its Pod Security admission, or ours. */
export type Source = 'api-server' | 'pod-security' | 'cdk8s-eo';

/** What is wrong with an object. */
export interface Finding {
  /** Name of the rule, for example `service-without-pods`. */
  readonly rule: string;

  readonly severity: Severity;

  readonly source: Source;

  /** The object itself, as it was handed in. */
  readonly object: KubernetesObject;

  /** Path of the field within the object, for example `spec.containers[0].image`. */
  readonly path: string;

  /** What is wrong with the value; a sentence that begins with the path. */
  readonly message: string;

  /** Why it matters, in one line. */
  readonly why: string;

  /** What to do about it. */
  readonly fix: string;
}
