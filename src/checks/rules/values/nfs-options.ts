import { mountOptions } from '../../../../constructs/rules/mount-options';
import type { Violation } from '../../../../constructs/rules/violation';
import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import { listAt, textAt, valueAt } from '../../read';

/** The mount options of a volume, or of all volumes of a class, on an NFS server. */
export interface NfsOptions {
  readonly object: KubernetesObject;

  /** Path of the list. */
  readonly path: string;

  /** One option a text, whether they were in one or not. */
  readonly options: readonly string[];

  /** Whether the volume is only read. */
  readonly readOnly: boolean;
}

/** The mount options of all NFS volumes. */
export function* nfsOptions(inventory: Inventory): Generator<NfsOptions> {
  for (const object of inventory.ofKind('/PersistentVolume')) {
    const source = ['nfs', 'csi'].find((field) => valueAt(object, 'spec', field) !== undefined);
    const driver = textAt(object, 'spec', 'csi', 'driver');
    if (source !== 'nfs' && driver !== NFS_DRIVER) continue;
    const modes = listAt(object, 'spec', 'accessModes');
    const readOnly =
      valueAt(object, 'spec', source ?? '', 'readOnly') === true ||
      (modes.length > 0 && modes.every((mode) => mode === 'ReadOnlyMany'));
    yield optionsOf(object, 'spec.mountOptions', listAt(object, 'spec', 'mountOptions'), readOnly);
  }
  for (const object of inventory.ofKind('storage.k8s.io/StorageClass')) {
    if (object.provisioner !== NFS_DRIVER) continue;
    yield optionsOf(object, 'mountOptions', listAt(object, 'mountOptions'), false);
  }
}

/** The name of an option, as `timeo` in `timeo=600`. */
function nameOf(option: string): string {
  return option.split('=', 1)[0] ?? '';
}

/** What is wrong with an option by itself, whatever stands beside it. */
export function faultOf(option: string): Violation | undefined {
  const name = nameOf(option);
  if (['ro', 'rw'].includes(name) || isFurther(option)) return undefined;
  // Alone it would be an option of version 4, which has its locks built in.
  const beside = name === 'nolock' ? ['nfsvers=3'] : [];
  return mountOptions([option, ...beside], { readOnly: true });
}

/** Whether mount.nfs takes an option that we would not write ourselves. */
export function isFurther(option: string): boolean {
  return FURTHER_OPTIONS.has(nameOf(option));
}

const NFS_DRIVER = 'nfs.csi.k8s.io';

function optionsOf(
  object: KubernetesObject,
  path: string,
  list: readonly unknown[],
  readOnly: boolean,
): NfsOptions {
  const texts = list.filter((item): item is string => typeof item === 'string');
  const options = texts.flatMap((text) => text.split(',')).filter((option) => option !== '');
  return { object, path, options, readOnly: readOnly || options.includes('ro') };
}

const FURTHER_OPTIONS: ReadonlySet<string> = new Set(
  (
    '_netdev ac acl async atime auto bg bsize clientaddr context cto defaults dev diratime dirsync ' +
    'exec fatal_neterrors group grpjquota intr iversion lazytime max_connect mand minorversion ' +
    'mountaddr mounthost mountproto mountvers namlen noacl noauto nocto nofsc nofail noiversion ' +
    'nointr nolazytime nomand nordirplus norelatime nosharecache nostrictatime owner posix ' +
    'rdirplus rdma remount retry sharecache silent sloppy softerr softreval nosoftreval ' +
    'strictatime suid sync tcp trunkdiscovery notrunkdiscovery udp user users vers write xprtsec'
  ).split(' '),
);
