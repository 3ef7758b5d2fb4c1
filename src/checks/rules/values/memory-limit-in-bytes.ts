import { amountOf } from '../../amount';
import type { Rule } from '../rule';
import { byteAmounts } from './byte-amounts';

/** A limit of memory has its suffix: without one it is a number of bytes. */
export const memoryLimitInBytes: Rule = {
  name: 'memory-limit-in-bytes',
  severity: 'error',
  summary: 'A limit of memory lets a process start: `512Mi`, and not `512`.',
  why: 'a number without a suffix is one of bytes, and no container starts in so few',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
      resources: { limits: { memory: 512Mi } }
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
      resources: { limits: { memory: 512 } }
`,
  },
  *check(inventory) {
    for (const { object, amounts } of byteAmounts(inventory)) {
      for (const { path, value } of amounts) {
        const bytes = amountOf(value);
        if (!path.endsWith('.resources.limits.memory') || bytes === undefined) continue;
        // Less than one byte, and thousandths, are another rule's.
        if (bytes < 1 || bytes >= SMALLEST || /[num]$/.test(String(value))) continue;
        yield {
          object,
          path,
          message: `${path} is ${String(value)}, which is ${bytes} bytes`,
          fix: `write ${/^[1-9]\d*/.exec(String(value))?.[0] ?? 512}Mi`,
        };
      }
    }
  },
};

/** Less than the first page tables and buffers of any process. */
const SMALLEST = 512 * 1024;
