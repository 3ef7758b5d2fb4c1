import { PersistentVolumeClaim, Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { must } from './invalid';
import type { Mount, Owner } from './pod/mount';
import { volumeName } from './pod/volume-name';
import { userId } from './rules/numbers';
import { mountPath, subPath as subPathRule } from './rules/paths';
import { type Check, checkValue, flag, objectOf, ruled } from './shape';

/** How a container sees a volume. */
export interface MountAtOptions {
  /**
   * A folder of the volume to mount in place of its root. It must exist already: the kubelet would
   * make a missing one as root, and the pod could not write to it. Saying `existing` states that.
   *
   * @default - the root of the volume
   */
  readonly subPath?: ExistingSubPath;

  /**
   * Whether the container may only read.
   *
   * @default - as the volume
   */
  readonly readOnly?: boolean;
}

/** A folder of a volume that exists. */
export interface ExistingSubPath {
  /** Path of the folder, relative to the root of the volume. */
  readonly existing: string;
}

const MOUNT_AT: Check = objectOf<MountAtOptions>({
  subPath: objectOf<ExistingSubPath>({ existing: ruled }, "write subPath: { existing: '…' }"),
  readOnly: flag,
});

/** A volume that pods use through a PersistentVolumeClaim. */
export abstract class ClaimedVolume extends Construct {
  /** Name of the PersistentVolumeClaim. */
  public abstract readonly claimName: string;

  /** Namespace of the claim; undefined where it is whichever the pods have. */
  public abstract readonly namespace: string | undefined;

  /** Whether nobody may write to the volume. */
  public abstract readonly readOnly: boolean;

  /** The user and group that own the files, where the processes must run as them. */
  public abstract readonly owner: Owner | undefined;

  private podVolume?: Volume;

  /**
   * The volume as files in a container.
   *
   * @param path absolute path in the container, such as `/code/miniostorage`
   * @throws where a path breaks the rules, and where `readOnly: false` is asked of a read-only volume
   */
  public mountAt(path: string, options: MountAtOptions = {}): Mount {
    checkValue(this, 'mountAt: options', options, MOUNT_AT);
    const { subPath, readOnly = this.readOnly } = options;
    must(this, 'mountAt: path', path, mountPath(path));
    if (subPath !== undefined) {
      must(this, 'mountAt: subPath.existing', subPath.existing, subPathRule(subPath.existing));
    }
    const contradiction = this.readOnly && !readOnly;
    must(this, 'mountAt: readOnly', readOnly, contradiction ? READ_ONLY : undefined);
    const name = volumeName(this.node.id);
    const { claimName, namespace, owner } = this;
    return {
      namespace,
      volumes: [
        { name, persistentVolumeClaim: { claimName, readOnly: this.readOnly || undefined } },
      ],
      volumeMounts: [
        { name, mountPath: path, subPath: subPath?.existing, readOnly: readOnly || undefined },
      ],
      owner,
    };
  }

  /** The volume for the pods of cdk8s-plus. */
  public asVolume(): Volume {
    this.podVolume ??= Volume.fromPersistentVolumeClaim(
      this,
      'Volume',
      PersistentVolumeClaim.fromClaimName(this, 'ClaimReference', this.claimName),
      { name: volumeName(this.node.id), readOnly: this.readOnly },
    );
    return this.podVolume;
  }
}

const READ_ONLY = { rule: 'must be true, because the volume is read-only', fix: 'leave it out' };

/** @throws where an id of the owner is root's or out of range */
export function checkOwner(construct: Construct, owner: Owner | undefined): void {
  if (owner === undefined) return;
  must(construct, 'owner.uid', owner.uid, userId(owner.uid));
  must(construct, 'owner.gid', owner.gid, userId(owner.gid));
}
