import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { environments } from '../../apps/environments';
import { systems } from '../../apps/systems';
import { synthesize } from '../../src/synthesize';
import { contentsOf, testFolder } from './folder';
import { runMain } from './program';

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

test('language, time zone and folder of the user change nothing', async () => {
  const env = { ...process.env, TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
  const { status } = runMain(['--no-type-check'], { cwd: folder(), env });

  expect(status).toBe(0);
  expect(contentsOf(join(folder(), 'dist'))).toEqual(
    Object.fromEntries((await synthesize({ systems, environments })).files),
  );
});
