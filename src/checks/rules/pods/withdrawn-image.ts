import { quoted } from '../../../../constructs/rules/violation';
import { textAt } from '../../read';
import type { Rule } from '../rule';
import { withdrawal } from './withdrawals';

/** An image is still published under its name. */
export const withdrawnImage: Rule = {
  name: 'withdrawn-image',
  severity: 'warning',
  summary: 'An image is still published, and maintained, under the name by which it is pulled.',
  why: 'it cannot be pulled on the next node, or gets no more security fixes',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: queue, namespace: eo }
spec:
  containers: [{ name: redis, image: "redis:7.4.1" }]
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: queue, namespace: eo }
spec:
  containers: [{ name: redis, image: "docker.io/bitnami/redis:5.0.5-debian-9-r104" }]
`,
  },
  *check(inventory) {
    for (const { pod, spec, path } of inventory.containers) {
      const image = textAt(spec, 'image');
      const found = image === undefined ? undefined : withdrawal(image);
      if (image === undefined || found === undefined) continue;
      yield {
        object: pod.object,
        path: `${path}.image`,
        message: `${path}.image is ${quoted(image)}, and ${found.what}`,
        fix: found.fix,
      };
    }
  },
};
