import { type Chart, Duration, Size, Yaml } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-27';
import {
  DynamicVolume,
  type ExternalRedisOptions,
  type JobQueue,
  type OwnRedisOptions,
  Peer,
  QueueWorkerJob,
  type QueueWorkerJobProps,
  Redis,
  RedisAuth,
  RedisJobQueue,
  type RedisJobQueueProps,
  type RedisMetrics,
  SecretKey,
  type WorkItem,
  WorkItemList,
  WorkItems,
  type WorkItemsProps,
} from '../../../constructs';
import { emptyChart, objectsOf } from './chart';
import type { ConfigMap, Manifest } from './manifests';

export const password = SecretKey.of('redis-login', 'password');

/** A Redis with no more props than it needs, and those that are given. */
export function redis(
  chart: Chart,
  props: Partial<RedisJobQueueProps> = {},
  id = 'redis-master',
): RedisJobQueue {
  return new RedisJobQueue(chart, id, { auth: RedisAuth.password(password), ...props });
}

/** A chart of a Redis with one queue. */
export function redisChart(props: Partial<RedisJobQueueProps> = {}): Chart {
  const chart = emptyChart();
  redis(chart, props).job('jobProduct');
  return chart;
}

/** A queue in a Redis of its own. */
export function products<Item extends WorkItem = WorkItem>(
  chart: Chart,
  props: Partial<RedisJobQueueProps> = {},
): JobQueue<Item> {
  return redis(chart, props).job<Item>('jobProduct');
}

/** The items of a list. */
export const scenes = [{ scene: 'LC08_042025' }, { scene: 'LC08_042026' }];

/** A list of items with no more props than it needs, and those that are given. */
export function list(
  chart: Chart,
  props: Partial<WorkItemsProps> & Pick<WorkItemsProps, 'queue'>,
  id = 'fiji',
): WorkItems {
  return new WorkItems(chart, id, { list: WorkItemList.of(scenes), ...props });
}

/** A worker with no more props than it needs, and those that are given. */
export function queueWorker(
  chart: Chart,
  props: Partial<QueueWorkerJobProps> & Pick<QueueWorkerJobProps, 'queue'>,
  id = 'geomedian',
): QueueWorkerJob {
  return new QueueWorkerJob(chart, id, {
    image: 'registry.example.org/odc-products:0.0.91',
    command: ['python3', '/code/geomedian.py'],
    ...props,
  });
}

/** Every prop of a Redis that others run. */
export const everyExternalRedis: Required<ExternalRedisOptions> = {
  host: 'redis.example.org',
  port: 6380,
  peer: Peer.cidr('10.20.0.7/32'),
  tls: { ca: SecretKey.of('redis-ca', 'ca.crt') },
  database: 3,
};

/** Every prop of the metrics of a Redis. */
export const everyRedisMetrics: Required<RedisMetrics> = {
  image: 'registry.example.org/redis_exporter:v1.66.0-alpine',
  queues: ['jobProduct'],
  resources: { memory: { request: Size.mebibytes(32), limit: Size.mebibytes(64) } },
  namespace: 'observability',
  serviceMonitor: { labels: { release: 'prometheus' }, interval: Duration.seconds(15) },
};

/** Every prop of a Redis of one's own but those of the construct's own volume. */
export function everyOwnRedis(
  chart: Chart,
): Required<Omit<OwnRedisOptions, 'size' | 'storageClassName'>> {
  return {
    volume: new DynamicVolume(chart, 'disk', {
      size: Size.gibibytes(20),
      storageClassName: 'fast',
    }),
    appendFsync: 'always',
    resources: {
      cpu: { request: Cpu.millis(250), limit: Cpu.units(2) },
      memory: { request: Size.gibibytes(1), limit: Size.gibibytes(4) },
    },
    settings: { 'slowlog-log-slower-than': '20000' },
    metrics: everyRedisMetrics,
    sidecars: [{ name: 'backup', image: 'registry.example.org/backup:1.2' }],
  };
}

/** Every prop of a RedisJobQueue, which runs under a ServiceAccount of its own. */
export function everyQueueProp(
  chart: Chart,
): Required<Omit<RedisJobQueueProps, 'serviceAccountName'>> {
  const annotations = { 'example.org/reviewed': 'yes' };
  const reviewed = { metadata: { annotations } };
  return {
    auth: RedisAuth.password(password, { revision: '2026-11' }),
    redis: Redis.own(everyOwnRedis(chart)),
    image: `registry.example.org/valkey:8.0.2@sha256:${'0'.repeat(64)}`,
    imagePullPolicy: 'IfNotPresent',
    imagePullSecrets: ['registry-login'],
    podAnnotations: { 'example.org/profile': 'cpu' },
    podLabels: { tier: 'queues' },
    runAs: { uid: 999, gid: 999, reason: 'the files on the volume belong to this user' },
    scheduling: { nodeSelector: { 'kubernetes.io/arch': 'amd64' } },
    terminationGracePeriod: Duration.minutes(2),
    reaper: {
      period: Duration.seconds(30),
      resources: { cpu: { request: Cpu.millis(10), limit: Cpu.millis(200) } },
    },
    patches: {
      statefulSet: { spec: { minReadySeconds: 5 } },
      service: { spec: { sessionAffinity: 'ClientIP' } },
      headlessService: { spec: { publishNotReadyAddresses: true } },
      networkPolicy: reviewed,
      podDisruptionBudget: { spec: { maxUnavailable: k8s.IntOrString.fromString('100%') } },
      serviceMonitor: reviewed,
      serviceAccount: reviewed,
      reaper: { spec: { minReadySeconds: 5 } },
      reaperNetworkPolicy: reviewed,
      triggerAuthentication: reviewed,
    },
    name: 'queue',
    namespace: 'products',
    labels: { team: 'imagery' },
    annotations: { 'example.org/contact': 'imagery team' },
  };
}

/**
 * The objects of a chart as a user reads them, but for the texts of the scripts, and for the hashes that
 * these change.
 */
export function queueYaml(chart: Chart): string {
  return Yaml.stringify(...objectsOf(chart).map(withoutScripts)).replace(
    /-[0-9a-f]{10}(?=-\d+$|$)/gm,
    '-<hash>',
  );
}

function withoutScripts(object: Manifest): Manifest {
  if (!isConfigMap(object)) return object;
  const data = Object.entries(object.data ?? {}).map(([key, text]) => [
    key,
    /^(queue|.*\.(sh|lua|py))$/.test(key) ? '<script>' : text,
  ]);
  return { ...object, ...(data.length > 0 && { data: Object.fromEntries(data) }) };
}

function isConfigMap(object: Manifest): object is ConfigMap {
  return object.kind === 'ConfigMap';
}
