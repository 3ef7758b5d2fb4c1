import type { JsonMap, Manifest } from '../manifest';

/** Changes of an object that is there, and whether the server takes them. */
export interface Update {
  readonly field: string;
  readonly old: Manifest;

  /** The new objects, each in place of the old one. */
  readonly next: readonly Manifest[];

  readonly accepted: boolean;

  /** Otherwise in 1.27. */
  readonly acceptedBefore?: boolean;

  /**
   * Otherwise where the object is replaced, without what `kubectl apply` keeps of the old one: the
   * selector that the server gave to a Job, or defaults.
   */
  readonly replaced?: boolean;

  /** What a controller said of the old object before. */
  readonly status?: JsonMap;
}
