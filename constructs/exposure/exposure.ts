import type { Duration, Size } from 'cdk8s';
import type { Peer } from '../network';
import type { Reason } from '../pod/exceptions';

/** Who may reach a service, and how. */
export class Exposure {
  /**
   * Inside the cluster only, for the clients that are declared here, with `addClient`, or by their
   * own `connectsTo`.
   */
  public static clusterIp(options: ClusterIpOptions = {}): Exposure {
    return new Exposure({ type: 'clusterIp', ...options });
  }

  /**
   * On a port of every node, for anyone who reaches the nodes.
   *
   * @param nodePort in 30000-32767, unless the cluster has another range
   */
  public static nodePort(nodePort: number, options: NodePortOptions = {}): Exposure {
    return new Exposure({ type: 'nodePort', nodePort, ...options });
  }

  /** On an address of its own, from the cluster's load balancer. */
  public static loadBalancer(options: LoadBalancerOptions = {}): Exposure {
    return new Exposure({ type: 'loadBalancer', ...options });
  }

  /** Under a host name and a path, by an ingress controller. */
  public static ingress(options: IngressOptions): Exposure {
    return new Exposure({ type: 'ingress', ...options });
  }

  /** Under a host name and a path, by a Gateway that exists in the cluster. */
  public static gateway(options: GatewayOptions): Exposure {
    return new Exposure({ type: 'gateway', ...options });
  }

  /** @internal */
  public readonly spec: ExposureSpec;

  private constructor(spec: ExposureSpec) {
    this.spec = spec;
  }
}

/** Who may connect inside the cluster. */
export interface ClusterIpOptions {
  /**
   * Who may connect.
   *
   * @default [] - nobody but the clients that are added
   */
  readonly clients?: readonly Peer[];
}

/** How a node port is opened. */
export interface NodePortOptions {
  /**
   * The cluster's range of node ports, where it is not the default.
   *
   * @default { min: 30000, max: 32767 }
   */
  readonly range?: {
    /** The lowest port. */
    readonly min: number;

    /** The highest port. */
    readonly max: number;
  };

  /**
   * `Local` keeps the address of the client and answers only on nodes with a pod.
   *
   * @default 'Cluster'
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
}

/** Which address a load balancer gives, and to whom. */
export interface LoadBalancerOptions {
  /**
   * Pool of addresses of MetalLB.
   *
   * @default - the load balancer's own choice
   */
  readonly addressPool?: string;

  /**
   * Whether the pool is also named in the annotation of MetalLB before 0.13.
   *
   * @default false
   */
  readonly legacyAnnotation?: boolean;

  /**
   * Address to ask MetalLB for.
   *
   * @default - any of the pool
   */
  readonly address?: string;

  /**
   * Class of the load balancer.
   *
   * @default - the cluster's default
   */
  readonly loadBalancerClass?: string;

  /**
   * Networks from which it may be reached.
   *
   * @default - any
   */
  readonly sourceRanges?: readonly string[];

  /**
   * `Local` keeps the address of the client and answers only on nodes with a pod.
   *
   * @default 'Cluster'
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';

  /**
   * Annotations of the Service, as the load balancer of a cloud wants them.
   *
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The ingress controller of a cluster. */
export interface IngressController {
  /** Name of its IngressClass. */
  readonly className: string;

  /** Namespace of its pods, from which they connect to the service. */
  readonly namespace: string;

  /**
   * How it is told of sizes, timeouts and paths. With `none` these cannot be asked for.
   *
   * @default 'none'
   */
  readonly dialect?: 'nginx' | 'traefik' | 'none';
}

/** Where under a host a service answers. */
export interface RouteOptions {
  /**
   * Path under the host.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Whether the service sees paths without the part above.
   *
   * @default false
   */
  readonly stripPrefix?: boolean;
}

/** Where an ingress controller serves an API, and how. */
export interface IngressOptions extends RouteOptions {
  /** The ingress controller, a fact of the cluster. */
  readonly controller: IngressController;

  /** Host name, such as `tiles.example.org`; `*.example.org` stands for every name below it. */
  readonly host: string;

  /**
   * `Prefix`: whole parts of the path; `Exact`: the path alone.
   *
   * @default 'Prefix'
   */
  readonly pathType?: 'Prefix' | 'Exact';

  /**
   * The largest request.
   *
   * @default - the controller's (1 MiB for nginx, no limit for traefik)
   */
  readonly maxBodySize?: Size;

  /**
   * How long the controller waits for an answer; at least as long as the server takes.
   *
   * @default - the server's own limit where it has one, else the controller's
   */
  readonly readTimeout?: Duration;

  /**
   * How long the controller waits to send on a part of the request. Only nginx.
   *
   * @default - as `readTimeout`
   */
  readonly sendTimeout?: Duration;

  /**
   * Certificate: a Secret that exists, or one that cert-manager makes.
   *
   * @default - plain HTTP: say why in `withoutTls`
   */
  readonly tls?: IngressTls;

  /**
   * Why requests come in plain HTTP, where there is no `tls`: anybody on their way can read and change
   * them. The reason is written into the manifest.
   *
   * @default - the checks warn of an Ingress without TLS
   */
  readonly withoutTls?: Reason;

  /**
   * Annotations of the Ingress.
   *
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The certificate of an Ingress. */
export interface IngressTls {
  /** Name of the Secret with the certificate. */
  readonly secretName: string;

  /**
   * Issuer of cert-manager that makes the Secret.
   *
   * @default - the Secret exists
   */
  readonly issuer?: {
    /** Name of the issuer. */
    readonly name: string;

    /** Whether it serves a namespace or the whole cluster. */
    readonly kind: 'Issuer' | 'ClusterIssuer';
  };
}

/** Where a Gateway serves an API, and how. */
export interface GatewayOptions extends RouteOptions {
  /** The Gateway that takes the route. */
  readonly gateway: {
    /** Name of the Gateway. */
    readonly name: string;

    /** Namespace of the Gateway. */
    readonly namespace: string;

    /**
     * Listener of the Gateway.
     *
     * @default - every listener that allows it
     */
    readonly listener?: string;
  };

  /**
   * Namespace of the pods that connect to the service for the Gateway.
   *
   * @default - the Gateway's own
   */
  readonly controllerNamespace?: string;

  /** Host name, such as `tiles.example.org`. */
  readonly host: string;

  /**
   * How long a request may take; at least as long as the server takes.
   *
   * @default - the server's own limit where it has one, else the Gateway's
   */
  readonly requestTimeout?: Duration;
}

/** @internal */
export type ExposureSpec =
  | ({ readonly type: 'clusterIp' } & ClusterIpOptions)
  | ({ readonly type: 'nodePort'; readonly nodePort: number } & NodePortOptions)
  | ({ readonly type: 'loadBalancer' } & LoadBalancerOptions)
  | ({ readonly type: 'ingress' } & IngressOptions)
  | ({ readonly type: 'gateway' } & GatewayOptions);
