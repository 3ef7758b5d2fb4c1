import type { Duration } from 'cdk8s';
import { Peer } from './network';
import type { JobLimits } from './run';
import { type Check, duration, instanceOf, mapOf, objectOf, ruled } from './shape';

/** How KEDA makes Jobs for a queue, and how many. */
export interface ScaledJobOptions extends Omit<JobLimits, 'parallelism'> {
  /** The most Jobs that run at once; each has one pod. */
  readonly maxReplicas: number;

  /**
   * How many Jobs run also while the queue is empty. One that ends at the empty queue is made again
   * whenever KEDA looks.
   *
   * @default 0
   */
  readonly minReplicas?: number;

  /**
   * How often KEDA looks at the queue.
   *
   * @default Duration.seconds(30)
   */
  readonly pollingInterval?: Duration;

  /**
   * How many Jobs that succeeded are kept, with their logs.
   *
   * @default 5
   */
  readonly successfulJobsHistoryLimit?: number;

  /**
   * How many Jobs that failed are kept, with their logs.
   *
   * @default 5
   */
  readonly failedJobsHistoryLimit?: number;

  /**
   * How many waiting items are worth one Job: with 100 waiting and 20 here, 5 Jobs are made. With 1,
   * there are as many Jobs as items wait, up to `maxReplicas`.
   *
   * @default 1
   */
  readonly itemsPerJob?: number;

  /**
   * How many items may wait before the first Job is made: one is made as soon as there are more.
   *
   * @default 0
   */
  readonly activationItems?: number;

  /**
   * Namespace of KEDA's operator, from which it connects to the queue.
   *
   * @default 'keda'
   */
  readonly operatorNamespace?: string;

  /**
   * Annotations for the ScaledJob, which KEDA copies to its Jobs, such as
   * `{ 'autoscaling.keda.sh/paused': 'true' }`, with which no Job is made.
   *
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Jobs that KEDA makes as long as a queue holds items: none runs while it is empty. */
export class Keda {
  /**
   * A ScaledJob. KEDA, which must be installed, looks at the queue again and again and makes the Jobs
   * that are missing.
   *
   * Its strategy is `accurate`: an item that a worker has claimed is no longer in the list that KEDA
   * counts, so that those that wait need Jobs beside those that run. A pod that runs but has not
   * claimed its first item yet may lead to one Job more, which ends at the empty queue.
   *
   * Its rollout is `gradual`: when the ScaledJob changes, the Jobs that run end with what they began.
   * By KEDA's own default they would be killed.
   *
   * While items wait, a Job that failed is followed by another one.
   *
   * @see https://keda.sh/docs/latest/reference/scaledjob-spec/
   */
  public static scaledJob(options: ScaledJobOptions): Keda {
    return new Keda({ type: 'scaledJob', ...options });
  }

  /** @internal */
  public readonly spec: { readonly type: 'scaledJob' } & ScaledJobOptions;

  private constructor(spec: Keda['spec']) {
    this.spec = spec;
  }
}

const SPEC = objectOf<ScaledJobOptions & { type: string }>({
  type: ruled,
  maxReplicas: ruled,
  minReplicas: ruled,
  pollingInterval: duration,
  successfulJobsHistoryLimit: ruled,
  failedJobsHistoryLimit: ruled,
  itemsPerJob: ruled,
  activationItems: ruled,
  operatorNamespace: ruled,
  annotations: mapOf(ruled),
  backoffLimit: ruled,
  activeDeadline: duration,
});

/** The type of a `Keda`, where `run` may be one. */
export const KEDA: Check = instanceOf(
  Keda,
  'write Keda.scaledJob({ maxReplicas: 10 })',
  ({ spec }, path) => SPEC(spec, path),
);

/** Who looks at the queue, so that it must be let in. */
export function kedaOperatorOf({ spec: { operatorNamespace = 'keda' } }: Keda): Peer {
  return Peer.namespace(operatorNamespace);
}
