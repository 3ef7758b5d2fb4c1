import { setImmediate } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does work that must not stop half way: a signal to stop takes effect when the work is done. */
export async function uninterrupted<Result>(work: () => Result): Promise<Result> {
  let received: NodeJS.Signals | undefined;
  const remember = (signal: NodeJS.Signals) => {
    received ??= signal;
  };
  for (const signal of SIGNALS) process.on(signal, remember);
  try {
    return work();
  } finally {
    // Node hands on what arrived during the work in its next turn, and that may have begun already.
    await setImmediate();
    await setImmediate();
    for (const signal of SIGNALS) process.off(signal, remember);
    if (received) process.kill(process.pid, received);
  }
}
