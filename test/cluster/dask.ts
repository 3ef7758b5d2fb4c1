import { join } from 'node:path';
import {
  ConfigFile,
  ConfigFileMount,
  type Dask,
  DaskWorkerJob,
  WorkItemList,
  WorkItems,
} from '../../constructs';
import { type QueueParts, SHARED, type Work } from './queue';
import type { QueueUser } from './queue-user';
import { settings } from './settings';

/** Sum of the squares that an item of `work/compute.py` asks for. */
export const SUM = 8555;

/** What an item leaves in the shared folder. */
export interface Computed {
  readonly sum: number;
  /** The names of the workers that had a part in it. */
  readonly computed: readonly string[];
  /** All workers, as the scheduler sees them. */
  readonly workers: readonly DaskWorker[];
}

/** A worker, as the scheduler sees it. */
export interface DaskWorker {
  readonly name: string;
  readonly nthreads: number;
  readonly memory_limit: number;
}

/** A list of items, and a job of the same name that computes them. */
export function computation(
  parts: QueueParts,
  id: string,
  dask: Dask,
  items: readonly Work[],
): DaskWorkerJob {
  const { chart, shared } = parts;
  const queue = parts.queue(id);
  const list = new WorkItems(chart, `${id}-items`, { queue, list: WorkItemList.of(items) });
  const code = new ConfigFileMount(chart, `${id}-code`, {
    files: { '/code/compute.py': ConfigFile.file(join(__dirname, 'work', 'compute.py')) },
  });
  return new DaskWorkerJob(chart, id, {
    image: settings.images.odc,
    imagePullPolicy: 'IfNotPresent',
    command: ['python3', '/code/compute.py', SHARED],
    mounts: [shared.mountAt(SHARED), code],
    queue,
    after: [list],
    dask,
  });
}

/** What an item has left. */
export async function computed({ outside }: QueueUser, name: string): Promise<Computed> {
  return JSON.parse(await outside.read(`shared/${name}.json`));
}
