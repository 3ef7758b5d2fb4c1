import type { Manifest } from '../manifest';

/** A rule that the API server has, with objects on both sides of its boundary. */
export interface Row {
  readonly row: number;
  readonly field: string;

  /** What is just allowed. */
  readonly allowed: readonly Manifest[];

  /** What is just beyond. */
  readonly beyond: readonly Manifest[];

  /** What is beyond for 1.27, and allowed by the newest version. */
  readonly relaxed?: readonly Manifest[];

  /** What is allowed by 1.27, and beyond for the newest version. */
  readonly tightened?: readonly Manifest[];

  /** What the server accepts although it breaks: the judge has to accept it, a rule of ours not. */
  readonly lenient?: readonly Manifest[];
}
