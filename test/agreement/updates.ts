import { otherUpdates } from './updates/others';
import { serviceUpdates } from './updates/services';
import { storageUpdates } from './updates/storage';
import type { Update } from './updates/update';
import { workloadUpdates } from './updates/workloads';

/** Changes of what may not change, and of what may. */
export const UPDATES: readonly Update[] = [
  ...storageUpdates,
  ...serviceUpdates,
  ...workloadUpdates,
  ...otherUpdates,
];
