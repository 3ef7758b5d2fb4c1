import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const PROJECT = join(__dirname, '../..');
/** Lets Node load the TypeScript files of the project, as the project's own commands do. */
const LOADER = ['-r', require.resolve('ts-node/register')];
const ENVIRONMENT = { TS_NODE_PROJECT: join(PROJECT, 'tsconfig.json') };

/** Runs JavaScript in a process of its own, which can load the TypeScript files of the project. */
export function runProgram(
  script: string,
  args: readonly string[] = [],
  options: SpawnSyncOptions = {},
) {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [...LOADER, '-e', script, '--', ...args],
    settings(options),
  );
  return { status, signal, stdout, stderr };
}

/** Runs a command of the project's own, as a user does. */
export function runMain(args: readonly string[], options: SpawnSyncOptions = {}) {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [...LOADER, join(PROJECT, 'src/main.ts'), ...args],
    settings(options),
  );
  return { status, signal, stdout, stderr };
}

function settings(options: SpawnSyncOptions) {
  const env = { ...process.env, ...options.env, ...ENVIRONMENT };
  return { cwd: PROJECT, ...options, env, encoding: 'utf8' as const };
}
