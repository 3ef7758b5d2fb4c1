import { amountOf } from '../../amount';
import type { Rule } from '../rule';
import { byteAmounts } from './byte-amounts';

/** Memory and storage are counted in whole bytes: a suffix that divides them was meant otherwise. */
export const fractionOfAByte: Rule = {
  name: 'fraction-of-a-byte',
  severity: 'error',
  summary: 'An amount of memory or storage is one of whole bytes: `400Mi`, and not `400m`.',
  why: 'the API server takes m for thousandths, so that 400m is less than one byte',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
      resources: { limits: { cpu: 400m, memory: 400Mi } }
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
      resources: { limits: { cpu: 400m, memory: 400m } }
`,
  },
  *check(inventory) {
    for (const { object, amounts } of byteAmounts(inventory)) {
      const fractions = amounts.filter(({ value }) => isFraction(value));
      const [first, ...more] = fractions;
      if (first === undefined) continue;
      const others = more.map(({ path }) => `, and so is ${path}`).join('');
      const meant = String(first.value).replace(/[num]$/, 'Mi');
      yield {
        object,
        path: first.path,
        message: `${first.path} is ${String(first.value)}, which is no whole number of bytes${others}`,
        fix: /[num]$/.test(String(first.value))
          ? `write ${meant}`
          : 'write a whole number of bytes',
      };
    }
  },
};

function isFraction(value: unknown): boolean {
  const bytes = amountOf(value);
  if (bytes === undefined || bytes === 0) return false;
  // Tools that compute write 1288490188800m for a number of bytes, which is odd but works.
  return bytes < 1 || (/[num]$/.test(String(value)) && bytes < 1024 * 1024);
}
