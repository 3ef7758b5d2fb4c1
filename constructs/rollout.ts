import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { explain, must } from './invalid';
import { type Exception, reasonOf } from './pod/exceptions';
import { percentOrCount } from './rules/numbers';
import { type Check, instanceOf } from './shape';

/** How many pods may be too many or too few while new ones start. */
export interface RollingOptions {
  /**
   * How many pods more than wanted there may be, as a number or such as `'50%'`.
   *
   * @default '50%'
   */
  readonly maxSurge?: number | string;

  /**
   * How many pods fewer than wanted there may be, as a number or such as `'25%'`.
   *
   * @default 0
   */
  readonly maxUnavailable?: number | string;
}

/** How new pods take the place of old ones. */
export class Rollout {
  /** New pods start before old ones end: no request is lost. */
  public static rolling(options: RollingOptions = {}): Rollout {
    return new Rollout({ type: 'rolling', ...options });
  }

  /**
   * The old pods end before new ones start: for work that two versions must not do at once. There is
   * a gap without an answer.
   *
   * @param reason why; it is written into the manifest
   */
  public static recreate(reason = 'two versions must not run at once'): Rollout {
    return new Rollout({ type: 'recreate', reason });
  }

  private constructor(
    /** @internal */ public readonly spec:
      | ({ readonly type: 'rolling' } & RollingOptions)
      | { readonly type: 'recreate'; readonly reason: string },
  ) {}
}

const DEFAULT_SURGE = '50%';

/** The type of `rollout`. */
export const ROLLOUT: Check = instanceOf(Rollout, 'write Rollout.rolling() or Rollout.recreate()');

/**
 * How many pods more than wanted there are at the most while new ones take the place of old ones; those
 * that are about to end are not counted.
 *
 * @param pods how many are wanted
 */
export function surgePods({ spec }: Rollout, pods: number): number {
  if (spec.type === 'recreate') return 0;
  const { maxSurge = DEFAULT_SURGE } = spec;
  if (typeof maxSurge === 'number') return maxSurge;
  return Math.ceil((pods * Number.parseInt(maxSurge, 10)) / 100);
}

/** The strategy in the words of Kubernetes. */
export function deploymentStrategy(
  construct: Construct,
  { spec }: Rollout,
): k8s.DeploymentStrategy {
  if (spec.type === 'recreate') return { type: 'Recreate' };
  const { maxSurge = DEFAULT_SURGE, maxUnavailable = 0 } = spec;
  must(construct, 'rollout.maxSurge', maxSurge, percentOrCount(maxSurge));
  must(construct, 'rollout.maxUnavailable', maxUnavailable, percentOrCount(maxUnavailable));
  if (isZero(maxSurge) && isZero(maxUnavailable)) {
    throw explain(
      construct,
      'rollout.maxSurge must be above 0 where rollout.maxUnavailable is 0, or no pod could be replaced',
    );
  }
  return {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: amount(maxSurge), maxUnavailable: amount(maxUnavailable) },
  };
}

/** What recreating is an exception from. */
export function rolloutExceptions(construct: Construct, { spec }: Rollout): Exception[] {
  if (spec.type === 'rolling') return [];
  const what = 'the pods end before new ones start';
  const reason = reasonOf(construct, 'rollout.reason', spec.reason, what);
  return [{ name: 'recreate', reason, checks: ['deployment-strategy'] }];
}

function isZero(value: number | string): boolean {
  return Number.parseInt(String(value), 10) === 0;
}

function amount(value: number | string): k8s.IntOrString {
  return typeof value === 'number'
    ? k8s.IntOrString.fromNumber(value)
    : k8s.IntOrString.fromString(value);
}
