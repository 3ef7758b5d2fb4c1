import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { environments } from '../../apps/environments';
import { systems } from '../../apps/systems';
import { synthesize } from '../../src/synthesize';
import { contentsOf, testFolder } from '../src/folder';
import { runMain } from '../src/program';

const folder = testFolder();
const PROJECT = resolve(__dirname, '../..');

test('the command and cdk8s-cli write the same files, byte for byte', async () => {
  const args = ['synth', '--check-upgrade=false', '--output', join(folder(), 'cli')];
  const cli = spawnSync(join(PROJECT, 'node_modules/.bin/cdk8s'), args, {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  const main = runMain(['--output', join(folder(), 'main')]);

  expect(cli).toMatchObject({ status: 0, stderr: '' });
  expect(main).toMatchObject({ status: 0, stderr: '' });
  const files = contentsOf(join(folder(), 'main'));
  expect(contentsOf(join(folder(), 'cli'))).toEqual(files);
  expect(files).toEqual(Object.fromEntries((await synthesize({ systems, environments })).files));
});
