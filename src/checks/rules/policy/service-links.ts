import { textAt, valueAt } from '../../read';
import type { Rule } from '../rule';
import { TILER_SERVICE, tilerPod } from './examples';

/** A pod's environment does not depend on which Services stand beside it. */
export const serviceLinks: Rule = {
  name: 'service-links',
  severity: 'warning',
  summary: 'A pod beside Services says enableServiceLinks: false.',
  why: 'a Service called redis sets REDIS_PORT=tcp://… in every container, which breaks programs that read it',
  examples: {
    good: `${tilerPod('      ports: [{ name: http, containerPort: 5000 }]\n', '  enableServiceLinks: false\n')}---${TILER_SERVICE}`,
    bad: `${tilerPod('      ports: [{ name: http, containerPort: 5000 }]\n')}---${TILER_SERVICE}`,
  },
  *check(inventory) {
    const first = new Map<string | undefined, string>();
    for (const service of inventory.ofKind('/Service')) {
      const namespace = textAt(service, 'metadata', 'namespace');
      // A headless Service has no address to set.
      if (first.has(namespace) || valueAt(service, 'spec', 'clusterIP') === 'None') continue;
      const name = textAt(service, 'metadata', 'name');
      if (name !== undefined) first.set(namespace, name);
    }
    for (const { object, namespace, spec, path } of inventory.pods) {
      const service = first.get(namespace);
      if (service === undefined || spec.enableServiceLinks === false) continue;
      const at = `${path}.enableServiceLinks`;
      const variable = `${service.toUpperCase().replaceAll('-', '_')}_PORT`;
      yield {
        object,
        path: at,
        message: `${at} is ${spec.enableServiceLinks === undefined ? 'missing' : 'not false'}, so that the containers get ${variable} and its like`,
        fix: 'write false, and give hosts and ports in env',
      };
    }
  },
};
