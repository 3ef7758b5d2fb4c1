import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { contentsOf, fill, testFolder } from '../src/folder';
import { runMain, runProgram } from '../src/program';

const folder = testFolder();
const PROJECT = resolve(__dirname, '../..');
const dist = () => join(folder(), 'dist');

/** A file with an environment, which imports the class by its path. */
function environmentFile(code: string): string {
  const environments = JSON.stringify(join(PROJECT, 'apps/environments'));
  fill(folder(), {
    'mine.ts':
      `import { Environment } from ${environments};\n` +
      "export default new Environment({ name: 'mine', namespace: 'eo' });\n" +
      code,
  });
  return join(folder(), 'mine.ts');
}

test('type errors are printed, and nothing is written', () => {
  const file = environmentFile("export const wrong: number = 'text';\n");
  fill(dist(), { 'mine/api.k8s.yaml': 'as it was' });

  const args = ['--output', dist(), '--system', 'namespace', '--environment', file];
  const { status, stdout, stderr } = runMain(args);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(`${relative(PROJECT, file)}(3,14): error `);
  expect(contentsOf(dist())).toEqual({ 'mine/api.k8s.yaml': 'as it was' });
});

test('an environment that lacks something is a type error, and its crash is not shown', () => {
  fill(folder(), {
    'mine.ts': "export default { name: 'mine', namespace: 'eo', createNamespace: false };",
  });
  const args = ['--output', dist(), '--environment', join(folder(), 'mine.ts')];

  const { status, stderr } = runMain(args);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^\S+mine\.ts\(\d+,\d+\): error TS\d+: /);
  expect(stderr).toContain("'Environment'");
  expect(stderr).not.toContain('    at ');

  expect(readdirSync(join(PROJECT, '.cache'))).not.toContainEqual(
    expect.stringMatching(/^environments-/),
  );

  const unchecked = runMain([...args, '--no-type-check']);
  expect(unchecked.status).toBe(1);
  expect(unchecked.stderr).toContain('TypeError: ');
  expect(unchecked.stderr).toContain('    at ');
});

test('an environment file that does not exist is told in one line', () => {
  const { status, stderr } = runMain(['--output', dist(), '--environment', './gone.ts']);

  expect(status).toBe(1);
  expect(stderr).toBe(`environment file ./gone.ts: there is no file ${join(PROJECT, 'gone.ts')}\n`);
});

test('a platform without the compiler is told how to go on', () => {
  const { status, stdout, stderr } = runProgram(
    `
    Object.defineProperty(process, 'platform', { value: 'plan9' });
    require('./src/run')
      .run(process.argv.slice(1), () => ({ systems: [], environments: [] }))
      .then((exitCode) => process.exit(exitCode));
    `,
    ['--output', dist()],
  );

  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe(
    `TypeScript 7 is not installed for plan9-${process.arch}; run 'npm ci', or leave the check out ` +
      'with --no-type-check\n',
  );
});

test('the type check has started when the systems are loaded', () => {
  const { stdout, stderr } = runProgram(
    `
    const childProcess = require('node:child_process');
    const { spawn } = childProcess;
    childProcess.spawn = (...args) => {
      console.log('type check');
      return spawn(...args);
    };
    require('./src/run').run(process.argv.slice(1), () => {
      console.log('systems');
      return { systems: [], environments: [] };
    });
    `,
    ['--output', dist()],
  );

  expect(stderr).toBe('');
  expect(stdout).toMatch(/^type check\nsystems\n/);
});
