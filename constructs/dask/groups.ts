import type { Duration, Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { DeepPartial } from '../manifest';
import { CONNECTS_TO, type Connectable, type Connection } from '../network';
import { ENV, ENV_FROM, type EnvFrom, type EnvValue } from '../pod/env';
import { MOUNT, type Mount } from '../pod/mount';
import { RESOURCES, type Resources } from '../pod/resources';
import { SCHEDULING, type Scheduling } from '../pod/scheduling';
import { anyMap, type Check, duration, listOf, objectOf, ruled, type Shape, size } from '../shape';
import type { DaskWorkerGroupPatch } from './operator';

/** Dask workers that are alike; each is a pod of its own, with one process that computes. */
export interface DaskWorkers {
  /**
   * Name of the group, another one for each in a cluster.
   *
   * @default 'default' - for the first group
   */
  readonly name?: string;

  /**
   * How many workers.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * What a worker asks for, and the most that it gets.
   *
   * @default - 100 millicores to 1 core, 256 Mi to 1 Gi of memory
   */
  readonly resources?: Resources;

  /**
   * How many tasks a worker computes at a time. NumPy and its like use one thread for each.
   *
   * @default - the whole cores of the limit of the processor time, at least one
   */
  readonly threads?: number;

  /**
   * The memory that a worker plans with: it spills to disk from 60 % of it on, takes no new task from
   * 80 % on, and is started again at 95 %.
   *
   * @default - 90 % of the memory limit of the container: the rest is for the process that watches it
   * @see https://distributed.dask.org/en/stable/worker-memory.html
   */
  readonly memoryLimit?: Size;

  /**
   * Scratch space for what does not fit into memory. Results take up to 80 % of it, so that there is room
   * for those of a shuffle, which Dask does not count.
   *
   * @default Size.gibibytes(5)
   */
  readonly spill?: Size;

  /**
   * How long a worker process runs before another one takes its place in the same pod, against memory
   * that is never given back. It hands on its results first.
   *
   * @default - as long as the pod
   */
  readonly lifetime?: Duration;

  /**
   * By how much the lifetimes differ at random, so that not all workers begin anew at once.
   *
   * @default - a tenth of `lifetime`
   */
  readonly lifetimeStagger?: Duration;

  /**
   * Further options of `dask worker`, such as `['--resources', 'GPU=1']`.
   *
   * @default []
   */
  readonly extraArgs?: readonly string[];

  /**
   * Environment variables, beside those of the job.
   *
   * @default {}
   */
  readonly env?: Readonly<Record<string, EnvValue>>;

  /**
   * ConfigMaps and Secrets of which all keys become environment variables, beside those of the job.
   *
   * @default []
   */
  readonly envFrom?: readonly EnvFrom[];

  /**
   * What the workers see as files, beside what the job mounts.
   *
   * @default []
   */
  readonly mounts?: readonly Mount[];

  /**
   * What the workers connect to, beside DNS, the other workers, the scheduler, and what the job does.
   *
   * @default []
   */
  readonly connectsTo?: readonly (Connectable | Connection)[];

  /**
   * On which nodes the workers may run, and how they are spread.
   *
   * @default - anywhere, spread over nodes and zones
   */
  readonly scheduling?: Scheduling;

  /**
   * Fields to merge into the object that makes the workers.
   *
   * @default - none
   */
  readonly patches?: DaskWorkersPatches;
}

/** Fields to merge into the object that makes the workers of a group. */
export interface DaskWorkersPatches {
  /** Fields of the Deployment, of `Dask.deployment`. */
  readonly deployment?: DeepPartial<k8s.KubeDeploymentProps>;

  /** Fields of the DaskWorkerGroup, of `Dask.operator`; the first group is a part of the DaskCluster. */
  readonly workerGroup?: DaskWorkerGroupPatch;
}

/** The types of a group. */
const GROUP_PROPS: Shape<DaskWorkers> = {
  name: ruled,
  replicas: ruled,
  resources: RESOURCES,
  threads: ruled,
  memoryLimit: size,
  spill: size,
  lifetime: duration,
  lifetimeStagger: duration,
  extraArgs: listOf(ruled),
  env: ENV,
  envFrom: ENV_FROM,
  mounts: listOf(MOUNT),
  connectsTo: listOf(CONNECTS_TO),
  scheduling: SCHEDULING,
  patches: objectOf<DaskWorkersPatches>({ deployment: anyMap, workerGroup: anyMap }),
};

const GROUP = objectOf(GROUP_PROPS);
const GROUPS = listOf(GROUP);

/** The type of `workers`: one group, or a list of them. */
export const WORKERS: Check = (value, path) =>
  Array.isArray(value) ? GROUPS(value, path) : GROUP(value, path);
