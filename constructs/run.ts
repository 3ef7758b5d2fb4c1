import type { Duration } from 'cdk8s';
import type { Reason } from './pod/exceptions';
import {
  type Check,
  duration,
  flag,
  given,
  instanceOf,
  objectOf,
  oneOf,
  ruled,
  type Shape,
  text,
} from './shape';

/** How many pods of a Job run at once, and how long and how often they are tried. */
export interface JobLimits {
  /**
   * How many pods run at once.
   *
   * @default 1
   */
  readonly parallelism?: number;

  /**
   * How many pods may fail before the Job is given up. The pauses between them grow from 10 seconds to
   * 6 minutes. A pod that was evicted, or lost with its node, does not count.
   *
   * @default - as the construct says
   */
  readonly backoffLimit?: number;

  /**
   * How long the whole Job may take, with all its attempts, before it is given up and its pods are
   * ended.
   *
   * @default - as long as it needs
   */
  readonly activeDeadline?: Duration;
}

/** How a Job runs that runs once. */
export interface JobOptions extends JobLimits {
  /**
   * Whether the Job waits, without pods, until this is taken away.
   *
   * @default false
   */
  readonly suspend?: boolean;

  /**
   * How long the finished Job stays before the cluster deletes it, and why it must be deleted. Where
   * Argo CD or Flux keeps the cluster as the repository says, it makes the deleted Job again, which
   * does its work again. The reason is written into the manifest.
   *
   * @default - it stays, with its log, until somebody deletes it
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/
   */
  readonly ttlAfterFinished?: TtlAfterFinished;

  /**
   * A word that is part of what the name of the Job stands for: another word makes another Job, which
   * does the same work once more.
   *
   * @default - none
   */
  readonly revision?: string;
}

/** When a finished Job is deleted, and why. */
export interface TtlAfterFinished extends Reason {
  /** How long it stays. */
  readonly after: Duration;
}

/** How and when Jobs run that run on a schedule. */
export interface CronJobOptions extends JobLimits {
  /**
   * When, in the five fields of cron: minute, hour, day of the month, month, day of the week; or one
   * of `@hourly`, `@daily`, `@midnight`, `@weekly`, `@monthly`, `@yearly`, `@annually`.
   */
  readonly schedule: string;

  /**
   * Name of the time zone of the schedule, such as `Europe/Vienna`.
   *
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;

  /**
   * What happens when the last Job still runs: the next one is left out (`Forbid`), takes its place
   * (`Replace`), or runs beside it (`Allow`). With `Forbid`, a Job that hangs holds up all that would
   * come after it: give an `activeDeadline`.
   *
   * @default 'Forbid'
   */
  readonly concurrencyPolicy?: ConcurrencyPolicy;

  /**
   * How late a Job may still start that could not start in time, at least 10 seconds.
   *
   * @default Duration.hours(1)
   */
  readonly startingDeadline?: Duration;

  /**
   * How many Jobs that succeeded are kept, with their logs.
   *
   * @default 3
   */
  readonly successfulJobsHistoryLimit?: number;

  /**
   * How many Jobs that failed are kept, with their logs.
   *
   * @default 3
   */
  readonly failedJobsHistoryLimit?: number;

  /**
   * Whether no further Job starts; one that runs is not touched.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

/** What happens when a Job is due and the last one still runs. */
export type ConcurrencyPolicy = 'Forbid' | 'Replace' | 'Allow';

/** When a Job runs: once, or on a schedule. */
export class Run {
  /**
   * Once for each content. The name of the Job holds a hash of all that cannot be changed in it, so
   * that a new image or command is a new Job. Argo CD and Flux take the old one away where they prune;
   * `kubectl apply` leaves it.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
   */
  public static job(options: JobOptions = {}): Run {
    return new Run({ type: 'job', ...options });
  }

  /**
   * Whenever the schedule says. The cluster deletes old Jobs by itself.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
   */
  public static cronJob(options: CronJobOptions): Run {
    return new Run({ type: 'cronJob', ...options });
  }

  /** @internal */
  public readonly spec: RunSpec;

  private constructor(spec: RunSpec) {
    this.spec = spec;
  }
}

/** What a run was told. */
export type RunSpec =
  | ({ readonly type: 'job' } & JobOptions)
  | ({ readonly type: 'cronJob' } & CronJobOptions);

/** The types of the limits of a Job. */
export const JOB_LIMITS: Shape<JobLimits> = {
  parallelism: ruled,
  backoffLimit: ruled,
  activeDeadline: duration,
};

const SPECS = {
  job: objectOf<JobOptions & { type: string }>({
    ...JOB_LIMITS,
    type: ruled,
    suspend: flag,
    ttlAfterFinished: objectOf<TtlAfterFinished>(
      { after: given(duration), reason: ruled },
      "write { after: Duration.days(1), reason: '…' }",
    ),
    revision: text,
  }),
  cronJob: objectOf<CronJobOptions & { type: string }>({
    ...JOB_LIMITS,
    type: ruled,
    schedule: ruled,
    timeZone: ruled,
    concurrencyPolicy: oneOf('Forbid', 'Replace', 'Allow'),
    startingDeadline: duration,
    successfulJobsHistoryLimit: ruled,
    failedJobsHistoryLimit: ruled,
    suspend: flag,
  }),
};

/** The type of `run`. */
export const RUN: Check = instanceOf(
  Run,
  "write Run.job() or Run.cronJob({ schedule: '0 3 * * *' })",
  ({ spec }, path) => SPECS[spec.type](spec, path),
);
