import { valueAt } from '../../read';
import type { Rule } from '../rule';
import { tilerPod } from './examples';

/** A container cannot change its own programs. */
export const writableRootFilesystem: Rule = {
  name: 'writable-root-filesystem',
  severity: 'warning',
  summary: 'The root file system of a container is read-only; it writes to volumes.',
  why: 'who gets into the container can change its programs, and what it writes there is lost and unlimited',
  examples: {
    good: tilerPod('      securityContext: { readOnlyRootFilesystem: true }\n'),
    bad: tilerPod('      securityContext: { runAsNonRoot: true }\n'),
  },
  *check(inventory) {
    for (const { pod, spec, path } of inventory.containers) {
      const value = valueAt(spec, 'securityContext', 'readOnlyRootFilesystem');
      if (value === true) continue;
      const at = `${path}.securityContext.readOnlyRootFilesystem`;
      yield {
        object: pod.object,
        path: at,
        message: `${at} is ${value === undefined ? 'missing' : 'not true'}`,
        fix: 'write true, and mount an emptyDir where the program writes',
      };
    }
  },
};
