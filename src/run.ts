import { type Arguments, HELP, parseArguments } from './arguments';
import { prepare } from './checks/check';
import { type Changes, write } from './output';
import { Problem } from './problem';
import { type Environment, isFile, partOf, select } from './selection';
import { uninterrupted } from './signals';
import { type Registry, synthesize } from './synthesize';
import { checkTypes } from './type-check';

/**
 * Does what the command line asks for, and says on the terminal what was done or what is wrong.
 *
 * @param load gives the systems and environments; called when the type check has started, so that
 *   both take place at the same time
 * @returns the exit code
 */
export async function run<E extends Environment>(
  args: readonly string[],
  load: () => Registry<E>,
): Promise<number> {
  try {
    const wanted = parseArguments(args, process.env.CDK8S_OUTDIR);
    if (wanted.help) process.stdout.write(HELP);
    return wanted.help ? 0 : await synthesizeAndWrite(wanted, load);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function synthesizeAndWrite<E extends Environment>(
  wanted: Arguments,
  load: () => Registry<E>,
): Promise<number> {
  prepare();
  const typeCheck = wanted.typeCheck ? checkTypes(wanted.environments.filter(isFile)) : '';
  const [synthesis] = await Promise.allSettled([synthesizeWanted(wanted, load)]);
  const typeErrors = await typeCheck;
  process.stderr.write(typeErrors);
  if (synthesis.status === 'rejected') {
    // A crash of code with type errors says nothing that they do not say better.
    if (typeErrors && !(synthesis.reason instanceof Problem)) return 1;
    throw synthesis.reason;
  }
  if (typeErrors) return 1;
  const { registry, files, warnings } = synthesis.value;
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  const changes = await uninterrupted(() => write(files, wanted.output, partOf(registry, wanted)));
  process.stdout.write(`${summary(files.size, registry.environments.length, changes)}\n`);
  return 0;
}

async function synthesizeWanted<E extends Environment>(wanted: Arguments, load: () => Registry<E>) {
  const registry = select(load(), wanted);
  return { registry, ...(await synthesize(registry)) };
}

function summary(files: number, environments: number, changes: Changes): string {
  const { changed, unchanged, removed } = changes;
  return (
    `${count(files, 'file')} for ${count(environments, 'environment')}: ` +
    `${changed} changed, ${unchanged} unchanged, ${removed} removed`
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
