export { setTimeout as sleep } from 'node:timers/promises';

import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer is what is waited for, and gives it. Throws at the deadline with the last answer. */
export async function eventually<T>(
  what: string,
  ask: () => T | Promise<T>,
  isRight: (answer: T) => boolean,
  seconds = 15,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (Date.now() > end) {
      throw new Error(`not in ${seconds} s: ${what}; last: ${JSON.stringify(answer)}`);
    }
    await sleep(30);
  }
}
