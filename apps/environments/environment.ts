import type { Size } from 'cdk8s';

/** An NFS export that the nodes of a cluster can mount. */
export interface NfsExport {
  /** Host name or address of the server, as the nodes reach it. */
  readonly server: string;

  /** The exported folder. */
  readonly path: string;

  /** Size of the share. */
  readonly capacity: Size;

  /**
   * Name of the PersistentVolume, unique in the cluster.
   *
   * @default - made of the namespace and the name of the export
   */
  readonly volumeName?: string;

  /**
   * Size that claims ask for; it cannot change once a claim exists.
   *
   * @default Size.gibibytes(1)
   */
  readonly claimRequest?: Size;

  /**
   * Mount options, one option an item.
   *
   * @default - what the node's NFS client and the server agree on
   */
  readonly mountOptions?: readonly string[];

  /**
   * The numeric owner of the folder, where it is not open to all.
   *
   * @default - the pods run as their own user
   */
  readonly owner?: {
    /** User id. */
    readonly uid: number;

    /** Group id. */
    readonly gid: number;
  };
}

/** The ingress controller of a cluster. */
export interface ClusterIngress {
  /** Name of its IngressClass. */
  readonly className: string;

  /** Namespace of its pods. */
  readonly namespace: string;

  /**
   * How it is told of sizes, timeouts and paths.
   *
   * @default 'none'
   */
  readonly dialect?: 'nginx' | 'traefik' | 'none';
}

/** What an Environment is told. */
export interface EnvironmentProps {
  /** Name of the environment, and of its folder in the output. */
  readonly name: string;

  /** Namespace of everything in it. */
  readonly namespace: string;

  /**
   * Whether the namespace is part of the output, with labels that enforce Pod Security "restricted".
   *
   * @default false
   */
  readonly createNamespace?: boolean;

  /**
   * The minor of Kubernetes that the cluster has: its API server's word is asked of all objects.
   *
   * @default '1.36'
   */
  readonly kubernetes?: '1.27' | '1.36';

  /**
   * Registry of the systems' own images.
   *
   * @default - the registry that an image's name begins with, else the container runtime's
   */
  readonly registry?: string;

  /**
   * Images in place of the systems' own, by their name without the tag, such as
   * `{ agricarta: 'registry.example.org/agricarta:v0.0.3' }`.
   *
   * @default {}
   */
  readonly images?: Readonly<Record<string, string>>;

  /**
   * When images are pulled.
   *
   * @default 'Always'
   */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';

  /**
   * Names of the Secrets with registry credentials.
   *
   * @default []
   */
  readonly pullSecrets?: readonly string[];

  /**
   * The NFS exports by the name that the systems give them.
   *
   * @default {}
   */
  readonly nfs?: Readonly<Record<string, NfsExport>>;

  /**
   * The ingress controller, for systems that are exposed by one.
   *
   * @default - none
   */
  readonly ingress?: ClusterIngress;

  /**
   * How much of the cluster the systems may use: `small` fits a laptop.
   *
   * @default 'standard'
   */
  readonly sizes?: 'small' | 'standard';

  /**
   * Whether small programs stand in for applications of which the image is private: they answer the
   * same API, and do the least of the work.
   *
   * @default false
   */
  readonly standIns?: boolean;
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

  private readonly clusterIngress: ClusterIngress | undefined;
  private readonly registry: string | undefined;
  private readonly images: Readonly<Record<string, string>>;
  private readonly exports: Readonly<Record<string, NfsExport>>;

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
  }

  /** The image that the environment runs for the one that a system names. */
  public image(name: string): string {
    return this.images[untagged(name)] ?? (this.registry ? `${this.registry}/${name}` : name);
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

/** The name of an image without its tag and digest. */
function untagged(image: string): string {
  return image.replace(/(:[^/:@]+)?(@.*)?$/, '');
}
