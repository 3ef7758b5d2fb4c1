import { setTimeout as sleep } from 'node:timers/promises';

/** How long anything on the cluster may take. */
export const DEADLINE_SECONDS = 120;

/**
 * Asks until the answer is what is waited for, and gives it; an exception counts
 * as "not yet". Throws at the deadline with the last answer and the diagnosis.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
  diagnose: () => Promise<string> = async () => '',
): Promise<T> {
  const end = Date.now() + DEADLINE_SECONDS * 1000;
  for (;;) {
    let last: string;
    try {
      const answer = await ask();
      if (isRight(answer)) return answer;
      last = typeof answer === 'string' ? answer : JSON.stringify(answer);
    } catch (error) {
      last = String(error);
    }
    if (Date.now() > end) {
      throw new Error(`not in ${DEADLINE_SECONDS} s: ${what}; last: ${last}\n${await diagnose()}`);
    }
    await sleep(300);
  }
}
