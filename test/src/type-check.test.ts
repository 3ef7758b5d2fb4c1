import { join, relative, resolve } from 'node:path';
import { contentsOf, fill, testFolder } from './folder';
import { runMain, runProgram } from './program';

const folder = testFolder();
const PROJECT = resolve(__dirname, '../..');
const dist = () => join(folder(), 'dist');

/** A file with an environment, which imports the class by its path. */
function environmentFile(props: string): string {
  const environments = JSON.stringify(join(PROJECT, 'apps/environments'));
  fill(folder(), {
    'mine.ts':
      `import { Environment } from ${environments};\n` +
      `export default new Environment({ name: 'mine', ${props} });\n`,
  });
  return join(folder(), 'mine.ts');
}

test('type errors are printed, and nothing is written', () => {
  const file = environmentFile("namespace: 'eo', sizes: 'huge'");
  fill(dist(), { 'mine/api.k8s.yaml': 'as it was' });

  const { status, stdout, stderr } = runMain(['--output', dist(), '--environment', file]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(`${relative(PROJECT, file)}(2,`);
  expect(stderr).toContain(`Type '"huge"' is not assignable to type `);
  expect(contentsOf(dist())).toEqual({ 'mine/api.k8s.yaml': 'as it was' });
});

test('an environment that lacks something is a type error, and its crash is not shown', () => {
  fill(folder(), {
    'mine.ts': "export default { name: 'mine', namespace: 'eo', createNamespace: false };",
  });
  const args = ['--output', dist(), '--environment', join(folder(), 'mine.ts')];

  const { status, stderr } = runMain(args);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^\S+environments\.ts\(\d+,\d+\): error TS\d+: /);
  expect(stderr).toContain("'Environment'");
  expect(stderr).not.toContain('    at ');

  const unchecked = runMain([...args, '--no-type-check']);
  expect(unchecked.status).toBe(1);
  expect(unchecked.stderr).toContain('TypeError: ');
  expect(unchecked.stderr).toContain('    at ');
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
