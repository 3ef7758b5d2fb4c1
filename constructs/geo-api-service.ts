import { type ApiObject, Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { autoscaler } from './autoscaler';
import { Exposure } from './exposure/exposure';
import { httpRoute } from './exposure/gateway';
import { ingress } from './exposure/ingress';
import type { RouteTarget } from './exposure/route';
import { type ServiceExposure, serviceExposure } from './exposure/service';
import { checkLabels, type Identity, identify, type ObjectProps } from './identity';
import { explain, must } from './invalid';
import { type DeepPartial, manifest } from './manifest';
import { checkMetrics, METRICS_PORT, type Metrics, serviceMonitor } from './metrics';
import {
  type Connectable,
  type Connection,
  egressRule,
  ingressRule,
  Peer,
  policyPeer,
} from './network';
import type { ContainerProps } from './pod/container';
import { type Exception, exceptionAnnotations, reasonOf } from './pod/exceptions';
import { Health } from './pod/health';
import { buildPod, type PodProps } from './pod/pod';
import { checkReplicas, Replicas, replicaExceptions } from './replicas';
import { deploymentStrategy, Rollout, rolloutExceptions } from './rollout';
import { serviceName as serviceNameRule } from './rules/names';
import { port as portRule } from './rules/numbers';
import { debugSetting, type Server, type ServerCommand, serverCommand } from './server';
import { disruptionBudget, networkPolicy, serviceAccount } from './workload';

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
  readonly allowDebug?: { readonly reason: string };

  /**
   * How long a pod goes on serving after it was asked to end, so that no request is sent to one that
   * is gone; the image needs the program `sleep`.
   *
   * @default Duration.seconds(5)
   */
  readonly drain?: Duration;

  /**
   * Fields to merge into the objects. A field that does not reach the output is an error.
   *
   * @default - none
   */
  readonly patches?: GeoApiServicePatches;
}

/** Fields to merge into the objects of a GeoApiService. */
export interface GeoApiServicePatches {
  readonly deployment?: DeepPartial<k8s.KubeDeploymentProps>;
  readonly service?: DeepPartial<k8s.KubeServiceProps>;
  readonly serviceAccount?: DeepPartial<k8s.KubeServiceAccountProps>;
  readonly networkPolicy?: DeepPartial<k8s.KubeNetworkPolicyProps>;
  readonly podDisruptionBudget?: DeepPartial<k8s.KubePodDisruptionBudgetProps>;
  readonly autoscaler?: DeepPartial<k8s.KubeHorizontalPodAutoscalerV2Props>;
  readonly ingress?: DeepPartial<k8s.KubeIngressProps>;
}

