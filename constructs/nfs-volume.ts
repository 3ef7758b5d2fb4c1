import { type ApiObject, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { type AccessMode, accessModesOf, checkSize } from './access-modes';
import { ClaimedVolume, checkOwner } from './claimed-volume';
import { type Identity, identify, OBJECT_PROPS, type ObjectProps } from './identity';
import { explain, must } from './invalid';
import { clusterManifest, type DeepPartial, manifest } from './manifest';
import { OWNER, type Owner } from './pod/mount';
import { asBytes, asQuantity } from './pod/resources';
import { keepOnPrune } from './prune';
import { dnsSubdomain } from './rules/names';
import { mountOptions as mountOptionsRule, nfsPath, nfsServer } from './rules/nfs';
import { anyMap, checkProps, flag, listOf, notNull, objectOf, ruled, type Shape } from './shape';

/** What an NfsVolume is told. */
export interface NfsVolumeProps extends ObjectProps {
  /** The NFS server: a host name, an IPv4 or an IPv6 address that the nodes can reach. */
  readonly server: string;

  /** The exported folder, an absolute path. */
  readonly path: string;

  /** Size of the share. NFS does not enforce it; it may change at any time. */
  readonly capacity: Size;

  /**
   * Size that the claim asks for, at most the capacity. The API server refuses to change it on a
   * claim that exists, so it does not follow the capacity.
   *
   * @default Size.gibibytes(1)
   */
  readonly claimRequest?: Size;

  /**
   * How the share may be mounted.
   *
   * @default ['ReadWriteMany'], or ['ReadOnlyMany'] where the share is read-only
   */
  readonly accessModes?: readonly AccessMode[];

  /**
   * Whether nobody may write to the share through this volume.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * Mount options, one option an item, such as `['hard', 'nfsvers=4.1', 'noatime']`.
   *
   * Kubernetes does not check them, and a wrong one leaves the pods in `ContainerCreating`; so only
   * known options are taken, and `soft` and `ro` only for a read-only share: a soft mount loses
   * writes when the server is slow.
   *
   * @default [] - what the node's NFS client and the server agree on; Linux mounts `hard`
   * @see https://man7.org/linux/man-pages/man5/nfs.5.html
   */
  readonly mountOptions?: readonly string[];

  /**
   * The numeric owner of the exported folder, where it is not open to all: the pods then run as this
   * user and group. `fsGroup` does nothing on NFS.
   *
   * @default - the pods run as their own user
   */
  readonly owner?: Owner;

  /**
   * Name of the PersistentVolume, unique in the cluster.
   *
   * @default - the namespace and the id, such as `eo.scenes`: a namespace has no dot, so that no two are alike
   */
  readonly volumeName?: string;

  /**
   * Name of the PersistentVolumeClaim.
   *
   * @default - the id
   */
  readonly claimName?: string;

  /**
   * Whether Argo CD, Flux and Helm leave the volume and the claim in place when they are no longer
   * in the output.
   *
   * @default true
   */
  readonly keepOnPrune?: boolean;

  /**
   * Fields to merge into the objects.
   *
   * @default - none
   */
  readonly patches?: {
    /** Fields of the PersistentVolume. */
    readonly persistentVolume?: DeepPartial<k8s.KubePersistentVolumeProps>;
    /** Fields of the PersistentVolumeClaim. */
    readonly persistentVolumeClaim?: DeepPartial<k8s.KubePersistentVolumeClaimProps>;
  };
}

const PROPS: Shape<NfsVolumeProps> = {
  ...OBJECT_PROPS,
  server: ruled,
  path: ruled,
  capacity: ruled,
  claimRequest: ruled,
  accessModes: listOf(ruled),
  readOnly: flag,
  mountOptions: ruled,
  owner: OWNER,
  volumeName: notNull,
  claimName: notNull,
  keepOnPrune: flag,
  patches: objectOf<NonNullable<NfsVolumeProps['patches']>>({
    persistentVolume: anyMap,
    persistentVolumeClaim: anyMap,
  }),
};

/**
 * An NFS share as a PersistentVolume and a PersistentVolumeClaim that can only bind to each other,
 * whatever the cluster's default StorageClass and whatever else waits for a volume.
 *
 * The volume is kept (`Retain`) when the claim is deleted. Make one NfsVolume for each share and
 * namespace.
 *
 * @example
 * const scenes = new NfsVolume(chart, 'scenes', {
 *   server: '10.117.206.94',
 *   path: '/mnt/md0/scenes',
 *   capacity: Size.tebibytes(10),
 *   mountOptions: ['hard', 'nfsvers=4.1'],
 * });
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume
 */
export class NfsVolume extends ClaimedVolume {
  /** The PersistentVolume, an object of the cluster and of no namespace. */
  public readonly persistentVolume: ApiObject;

  /** The PersistentVolumeClaim. */
  public readonly persistentVolumeClaim: ApiObject;

  public readonly claimName: string;
  public readonly namespace: string;
  public readonly readOnly: boolean;
  public readonly owner: Owner | undefined;

  /**
   * @throws where the server, the path, a name, a size or a mount option breaks the rules, and where
   *   props contradict each other
   */
  constructor(scope: Construct, id: string, props: NfsVolumeProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    this.readOnly = props.readOnly ?? false;
    this.owner = props.owner;
    const identity = identify(this, props, 'storage');
    this.claimName = props.claimName ?? identity.name;
    this.namespace = identity.namespace;
    const volumeName = props.volumeName ?? `${identity.namespace}.${identity.name}`;
    this.check(props, volumeName);

    const modes = props.accessModes ?? [this.readOnly ? 'ReadOnlyMany' : 'ReadWriteMany'];
    const accessModes = accessModesOf(this, modes, this.readOnly);
    const metadata = metadataOf(identity, props.keepOnPrune ?? true);
    const { server, path, capacity, claimRequest, mountOptions, patches = {} } = props;
    this.persistentVolume = clusterManifest(
      this,
      'Resource',
      k8s.KubePersistentVolume,
      {
        metadata: { name: volumeName, ...metadata },
        spec: {
          accessModes,
          capacity: { storage: asQuantity(capacity) },
          claimRef: {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            name: this.claimName,
            namespace: identity.namespace,
          },
          mountOptions: mountOptions && [...mountOptions],
          nfs: { server, path, readOnly: this.readOnly || undefined },
          persistentVolumeReclaimPolicy: 'Retain',
          storageClassName: '',
          volumeMode: 'Filesystem',
        },
      },
      patches.persistentVolume,
    );
    this.persistentVolumeClaim = manifest(
      this,
      'Claim',
      k8s.KubePersistentVolumeClaim,
      {
        metadata: { name: this.claimName, namespace: identity.namespace, ...metadata },
        spec: {
          accessModes,
          resources: { requests: { storage: asQuantity(claimRequest ?? DEFAULT_REQUEST) } },
          storageClassName: '',
          volumeMode: 'Filesystem',
          volumeName,
        },
      },
      patches.persistentVolumeClaim,
    );
  }

  private check(props: NfsVolumeProps, volumeName: string): void {
    const { server, path, capacity, claimRequest = DEFAULT_REQUEST, mountOptions = [] } = props;
    must(this, 'server', server, nfsServer(server));
    must(this, 'path', path, nfsPath(path));
    must(this, 'volumeName', volumeName, dnsSubdomain(volumeName));
    must(this, 'claimName', this.claimName, dnsSubdomain(this.claimName));
    must(
      this,
      'mountOptions',
      mountOptions,
      mountOptionsRule(mountOptions, { readOnly: this.readOnly }),
    );
    checkOwner(this, this.owner);
    checkSize(this, 'capacity', capacity);
    checkSize(this, 'claimRequest', claimRequest);
    if (asBytes(claimRequest) > asBytes(capacity)) {
      throw explain(
        this,
        `claimRequest must be at most the capacity, ${capacity.asString()}, ` +
          `got ${claimRequest.asString()}`,
        `write claimRequest: the size that the share has when it is first applied`,
      );
    }
  }
}

const DEFAULT_REQUEST = Size.gibibytes(1);

function metadataOf({ labels, annotations }: Identity, keep: boolean) {
  return { labels, annotations: { ...(keep && keepOnPrune), ...annotations } };
}
