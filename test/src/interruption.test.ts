import { write } from '../../src/output';
import { contentsOf, testFolder } from './folder';
import { runProgram } from './program';

const folder = testFolder();
const PATHS = ['local/api.k8s.yaml', 'local/queue.k8s.yaml', 'production/api.k8s.yaml'];
const filesWith = (text: string) => new Map(PATHS.map((path) => [path, text]));
const all = (text: string) => Object.fromEntries(filesWith(text));

/** Writes new files, and has its second rename end with a signal to the process itself. */
function interruptedWrite(signal: NodeJS.Signals) {
  return runProgram(
    `
    const fs = require('node:fs');
    const { uninterrupted } = require('./src/signals');
    const { write } = require('./src/output');
    const { renameSync } = fs;
    let renames = 0;
    fs.renameSync = (from, to) => {
      renameSync(from, to);
      renames += 1;
      if (renames === 2) process.kill(process.pid, '${signal}');
    };
    const files = new Map(${JSON.stringify(PATHS)}.map((path) => [path, 'new']));
    uninterrupted(() => write(files, process.argv[1])).then(() => console.log('went on'));
    `,
    [folder()],
  );
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'a %s while it writes takes effect when all files are written',
  (signal) => {
    write(filesWith('old'), folder());

    expect(interruptedWrite(signal)).toMatchObject({ signal, stdout: '' });
    expect(contentsOf(folder())).toEqual(all('new'));
  },
);

test('a SIGKILL while it writes leaves every file whole, and the next run cleans up', () => {
  write(filesWith('old'), folder());

  expect(interruptedWrite('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
  expect(contentsOf(folder())).toMatchObject({
    'local/api.k8s.yaml': 'new',
    'local/queue.k8s.yaml': 'new',
    'production/api.k8s.yaml': 'old',
  });

  expect(write(filesWith('new'), folder())).toMatchObject({ changed: 1, unchanged: 2 });
  expect(contentsOf(folder())).toEqual(all('new'));
});

test('an error of the work is thrown, and a signal after it stops the process as ever', () => {
  const { stdout, signal } = runProgram(`
    const { uninterrupted } = require('./src/signals');
    uninterrupted(() => { throw new Error('no'); }).catch(({ message }) => {
      console.log(message);
      process.kill(process.pid, 'SIGINT');
    });
  `);

  expect(stdout).toBe('no\n');
  expect(signal).toBe('SIGINT');
});
