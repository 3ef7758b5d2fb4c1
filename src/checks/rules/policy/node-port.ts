import { valueAt } from '../../read';
import type { Rule } from '../rule';
import { TILER_SERVICE, tilerPod } from './examples';

/** A Service is reached through an Ingress or a Gateway. */
export const nodePort: Rule = {
  name: 'node-port',
  severity: 'warning',
  summary: 'A Service is not of the type NodePort.',
  why: 'the port is open on every node, without TLS and past the ingress controller',
  examples: {
    good: `${tilerPod('      ports: [{ name: http, containerPort: 5000 }]\n')}---${TILER_SERVICE}`,
    bad: `${tilerPod('      ports: [{ name: http, containerPort: 5000 }]\n')}---${TILER_SERVICE}  type: NodePort\n`,
  },
  *check(inventory) {
    for (const object of inventory.ofKind('/Service')) {
      if (valueAt(object, 'spec', 'type') !== 'NodePort') continue;
      yield {
        object,
        path: 'spec.type',
        message: 'spec.type is NodePort',
        fix: 'leave it out, and put an Ingress in front of the Service',
      };
    }
  },
};
