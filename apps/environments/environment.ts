import type {
  CertificateIssuer,
  ClusterIngress,
  DaskServer,
  EnvironmentProps,
  NfsExport,
  ObjectStore,
  PostgresServer,
} from './settings';

/** Where an ingress controller serves a system. */
export interface IngressRoute {
  /** The ingress controller. */
  readonly controller: ClusterIngress;

  /** Host name. */
  readonly host: string;

  /** The Secret with the certificate, and who makes it; undefined where nobody does. */
  readonly tls?: {
    /** Name of the Secret. */
    readonly secretName: string;

    /** Who makes it. */
    readonly issuer: CertificateIssuer;
  };

  /** Why there is no certificate; undefined where there is one. */
  readonly withoutTls?: {
    /** A sentence for the person on call. */
    readonly reason: string;
  };
}

/**
 * The settings of one cluster.
 *
 * @example
 * export default new Environment({
 *   name: 'staging',
 *   namespace: 'eo',
 *   registry: 'registry.example.org',
 *   nfs: {
 *     miniostorage: {
 *       server: 'nfs.example.org',
 *       path: '/scenes',
 *       capacity: Size.tebibytes(2),
 *     },
 *   },
 * });
 */
export class Environment {
  /** Name of the environment. */
  public readonly name: string;

  /** Namespace of everything in it. */
  public readonly namespace: string;

  /** Whether the namespace is part of the output. */
  public readonly createNamespace: boolean;

  /** The minor of Kubernetes that the cluster has. */
  public readonly kubernetes: '1.27' | '1.36';

  /** When images are pulled. */
  public readonly imagePullPolicy: 'Always' | 'IfNotPresent' | 'Never';

  /** Names of the Secrets with registry credentials. */
  public readonly pullSecrets: readonly string[];

  /** How much of the cluster the systems may use. */
  public readonly sizes: 'small' | 'standard';

  /** Whether small programs stand in for private applications. */
  public readonly standIns: boolean;

  /** The Dask scheduler that the systems compute on; undefined where each has a cluster of its own. */
  public readonly dask: DaskServer | undefined;

  private readonly clusterIngress: ClusterIngress | undefined;
  private readonly registry: string | undefined;
  private readonly images: Readonly<Record<string, string>>;
  private readonly exports: Readonly<Record<string, NfsExport>>;
  private readonly databases: Readonly<Record<string, PostgresServer>>;
  private readonly objectStores: Readonly<Record<string, ObjectStore>>;
  private readonly domain: string | undefined;
  private readonly certificates: CertificateIssuer | undefined;

  /**
   * @throws where the name is not fit for a folder, where the sizes or the version of Kubernetes
   *   are unknown, and where an image is named with a tag
   */
  constructor(props: EnvironmentProps) {
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(props.name)) {
      throw new Error(
        `Environment: name must be lower case letters, digits and '-', got '${props.name}'`,
      );
    }
    const sizes = props.sizes ?? 'standard';
    if (!['small', 'standard'].includes(sizes)) {
      throw new Error(
        `Environment '${props.name}': sizes must be 'small' or 'standard', got '${sizes}'`,
      );
    }
    const kubernetes = props.kubernetes ?? '1.36';
    if (!['1.27', '1.36'].includes(kubernetes)) {
      throw new Error(
        `Environment '${props.name}': kubernetes must be '1.27' or '1.36', got '${kubernetes}'`,
      );
    }
    const tagged = Object.keys(props.images ?? {}).find((name) => name !== untagged(name));
    if (tagged !== undefined) {
      throw new Error(
        `Environment '${props.name}': images must be named without a tag, got '${tagged}'; ` +
          `write '${untagged(tagged)}'`,
      );
    }
    this.name = props.name;
    this.namespace = props.namespace;
    this.createNamespace = props.createNamespace ?? false;
    this.kubernetes = kubernetes;
    this.imagePullPolicy = props.imagePullPolicy ?? 'Always';
    this.pullSecrets = props.pullSecrets ?? [];
    this.sizes = sizes;
    this.standIns = props.standIns ?? false;
    this.clusterIngress = props.ingress;
    this.registry = props.registry?.replace(/\/+$/, '');
    this.images = props.images ?? {};
    this.exports = props.nfs ?? {};
    this.databases = props.databases ?? {};
    this.objectStores = props.objectStores ?? {};
    this.dask = props.dask;
    this.domain = props.domain;
    this.certificates = props.certificates;
  }

  /**
   * The image that the environment runs for the one that a system names. One that names its registry, such
   * as `docker.io/library/redis:7.4.6`, is not the system's own, and comes from there.
   */
  public image(name: string): string {
    const registry = hasRegistry(name) ? undefined : this.registry;
    return this.images[untagged(name)] ?? (registry ? `${registry}/${name}` : name);
  }

  /**
   * The ingress controller, for `Exposure.ingress({ controller: environment.ingress(), host })`.
   *
   * @throws where the environment has none
   */
  public ingress(): ClusterIngress {
    if (this.clusterIngress) return this.clusterIngress;
    throw new Error(
      `Environment '${this.name}': ingress must be given, because a system is exposed by one; ` +
        "write ingress: { className: 'nginx', namespace: 'ingress-nginx', dialect: 'nginx' }",
    );
  }

  /**
   * Where the ingress controller serves a system, for `Exposure.ingress(environment.route('tiles'))`: its
   * host below the domain, with a certificate where there is an issuer.
   *
   * @throws where the environment has no ingress controller, or no domain
   */
  public route(name: string): IngressRoute {
    const controller = this.ingress();
    if (this.domain === undefined) {
      throw new Error(
        `Environment '${this.name}': domain must be given, because a system is found below it; write ` +
          "domain: 'eo.example.org'",
      );
    }
    const host = `${name}.${this.domain}`;
    if (this.certificates) {
      return { controller, host, tls: { secretName: `${name}-tls`, issuer: this.certificates } };
    }
    const reason = `the environment '${this.name}' has no issuer of certificates`;
    return { controller, host, withoutTls: { reason } };
  }

  /** A database that exists; undefined where the system has one of its own. */
  public database(name: string): PostgresServer | undefined {
    return this.databases[name];
  }

  /** An object store; undefined where the system works on an NFS export. */
  public objectStore(name: string): ObjectStore | undefined {
    return this.objectStores[name];
  }

  /** Whether there is an object store or an NFS export of that name. */
  public hasStorage(name: string): boolean {
    return name in this.objectStores || name in this.exports;
  }

  /**
   * An NFS export, for the props of an `NfsVolume`.
   *
   * @throws where the environment has no such export
   */
  public nfs(name: string): NfsExport {
    const found = this.exports[name];
    if (found) return found;
    const known = Object.keys(this.exports).sort().join(', ') || 'none';
    throw new Error(
      `Environment '${this.name}': nfs.${name} must be given, because a system mounts it (there is: ` +
        `${known}); write nfs: { ${name}: { server, path, capacity } }`,
    );
  }
}

/** Whether an image names its registry, as the container runtimes see it: by a dot or a port. */
function hasRegistry(image: string): boolean {
  return /^([^/]*[.:][^/]*|localhost)\//.test(image);
}

/** The name of an image without its tag and digest. */
function untagged(image: string): string {
  return image.replace(/(:[^/:@]+)?(@.*)?$/, '');
}
