/** A minor of Kubernetes whose API server the judge speaks for. */
export type KubernetesVersion = '1.27' | '1.36';

/** The minors that the judge knows, oldest first. */
export const KUBERNETES_VERSIONS: readonly KubernetesVersion[] = ['1.27', '1.36'];

/** The newest minor that the judge knows. */
export const NEWEST: KubernetesVersion = '1.36';

/** A level of Pod Security, and the minor whose rules are meant, or `latest`. */
export interface PodSecurityLevel {
  readonly level: 'privileged' | 'baseline' | 'restricted';
  readonly version: string;
}

/** What the API server is asked: would you take this object, in place of this old one. */
export interface Question {
  readonly object: unknown;

  /** The object that is there already, as it was applied. */
  readonly old?: unknown;

  /** Whether the new object is applied over the old one, as `kubectl apply` does, or replaces it. */
  readonly mode?: 'apply' | 'replace';

  readonly podSecurity?: PodSecurityLevel;
}

/** One thing that the API server has against an object. */
export interface Cause {
  /** Its kind, in the API's words, for example `FieldValueRequired`. */
  readonly reason: string;

  /** Path of the field; the empty text where it is the object as a whole. */
  readonly field: string;

  readonly message: string;

  /** The names of the fields that are known there, where the field is not. */
  readonly siblings?: readonly string[];
}

/** What the API server says to a question. */
export interface Verdict {
  /** Whether the server has this kind and version at all. */
  readonly served: boolean;

  /** Why it refuses the object, in the words of its `Status`; `null` where it takes it. */
  readonly refusal: {
    readonly reason: string;
    readonly message: string;
    readonly causes: readonly Cause[];
  } | null;

  /** What it warns of although it takes the object. */
  readonly warnings: readonly string[];

  /** What Pod Security has against the object's pods. */
  readonly podSecurity: readonly { readonly reason: string; readonly detail: string }[];

  /** How the new object differs from the old one; `template` where its pods are replaced. */
  readonly change?: 'none' | 'object' | 'template';
}
