import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { RedisTrigger } from './batch/scaled-job';
import { triggerAuthentication } from './batch/trigger-authentication';
import type { ClaimedVolume } from './claimed-volume';
import { ConfigFileMount } from './config-file-mount';
import { type Identity, identify, type ObjectProps } from './identity';
import { explain } from './invalid';
import { JobQueue, type JobQueueOptions, type WorkItem } from './job-queue';
import { type Connectable, type Connection, PEER, Peer, policyPeer } from './network';
import type { EnvValue } from './pod/env';
import type { Mount } from './pod/mount';
import type { PodProps } from './pod/pod';
import {
  addressOf,
  clientEnvironment,
  clientSecrets,
  type RedisAddress,
  runnerOptions,
} from './queue/client';
import { ownRedis } from './queue/own';
import { checkPatches, type RedisJobQueuePatches } from './queue/patches';
import { declarationFaults, QUEUE_PROPS, type QueuePodProps, queuePods } from './queue/props';
import { Reaper, type ReaperOptions } from './queue/reaper';
import { Redis } from './queue/redis';
import { checkUser, passwordExceptions, type RedisAuth } from './queue/redis-auth';
import { runnerFiles, toolFiles } from './queue/scripts';
import { checkProps, checkValue, given } from './shape';
import { serverName } from './stateful';
import { serviceAccount } from './workload';

/** What a RedisJobQueue is told. */
export interface RedisJobQueueProps
  extends ObjectProps,
    QueuePodProps,
    Pick<PodProps, 'serviceAccountName'> {
  /**
   * How clients log in.
   *
   * @see RedisAuth.none for workers that know no password
   */
  readonly auth: RedisAuth;

  /**
   * The Redis that holds the queues.
   *
   * @default Redis.own()
   */
  readonly redis?: Redis;

  /**
   * Image of Redis or Valkey, from version 6.2 on, with a shell: of the server, and of the pods that
   * look after the queues and fill them.
   *
   * @default 'docker.io/library/redis:7.4.6'
   */
  readonly image?: string;

  /**
   * How items are given back whose worker is gone.
   *
   * @default - every 10 seconds
   */
  readonly reaper?: ReaperOptions;

  /**
   * Fields to merge into the objects.
   *
   * @default - none
   */
  readonly patches?: RedisJobQueuePatches;
}

/**
 * Queues of work items in Redis that lose nothing: a Redis with an append-only file on a volume (or
 * one that exists), and a reaper that gives items back whose worker crashed, and puts those that
 * failed too often with the dead ones.
 *
 * The lists are those of the `rediswq` protocol, so that its workers drain them unchanged. An item is
 * worked on at least once: what a worker does with it must be right the second time too.
 *
 * @example
 * const queue = new RedisJobQueue(chart, 'redis-master', {
 *   auth: RedisAuth.password(SecretKey.of('redis-login', 'password')),
 * });
 * const scenes = queue.job<{ scene: string }>('jobScenes', { maxAttempts: 5 });
 * @see https://kubernetes.io/docs/tasks/job/fine-parallel-processing-work-queue/
 */
export class RedisJobQueue extends Construct implements Connectable {
  /** Host name of Redis, for pods of the namespace where it is the queue's own. */
  public readonly host: string;

  /** Port of Redis. */
  public readonly port: number;

  /** Image of the pods that look after the queues and fill them. */
  public readonly image: string;

  /** Namespace of all objects. */
  public readonly namespace: string;

  /** How other constructs reach Redis. */
  public readonly connection: Connection;

  /** The StatefulSet; undefined where others run the Redis. */
  public readonly statefulSet?: ApiObject;

  /** The Service that clients connect to; undefined where others run the Redis. */
  public readonly service?: ApiObject;

  /** The NetworkPolicy of the server; undefined where others run the Redis. */
  public readonly networkPolicy?: ApiObject;

  /** The PodDisruptionBudget of the server; undefined where others run the Redis. */
  public readonly podDisruptionBudget?: ApiObject;

  /** The volume with the append-only file; undefined where others run the Redis. */
  public readonly volume?: ClaimedVolume;

  /** The Deployment of the reaper. */
  public readonly reaper: ApiObject;

  /** Undefined where the pods run under a ServiceAccount that exists. */
  public readonly serviceAccount?: ApiObject;

  /** The files with the login, for pods that speak with Redis themselves. */
  public readonly mounts: readonly Mount[];

  /** How those pods run that look after the queues and fill them. @internal */
  public readonly pods: QueuePodProps;

  /** Files with which a container of `image` works on the queues. @internal */
  public readonly tools: readonly Mount[];

  private readonly queues = new Map<string, JobQueue>();
  private readonly clients = new Map<string, Peer>();
  private readonly identity: Identity;
  private readonly props: RedisJobQueueProps;
  private readonly address: RedisAddress;
  private runnerMount?: ConfigFileMount;
  private authentication?: ApiObject;

