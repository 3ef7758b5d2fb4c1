import { posix } from 'node:path';
import type { WorkItem } from '../job-queue';
import { MOUNT, type Mount } from '../pod/mount';
import { type Check, flag, given, instanceOf, listOf, objectOf, ruled, text } from '../shape';

/** What a list of items may hold. */
export interface ItemListOptions {
  /**
   * Whether an item may be in the list more than once. Equal items are worked on one after the other,
   * never at once.
   *
   * @default false
   */
  readonly allowDuplicates?: boolean;
}

/** Work items to put into a queue. */
export class WorkItemList<Item extends WorkItem = WorkItem> {
  /** These items, in this order. They are part of the manifests. */
  public static of<Item extends WorkItem>(
    items: readonly Item[],
    options: ItemListOptions = {},
  ): WorkItemList<Item> {
    return new WorkItemList<Item>({ type: 'items', items, ...options });
  }

  /**
   * The lines of a file on a volume, one item a line; a file that ends in `.gz` is compressed. It must
   * not change once it is inserted: other content wants another file, or another `revision`.
   *
   * @param mount the volume, as `volume.mountAt('/lists')` gives it
   * @param path absolute path of the file in the container, such as `/lists/fiji-2019.txt`
   */
  public static file(mount: Mount, path: string): WorkItemList<never> {
    return new WorkItemList<never>({ type: 'file', mount, path });
  }

  /** @internal */
  public readonly spec: ItemListSpec<Item>;

  private constructor(spec: ItemListSpec<Item>) {
    this.spec = spec;
  }
}

/** What a list was told. */
export type ItemListSpec<Item> =
  | ({ readonly type: 'items'; readonly items: readonly Item[] } & ItemListOptions)
  | { readonly type: 'file'; readonly mount: Mount; readonly path: string };

const SPECS = {
  items: objectOf({ type: ruled, items: given(listOf(ruled)), allowDuplicates: flag }),
  file: objectOf({ type: ruled, mount: given(MOUNT), path: given(text) }),
};

/** The type of `list`. */
export const ITEM_LIST: Check = instanceOf(
  WorkItemList,
  'write WorkItemList.of([…])',
  ({ spec }, path) => SPECS[spec.type](spec, path),
);

/** Whether a file is below one of the paths that a mount makes. */
export function isBelow({ volumeMounts }: Mount, path: string): boolean {
  return (
    posix.normalize(path) === path &&
    volumeMounts.some(({ mountPath }) => path === mountPath || path.startsWith(`${mountPath}/`))
  );
}
