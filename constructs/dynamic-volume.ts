import type { ApiObject, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { type AccessMode, accessModesOf, checkSize } from './access-modes';
import { ClaimedVolume, checkOwner } from './claimed-volume';
import { identify, OBJECT_PROPS, type ObjectProps } from './identity';
import { must } from './invalid';
import { type DeepPartial, manifest } from './manifest';
import { OWNER, type Owner } from './pod/mount';
import { asQuantity } from './pod/resources';
import { keepOnPrune } from './prune';
import { dnsSubdomain } from './rules/names';
import { anyMap, checkProps, flag, listOf, objectOf, ruled, type Shape } from './shape';

/** What a DynamicVolume is told. */
export interface DynamicVolumeProps extends ObjectProps {
  /**
   * Size to ask for. The API server refuses to make it smaller later, and bigger only where the
   * StorageClass allows it.
   */
  readonly size: Size;

  /**
   * Name of the StorageClass that makes the volume.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;

  /**
   * How the volume may be mounted.
   *
   * @default ['ReadWriteOnce']
   */
  readonly accessModes?: readonly AccessMode[];

  /**
   * The numeric owner of the files, where the pods must run as them.
   *
   * @default - the pods run as their own user
   */
  readonly owner?: Owner;

  /**
   * Whether Argo CD, Flux and Helm leave the claim in place when it is no longer in the output.
   *
   * @default true
   */
  readonly keepOnPrune?: boolean;

  /**
   * Fields to merge into the object.
   *
   * @default - none
   */
  readonly patches?: {
    /** Fields of the PersistentVolumeClaim. */
    readonly persistentVolumeClaim?: DeepPartial<k8s.KubePersistentVolumeClaimProps>;
  };
}

const PROPS: Shape<DynamicVolumeProps> = {
  ...OBJECT_PROPS,
  size: ruled,
  storageClassName: ruled,
  accessModes: listOf(ruled),
  owner: OWNER,
  keepOnPrune: flag,
  patches: objectOf<NonNullable<DynamicVolumeProps['patches']>>({ persistentVolumeClaim: anyMap }),
};

/**
 * A volume that a StorageClass makes when it is first needed: a PersistentVolumeClaim.
 *
 * @example
 * const cache = new DynamicVolume(chart, 'tile-cache', {
 *   storageClassName: 'nfs-csi',
 *   size: Size.gibibytes(200),
 *   accessModes: ['ReadWriteMany'],
 * });
 * @see https://kubernetes.io/docs/concepts/storage/dynamic-provisioning/
 */
export class DynamicVolume extends ClaimedVolume {
  /** The PersistentVolumeClaim. */
  public readonly persistentVolumeClaim: ApiObject;

  public readonly claimName: string;
  public readonly namespace: string;
  public readonly readOnly = false;
  public readonly owner: Owner | undefined;

  /** Name of the StorageClass; undefined where it is the cluster's default class. */
  public readonly storageClassName: string | undefined;

  /** @throws where a name, the size, the owner or an access mode breaks the rules */
  constructor(scope: Construct, id: string, props: DynamicVolumeProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { size, storageClassName, owner } = props;
    const { name, namespace, labels, annotations } = identify(this, props, 'storage');
    this.claimName = name;
    this.namespace = namespace;
    this.owner = owner;
    this.storageClassName = storageClassName;
    checkOwner(this, owner);
    checkSize(this, 'size', size);
    if (storageClassName !== undefined) {
      must(this, 'storageClassName', storageClassName, dnsSubdomain(storageClassName));
    }
    const keep = props.keepOnPrune ?? true;
    this.persistentVolumeClaim = manifest(
      this,
      'Resource',
      k8s.KubePersistentVolumeClaim,
      {
        metadata: {
          name,
          namespace,
          labels,
          annotations: { ...(keep && keepOnPrune), ...annotations },
        },
        spec: {
          accessModes: accessModesOf(this, props.accessModes ?? ['ReadWriteOnce'], false),
          resources: { requests: { storage: asQuantity(size) } },
          storageClassName,
          volumeMode: 'Filesystem',
        },
      },
      props.patches?.persistentVolumeClaim,
    );
  }
}