  /** @throws where a prop breaks the rules, or contradicts another one */
  constructor(scope: Construct, id: string, props: RedisJobQueueProps) {
    super(scope, id);
    checkProps(this, props, QUEUE_PROPS);
    const { redis = Redis.own(), auth, patches = {}, reaper = {} } = props;
    const { image = 'docker.io/library/redis:7.4.6' } = props;
    const identity = identify(this, props, 'queue', serverName);
    const { name, namespace, labels, annotations } = identity;
    const { serviceAccountName = name } = props;
    this.identity = identity;
    this.namespace = namespace;
    this.image = image;
    this.props = props;
    this.pods = queuePods(props);
    checkUser(this, auth.spec, redis.spec);
    checkPatches(this, patches, redis.spec, props.serviceAccountName);
    const exceptions = passwordExceptions(this, auth.spec);
    this.address = addressOf(this, redis.spec, name);
    this.host = this.address.host;
    this.port = this.address.port;
    this.mounts = clientSecrets(this, name, this.address, auth.spec);
    const files = { namespace, labels, annotations, files: toolFiles() };
    this.tools = [new ConfigFileMount(this, `${name}-tools`, files), ...this.mounts];
    if (props.serviceAccountName === undefined) {
      const metadata = { name, namespace, labels, annotations };
      this.serviceAccount = serviceAccount(this, metadata, patches.serviceAccount);
    }
    const { spec } = redis;
    if (spec.type === 'external') {
      this.connection = { peer: spec.peer, ports: [this.port] };
    } else {
      this.connection = { peer: Peer.pods(identity.selector, namespace), ports: [this.port] };
      const secrets = this.mounts;
      const parts = { identity, image, auth: auth.spec, secrets, exceptions, serviceAccountName };
      const clients = () => [...this.clients.values()];
      const own = ownRedis(this, this.pods, spec, parts, clients, patches);
      this.statefulSet = own.statefulSet;
      this.service = own.service;
      this.networkPolicy = own.networkPolicy;
      this.podDisruptionBudget = own.podDisruptionBudget;
      this.volume = own.volume;
    }
    this.reaper = new Reaper(this, 'Reaper', this.pods, reaper, {
      identity: identify(this, { ...props, name: `${name}-reaper` }, 'reaper'),
      container: { image, env: this.environment(), mounts: this.tools },
      redis: this,
      queues: () => [...this.queues.values()],
      serviceAccountName,
      patches,
    }).deployment;
    this.node.addValidation({ validate: () => this.contradictions() });
  }

  /**
   * A queue of this Redis: the value that those share who fill it, work it off and scale by it.
   *
   * @typeParam Item what its items are
   * @param name key of its list
   * @throws where the name is taken, or breaks the rules
   */
  public job<Item extends WorkItem = WorkItem>(
    name: string,
    options: JobQueueOptions = {},
  ): JobQueue<Item> {
    if (this.queues.has(name)) {
      throw explain(this, `job('${name}') must be written once`, 'hand the queue on as a value');
    }
    const queue = new JobQueue<Item>(this, name, options);
    this.queues.set(name, queue);
    return queue;
  }

  /**
   * Lets a peer connect to Redis, where it is the queue's own.
   *
   * @throws where the peer breaks the rules
   */
  public addClient(peer: Peer): void {
    checkValue(this, 'addClient: peer', peer, given(PEER));
    policyPeer(this, 'addClient', peer);
    this.clients.set(JSON.stringify(peer.spec), peer);
  }

  /** The variables by which a container finds Redis: `REDIS_SERVICE_HOST` and its like. */
  public environment(): Record<string, EnvValue> {
    return clientEnvironment(this.address, this.props.auth.spec);
  }

  /** What KEDA needs to see how long a queue is. @internal */
  public trigger(listName: string, operator: Peer): RedisTrigger {
    this.addClient(operator);
    const { host, port, database: databaseIndex, tls } = this.address;
    const { spec } = this.props.auth;
    const login = spec.type === 'password' ? spec : undefined;
    const trigger = { host, port, databaseIndex, tls: tls !== undefined, listName };
    const secrets = { password: login?.password, ca: tls?.ca };
    if (Object.values(secrets).every((secret) => secret === undefined)) return trigger;
    const patch = this.props.patches?.triggerAuthentication;
    this.authentication ??= triggerAuthentication(this, this.identity, secrets, patch);
    const { name } = this.authentication;
    return { ...trigger, username: login?.username, authentication: { name } };
  }

  /** What a container needs that runs the item runner. @internal */
  public runner(): { readonly mounts: readonly Mount[]; readonly options: readonly string[] } {
    const { name, namespace, labels, annotations } = this.identity;
    const files = { namespace, labels, annotations, files: runnerFiles() };
    this.runnerMount ??= new ConfigFileMount(this, `${name}-runner`, files);
    return {
      mounts: [this.runnerMount, ...this.mounts],
      options: runnerOptions(this.address, this.props.auth.spec),
    };
  }

  private contradictions(): string[] {
    return declarationFaults(this, this.props, [...this.queues.keys()], this.authentication);
  }
}
