import type { ApiObject, Duration, Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ClaimedVolume } from './claimed-volume';
import { Database } from './database';
import type { ObjectProps } from './identity';
import type { DeepPartial } from './manifest';
import { type Connectable, type Connection, clientRule, PEER, Peer, policyPeer } from './network';
import type { PodProps } from './pod/pod';
import { PORTS, POSTGRES, planServer } from './postgis/plan';
import { serverPod } from './postgis/pod';
import { POSTGIS_PROPS } from './postgis/types';
import { initFiles, serverVolume } from './postgis/volumes';
import type { SecretKey } from './secret-key';
import { checkProps, checkValue, given } from './shape';
import { clusterService, headlessName, headlessService, singlePod, statefulSet } from './stateful';
import { disruptionBudget, networkPolicy, serviceAccount } from './workload';

/** What a PostgisServer is told of its pod: everything but what the image is started with. */
export type PostgisPodProps = Omit<PodProps, 'image' | 'command' | 'args' | 'workingDir'>;

/** What a PostgisServer is told. */
export interface PostgisServerProps extends ObjectProps, PostgisPodProps {
  /**
   * Image that is started as the official ones of PostgreSQL and PostGIS are.
   *
   * @default 'docker.io/postgis/postgis:16-3.4' - the tag moves with the fixes of PostgreSQL 16 and PostGIS 3.4: give one with a digest to stay at one. A newer major version does not read the files of an older one.
   */
  readonly image?: string;

  /**
   * Name of the database, which is made at the first start.
   *
   * @default - the name of the objects
   */
  readonly database?: string;

  /**
   * Name of the user, who is made at the first start and may do everything.
   *
   * @default 'postgres'
   */
  readonly username?: string;

  /**
   * Password of the user, without a line break at its end. It is set at the first start and never again:
   * to change it, write `\password` in `psql` in the pod, then change the Secret, then start the clients
   * again.
   */
  readonly password: SecretKey;

  /**
   * The most connections, those for superusers included. Each may take several megabytes of memory.
   *
   * @default 100
   */
  readonly maxConnections?: number;

  /**
   * Settings of the server, such as `{ work_mem: '64MB' }`.
   *
   * @default {} - PostgreSQL's own, which suit a small machine
   * @see https://www.postgresql.org/docs/current/runtime-config.html
   */
  readonly parameters?: Readonly<Record<string, string>>;

  /**
   * SQL that is run in the database at the first start, such as `CREATE EXTENSION hstore;`. PostGIS is
   * there already. A later change restarts the server and does nothing else. Where it fails, or the pod
   * ends meanwhile, the volume must be emptied.
   *
   * @default - none
   */
  readonly initSql?: string;

  /**
   * Volume for the data, which outlives the pod and is not on NFS.
   *
   * @default - a DynamicVolume of the construct's own
   */
  readonly volume?: ClaimedVolume;

  /**
   * Size of the construct's own volume.
   *
   * @default Size.gibibytes(8)
   */
  readonly size?: Size;

  /**
   * Name of the StorageClass of the construct's own volume: one of block devices.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;

  /**
   * The most memory that the processes of parallel queries share; it counts against the memory limit.
   *
   * @default Size.mebibytes(256)
   */
  readonly sharedMemory?: Size;

  /**
   * How long the server may take until it first answers: to make the database, or to recover a large one
   * after a crash.
   *
   * @default Duration.minutes(10)
   */
  readonly startupAllowance?: Duration;

  /**
   * Who may connect, beside the constructs that name this one in their `connectsTo`.
   *
   * @default []
   */
  readonly clients?: readonly Peer[];

  /**
   * Fields to merge into the objects, as for a GeoApiService.
   *
   * @default - none
   */
  readonly patches?: PostgisServerPatches;
}

/** Fields to merge into the objects of a PostgisServer. */
export interface PostgisServerPatches {
  /** Fields of the StatefulSet. */
  readonly statefulSet?: DeepPartial<k8s.KubeStatefulSetProps>;

  /** Fields of the Service that clients connect to. */
  readonly service?: DeepPartial<k8s.KubeServiceProps>;

  /** Fields of the Service that gives the pod its name. */
  readonly headlessService?: DeepPartial<k8s.KubeServiceProps>;

  /** Fields of the ServiceAccount. */
  readonly serviceAccount?: DeepPartial<k8s.KubeServiceAccountProps>;

  /** Fields of the NetworkPolicy. */
  readonly networkPolicy?: DeepPartial<k8s.KubeNetworkPolicyProps>;

