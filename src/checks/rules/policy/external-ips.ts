import { listAt } from '../../read';
import type { Rule } from '../rule';
import { TILER_SERVICE, tilerPod } from './examples';

/** A Service does not take addresses that it was not given. */
export const externalIps: Rule = {
  name: 'external-ips',
  severity: 'warning',
  summary: 'A Service has no externalIPs.',
  why: 'it takes the traffic of the whole cluster to any address (CVE-2020-8554)',
  examples: {
    good: `${tilerPod('      ports: [{ name: http, containerPort: 5000 }]\n')}---${TILER_SERVICE}`,
    bad: `${tilerPod('      ports: [{ name: http, containerPort: 5000 }]\n')}---${TILER_SERVICE}  externalIPs: [192.0.2.10]\n`,
  },
  *check(inventory) {
    for (const object of inventory.ofKind('/Service')) {
      if (listAt(object, 'spec', 'externalIPs').length === 0) continue;
      yield {
        object,
        path: 'spec.externalIPs',
        message: 'spec.externalIPs has addresses',
        fix: 'use the type LoadBalancer, or an Ingress',
      };
    }
  },
};
