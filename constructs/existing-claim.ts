import type { Construct } from 'constructs';
import { ClaimedVolume, checkOwner, type MountAtOptions } from './claimed-volume';
import { must } from './invalid';
import { type Mount, OWNER, type Owner } from './pod/mount';
import { dnsSubdomain } from './rules/names';
import { checkProps, flag, ruled, type Shape } from './shape';

/** What an ExistingClaim is told. */
export interface ExistingClaimProps {
  /** Name of the PersistentVolumeClaim, in the namespace of the pods. */
  readonly claimName: string;

  /**
   * Whether nobody may write to the volume.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * The numeric owner of the files, where the pods must run as them.
   *
   * @default - the pods run as their own user
   */
  readonly owner?: Owner;
}

const PROPS: Shape<ExistingClaimProps> = { claimName: ruled, readOnly: flag, owner: OWNER };

/**
 * A PersistentVolumeClaim that exists in the cluster: it is used, never made or changed.
 *
 * @example
 * const archive = new ExistingClaim(chart, 'archive', { claimName: 'team-archive', readOnly: true });
 */
export class ExistingClaim extends ClaimedVolume {
  public readonly claimName: string;
  public readonly namespace = undefined;
  public readonly readOnly: boolean;
  public readonly owner: Owner | undefined;

  /** @throws where the name or the owner breaks the rules */
  constructor(scope: Construct, id: string, props: ExistingClaimProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    this.claimName = props.claimName;
    this.readOnly = props.readOnly ?? false;
    this.owner = props.owner;
    must(this, 'claimName', this.claimName, dnsSubdomain(this.claimName));
    checkOwner(this, this.owner);
  }

  public override mountAt(path: string, options: MountAtOptions = {}): Mount {
    const reason = `the PersistentVolumeClaim ${this.claimName} exists in the cluster`;
    return {
      ...super.mountAt(path, options),
      exceptions: [{ name: 'missing-reference', reason, checks: [] }],
    };
  }
}
