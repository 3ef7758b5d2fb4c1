import { type Violation, violation } from './violation';

/**
 * A StorageClass for data that is synced to the disk: by its name, none of a network file system. What a
 * class is under another name, only the cluster knows.
 */
export function blockStorageClass(name: unknown): Violation | undefined {
  if (typeof name !== 'string' || !/nfs|(^|[^a-z])efs([^a-z]|$)|filestore/i.test(name)) {
    return undefined;
  }
  return violation(
    'must be a class of block devices, because NFS may lose or stall what is synced to the disk',
    "leave it out for the cluster's default class",
  );
}
