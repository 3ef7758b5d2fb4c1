import { execFile } from 'node:child_process';

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** A kubectl that failed: `message` has its command line and what it said. */
export class KubectlError extends Error {
  constructor(
    args: readonly string[],
    readonly output: Output,
  ) {
    super(`kubectl ${args.join(' ')}\n${output.stderr}${output.stdout}`);
  }
}

/** Runs the kubectl of PATH, with `input` as its standard input; throws where it fails. */
export function kubectl(args: readonly string[], input = ''): Promise<Output> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: 64 * 1024 * 1024, timeout: 240_000 };
    const child = execFile('kubectl', [...args], options, (error, stdout, stderr) => {
      // What the process itself could not say: it was not found, or took too long.
      const said = stderr || (error?.message ?? '');
      if (error) reject(new KubectlError(args, { stdout, stderr: said }));
      else resolve({ stdout, stderr });
    });
    // It may end before it has read everything: the error above says why.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** What kubectl refuses to do, as it says it; throws where it does it. */
export async function refusal(args: readonly string[], input = ''): Promise<string> {
  try {
    await kubectl(args, input);
  } catch (error) {
    if (error instanceof KubectlError) return error.output.stderr;
    throw error;
  }
  throw new Error(`kubectl ${args.join(' ')} was expected to fail`);
}
