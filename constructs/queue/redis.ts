import type { Size } from 'cdk8s';
import type { ClaimedVolume } from '../claimed-volume';
import { SERVICE_MONITOR, type ServiceMonitorOptions } from '../metrics';
import type { Peer } from '../network';
import { PEER } from '../network';
import { EXTRA_CONTAINER_PROPS, type ExtraContainerProps } from '../pod/container';
import { RESOURCES, type Resources } from '../pod/resources';
import { SECRET_KEY, type SecretKey } from '../secret-key';
import {
  type Check,
  given,
  instanceOf,
  listOf,
  mapOf,
  objectOf,
  oneOf,
  optional,
  ruled,
  size,
  text,
} from '../shape';
import { DATA_VOLUME } from '../stateful';

/** What a Redis of one's own is told. */
export interface OwnRedisOptions {
  /**
   * The volume that the append-only file is on. It outlives the pod, and is not on NFS.
   *
   * @default - a DynamicVolume with the name of the queue and `-data`
   */
  readonly volume?: ClaimedVolume;

  /**
   * Size of the volume, where none is given.
   *
   * @default Size.gibibytes(8)
   */
  readonly size?: Size;

  /**
   * StorageClass of the volume, where none is given: one of block devices. A name that says NFS is
   * refused.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;

  /**
   * When what was written is on the disk for certain: within about a second (`everysec`), or before
   * the client has its answer (`always`), which costs a write to the disk for each step of an item.
   * What a crash takes back is done again; insertions wait until the disk has them in both.
   *
   * @default 'everysec'
   * @see https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/
   */
  readonly appendFsync?: 'everysec' | 'always';

  /**
   * What the server asks for, and the most that it gets. It refuses what is new above three quarters
   * of the memory limit, the rest is for rewriting the file.
   *
   * @default - 100 millicores to 1 core, 256 Mi to 1 Gi of memory
   */
  readonly resources?: Resources;

  /**
   * Further lines of `redis.conf`, such as `{ 'slowlog-log-slower-than': '20000' }`.
   *
   * @default {}
   */
  readonly settings?: Readonly<Record<string, string>>;

  /**
   * A container that gives Prometheus the metrics of the server.
   *
   * @default - none
   */
  readonly metrics?: RedisMetrics;

  /**
   * Containers that run beside the server, such as one that copies its files to a bucket.
   *
   * @default []
   */
  readonly sidecars?: readonly ExtraContainerProps[];
}

/** Metrics of a Redis for Prometheus, by oliver006/redis_exporter. */
export interface RedisMetrics {
  /**
   * Image of the exporter, of which the Alpine variants have the shell that reads the password.
   *
   * @default 'docker.io/oliver006/redis_exporter:v1.66.0-alpine'
   */
  readonly image?: string;

  /**
   * Names of the queues of which the lengths are given: of the queue, of what is taken, of the dead.
   * Another name starts Redis again.
   *
   * @default []
   */
  readonly queues?: readonly string[];

  /**
   * What the container asks for, and the most that it gets.
   *
   * @default - 100 millicores to 1 core, 256 Mi to 1 Gi of memory
   */
  readonly resources?: Resources;

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

/** Where a Redis is that others run. */
export interface ExternalRedisOptions {
  /** Host name or address. */
  readonly host: string;

  /**
   * Port.
   *
   * @default 6379
   */
  readonly port?: number;

  /** Who is there, for the NetworkPolicies of the clients. */
  readonly peer: Peer;

  /**
   * Whether clients speak TLS. Unchanged rediswq workers do not.
   *
   * @default - they do not
   */
  readonly tls?: RedisTls;

  /**
   * Number of the database.
   *
   * @default 0
   */
  readonly database?: number;
}

/** How clients know that they speak with the right server. */
export interface RedisTls {
  /**
   * The certificate of the authority that signed the server's.
   *
   * @default - the authorities that the image trusts
   */
  readonly ca?: SecretKey;
}

/** The Redis that holds queues: one of their own, or one that others run. */
export class Redis {
  /** A Redis of the queue's own: a StatefulSet with an append-only file on a volume. */
  public static own(options: OwnRedisOptions = {}): Redis {
    return new Redis({ type: 'own', ...options });
  }

  /**
   * A Redis that exists. It must keep an append-only file and evict nothing (`appendonly yes`,
   * `maxmemory-policy noeviction`), or items can be lost.
   */
  public static external(options: ExternalRedisOptions): Redis {
    return new Redis({ type: 'external', ...options });
  }

  /** @internal */
  public readonly spec: RedisSpec;

  private constructor(spec: RedisSpec) {
    this.spec = spec;
  }
}

/** What a Redis was told. */
export type RedisSpec =
  | ({ readonly type: 'own' } & OwnRedisOptions)
  | ({ readonly type: 'external' } & ExternalRedisOptions);

const SPECS = {
  own: objectOf<OwnRedisOptions & { type: string }>({
    type: ruled,
    volume: DATA_VOLUME,
    size,
    storageClassName: ruled,
    appendFsync: oneOf('everysec', 'always'),
    resources: RESOURCES,
    settings: mapOf(text),
    metrics: objectOf<RedisMetrics>({
      image: ruled,
      queues: listOf(ruled),
      resources: RESOURCES,
      namespace: ruled,
      serviceMonitor: SERVICE_MONITOR,
    }),
    sidecars: listOf(objectOf(EXTRA_CONTAINER_PROPS)),
  }),
  external: objectOf<ExternalRedisOptions & { type: string }>({
    type: ruled,
    host: ruled,
    port: ruled,
    peer: given(PEER),
    tls: objectOf<RedisTls>({ ca: optional(SECRET_KEY) }, 'write tls: {}'),
    database: ruled,
  }),
};

/** The type of `redis`. */
export const REDIS: Check = instanceOf(Redis, 'write Redis.own()', ({ spec }, path) =>
  SPECS[spec.type](spec, path),
);
