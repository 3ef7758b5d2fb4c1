import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';

// Builds what the package holds: JavaScript and types of what it exports, and the files that pods
// mount.
const root = join(__dirname, '..');
const compiler = join(root, 'node_modules/typescript-7/bin/tsc');
rmSync(join(root, 'lib'), { recursive: true, force: true });
execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
for (const folder of ['apps', 'constructs/queue/scripts']) {
  cpSync(join(root, folder), join(root, 'lib', folder), {
    recursive: true,
    filter: (path) => !['.ts', '.md', '.pyc'].includes(extname(path)),
  });
}
