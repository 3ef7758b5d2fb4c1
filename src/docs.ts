import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runExample } from './example';
import { rulesPage } from './rules-page';

// Writes the parts of docs/ that come from the code: the API reference, the page of the rules and
// the README's example.
const root = join(__dirname, '..');
execFileSync(process.execPath, [join(root, 'node_modules/typedoc/bin/typedoc')], {
  cwd: root,
  stdio: 'inherit',
});
writeFileSync(join(root, 'docs/rules.md'), rulesPage());
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-eo-'));
runExample(readFileSync(join(root, 'README.md'), 'utf8'), join(root, 'constructs'), folder);
for (const file of readdirSync(folder)) {
  copyFileSync(join(folder, file), join(root, 'docs/example.k8s.yaml'));
}
rmSync(folder, { recursive: true });
