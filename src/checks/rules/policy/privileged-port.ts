import { listAt, numberAt } from '../../read';
import type { Rule } from '../rule';
import { tilerPod } from './examples';

/** A container listens on a port that it may listen on without root's rights. */
export const privilegedPort: Rule = {
  name: 'privileged-port',
  severity: 'warning',
  summary: 'A containerPort is 1024 or above.',
  why: 'a process that does not run as root may not listen on it',
  examples: {
    good: tilerPod('      ports: [{ name: http, containerPort: 8080 }]\n'),
    bad: tilerPod('      ports: [{ name: http, containerPort: 80 }]\n'),
  },
  *check(inventory) {
    for (const { pod, spec, path } of inventory.containers) {
      const low = listAt(spec, 'ports')
        .flatMap((port) => numberAt(port, 'containerPort') ?? [])
        .filter((port) => port < 1024);
      if (low.length === 0) continue;
      yield {
        object: pod.object,
        path: `${path}.ports`,
        message: `${path}.ports has ${low.join(', ')}, below 1024`,
        fix: 'let the program listen on a higher port; the Service may keep the low one',
      };
    }
  },
};
