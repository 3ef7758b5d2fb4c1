import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import { userId } from '../rules/numbers';
import { objectOf, ruled, type Shape } from '../shape';
import { type Exception, REASON, type Reason, reasonOf } from './exceptions';
import type { Owner } from './mount';

/** How a pod's processes run. What is not said here meets Pod Security "restricted". */
export interface SecurityProps {
  /**
   * User and group of the processes. Ids up to 10000 may belong to a user of the node, so they take
   * a reason, which is written into the manifest.
   *
   * @default - the owner of the mounted shares, else 10001:10001
   */
  readonly runAs?: Owner & Partial<Reason>;

  /**
   * Lets the containers write to their root file system, for an image that cannot be told where to
   * write; scratch space in `mounts` is the better answer. The reason is written into the manifest.
   *
   * @default - read-only
   */
  readonly writableRootFilesystem?: Reason;

  /**
   * Gives the pods a token for the Kubernetes API. The reason is written into the manifest.
   *
   * @default - no token
   */
  readonly serviceAccountToken?: Reason;
}

/** The types of the security settings. */
export const SECURITY_PROPS: Shape<SecurityProps> = {
  runAs: objectOf<Owner & Partial<Reason>>({ uid: ruled, gid: ruled, reason: ruled }),
  writableRootFilesystem: REASON,
  serviceAccountToken: REASON,
};

/** The parts of a pod that the security settings decide. */
export interface Security {
  readonly pod: k8s.PodSecurityContext;
  readonly container: k8s.SecurityContext;
  readonly token: boolean;
  readonly exceptions: readonly Exception[];
}

const DEFAULT_ID = 10001;

/**
 * The security settings of a pod: Pod Security "restricted", a read-only root file system, and no
 * token, unless the props say otherwise.
 *
 * @param owner the owner of the mounted shares
 * @throws where the user is root, where an id is out of range, where the owner of a share is
 *   another user than `runAs`, and where a reason is missing
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurity(construct: Construct, props: SecurityProps, owner?: Owner): Security {
  const { runAs, writableRootFilesystem, serviceAccountToken } = props;
  const { uid, gid } = runAs ?? owner ?? { uid: DEFAULT_ID, gid: DEFAULT_ID };
  must(construct, 'runAs.uid', uid, userId(uid));
  must(construct, 'runAs.gid', gid, userId(gid));
  if (runAs && owner && (runAs.uid !== owner.uid || runAs.gid !== owner.gid)) {
    throw explain(
      construct,
      `runAs must be the owner of the mounted share, ${owner.uid}:${owner.gid}, got ${uid}:${gid}`,
      'leave runAs out',
    );
  }
  const exceptions: Exception[] = [];
  if (uid < DEFAULT_ID || gid < DEFAULT_ID) {
    const reason = owner
      ? `the mounted share belongs to ${uid}:${gid}`
      : reasonOf(construct, 'runAs.reason', runAs?.reason, `the pods run as ${uid}:${gid}`);
    exceptions.push({
      name: 'run-as-low-id',
      reason,
      checks: ['container-security-context-user-group-id'],
    });
  }
  if (writableRootFilesystem) {
    const prop = 'writableRootFilesystem.reason';
    const reason = reasonOf(
      construct,
      prop,
      writableRootFilesystem.reason,
      'the pods write to the root file system',
    );
    exceptions.push({
      name: 'writable-root-filesystem',
      reason,
      checks: ['container-security-context-readonlyrootfilesystem'],
    });
  }
  if (serviceAccountToken) {
    const prop = 'serviceAccountToken.reason';
    const reason = reasonOf(construct, prop, serviceAccountToken.reason, 'the pods have a token');
    exceptions.push({ name: 'service-account-token', reason, checks: [] });
  }
  return {
    pod: {
      runAsNonRoot: true,
      runAsUser: uid,
      runAsGroup: gid,
      fsGroup: gid,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    container: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: writableRootFilesystem === undefined,
      runAsGroup: gid,
      runAsNonRoot: true,
      runAsUser: uid,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    token: serviceAccountToken !== undefined,
    exceptions,
  };
}
