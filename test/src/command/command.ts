import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { run } from '../../../src/command/run';
import { judge } from './judge';

const PROJECT = join(__dirname, '../../..');
const REGISTER = require.resolve('ts-node/register');

/** The command in a process of its own, with the judge of few words. */
export const BIN: readonly string[] = [process.execPath, '-r', REGISTER, join(__dirname, 'bin.ts')];

/** What such a process needs to load the TypeScript files of the project. */
export const ENVIRONMENT = { ...process.env, TS_NODE_PROJECT: join(PROJECT, 'tsconfig.json') };

/** Runs the command in a process of its own. */
export function runBin(args: readonly string[], options: SpawnSyncOptions = {}) {
  const [node = '', ...loader] = BIN;
  const { status, stdout, stderr } = spawnSync(node, [...loader, ...args], {
    ...options,
    env: { ...ENVIRONMENT, ...options.env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr };
}

/** How a terminal of a test differs from a pipe. */
export interface Situation {
  readonly stdin?: string;
  readonly isTTY?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the command in this process, with the judge of few words. */
export async function runCommand(args: readonly string[], situation: Situation = {}) {
  const { stdin = '', isTTY = false, env = {} } = situation;
  let [stdout, stderr] = ['', ''];
  const status = await run(
    args,
    judge,
    {
      stdin: async () => Buffer.from(stdin),
      stdout: {
        isTTY,
        write: (text) => {
          stdout += text;
        },
      },
      stderr: {
        isTTY,
        write: (text) => {
          stderr += text;
        },
      },
      env,
    },
    '1.2.3',
  );
  return { status, stdout, stderr };
}