  /** Fields of the PodDisruptionBudget. */
  readonly podDisruptionBudget?: DeepPartial<k8s.KubePodDisruptionBudgetProps>;

  /** Fields of the PersistentVolumeClaim of the construct's own volume. */
  readonly persistentVolumeClaim?: DeepPartial<k8s.KubePersistentVolumeClaimProps>;

  /** Fields of the ConfigMap with the SQL of the first start. */
  readonly configMap?: DeepPartial<k8s.KubeConfigMapProps>;
}

/**
 * A PostgreSQL with PostGIS for small clusters and trials: one pod with its data on a volume. It answers
 * nothing while the pod is moved, and makes no backups; where that matters, use `Database.external` with
 * an operator's or a provider's server.
 *
 * The pod meets Pod Security "restricted", only clients reach it, and it ends by a fast shutdown, which
 * waits for no client.
 *
 * @example
 * const postgis = new PostgisServer(chart, 'postgis', {
 *   database: 'datacube',
 *   password: SecretKey.of('postgis-login', 'password'),
 * });
 * new GeoApiService(chart, 'tiles', {
 *   image: 'registry.example.org/tiles:1.4.2',
 *   env: postgis.database.environment(),
 *   connectsTo: [postgis],
 * });
 */
export class PostgisServer extends Construct implements Connectable {
  /** The StatefulSet. */
  public readonly statefulSet: ApiObject;

  /** The Service that clients connect to. */
  public readonly service: ApiObject;

  /** The Service that gives the pod its name. */
  public readonly headlessService: ApiObject;

  /** Undefined where the pod runs under a ServiceAccount that exists. */
  public readonly serviceAccount?: ApiObject;

  /** The NetworkPolicy of the pod. */
  public readonly networkPolicy: ApiObject;

  /** The PodDisruptionBudget of the pod. */
  public readonly podDisruptionBudget: ApiObject;

  /** The volume with the data. */
  public readonly volume: ClaimedVolume;

  /** How to log in to the database, for the programs that use it. */
  public readonly database: Database;

  /** How other constructs reach the pod. */
  public readonly connection: Connection;

  private readonly clients: Peer[];

  /** @throws where a prop breaks the rules, or contradicts another one */
  constructor(scope: Construct, id: string, props: PostgisServerProps) {
    super(scope, id);
    checkProps(this, props, POSTGIS_PROPS);
    const { patches = {} } = props;
    const plan = planServer(this, props);
    const { identity, metadata } = plan;
    const { name, namespace, selector } = identity;
    this.clients = [...(props.clients ?? [])];
    this.volume = serverVolume(this, identity, props);
    this.connection = { peer: Peer.pods(selector, namespace), ports: [PORTS[POSTGRES]] };
    this.database = Database.servedBy(this, {
      host: `${name}.${namespace}.svc`,
      port: PORTS[POSTGRES],
      name: plan.database,
      username: plan.username,
      password: props.password,
      maxConnections: plan.maxConnections,
    });

    if (props.serviceAccountName === undefined) {
      this.serviceAccount = serviceAccount(this, metadata, patches.serviceAccount);
    }
    const files = initFiles(this, identity, props);
    const pod = serverPod(this, props, plan, [this.volume, files]);
    const serviceName = headlessName(name);
    this.statefulSet = statefulSet(
      this,
      metadata,
      {
        selector,
        serviceName,
        template: pod.template,
        exceptions: [...pod.exceptions, singlePod('one server alone may write to the data')],
      },
      patches.statefulSet,
    );
    const served = { selector, ports: PORTS };
    const headless = { ...metadata, name: serviceName };
    this.headlessService = headlessService(this, headless, served, patches.headlessService);
    this.service = clusterService(this, metadata, served, patches.service);
    this.podDisruptionBudget = disruptionBudget(
      this,
      metadata,
      selector,
      patches.podDisruptionBudget,
    );
    this.networkPolicy = networkPolicy(
      this,
      metadata,
      selector,
      () => clientRule(this, 'clients', this.clients, POSTGRES),
      [],
      patches.networkPolicy,
    );
  }

  /**
   * Lets a peer connect to the database.
   *
   * @throws where the peer breaks the rules
   */
  public addClient(peer: Peer): void {
    checkValue(this, 'addClient: peer', peer, given(PEER));
    policyPeer(this, 'addClient', peer);
    this.clients.push(peer);
  }
}
