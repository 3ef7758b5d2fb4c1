import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { at } from './file-changes';
import { Problem } from './problem';

const PROJECT = resolve(__dirname, '..');

/**
 * Checks the types of the project, and of environments in files of their own, in another process
 * that starts at once.
 *
 * @returns what the compiler has against the code, which is nothing where all is right
 */
export async function checkTypes(environmentFiles: readonly string[] = []): Promise<string> {
  const program = compiler();
  const typed = environmentFiles.filter((file) => file.endsWith('.ts') && existsSync(file));
  const config = typed.length > 0 ? configWith(typed) : PROJECT;
  try {
    const pretty = String(process.stderr.isTTY ?? false);
    return await outputOf(program, ['-p', config, '--pretty', pretty]);
  } finally {
    if (config !== PROJECT) rmSync(config, { recursive: true });
  }
}

/**
 * The compiler's program itself: `bin/tsc` of its package is a script that only looks for it, in
 * one more Node process.
 */
function compiler(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const { resolve } = createRequire(require.resolve('typescript-7/package.json'));
    const folder = dirname(resolve(`@typescript/typescript-${platform}/package.json`));
    return join(folder, 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc');
  } catch {
    throw new Problem(
      `TypeScript 7 is not installed for ${platform}; run 'npm ci', or leave the check out with ` +
        '--no-type-check',
    );
  }
}

/** A folder with the project's configuration, and what each environment file must export. */
function configWith(environmentFiles: readonly string[]): string {
  const cache = join(PROJECT, '.cache');
  return at(cache, () => {
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, 'environments-'));
    const importable = (path: string) =>
      JSON.stringify(relative(folder, path).split(sep).join('/').replace(/\.ts$/, ''));
    const files = environmentFiles.map((file, index) => {
      const text =
        `import type { Environment } from ${importable(join(PROJECT, 'apps/environments'))};\n` +
        `import environment from ${importable(resolve(file))};\n` +
        'export const checked: Environment = environment;\n';
      const name = `${index}-${basename(file)}`;
      writeFileSync(join(folder, name), text);
      return name;
    });
    const config = { extends: '../../tsconfig.json', files };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    return folder;
  });
}

function outputOf(program: string, args: readonly string[]): Promise<string> {
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', ({ message }) => done(`the type check did not start: ${message}\n`));
    child.on('close', (code, signal) => {
      done(code === 0 ? '' : output || `the type check ended with ${signal ?? code}\n`);
    });
  });
}
