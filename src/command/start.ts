import { inspect } from 'node:util';
import type { Judge } from './judge';
import { COULD_NOT_RUN, run } from './run';

/** Runs the command in this process, with its arguments and streams, and sets its exit code. */
export async function start(judge: Judge): Promise<void> {
  // Whoever reads the output may stop when they have seen enough, as head does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const { version }: { readonly version: string } = require('cdk8s-eo/package.json');
  const { stdout, stderr, env } = process;
  try {
    const terminal = { stdin: readStandardInput, stdout, stderr, env };
    process.exitCode = await run(process.argv.slice(2), judge, terminal, version);
  } catch (error) {
    // Node itself would end with 1, which says that the manifests are wrong.
    stderr.write(`${inspect(error)}\n`);
    process.exitCode = COULD_NOT_RUN;
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}
