import type { Duration } from 'cdk8s';
import { SERVICE_MONITOR, type ServiceMonitorOptions } from '../metrics';
import { RESOURCES, type Resources } from '../pod/resources';
import { SCHEDULING, type Scheduling } from '../pod/scheduling';
import { duration, mapOf, objectOf, ruled, type Shape, text } from '../shape';
import { type DaskWorkers, WORKERS } from './groups';

/** What every Dask cluster is told. */
export interface DaskClusterOptions {
  /**
   * Namespace of the cluster. What its pods mount, and the Secrets that they name, must be there.
   *
   * @default - that of the job
   */
  readonly namespace?: string;

  /** The scheduler. */
  readonly scheduler?: DaskSchedulerOptions;

  /**
   * The workers: one group, or several whose workers differ.
   *
   * @default - one group of two workers
   */
  readonly workers?: DaskWorkers | readonly DaskWorkers[];

  /**
   * How long a worker looks for the scheduler before it ends, and is started again.
   *
   * @default Duration.seconds(60)
   */
  readonly deathTimeout?: Duration;

  /**
   * How long a task waits for a worker that could compute it before it fails. Without an end, a job
   * whose workers do not start waits for ever.
   *
   * @default Duration.minutes(10)
   */
  readonly noWorkersTimeout?: Duration;

  /**
   * Further settings of the scheduler and the workers, by the variables that Dask reads them from, such
   * as `{ DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES: '5' }`.
   *
   * @default {}
   * @see https://docs.dask.org/en/stable/configuration.html#environment-variables
   */
  readonly settings?: Readonly<Record<string, string>>;

  /**
   * The Python of the image that Dask is installed in.
   *
   * @default 'python3'
   */
  readonly python?: string;

  /**
   * Lets Prometheus read the metrics of the scheduler, on the port of its dashboard. The image needs the
   * package `prometheus_client`.
   *
   * @default - nobody may
   */
  readonly metrics?: DaskMetrics;
}

/** What a scheduler asks for, and where it runs. */
export interface DaskSchedulerOptions {
  /**
   * What the scheduler asks for, and the most that it gets.
   *
   * @default - 100 millicores to 1 core, 256 Mi to 1 Gi of memory
   */
  readonly resources?: Resources;

  /**
   * On which nodes the scheduler may run.
   *
   * @default - anywhere
   */
  readonly scheduling?: Scheduling;
}

/** How the metrics of a scheduler are read. */
export interface DaskMetrics {
  /**
   * Namespace of Prometheus, from which it connects.
   *
   * @default 'monitoring'
   */
  readonly namespace?: string;

  /**
   * A ServiceMonitor for the Prometheus operator, which its CustomResourceDefinition must be installed
   * for.
   *
   * @default - none
   */
  readonly serviceMonitor?: ServiceMonitorOptions;
}

/** The types of what every cluster is told. */
export const CLUSTER_OPTIONS: Shape<DaskClusterOptions> = {
  namespace: ruled,
  scheduler: objectOf<DaskSchedulerOptions>({ resources: RESOURCES, scheduling: SCHEDULING }),
  workers: WORKERS,
  deathTimeout: duration,
  noWorkersTimeout: duration,
  settings: mapOf(text),
  python: text,
  metrics: objectOf<DaskMetrics>({ namespace: ruled, serviceMonitor: SERVICE_MONITOR }),
};
