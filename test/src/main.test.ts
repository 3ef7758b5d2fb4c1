import { join } from 'node:path';
import { environments } from '../../apps/environments';
import { systems } from '../../apps/systems';
import { synthesize } from '../../src/synthesize';
import { contentsOf, testFolder } from './folder';
import { runMain } from './program';

const folder = testFolder();

test('language, time zone and folder of the user change nothing', async () => {
  const env = { ...process.env, TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
  const { status } = runMain(['--no-type-check'], { cwd: folder(), env });

  expect(status).toBe(0);
  expect(contentsOf(join(folder(), 'dist'))).toEqual(
    Object.fromEntries((await synthesize({ systems, environments })).files),
  );
});
