import { createHash } from 'node:crypto';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Identity } from '../identity';
import { explain } from '../invalid';
import type { JobQueue, WorkItem } from '../job-queue';
import { manifest } from '../manifest';
import type { Mount } from '../pod/mount';
import { pruneLast } from '../prune';
import { type Chunk, chunksOf } from './chunks';
import type { ItemListOptions } from './item-list';

/** Items in ConfigMaps, as files of a folder. */
export interface ItemsVolume {
  readonly mount: Mount;
  readonly path: string;
  /** A hash of the items, whatever their form. */
  readonly content: string;
}

const FOLDER = '/var/lib/cdk8s-eo/items';
const MAX_CHUNKS = 100;

/**
 * The ConfigMaps of a list of items.
 *
 * @throws where an item breaks the rules or is there twice, and where there are none or too many
 */
export function itemsVolume<Item extends WorkItem>(
  construct: Construct,
  identity: Identity,
  queue: JobQueue<Item>,
  { items, allowDuplicates = false }: ItemListOptions & { readonly items: readonly Item[] },
): ItemsVolume {
  const lines = linesOf(construct, queue, items, allowDuplicates);
  const chunks = chunksOf(lines);
  if (chunks.length > MAX_CHUNKS) {
    const fix = 'put them into a file on a volume: WorkItemList.file(…)';
    const most = `must fit ${MAX_CHUNKS} ConfigMaps when they are compressed`;
    throw explain(construct, `list: the items ${most}, got ${chunks.length}`, fix);
  }
  const mount = configMaps(construct, identity, chunks);
  return { mount, path: FOLDER, content: hashOf(lines.join('\n')) };
}

function linesOf<Item extends WorkItem>(
  construct: Construct,
  queue: JobQueue<Item>,
  items: readonly Item[],
  allowDuplicates: boolean,
): string[] {
  if (items.length === 0) throw explain(construct, 'list must hold an item');
  const seen = new Map<string, number>();
  return items.map((item, index) => {
    const line = queue.encode(item, `list[${index}]`, construct);
    const first = seen.get(line);
    if (first !== undefined && !allowDuplicates) {
      const fix = 'leave one out, or write WorkItemList.of(items, { allowDuplicates: true })';
      throw explain(construct, `list[${index}] must not be the same item as list[${first}]`, fix);
    }
    seen.set(line, first ?? index);
    return line;
  });
}

/** Each ConfigMap has a name of its bytes, because it is never changed. */
function configMaps(
  construct: Construct,
  { name, namespace, labels, annotations }: Identity,
  chunks: readonly Chunk[],
): Mount {
  const sources = chunks.map(({ fileName, bytes, isText }, index) => {
    const configMapName = `${name}-${hashOf(bytes)}-${index}`;
    const data = Buffer.from(bytes);
    manifest(construct, `Items${index}`, k8s.KubeConfigMap, {
      metadata: {
        name: configMapName,
        namespace,
        labels,
        annotations: { ...pruneLast, ...annotations },
      },
      immutable: true,
      ...(isText
        ? { data: { [fileName]: data.toString() } }
        : { binaryData: { [fileName]: data.toString('base64') } }),
    });
    return { configMap: { name: configMapName } };
  });
  const volume = 'items';
  return {
    namespace,
    volumes: [{ name: volume, projected: { defaultMode: 0o444, sources } }],
    volumeMounts: [{ name: volume, mountPath: FOLDER, readOnly: true }],
  };
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 10);
}
