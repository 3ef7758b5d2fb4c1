import type { KubernetesObject } from './kubernetes-object';

/** What a rule has against an object. */
export interface Finding {
  /** Name of the rule, for example `plain-values`. */
  readonly rule: string;
  /** The object itself, as it was handed to the rule. */
  readonly object: KubernetesObject;
  /** Path of the field within the object, for example `spec.containers[0].image`. */
  readonly path: string;
  /** What is wrong with the field; a sentence that begins with the path. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Judges all objects of one environment together. */
export type Rule = (objects: readonly KubernetesObject[]) => Finding[];
