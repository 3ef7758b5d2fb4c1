import { join } from 'node:path';
import { Running } from './processes';
import { QUEUE_SCRIPT, type RedisServer, SCRIPTS } from './redis-server';

/** Times in which a test can wait for what takes minutes elsewhere. */
const FAST = {
  lease: 3,
  attempts: 3,
  pause: 0.1,
  reap: 0.1,
  unleased: 1,
  poll: 0.1,
  empty: 0,
  grace: 2,
};

export interface RunnerOptions extends Partial<typeof FAST> {
  readonly timeout?: number;
  readonly patience?: number;
  /** Options as they stand on the command line. */
  readonly more?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts the item runner with a command. */
export function startRunner(
  { port }: Pick<RedisServer, 'port'>,
  queue: string,
  command: readonly string[],
  { more = [], env, ...options }: RunnerOptions = {},
): Running {
  const args = Object.entries({ ...FAST, ...options }).flatMap(([name, value]) => [
    `--${name}`,
    String(value),
  ]);
  return new Running(
    'python3',
    [
      join(SCRIPTS, 'item_runner.py'),
      ...['--host', '127.0.0.1', '--port', String(port)],
      ...['--queue', queue, '--script', QUEUE_SCRIPT],
      ...[...args, ...more],
      '--',
      ...command,
    ],
    { env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env } },
  );
}

/** A command in the language of the shell. */
export const shell = (script: string) => ['sh', '-c', script];
