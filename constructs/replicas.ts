import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { explain, must } from './invalid';
import { type Exception, reasonOf } from './pod/exceptions';
import { integerIn } from './rules/numbers';
import { type Check, duration, instanceOf, mapOf, objectOf, ruled, text } from './shape';

/** What the number of pods follows, and within which bounds. */
export interface AutoReplicasOptions {
  /**
   * The fewest pods.
   *
   * @default 2
   */
  readonly min?: number;

  /** The most pods. */
  readonly max: number;

  /**
   * Share of the requested processor time to keep to, in percent.
   *
   * @default 75, where nothing else is asked for
   */
  readonly cpuUtilization?: number;

  /**
   * Share of the requested memory to keep to, in percent.
   *
   * @default - memory does not count
   */
  readonly memoryUtilization?: number;

  /**
   * Metrics of the pods, from a custom metrics adapter, and the average to keep to, such as
   * `{ http_requests_per_second: '100' }`.
   *
   * @default {}
   */
  readonly podMetrics?: Readonly<Record<string, string>>;

  /**
   * How long the need must be lower before pods are taken away.
   *
   * @default Duration.minutes(5)
   */
  readonly scaleDownAfter?: Duration;

  /**
   * How long the need must be higher before pods are added.
   *
   * @default Duration.seconds(0)
   */
  readonly scaleUpAfter?: Duration;
}

/** How many pods a service has. */
export class Replicas {
  /**
   * Always the same number.
   *
   * @param reason why there is but one, where it is so; it is written into the manifest, because a
   *   single pod answers nothing while it is replaced
   */
  public static fixed(
    count: number,
    reason = 'the service is declared with a single pod',
  ): Replicas {
    return new Replicas({ type: 'fixed', count, reason });
  }

  /** As many as the load needs, by a HorizontalPodAutoscaler. */
  public static auto(options: AutoReplicasOptions): Replicas {
    return new Replicas({ type: 'auto', ...options });
  }

  /** @internal */
  public readonly spec: ReplicasSpec;

  private constructor(spec: ReplicasSpec) {
    this.spec = spec;
  }
}

type ReplicasSpec =
  | { readonly type: 'fixed'; readonly count: number; readonly reason: string }
  | ({ readonly type: 'auto' } & AutoReplicasOptions);

const SPECS = {
  fixed: objectOf({ type: ruled, count: ruled, reason: text }),
  auto: objectOf<AutoReplicasOptions & { type: string }>({
    type: ruled,
    min: ruled,
    max: ruled,
    cpuUtilization: ruled,
    memoryUtilization: ruled,
    podMetrics: mapOf(ruled),
    scaleDownAfter: duration,
    scaleUpAfter: duration,
  }),
};

/** The type of `replicas`. */
export const REPLICAS: Check = instanceOf(Replicas, 'write Replicas.fixed(2)', ({ spec }, path) =>
  SPECS[spec.type](spec, path),
);

/** @throws where a number is out of its range, and where there are fewer at the most than at the least */
export function checkReplicas(construct: Construct, { spec }: Replicas): void {
  if (spec.type === 'fixed') {
    must(construct, 'replicas', spec.count, integerIn(spec.count, 0, 10000));
    return;
  }
  const { min = 2, max, cpuUtilization, memoryUtilization } = spec;
  must(construct, 'replicas.min', min, integerIn(min, 1, 10000));
  must(construct, 'replicas.max', max, integerIn(max, 1, 10000));
  if (max < min) {
    throw explain(construct, `replicas.max must be at least replicas.min, ${min}, got ${max}`);
  }
  for (const [name, percent] of Object.entries({ cpuUtilization, memoryUtilization })) {
    if (percent === undefined) continue;
    must(construct, `replicas.${name}`, percent, integerIn(percent, 1, 1000));
  }
}

/**
 * The most pods that there are at a time, beside those that a rollout adds for a while.
 *
 * @see surgePods
 */
export function mostPods({ spec }: Replicas): number {
  return spec.type === 'auto' ? spec.max : spec.count;
}

/** Whether there is more than one pod, or may be. */
export function hasSeveralPods({ spec }: Replicas): boolean {
  return spec.type === 'auto' || spec.count > 1;
}

/** What a single pod is an exception from. */
export function replicaExceptions(construct: Construct, { spec }: Replicas): Exception[] {
  if (spec.type === 'auto' || spec.count !== 1) return [];
  const reason = reasonOf(construct, 'replicas.reason', spec.reason, 'the pods have no second one');
  return [{ name: 'single-replica', reason, checks: ['deployment-replicas'] }];
}
