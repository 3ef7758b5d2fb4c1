import type { Construct } from 'constructs';
import { explain } from '../invalid';

/** Options that the construct sets, or that would undo what it promises, and what to write instead. */
const SETTLED: Readonly<Record<string, string>> = {
  '--contact-address': '',
  '--dashboard': '',
  '--dashboard-address': '',
  '--death-timeout': 'write dask.deathTimeout',
  '--host': '',
  '--lifetime': 'write lifetime',
  '--lifetime-restart': '',
  '--lifetime-stagger': 'write lifetimeStagger',
  '--listen-address': '',
  '--local-directory': 'write spill',
  '--memory-limit': 'write memoryLimit',
  '--name': '',
  '--nanny': '',
  '--nanny-port': '',
  '--no-dashboard': 'the probes ask it',
  '--no-lifetime-restart': '',
  '--no-nanny': '',
  '--nprocs': 'write replicas',
  '--nthreads': 'write threads',
  '--nworkers': 'write replicas',
  '--scheduler-file': '',
  '--worker-port': '',
};

/** @throws where an option is given that the construct settles */
export function checkExtraArgs(
  construct: Construct,
  prop: string,
  args: readonly string[] = [],
): void {
  for (const word of args) {
    const option = `${word}`.replace(/=.*$/s, '');
    const fix = Object.hasOwn(SETTLED, option) ? SETTLED[option] : undefined;
    if (fix === undefined) continue;
    const what = `${prop}.extraArgs must not hold ${option}, which the construct settles`;
    throw explain(construct, what, fix || undefined);
  }
}
