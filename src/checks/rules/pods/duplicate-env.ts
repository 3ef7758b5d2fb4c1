import { listAt, textAt } from '../../read';
import type { Rule } from '../rule';
import { duplicates } from './duplicates';

/** An environment variable is set once. */
export const duplicateEnv: Rule = {
  name: 'duplicate-env',
  severity: 'error',
  summary: 'A container sets each environment variable once.',
  why: 'one value is lost without a word, and server-side apply refuses the object',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  containers:
    - name: worker
      image: registry.example.org/worker:1.4.2
      env: [{ name: REDIS_HOST, value: redis }, { name: REDIS_PORT, value: "6379" }]
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  containers:
    - name: worker
      image: registry.example.org/worker:1.4.2
      env: [{ name: REDIS_HOST, value: redis }, { name: REDIS_HOST, value: redis-master }]
`,
  },
  *check(inventory) {
    for (const { pod, spec, path } of inventory.containers) {
      const names = listAt(spec, 'env').map((variable) => textAt(variable, 'name') ?? '');
      const twice = duplicates(names.filter((name) => name !== ''));
      if (twice.length === 0) continue;
      yield {
        object: pod.object,
        path: `${path}.env`,
        message: `${path}.env sets ${twice.join(', ')} more than once`,
        fix: 'leave one of them; of the same name the last one wins',
      };
    }
  },
};