const API_PORT = 'http';

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
  public readonly deployment: ApiObject;
  public readonly service: ApiObject;
  public readonly networkPolicy: ApiObject;
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
  private readonly identity: Identity;
  private readonly selector: Readonly<Record<string, string>>;

  /** @throws where a prop breaks the rules, or contradicts another one */
  constructor(scope: Construct, id: string, props: GeoApiServiceProps) {
    super(scope, id);
    const { port = 5000, patches = {} } = props;
    this.identity = identify(this, props, 'api');
    const { name, namespace, labels, annotations } = this.identity;
    this.selector = selectorOf(this, props.selector, this.identity.selector);
    this.serviceName = props.serviceName ?? name;
    must(this, 'serviceName', this.serviceName, serviceNameRule(this.serviceName));
    must(this, 'port', port, portRule(port));
    this.servicePort = props.servicePort ?? port;
    must(this, 'servicePort', this.servicePort, portRule(this.servicePort));
    const metadata = { name, namespace, labels, annotations };

    const command = commandOf(this, props, port);
    const target: RouteTarget = {
      ...metadata,
      serviceName: this.serviceName,
      servicePort: this.servicePort,
      servicePortName: API_PORT,
      requestSeconds: command.requestSeconds,
    };
    const exposure = props.exposure ?? Exposure.clusterIp();
    const exposed = serviceExposure(this, exposure, target);
    checkPatches(this, patches, props, exposure);
    this.clients = [...exposed.clients];
    this.connection = { peer: Peer.pods(this.selector, namespace), ports: [port] };

    if (props.serviceAccountName === undefined) {
      this.serviceAccount = serviceAccount(this, metadata, patches.serviceAccount);
    }
    this.deployment = this.makeDeployment(props, metadata, command, port);
    this.service = this.makeService(props, metadata, exposed, port);
    this.networkPolicy = this.makeNetworkPolicy(props, metadata);
    this.podDisruptionBudget = disruptionBudget(
      this,
      metadata,
      this.selector,
      patches.podDisruptionBudget,
    );
    const { spec: replicas } = props.replicas ?? DEFAULT_REPLICAS;
    if (replicas.type === 'auto') {
      this.autoscaler = autoscaler(this, metadata, name, replicas, patches.autoscaler);
    }
    if (exposure.spec.type === 'ingress') {
      this.route = ingress(this, exposure.spec, target, patches.ingress);
    }
    if (exposure.spec.type === 'gateway') this.route = httpRoute(this, exposure.spec, target);
    if (props.metrics?.serviceMonitor) {
      this.serviceMonitor = serviceMonitor(
        this,
        this.identity,
        props.metrics,
        metricsPort(props.metrics, port),
      );
    }
  }

  /**
   * Lets a peer connect to the API.
   *
   * @throws where the peer breaks the rules
   */
  public addClient(peer: Peer): void {
    policyPeer(this, 'addClient', peer);
    this.clients.push(peer);
  }

  private makeDeployment(
    props: GeoApiServiceProps,
    metadata: k8s.ObjectMeta,
    command: Command,
    port: number,
  ): ApiObject {
    const { replicas = DEFAULT_REPLICAS, rollout = Rollout.rolling() } = props;
    const { health = Health.tcp(), drain = Duration.seconds(5), metrics } = props;
    checkReplicas(this, replicas);
    if (metrics) checkMetrics(this, metrics);
    const { name } = this.identity;
    const ports: Record<string, number> = { [API_PORT]: port };
    if (metrics && metrics.port !== port) ports[METRICS_PORT] = metrics.port;
    const main = { ...props, ...command, name, ports, health, drain };
    const account = props.serviceAccountName ?? name;
    const pod = buildPod(this, this.identity, props, main, this.selector, account);
    const exceptions = [
      ...pod.exceptions,
      ...replicaExceptions(replicas),
      ...rolloutExceptions(rollout),
      ...debugExceptions(this, props, main),
    ];
    return manifest(
      this,
      'Resource',
      k8s.KubeDeployment,
      {
        metadata: {
          ...metadata,
          annotations: { ...exceptionAnnotations(exceptions), ...metadata.annotations },
        },
        spec: {
          progressDeadlineSeconds: progressDeadline(pod.template),
          replicas: replicas.spec.type === 'fixed' ? replicas.spec.count : undefined,
          revisionHistoryLimit: 5,
          selector: { matchLabels: this.selector },
          strategy: deploymentStrategy(this, rollout),
          template: pod.template,
        },
      },
      props.patches?.deployment,
    );
  }

  private makeService(
    { metrics, patches }: GeoApiServiceProps,
    metadata: k8s.ObjectMeta,
    exposed: ServiceExposure,
    port: number,
  ): ApiObject {
    const { fields, nodePort, annotations, exceptions } = exposed;
    const api = {
      name: API_PORT,
      port: this.servicePort,
      targetPort: k8s.IntOrString.fromString(API_PORT),
      nodePort,
      protocol: 'TCP',
    };
    const own = metrics !== undefined && metrics.port !== port;
    const scraped = {
      name: METRICS_PORT,
      port: metrics?.port ?? 0,
      targetPort: k8s.IntOrString.fromString(METRICS_PORT),
      protocol: 'TCP',
    };
    return manifest(
      this,
      'Service',
      k8s.KubeService,
      {
        metadata: {
          ...metadata,
          name: this.serviceName,
          annotations: {
            ...exceptionAnnotations(exceptions),
            ...annotations,
            ...metadata.annotations,
          },
        },
        spec: { ...fields, selector: this.selector, ports: own ? [api, scraped] : [api] },
      },
      patches?.service,
    );
  }

  private makeNetworkPolicy(props: GeoApiServiceProps, metadata: k8s.ObjectMeta): ApiObject {
    const { connectsTo = [], metrics, port = 5000, patches } = props;
    const egress = connectsTo.map((target, index) => {
      const prop = `connectsTo[${index}]`;
      if (!('connection' in target)) return egressRule(this, prop, target);
      target.addClient(this.connection.peer);
      return egressRule(this, prop, target.connection);
    });
    const ingressRules = () => [
      ...(this.clients.length > 0
        ? [ingressRule(this, 'exposure.clients', this.clients, [API_PORT])]
        : []),
      ...(metrics
        ? [
            ingressRule(
              this,
              'metrics.namespace',
              [Peer.namespace(metrics.namespace ?? 'monitoring')],
              [metricsPort(metrics, port)],
            ),
          ]
        : []),
    ];
    return networkPolicy(
      this,
      metadata,
      this.selector,
      ingressRules,
      egress,
      patches?.networkPolicy,
    );
  }
}

