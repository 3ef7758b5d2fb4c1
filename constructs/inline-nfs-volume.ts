import { Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkOwner } from './claimed-volume';
import { must } from './invalid';
import { reasonOf } from './pod/exceptions';
import { type Mount, OWNER, type Owner } from './pod/mount';
import { volumeName } from './pod/volume-name';
import { nfsPath, nfsServer } from './rules/nfs';
import { mountPath } from './rules/paths';
import { checkProps, flag, ruled, type Shape } from './shape';

/** What an InlineNfsVolume is told. */
export interface InlineNfsVolumeProps {
  /** The NFS server: a host name, an IPv4 or an IPv6 address that the nodes can reach. */
  readonly server: string;

  /** The exported folder, an absolute path. */
  readonly path: string;

  /**
   * Why the share is not an NfsVolume. It is written into the manifest, because pods with an inline
   * NFS volume do not meet Pod Security "restricted": a namespace that enforces it refuses them.
   */
  readonly reason: string;

  /**
   * Whether the pods may only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * The numeric owner of the exported folder, where the pods must run as them.
   *
   * @default - the pods run as their own user
   */
  readonly owner?: Owner;
}

const PROPS: Shape<InlineNfsVolumeProps> = {
  server: ruled,
  path: ruled,
  reason: ruled,
  readOnly: flag,
  owner: OWNER,
};

/**
 * An NFS share that is written into the pods themselves, without a PersistentVolume: for a trial, or
 * where nobody may make objects of the cluster. It takes no mount options.
 *
 * @example
 * const scenes = new InlineNfsVolume(chart, 'scenes', {
 *   server: 'nfs.example.org',
 *   path: '/scenes',
 *   reason: 'the team may not create PersistentVolumes',
 *   readOnly: true,
 * });
 */
export class InlineNfsVolume extends Construct {
  private readonly props: InlineNfsVolumeProps;
  private podVolume?: Volume;

  /** @throws where the server, the path or the owner breaks the rules, and without a reason */
  constructor(scope: Construct, id: string, props: InlineNfsVolumeProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    this.props = props;
    must(this, 'server', props.server, nfsServer(props.server));
    must(this, 'path', props.path, nfsPath(props.path));
    checkOwner(this, props.owner);
    reasonOf(this, 'reason', props.reason, 'the pods use an inline NFS volume');
  }

  /**
   * The share as files in a container.
   *
   * @param path absolute path in the container
   * @throws where the path breaks the rules
   */
  public mountAt(path: string): Mount {
    must(this, 'mountAt: path', path, mountPath(path));
    const name = volumeName(this.node.id);
    const { server, path: exported, readOnly, reason, owner } = this.props;
    return {
      volumes: [{ name, nfs: { server, path: exported, readOnly } }],
      volumeMounts: [{ name, mountPath: path, readOnly }],
      exceptions: [{ name: 'pod-security', reason, checks: [] }],
      owner,
    };
  }

  /** The volume for the pods of cdk8s-plus; the reason and the owner do not come along. */
  public asVolume(): Volume {
    const { server, path, readOnly } = this.props;
    const name = volumeName(this.node.id);
    this.podVolume ??= Volume.fromNfs(this, 'Volume', name, { server, path, readOnly });
    return this.podVolume;
  }
}
