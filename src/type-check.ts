import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { at } from './file-changes';
import { Problem } from './problem';

const PROJECT = resolve(__dirname, '..');

/**
 * Checks the types of the project, and of environments in files of their own, in another process
 * that starts at once.
 *
 * @returns what the compiler has against the code, which is nothing where all is right
 */
export function checkTypes(environmentFiles: readonly string[] = []): Promise<string> {
  const typed = environmentFiles.filter((file) => file.endsWith('.ts'));
  const config = typed.length > 0 ? configWith(typed) : join(PROJECT, 'tsconfig.json');
  const pretty = String(process.stderr.isTTY ?? false);
  return outputOf(compiler(), ['-p', config, '--pretty', pretty]);
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

/** The project's configuration, and a file that says what the environment files must export. */
function configWith(environmentFiles: readonly string[]): string {
  const files = environmentFiles.map((file) => resolve(file));
  const id = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 16);
  const folder = join(PROJECT, '.cache', 'environments', id);
  const importable = (path: string) =>
    JSON.stringify(relative(folder, path).split(sep).join('/').replace(/\.ts$/, ''));
  const imports = files.map((file, index) => `import file${index} from ${importable(file)};\n`);
  const text =
    `import type { Environment } from ${importable(join(PROJECT, 'apps/environments'))};\n` +
    `${imports.join('')}` +
    `export const environments: Environment[] = [${files.map((_, index) => `file${index}`)}];\n`;
  const config = { extends: '../../../tsconfig.json', files: ['environments.ts'] };
  at(folder, () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'environments.ts'), text);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  });
  return join(folder, 'tsconfig.json');
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
