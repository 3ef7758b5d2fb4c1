import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import { isMap } from '../rules/objects';
import { mountPath } from '../rules/paths';
import { type Check, objectOf, ruled } from '../shape';
import type { Exception } from './exceptions';

/**
 * Something that a container sees as files: a share, a configuration file, scratch space, a secret.
 *
 * Every construct that makes pods takes mounts and knows nothing else of where the files come from.
 */
export interface Mount {
  /** The volumes that the pod needs. */
  readonly volumes: readonly k8s.Volume[];

  /** Where the container sees them. */
  readonly volumeMounts: readonly k8s.VolumeMount[];

  /** Namespace of the objects that the volumes name; undefined where any namespace may have them. */
  readonly namespace?: string;

  /** Annotations for the pod, such as the checksum of a configuration. */
  readonly annotations?: Readonly<Record<string, string>>;

  /** What it makes less than the hardened default, for the object that makes the pods. */
  readonly exceptions?: readonly Exception[];

  /** The user and group that own the files, where the processes must run as them. */
  readonly owner?: Owner;

  /** Containers that must finish before the one that sees the files starts. */
  readonly initContainers?: (user: MountUser) => readonly k8s.Container[];

  /** Bytes that the container may write through this mount to memory. */
  readonly memoryBytes?: number;

  /** Bytes that the container may write through this mount to the node's disk. */
  readonly scratchBytes?: number;
}

/** The numeric user and group that own files. */
export interface Owner {
  /** User id, 1 to 4294967295. */
  readonly uid: number;
  /** Group id, 1 to 4294967295. */
  readonly gid: number;
}

/** The type of an owner. */
export const OWNER: Check = objectOf<Owner>({ uid: ruled, gid: ruled });

/** The type of a mount. */
export const MOUNT: Check = (value, path) =>
  isMount(value)
    ? undefined
    : {
        path,
        value,
        rule: 'must be a Mount',
        fix: "write volume.mountAt('/path'), Scratch.at('/path') or a ConfigFileMount",
      };

function isMount(value: unknown): boolean {
  return isMap(value) && Array.isArray(value.volumes) && Array.isArray(value.volumeMounts);
}

/** What a mount may know of the container that it is mounted in. */
export interface MountUser {
  /** Its image. */
  readonly image: string;

  /** When the image is pulled. */
  readonly imagePullPolicy: string;

  /** How its processes run. */
  readonly securityContext: k8s.SecurityContext;
}

/**
 * The volumes of all mounts of a pod, each once, in the order of their names.
 *
 * @throws where two different volumes have one name, and where scratch space has no size
 */
export function podVolumes(construct: Construct, mounts: readonly Mount[]): k8s.Volume[] {
  const byName = new Map<string, k8s.Volume>();
  for (const mount of mounts) checkScratch(construct, mount);
  for (const volume of mounts.flatMap((mount) => mount.volumes)) {
    const known = byName.get(volume.name);
    if (known !== undefined && known !== volume && differ(known, volume)) {
      throw explain(
        construct,
        `mounts must not hold two different volumes named '${volume.name}', ` +
          `at ${pathsOf(mounts, volume.name)}`,
        'give one of the constructs that make them another id, or the scratch space another path',
      );
    }
    byName.set(volume.name, volume);
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A limit of nothing means none: the folder could fill the disk of the node. */
function checkScratch(construct: Construct, { volumes, volumeMounts }: Mount): void {
  const limitless = volumes.find(
    ({ emptyDir }) => emptyDir?.sizeLimit && Number.parseFloat(`${emptyDir.sizeLimit.value}`) <= 0,
  );
  if (limitless === undefined) return;
  const path = volumeMounts.find(({ name }) => name === limitless.name)?.mountPath;
  throw explain(
    construct,
    `mounts: the size of the scratch space at '${path}' must be above 0, ` +
      `got ${limitless.emptyDir?.sizeLimit?.value}`,
  );
}

function pathsOf(mounts: readonly Mount[], volume: string): string {
  const all = mounts.flatMap(({ volumeMounts }) => volumeMounts);
  const paths = all.filter(({ name }) => name === volume).map(({ mountPath }) => `'${mountPath}'`);
  return paths.join(' and ');
}

/** Two scratch folders are never one, however alike they look. */
function differ(a: k8s.Volume, b: k8s.Volume): boolean {
  return a.emptyDir !== undefined || JSON.stringify(a) !== JSON.stringify(b);
}

/**
 * The mounts of one container, in the order of their paths.
 *
 * @throws where a path breaks the rules, and where two mounts have one path
 */
export function containerMounts(
  construct: Construct,
  prop: string,
  mounts: readonly Mount[],
): k8s.VolumeMount[] {
  const all = mounts.flatMap((mount) => mount.volumeMounts);
  const paths = new Set<string>();
  for (const { mountPath: path } of all) {
    must(construct, `${prop}: path`, path, mountPath(path));
    if (paths.has(path)) {
      throw explain(
        construct,
        `${prop} must not mount two things at '${path}'`,
        'give one of them another path',
      );
    }
    paths.add(path);
  }
  return [...all].sort((a, b) => (a.mountPath < b.mountPath ? -1 : 1));
}

/**
 * The owner that the processes of a pod must run as.
 *
 * @returns undefined where no mount asks for one
 * @throws where two mounts ask for different ones
 */
export function ownerOf(construct: Construct, mounts: readonly Mount[]): Owner | undefined {
  const owners = mounts.flatMap(({ owner }) => (owner ? [owner] : []));
  const [first] = owners;
  const other = owners.find((owner) => owner.uid !== first?.uid || owner.gid !== first?.gid);
  if (first !== undefined && other !== undefined) {
    throw explain(
      construct,
      `mounts must agree on the owner of their files, got ${first.uid}:${first.gid} and ` +
        `${other.uid}:${other.gid}`,
      'mount shares of different owners in different pods, or export them with one owner',
    );
  }
  return first;
}
