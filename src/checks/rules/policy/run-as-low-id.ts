import { containersOf } from '../../pods';
import { mapAt } from '../../read';
import type { Rule } from '../rule';
import { tilerPod } from './examples';

/** The processes of a pod run as nobody whom the node knows. */
export const runAsLowId: Rule = {
  name: 'run-as-low-id',
  severity: 'warning',
  summary: 'A container runs as a user and a group above 10000.',
  why: 'a process that breaks out has the rights of the user of the node with the same id',
  examples: {
    good: tilerPod('', '  securityContext: { runAsUser: 10001, runAsGroup: 10001 }\n'),
    bad: tilerPod('', '  securityContext: { runAsUser: 1000, runAsGroup: 1000 }\n'),
  },
  *check(inventory) {
    for (const pod of inventory.pods) {
      const places = new Map<string, Set<string>>();
      for (const { spec, path } of containersOf(pod)) {
        const own = mapAt(spec, 'securityContext');
        const shared = mapAt(pod.spec, 'securityContext');
        const place = FIELDS.some((field) => own[field] !== undefined) ? path : pod.path;
        for (const field of FIELDS) {
          const id = own[field] ?? shared[field];
          if (typeof id === 'number' && id > 10000) continue;
          const faults = places.get(place) ?? new Set();
          places.set(place, faults.add(typeof id === 'number' ? `${field} ${id}` : `no ${field}`));
        }
      }
      for (const [place, faults] of places) {
        yield {
          object: pod.object,
          path: `${place}.securityContext`,
          message: `${place}.securityContext has ${[...faults].join(' and ')}`,
          fix: 'write 10001 for both, or the owner of a share with the reason why',
        };
      }
    }
  },
};

const FIELDS = ['runAsUser', 'runAsGroup'];
