import { blockStorageClass } from '../../../constructs/rules/storage-classes';
import { accepts, refuses } from './tables';

describe('blockStorageClass', () => {
  const rule =
    'must be a class of block devices, because NFS may lose or stall what is synced to the disk';
  const fix = "leave it out for the cluster's default class";
  accepts(blockStorageClass, [
    undefined,
    '',
    'standard',
    'fast',
    'gp3',
    'managed-csi',
    'local-path',
    'longhorn',
    'rook-cephfs',
    'beegfs',
  ]);
  refuses(
    blockStorageClass,
    [
      'nfs-csi',
      'nfs',
      'csi-nfs-sc',
      'my-NFS-class',
      'synologynfs',
      'efs-sc',
      'aws-efs',
      'filestore-rwx',
    ].map((name) => [name, rule, fix] as const),
  );
});
