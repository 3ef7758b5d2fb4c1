import { type Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { EnvFrom, Peer, Scratch, SecretKey } from '../../../constructs';
import {
  Dask,
  type DaskDeploymentOptions,
  type DaskOperatorOptions,
  type ExternalDaskOptions,
} from '../../../constructs/dask';
import { daskBackend } from '../../../constructs/dask/backend';
import type { DaskData, DaskPods } from '../../../constructs/dask/containers';
import type { DaskWorkers } from '../../../constructs/dask/groups';
import type {
  DaskClusterOptions,
  DaskMetrics,
  DaskSchedulerOptions,
} from '../../../constructs/dask/options';
import type { DaskScheduler } from '../../../constructs/dask/scheduler';
import { identify, type ObjectProps } from '../../../constructs/identity';
import { emptyChart } from './chart';

export const image = 'registry.example.org/odc-products:0.0.91';

interface Given {
  readonly id?: string;
  readonly props?: ObjectProps;
  readonly pods?: Partial<DaskPods>;
  readonly data?: DaskData;
}

/** What computes on a Dask, without pods of its own. */
export function backend(
  chart: Chart,
  dask: Dask,
  { id = 'landsat', props = {}, pods = {}, data = {} }: Given = {},
): DaskScheduler {
  const construct = new Construct(chart, id);
  const identity = identify(construct, props, 'worker');
  return daskBackend(construct, identity, dask, { image, ...pods }, data);
}

/** A chart of a Dask alone. */
export function daskChart(dask: Dask, given: Given = {}): Chart {
  const chart = emptyChart();
  backend(chart, dask, given);
  return chart;
}

/** A cluster of Deployments alone. */
export function deploymentChart(options: DaskDeploymentOptions = {}, given: Given = {}): Chart {
  return daskChart(Dask.deployment(options), given);
}

/** A cluster of the operator alone. */
export function operatorChart(options: DaskOperatorOptions = {}, given: Given = {}): Chart {
  return daskChart(Dask.operator(options), given);
}

/** Every option of a Dask that others run. */
export const everyExternalDask: Required<ExternalDaskOptions> = {
  host: 'dask-scheduler.dask.svc.cluster.local',
  port: 9786,
  peer: Peer.pods({ app: 'dask', component: 'scheduler' }, 'dask'),
};

/** Every option of a group of workers but patches and its name. */
const everyGroup: Required<Omit<DaskWorkers, 'name' | 'patches'>> = {
  replicas: 3,
  resources: {
    cpu: { request: Cpu.units(2), limit: Cpu.units(4) },
    memory: { request: Size.gibibytes(4), limit: Size.gibibytes(8) },
    extended: { 'nvidia.com/gpu': 1 },
  },
  threads: 3,
  memoryLimit: Size.gibibytes(6),
  spill: Size.gibibytes(20),
  lifetime: Duration.hours(6),
  lifetimeStagger: Duration.minutes(30),
  extraArgs: ['--resources', 'GPU=1'],
  env: { GDAL_CACHEMAX: '512' },
  envFrom: [EnvFrom.secret('group-login', { prefix: 'GROUP_' })],
  mounts: [Scratch.at('/work', Size.gibibytes(2))],
  connectsTo: [{ peer: Peer.cidr('10.30.0.0/16'), ports: [443] }],
  scheduling: { nodeSelector: { 'example.org/pool': 'gpu' } },
};

const metrics: Required<DaskMetrics> = {
  namespace: 'observability',
  serviceMonitor: { labels: { release: 'prometheus' }, interval: Duration.seconds(15) },
};

const scheduler: Required<DaskSchedulerOptions> = {
  resources: { memory: { request: Size.gibibytes(1), limit: Size.gibibytes(4) } },
  scheduling: { nodeSelector: { 'example.org/pool': 'system' } },
};

const everyClusterOption: Required<Omit<DaskClusterOptions, 'workers'>> = {
  namespace: 'dask',
  scheduler,
  deathTimeout: Duration.seconds(90),
  noWorkersTimeout: Duration.minutes(20),
  settings: { DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES: '5' },
  python: '/opt/conda/bin/python',
  metrics,
};

/** Every option of a cluster of Deployments. */
export const everyDeploymentOption: Required<DaskDeploymentOptions> = {
  ...everyClusterOption,
  name: 'dask',
  workers: [
    {},
    {
      ...everyGroup,
      name: 'gpu',
      patches: { deployment: { spec: { minReadySeconds: 5 } } },
    } satisfies Omit<Required<DaskWorkers>, 'patches'> & Pick<DaskWorkers, 'patches'>,
  ],
  patches: {
    scheduler: { spec: { minReadySeconds: 5 } },
    service: { spec: { sessionAffinity: 'ClientIP' } },
  },
};

/** Every option of a cluster of the operator but `autoscale`, which there is one group for. */
export const everyOperatorOption: Required<Omit<DaskOperatorOptions, 'autoscale'>> = {
  ...everyClusterOption,
  name: 'dask',
  workers: [
    { name: 'default', replicas: 4 },
    {
      ...everyGroup,
      name: 'gpu',
      patches: { workerGroup: { metadata: { annotations: { 'example.org/reviewed': 'yes' } } } },
    },
  ],
  idleTimeout: Duration.hours(1),
  operatorNamespace: 'operators',
  patches: {
    cluster: { spec: { worker: { metadata: { annotations: { 'example.org/a': 'b' } } } } },
  },
};

/** What the workers of a cluster have of a job that has everything. */
export const everyDatum: Required<DaskData> = {
  env: { AWS_DEFAULT_REGION: 'eu-central-1', DB_PASSWORD: SecretKey.of('odc', 'password') },
  envFrom: [EnvFrom.secret('usgs')],
  mounts: [Scratch.at('/cache', Size.gibibytes(3))],
  connectsTo: [{ peer: Peer.cidr('10.20.0.7/32'), ports: [5432] }],
  serviceAccountName: 'imagery',
};

/** What all pods of a cluster have of such a job. */
export const everyPodProp: Required<DaskPods> = {
  image,
  imagePullPolicy: 'IfNotPresent',
  imagePullSecrets: ['registry-login'],
  runAs: { uid: 1500, gid: 1600, reason: 'the image is built for this user' },
  writableRootFilesystem: { reason: 'the image writes beside its code' },
};
