import { Duration, Size } from 'cdk8s';
import {
  Dask,
  DaskWorkerJob,
  type DaskWorkerJobProps,
  type DatabaseUser,
  type JobQueue,
  type JobQueueOptions,
  RedisAuth,
  RedisJobQueue,
  type Resources,
  Run,
  Scratch,
  SecretKey,
  Worker,
  WorkItemList,
  WorkItems,
} from '../../constructs';
import { type Access, access, together } from './access';
import type { DatacubePlan } from './plan';
import { peerOf } from './pods';
import { fiji2019, type GeomedianItem } from './products';
import { standInFiles } from './scripts';
import { connectionsOf } from './services';

/** How products are made. */
export interface GenerationOptions {
  /**
   * How many pods make products at once. The original's worker restarts the whole Dask cluster after each
   * product, so that more than one of them would cancel what the others compute.
   *
   * @default 1
   */
  readonly parallelism?: number;

  /**
   * A word: another one makes another Job, which works off what was put into the queue by hand.
   *
   * @default - none
   */
  readonly revision?: string;

  /**
   * The queue.
   *
   * @default - 'jobProduct', the only one that the original's worker knows
   */
  readonly queue?: GenerationQueue;

  /**
   * The Dask that computes.
   *
   * @default - that of the environment, else a cluster with two workers
   */
  readonly dask?: Dask;

  /**
   * What a pod asks for, and the most that it gets; a Dask worker of the system's own too.
   *
   * @default - by the sizes of the environment
   */
  readonly resources?: Resources;
}

/** A queue of work items: its name, and how often an item is tried. */
export interface GenerationQueue extends JobQueueOptions {
  /**
   * Name of the queue.
   *
   * @default 'jobProduct'
   */
  readonly name?: string;
}

/** Routine product generation: its queue, its work items and its workers. */
export interface Generation {
  /** The Redis that holds the queue. */
  readonly redis: RedisJobQueue;

  /** The queue. */
  readonly queue: JobQueue<GeomedianItem>;

  /** The work items; undefined where others fill the queue. */
  readonly items: WorkItems<GeomedianItem> | undefined;

  /** The workers. */
  readonly job: DaskWorkerJob;

  /** What the workers take of the database. */
  readonly user: DatabaseUser;
}

/** The queue, the work items and the workers that make products of them. */
export function generation(
  plan: DatacubePlan,
  items: readonly GeomedianItem[] = [fiji2019],
  options: GenerationOptions = {},
): Generation {
  const { chart, environment, pods, images, datacube, storage } = plan;
  const { parallelism = 1, revision, resources = plan.sizes.worker } = options;
  const worker = environment.standIns ? standIn(plan) : original(plan);
  const redis = new RedisJobQueue(chart, 'redis-master', {
    ...pods,
    image: images.redis,
    auth: worker.auth,
  });
  const { name = 'jobProduct', ...tries } = options.queue ?? {};
  const queue = redis.job<GeomedianItem>(name, { ...worker.queue, ...tries });
  const list = workItems(plan, queue, items);
  const job = new DaskWorkerJob(chart, 'odc-product-generation', {
    ...pods,
    ...worker.pod,
    ...together(datacube, storage.writing, worker.access),
    image: images.worker,
    queue,
    after: list ? [list] : [],
    run: Run.job({ parallelism, revision }),
    dask: options.dask ?? daskOf(plan, resources),
    // The Dask workers open scenes, and need nothing of the database.
    shareWithWorkers: false,
    resources,
  });
  const user = { name: job.node.id, pods: parallelism, connectionsPerPod: connectionsOf(1) };
  return { redis, queue, items: list, job, user };
}

function workItems(
  { chart }: DatacubePlan,
  queue: JobQueue<GeomedianItem>,
  items: readonly GeomedianItem[],
): WorkItems<GeomedianItem> | undefined {
  if (items.length === 0) return undefined;
  return new WorkItems(chart, 'odc-work-items', { queue, list: WorkItemList.of(items) });
}

/** The Dask of the environment, else a small cluster, whose workers see the scenes. */
function daskOf({ environment: { dask }, storage }: DatacubePlan, resources: Resources): Dask {
  if (dask) return Dask.external({ host: dask.host, peer: peerOf(dask.location) });
  return Dask.deployment({
    name: 'dask',
    workers: { replicas: 2, resources, ...storage.reading },
  });
}

/** How a kind of worker takes its items, and what it needs. */
interface WorkerKind {
  readonly auth: RedisAuth;
  readonly queue: JobQueueOptions;
  readonly access: Access;
  readonly pod: Partial<Pick<DaskWorkerJobProps, 'worker' | 'command' | 'workingDir'>>;
}

/** The original's worker takes its items by rediswq, and writes each product to its working directory first. */
function original({ commands }: DatacubePlan): WorkerKind {
  return {
    auth: RedisAuth.none({ reason: 'the worker of the original knows no password' }),
    queue: { lease: Duration.minutes(30) },
    access: access({ mounts: [Scratch.at('/work', Size.gibibytes(10))] }),
    pod: { worker: Worker.rediswq(), command: commands.worker, workingDir: '/work' },
  };
}

/** The stand-in works on one item, which the library brings it. */
function standIn({ chart, commands, storage }: DatacubePlan): WorkerKind {
  return {
    auth: RedisAuth.password(SecretKey.of('redis-login', 'password')),
    // The scenes are indexed meanwhile: an item without any is not a bad one yet.
    queue: { maxAttempts: 10, retryDelay: Duration.minutes(2) },
    access: access({ env: storage.output, mounts: [standInFiles(chart)] }),
    pod: { worker: Worker.perItem({ timeout: Duration.hours(2) }), command: commands.worker },
  };
}
