import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { must } from '../invalid';
import { integerIn } from '../rules/numbers';

/** The largest number that most fields of Kubernetes can hold. */
export const MAX_INT32 = 2147483647;

/**
 * A duration in the whole seconds that Kubernetes counts in.
 *
 * @returns undefined where there is none
 * @throws where it is a part of a second, or less than the least
 */
export function wholeSeconds(
  construct: Construct,
  prop: string,
  duration: Duration | undefined,
  least: number,
): number | undefined {
  const seconds = duration?.toSeconds({ integral: false });
  if (seconds === undefined) return undefined;
  must(construct, `${prop} in seconds`, seconds, integerIn(seconds, least, MAX_INT32));
  return seconds;
}