type Command = Omit<Partial<ServerCommand>, 'env'> & Pick<PodProps, 'env'>;

const DEFAULT_REPLICAS = Replicas.fixed(2);

/** Seconds after which a rollout counts as failed: later than a pod that starts slowly. */
function progressDeadline({ spec }: k8s.PodTemplateSpec): number {
  const probe = spec?.containers[0]?.startupProbe;
  const startup = (probe?.periodSeconds ?? 0) * (probe?.failureThreshold ?? 0);
  return Math.max(600, startup + 300);
}

function metricsPort(metrics: Metrics, port: number): string {
  return metrics.port === port ? API_PORT : METRICS_PORT;
}

function selectorOf(
  construct: Construct,
  given: Readonly<Record<string, string>> | undefined,
  otherwise: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  checkLabels(construct, 'selector', given);
  if (given && Object.keys(given).length === 0) {
    throw explain(construct, 'selector must hold a label, or be left out');
  }
  return given ?? otherwise;
}

function commandOf(construct: Construct, props: GeoApiServiceProps, port: number): Command {
  const { server, command, args, env } = props;
  if (server === undefined) return { command, args, env };
  if (command !== undefined || args !== undefined) {
    throw explain(
      construct,
      `${command ? 'command' : 'args'} must be left out where server is given, because the server is ` +
        'the command',
    );
  }
  const preset = serverCommand(construct, server, port);
  return { ...preset, env: { ...preset.env, ...env } };
}

function debugExceptions(
  construct: Construct,
  { allowDebug }: GeoApiServiceProps,
  { env = {}, command = [], args = [] }: ContainerProps,
): Exception[] {
  const setting = debugSetting(env, [...command, ...args]);
  if (setting === undefined) return [];
  if (allowDebug === undefined) {
    throw explain(
      construct,
      `${setting} must be left out: anybody who reaches a debug server can run code in it`,
      "or say why: allowDebug: { reason: '...' }",
    );
  }
  const reason = reasonOf(construct, 'allowDebug.reason', allowDebug.reason, 'run a debug server');
  return [{ name: 'debug-server', reason, checks: [] }];
}

function checkPatches(
  construct: Construct,
  patches: GeoApiServicePatches,
  props: GeoApiServiceProps,
  exposure: Exposure,
): void {
  const missing = {
    autoscaler: props.replicas?.spec.type !== 'auto',
    ingress: exposure.spec.type !== 'ingress',
    serviceAccount: props.serviceAccountName !== undefined,
  };
  for (const [name, isMissing] of Object.entries(missing)) {
    if (!isMissing || !(name in patches)) continue;
    throw explain(construct, `patches.${name} must be left out, because there is no such object`);
  }
}
