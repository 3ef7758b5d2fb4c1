import { STDIN } from '../reading/input';
import { type Reading, readObjects } from '../reading/reading';
import { count } from '../reports/report';
import type { Progress, Terminal } from './terminal';

/** Reads what the command line names, and tells on a terminal how far it is. */
export async function read(
  paths: readonly string[],
  terminal: Terminal,
  progress: Progress,
): Promise<Reading> {
  const stdin = paths.includes(STDIN) ? await terminal.stdin() : undefined;
  const onDocument = (objects: number) => progress.say(`reading: ${count(objects, 'object')}`);
  try {
    return readObjects(paths, { stdin, onDocument });
  } finally {
    progress.clear();
  }
}
