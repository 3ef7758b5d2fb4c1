import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { identifyBatch } from './batch/batch-workload';
import { DASK, type Dask } from './dask';
import { daskBackend } from './dask/backend';
import { checkVariables } from './dask/plan';
import type { DaskScheduler } from './dask/scheduler';
import type { Client, Connection } from './network';
import { QUEUE_WORKER_PROPS, QueueWorkerJob, type QueueWorkerJobProps } from './queue-worker-job';
import { checkProps, flag, given, type Shape } from './shape';

/** What a DaskWorkerJob is told. */
export interface DaskWorkerJobProps extends QueueWorkerJobProps {
  /** The Dask that computes. */
  readonly dask: Dask;

  /**
   * Whether the workers of a Dask of the job's own get its `env`, `envFrom`, `mounts`, `connectsTo` and
   * `serviceAccountName` too: as a rule they open the same data. Without it, they have what
   * `dask.workers` says.
   *
   * @default true
   */
  readonly shareWithWorkers?: boolean;
}

const PROPS: Shape<DaskWorkerJobProps> = {
  ...QUEUE_WORKER_PROPS,
  dask: given(DASK, 'write dask: Dask.deployment()'),
  shareWithWorkers: flag,
};

/**
 * Pods that drain a queue while they compute on Dask: a QueueWorkerJob, and the Dask cluster, unless others
 * run it.
 *
 * The pods find the scheduler by `DASK_SCHEDULER_HOST` and `DASK_SCHEDULER_ADDRESS`: `Client()` needs no
 * argument. Scheduler, workers and pods have one image, because they exchange Python objects. The workers
 * see the same variables, files and connections as the pods, unless `shareWithWorkers` says otherwise.
 *
 * All pods of the job share the scheduler. So `client.restart()` cancels what the others compute: cancel
 * your own futures instead. A scheduler that is lost takes all tasks with it; let the command fail then, and
 * the item is tried again. A task without a worker fails after `dask.noWorkersTimeout`, and one that crashed
 * several workers fails with `KilledWorker`.
 *
 * @example
 * const queue = new RedisJobQueue(chart, 'redis-master', {
 *   auth: RedisAuth.password(SecretKey.of('redis-login', 'password')),
 * });
 * const products = new DaskWorkerJob(chart, 'landsat', {
 *   queue: queue.job('jobProduct'),
 *   image: 'registry.example.org/odc-products:0.0.91',
 *   command: ['python3', '/code/geomedian.py'],
 *   dask: Dask.deployment({
 *     workers: {
 *       replicas: 3,
 *       threads: 2,
 *       resources: { memory: { request: Size.gibibytes(6), limit: Size.gibibytes(6) } },
 *     },
 *   }),
 * });
 */
export class DaskWorkerJob extends Construct implements Client {
  /** The Job; undefined where the pods run in another way. */
  public readonly job?: ApiObject;

  /** The CronJob; undefined where the pods run in another way. */
  public readonly cronJob?: ApiObject;

  /** The ScaledJob; undefined where the pods run in another way. */
  public readonly scaledJob?: ApiObject;

  /** The NetworkPolicy of the pods. */
  public readonly networkPolicy: ApiObject;

  /** The scheduler, for what else computes on it: its variables, and what `connectsTo` takes. */
  public readonly scheduler: DaskScheduler;

  /** Where the pods are, for what they connect to. */
  public readonly connection: Pick<Connection, 'peer'>;

  /** @throws where a prop breaks the rules, or contradicts another one */
  constructor(scope: Construct, id: string, props: DaskWorkerJobProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { dask, shareWithWorkers = true, ...rest } = props;
    const { image, imagePullPolicy, imagePullSecrets, runAs, writableRootFilesystem } = props;
    const { env, envFrom, mounts, connectsTo = [], serviceAccountName } = props;
    const identity = identifyBatch(this, props, 'worker');
    checkVariables(this, 'env', env);
    this.scheduler = daskBackend(
      this,
      identity,
      dask,
      { image, imagePullPolicy, imagePullSecrets, runAs, writableRootFilesystem },
      shareWithWorkers ? { env, envFrom, mounts, connectsTo, serviceAccountName } : {},
    );
    const pods = new QueueWorkerJob(this, 'Worker', {
      ...rest,
      name: identity.name,
      env: { ...this.scheduler.environment(), ...env },
      connectsTo: [...connectsTo, this.scheduler],
    });
    this.job = pods.job;
    this.cronJob = pods.cronJob;
    this.scaledJob = pods.scaledJob;
    this.networkPolicy = pods.networkPolicy;
    this.connection = pods.connection;
  }
}
