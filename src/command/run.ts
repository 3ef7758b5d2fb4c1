import { Problem } from '../problem';
import { printable } from '../reports/style';
import { parseArguments } from './arguments';
import { check } from './check';
import { diff } from './diff';
import { HELP } from './help';
import type { Judge } from './judge';
import type { Terminal } from './terminal';

/** The exit code of a command that could not run. */
export const COULD_NOT_RUN = 2;

/**
 * Does what the command line asks for.
 *
 * @param version the version of this package
 * @returns the exit code: 0 where all is well, 1 where it is not, 2 where that is not known
 */
export async function run(
  args: readonly string[],
  judge: Judge,
  terminal: Terminal,
  version: string,
): Promise<number> {
  try {
    const wanted = parseArguments(args);
    if (wanted.command === 'check') return await check(wanted, judge, terminal, version);
    if (wanted.command === 'diff') return await diff(wanted, judge, terminal);
    terminal.stdout.write(wanted.command === 'help' ? HELP : `${version}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    terminal.stderr.write(`${printable(error.message)}\n`);
    return COULD_NOT_RUN;
  }
}
