import { Duration } from 'cdk8s';
import type { Connectable, Connection } from '../network';
import type { ContainerSpec } from '../pod/container';
import type { EnvFrom, EnvValue } from '../pod/env';
import { Health } from '../pod/health';
import type { Mount } from '../pod/mount';
import type { PodProps } from '../pod/pod';
import { asBytes } from '../pod/resources';
import { Scratch } from '../pod/scratch';
import { SCHEDULER_PORTS } from './operator';
import type { DaskSchedulerOptions } from './options';
import type { ClusterPlan, GroupPlan } from './plan';

/** What all pods of a cluster have of the job that computes on it. */
export type DaskPods = Pick<
  PodProps,
  'image' | 'imagePullPolicy' | 'imagePullSecrets' | 'runAs' | 'writableRootFilesystem'
>;

/** What its workers have of the job too: they open the same data. */
export interface DaskData {
  readonly env?: Readonly<Record<string, EnvValue>>;
  readonly envFrom?: readonly EnvFrom[];
  readonly mounts?: readonly Mount[];
  readonly connectsTo?: readonly (Connectable | Connection)[];
  readonly serviceAccountName?: string;
}

/** Name of the port that clients and workers connect to. */
export const COMM = 'tcp-comm' satisfies keyof typeof SCHEDULER_PORTS;

/** Name of the port that answers over HTTP, of schedulers and of workers. */
export const DASHBOARD = 'http-dashboard' satisfies keyof typeof SCHEDULER_PORTS;

/** The ports of a worker: fixed ones, so that NetworkPolicies can close all others. */
export const WORKER_PORTS = {
  'tcp-worker': 8788,
  'tcp-nanny': 8789,
  [DASHBOARD]: 8790,
} as const;

const SPILL = '/var/tmp/dask';

/**
 * Ready when the process answers, alive as long as a port is open: a scheduler that reads a large graph
 * answers nothing for a while, and is not to be killed for it.
 */
const SCHEDULER_HEALTH = Health.http('/health', {
  port: DASHBOARD,
  timeout: Duration.seconds(10),
  failureThreshold: 6,
});

/**
 * A worker whose task holds Python's lock answers nothing for as long as that takes; the process that
 * watches it does. It logs each time that it is asked, so that it is asked once a minute.
 */
const WORKER_HEALTH = Health.http('/health', {
  port: DASHBOARD,
  livenessPort: 'tcp-nanny',
  period: Duration.seconds(30),
  timeout: Duration.seconds(10),
});

/** The container of a scheduler. */
export function schedulerContainer(
  { image, imagePullPolicy }: DaskPods,
  { python, settings, noWorkersSeconds }: ClusterPlan,
  { resources }: DaskSchedulerOptions = {},
  env: Readonly<Record<string, string>> = {},
): ContainerSpec {
  return {
    name: 'scheduler',
    image,
    imagePullPolicy,
    command: [python, '-m', 'distributed.cli.dask_scheduler'],
    args: [
      ...['--port', String(SCHEDULER_PORTS[COMM])],
      ...['--dashboard-address', `:${SCHEDULER_PORTS[DASHBOARD]}`],
    ],
    env: {
      PYTHONUNBUFFERED: '1',
      DASK_DISTRIBUTED__SCHEDULER__NO_WORKERS_TIMEOUT: `${noWorkersSeconds}s`,
      ...env,
      ...settings,
    },
    ports: SCHEDULER_PORTS,
    resources,
    health: SCHEDULER_HEALTH,
  };
}

/**
 * The container of a worker: a process that computes, and one that watches it (the nanny), which starts it
 * again when it uses too much memory, and is the one that is asked whether it lives.
 *
 * @param env the variables by which it finds the scheduler
 */
export function workerContainer(
  { image, imagePullPolicy }: DaskPods,
  data: DaskData,
  { python, settings, deathSeconds }: ClusterPlan,
  group: GroupPlan,
  env: Readonly<Record<string, EnvValue>>,
): ContainerSpec {
  const { options, spill, threads, memoryBytes } = group;
  const { resources, extraArgs = [] } = options;
  return {
    name: 'worker',
    image,
    imagePullPolicy,
    command: [python, '-m', 'distributed.cli.dask_worker'],
    args: [
      ...['--name', '$(DASK_WORKER_NAME)'],
      ...['--worker-port', String(WORKER_PORTS['tcp-worker'])],
      ...['--nanny-port', String(WORKER_PORTS['tcp-nanny'])],
      ...['--dashboard-address', `:${WORKER_PORTS[DASHBOARD]}`],
      ...['--nthreads', String(threads)],
      ...['--memory-limit', String(memoryBytes)],
      ...['--local-directory', SPILL],
      ...['--death-timeout', String(deathSeconds)],
      ...lifetimeArgs(group),
      ...extraArgs,
    ],
    env: {
      PYTHONUNBUFFERED: '1',
      ...ONE_THREAD,
      // Above it, the kubelet would evict the pod.
      DASK_DISTRIBUTED__WORKER__MEMORY__MAX_SPILL: String(Math.floor((asBytes(spill) * 8) / 10)),
      ...settings,
      ...data.env,
      ...options.env,
      ...env,
    },
    envFrom: nonEmpty([...(data.envFrom ?? []), ...(options.envFrom ?? [])]),
    mounts: [...(data.mounts ?? []), ...(options.mounts ?? []), Scratch.at(SPILL, spill)],
    ports: WORKER_PORTS,
    resources,
    health: WORKER_HEALTH,
  };
}

/**
 * What the scheduler must serve, so that the operator can ask how many workers it needs, and which to take
 * away, whatever versions of Dask the two have: all that it serves by itself, and that.
 */
export const OPERATOR_SETTINGS: Readonly<Record<string, string>> = {
  DASK_DISTRIBUTED__SCHEDULER__HTTP__ROUTES: JSON.stringify([
    'distributed.http.scheduler.prometheus',
    'distributed.http.scheduler.info',
    'distributed.http.scheduler.json',
    'distributed.http.scheduler.api',
    'distributed.http.health',
    'distributed.http.proxy',
    'distributed.http.statics',
  ]),
};

/** Each task has a thread of its own; more of NumPy's would compete for the same cores. */
const ONE_THREAD = {
  OMP_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
};

/** The nanny starts the next process: the kubelet would wait longer each time. */
function lifetimeArgs({ lifetime }: GroupPlan): string[] {
  if (lifetime === undefined) return [];
  const { seconds, staggerSeconds } = lifetime;
  return [
    ...['--lifetime', `${seconds}s`],
    ...['--lifetime-stagger', `${staggerSeconds}s`],
    '--lifetime-restart',
  ];
}

function nonEmpty<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length > 0 ? items : undefined;
}
