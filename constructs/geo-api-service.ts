import type { ApiObject, Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { autoscaler } from './api/autoscaler';
import { deployment } from './api/deployment';
import { API_PORT, planApi } from './api/plan';
import { metricsService, service } from './api/service';
import { API_PROPS } from './api/types';
import type { Exposure } from './exposure/exposure';
import { type HttpRoutePatch, httpRoute } from './exposure/gateway';
import { ingress } from './exposure/ingress';
import { serviceExposure } from './exposure/service';
import type { ObjectProps } from './identity';
import type { DeepPartial } from './manifest';
import {
  METRICS_PORT,
  type Metrics,
  prometheusOf,
  type ServiceMonitorPatch,
  serviceMonitor,
} from './metrics';
import {
  type Connectable,
  type Connection,
  clientRule,
  connect,
  PEER,
  Peer,
  policyPeer,
} from './network';
import type { Reason } from './pod/exceptions';
import type { Health } from './pod/health';
import type { PodProps } from './pod/pod';
import type { Replicas } from './replicas';
import type { Rollout } from './rollout';
import type { Server } from './server';
import { checkProps, checkValue, given } from './shape';
import { disruptionBudget, networkPolicy, serviceAccount } from './workload';

/** What a GeoApiService is told. */
export interface GeoApiServiceProps extends ObjectProps, PodProps {
  /**
   * Port that the server in the container listens on, 1024 to 65535.
   *
   * @default 5000
   */
  readonly port?: number;

  /**
   * The program that serves the API, in place of `command` and `args`.
   *
   * @default - what `command` and `args` say, else the image's
   */
  readonly server?: Server;

  /**
   * How Kubernetes learns whether the API has started, is ready, and lives. Give a path that tells
   * it: an open port does not mean that requests are answered.
   *
   * @default Health.tcp()
   */
  readonly health?: Health;

  /**
   * Who may reach the API, and how.
   *
   * @default Exposure.clusterIp()
   */
  readonly exposure?: Exposure;

  /**
   * How many pods.
   *
   * @default Replicas.fixed(2)
   */
  readonly replicas?: Replicas;

  /**
   * How new pods take the place of old ones.
   *
   * @default Rollout.rolling()
   */
  readonly rollout?: Rollout;

  /**
   * Port of the Service.
   *
   * @default - the port of the container
   */
  readonly servicePort?: number;

  /**
   * Name of the Service.
   *
   * @default - the name of the other objects
   */
  readonly serviceName?: string;

  /**
   * The labels by which the Deployment and the Service select the pods, in place of
   * `app.kubernetes.io/name`, `instance` and `component`: to take over a system that runs under other
   * labels, because the selector of a Deployment cannot change.
   *
   * @default - the recommended labels
   */
  readonly selector?: Readonly<Record<string, string>>;

  /**
   * What the pods connect to beside DNS: other constructs, and peers with ports. Everything else is
   * closed by a NetworkPolicy. NFS shares need no entry: the node mounts them.
   *
   * @default []
   */
  readonly connectsTo?: readonly (Connectable | Connection)[];

  /**
   * A port with metrics for Prometheus.
   *
   * @default - none
   */
  readonly metrics?: Metrics;

  /**
   * Lets a debug server start, on which anybody who reaches it can run code. The reason is written
   * into the manifest.
   *
   * @default - `FLASK_DEBUG` and its like are refused
   */
  readonly allowDebug?: Reason;

  /**
   * How long a pod goes on serving after it was asked to end, so that no request is sent to one that
   * is gone; the image needs the program `sleep`, unless this is zero.
   *
   * @default Duration.seconds(5)
   */
  readonly drain?: Duration;

  /**
   * Fields to merge into the objects. A field that does not reach the output is an error. Lists of
   * named items are merged by their names (mounts by their paths); every other list takes the place
   * of the whole one, such as the rules of the NetworkPolicy.
   *
   * @default - none
   */
  readonly patches?: GeoApiServicePatches;
}

/** Fields to merge into the objects of a GeoApiService. */
export interface GeoApiServicePatches {
  /** Fields of the Deployment. */
  readonly deployment?: DeepPartial<k8s.KubeDeploymentProps>;

  /** Fields of the Service. */
  readonly service?: DeepPartial<k8s.KubeServiceProps>;

  /** Fields of the ServiceAccount. */
  readonly serviceAccount?: DeepPartial<k8s.KubeServiceAccountProps>;

  /** Fields of the NetworkPolicy. */
  readonly networkPolicy?: DeepPartial<k8s.KubeNetworkPolicyProps>;

  /** Fields of the PodDisruptionBudget. */
  readonly podDisruptionBudget?: DeepPartial<k8s.KubePodDisruptionBudgetProps>;

  /** Fields of the HorizontalPodAutoscaler. */
  readonly autoscaler?: DeepPartial<k8s.KubeHorizontalPodAutoscalerV2Props>;

  /** Fields of the Ingress. */
  readonly ingress?: DeepPartial<k8s.KubeIngressProps>;

  /** Fields of the HTTPRoute. */
  readonly httpRoute?: HttpRoutePatch;

  /** Fields of the Service by which metrics are found. */
  readonly metricsService?: DeepPartial<k8s.KubeServiceProps>;

  /** Fields of the ServiceMonitor. */
  readonly serviceMonitor?: ServiceMonitorPatch;
}

/**
 * An HTTP API over geodata: a Deployment, its Service and way in, and what keeps it running safely:
 * ServiceAccount, NetworkPolicy, PodDisruptionBudget, and a HorizontalPodAutoscaler where asked.
 *
 * The pods meet Pod Security "restricted" and have a read-only root file system, probes, resources
 * and scratch space in `/tmp`.
 *
 * @example
 * const tiles = new GeoApiService(chart, 'tiles', {
 *   image: 'ghcr.io/developmentseed/titiler:0.18.5',
 *   server: Server.uvicorn({ app: 'titiler.application.main:app' }),
 *   port: 8000,
 *   health: Health.http('/healthz'),
 *   env: gdalEnvironment(),
 * });
 */
export class GeoApiService extends Construct implements Connectable {
  /** The Deployment. */
  public readonly deployment: ApiObject;

  /** The Service. */
  public readonly service: ApiObject;

  /** The Service by which metrics are found; undefined where they have no port of their own. */
  public readonly metricsService?: ApiObject;

  /** The NetworkPolicy of the pods. */
  public readonly networkPolicy: ApiObject;

  /** The PodDisruptionBudget of the pods. */
  public readonly podDisruptionBudget: ApiObject;

  /** Undefined where the pods run under a ServiceAccount that exists. */
  public readonly serviceAccount?: ApiObject;

  /** Undefined where the number of pods is fixed. */
  public readonly autoscaler?: ApiObject;

  /** The Ingress or HTTPRoute; undefined where the API is exposed in another way. */
  public readonly route?: ApiObject;

  /** Undefined where none is asked for. */
  public readonly serviceMonitor?: ApiObject;

  /** Name of the Service, which is its host name within the namespace. */
  public readonly serviceName: string;

  /** Port of the Service. */
  public readonly servicePort: number;

  /** How other constructs reach the pods. */
  public readonly connection: Connection;

  private readonly clients: Peer[];

  /** @throws where a prop breaks the rules, or contradicts another one */
  constructor(scope: Construct, id: string, props: GeoApiServiceProps) {
    super(scope, id);
    checkProps(this, props, API_PROPS);
    const { metrics, connectsTo = [], patches = {} } = props;
    const plan = planApi(this, props);
    const { identity, metadata, selector, exposure, target, metricsPort } = plan;
    const exposed = serviceExposure(this, exposure, target);
    this.clients = [...exposed.clients];
    this.serviceName = target.serviceName;
    this.servicePort = target.servicePort;
    this.connection = {
      peer: Peer.pods(selector, identity.namespace),
      ports: [plan.port],
    };

    if (props.serviceAccountName === undefined) {
      this.serviceAccount = serviceAccount(this, metadata, patches.serviceAccount);
    }
    this.deployment = deployment(this, props, plan);
    this.service = service(this, plan, exposed, patches.service);
    if (metricsPort === METRICS_PORT)
      this.metricsService = metricsService(this, plan, patches.metricsService);
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
      () => [
        ...clientRule(this, 'exposure.clients', this.clients, API_PORT),
        ...(metrics && metricsPort
          ? clientRule(this, 'metrics.namespace', [prometheusOf(metrics)], metricsPort)
          : []),
      ],
      connectsTo.map((other, index) => connect(this, `connectsTo[${index}]`, other)),
      patches.networkPolicy,
    );
    const replicas = plan.replicas.spec;
    if (replicas.type === 'auto') {
      this.autoscaler = autoscaler(this, metadata, identity.name, replicas, patches.autoscaler);
    }
    if (exposure.spec.type === 'ingress') {
      this.route = ingress(this, exposure.spec, target, patches.ingress);
    }
    if (exposure.spec.type === 'gateway')
      this.route = httpRoute(this, exposure.spec, target, patches.httpRoute);
    if (metrics?.serviceMonitor && metricsPort) {
      this.serviceMonitor = serviceMonitor(
        this,
        identity,
        metrics,
        metricsPort,
        patches.serviceMonitor,
      );
    }
  }

  /**
   * Lets a peer connect to the API.
   *
   * @throws where the peer breaks the rules
   */
  public addClient(peer: Peer): void {
    checkValue(this, 'addClient: peer', peer, given(PEER));
    policyPeer(this, 'addClient', peer);
    this.clients.push(peer);
  }
}
