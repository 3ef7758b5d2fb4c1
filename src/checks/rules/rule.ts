import type { Severity } from '../finding';
import type { Inventory } from '../inventory';
import type { KubernetesObject } from '../kubernetes-object';

/** One thing that must hold, which the API server cannot see or does not mind. */
export interface Rule {
  /** What is wrong where the rule is broken, for example `service-without-pods`. */
  readonly name: string;

  readonly severity: Severity;

  /** What must hold, as a sentence for the reference page. */
  readonly summary: string;

  /** What happens otherwise, in one line. */
  readonly why: string;

  /** Objects that keep the rule, and objects that break it, as YAML. */
  readonly examples: { readonly good: string; readonly bad: string };

  /** Finds what breaks it. Never throws, whatever the fields hold. */
  check(inventory: Inventory): Iterable<Fault>;
}

/** A place where a rule is broken. */
export interface Fault {
  readonly object: KubernetesObject;

  /** Path of the field within the object. */
  readonly path: string;

  /** What is wrong with the value; a sentence that begins with the path. */
  readonly message: string;

  /** What to do about it, with the right value where it is known. */
  readonly fix: string;
}
