import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const PROJECT = join(__dirname, '../..');

/** Runs JavaScript in a process of its own, which can load the TypeScript files of the project. */
export function runProgram(
  script: string,
  args: readonly string[] = [],
  options: SpawnSyncOptions = {},
) {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', join(PROJECT, 'src/transpile.js'), '-e', script, '--', ...args],
    { cwd: PROJECT, ...options, encoding: 'utf8' },
  );
  return { status, signal, stdout, stderr };
}

/** Runs a command of the project's own, as a user does. */
export function runMain(args: readonly string[], options: SpawnSyncOptions = {}) {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', join(PROJECT, 'src/transpile.js'), join(PROJECT, 'src/main.ts'), ...args],
    { cwd: PROJECT, ...options, encoding: 'utf8' },
  );
  return { status, signal, stdout, stderr };
}
