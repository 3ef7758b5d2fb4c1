import { createHash } from 'node:crypto';
import { isMap } from '../rules/objects';

/** What can be changed in a Job that is there, so that it needs no other Job. */
const MUTABLE = [
  'activeDeadlineSeconds',
  'backoffLimit',
  'parallelism',
  'suspend',
  'ttlSecondsAfterFinished',
];

/**
 * A hash of all that cannot be changed in a Job, whatever the order of its fields.
 *
 * @param spec of the Job, as it is written
 * @param revision a word of the user's
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export function contentHash(spec: unknown, revision: string | undefined): string {
  const entries = Object.entries(isMap(spec) ? spec : {});
  const content = Object.fromEntries(entries.filter(([field]) => !MUTABLE.includes(field)));
  const hash = createHash('sha256').update(JSON.stringify(inOrder({ content, revision })));
  return hash.digest('hex').slice(0, 10);
}

/** The same value with the fields of every object in the order of their names. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, inOrder(item)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
