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

/** A PostgreSQL that exists. */
export interface PostgresServer {
  /** Host name or address of the server. */
  readonly host: string;

  /**
   * Port of the server.
   *
   * @default 5432
   */
  readonly port?: number;

  /** Name of the database. */
  readonly name: string;

  /** Name of the user, who may make schemas. */
  readonly username: string;

  /** Name of the Secret with the key `password`. */
  readonly secretName: string;

  /**
   * The most connections that the server takes.
   *
   * @default 100
   */
  readonly maxConnections?: number;

  /** Where the server is. */
  readonly location: ServerLocation;
}

/** An object store that exists, and the bucket for scenes and products. */
export interface ObjectStore {
  /** URL of the server, such as `http://s3.example.org:9000`. */
  readonly url: string;

  /** Name of the bucket. */
  readonly bucket: string;

  /** Name of the Secret with the keys `aws_access_key_id` and `aws_secret_access_key`. */
  readonly secretName: string;

  /** Where the server is. */
  readonly location: ServerLocation;
}

/** A Dask scheduler that exists. */
export interface DaskServer {
  /** Host name of the scheduler, which listens on port 8786. */
  readonly host: string;

  /** Where the scheduler is. */
  readonly location: ServerLocation;
}

/** Where a server is, for NetworkPolicies: in a namespace of the cluster, or at addresses. */
export type ServerLocation =
  | {
      /** Name of the namespace. */
      readonly namespace: string;
    }
  | {
      /** The addresses, such as `10.117.0.0/16`. */
      readonly cidr: string;
    };

/** An issuer of certificates, of cert-manager. */
export interface CertificateIssuer {
  /** Name of the issuer. */
  readonly name: string;

  /** Whether it serves a namespace or the whole cluster. */
  readonly kind: 'Issuer' | 'ClusterIssuer';
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
   * The name below which the ingress controller is found, such as `eo.example.org`: a system is then at
   * `tiles.eo.example.org`.
   *
   * @default - none
   */
  readonly domain?: string;

  /**
   * Who makes the certificates of the systems that the ingress controller exposes.
   *
   * @default - nobody: requests come in plain HTTP
   */
  readonly certificates?: CertificateIssuer;

  /**
   * The databases that exist, by the names that the systems give them.
   *
   * @default {} - each system has a small one of its own
   */
  readonly databases?: Readonly<Record<string, PostgresServer>>;

  /**
   * The object stores by the names that the systems give them.
   *
   * @default {} - the systems work on NFS exports
   */
  readonly objectStores?: Readonly<Record<string, ObjectStore>>;

  /**
   * The Dask scheduler that the systems compute on.
   *
   * @default - each system has a small cluster of its own
   */
  readonly dask?: DaskServer;

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
