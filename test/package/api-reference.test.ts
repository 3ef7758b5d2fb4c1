import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');

test('the API reference is what the code says (npm run docs writes it)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  const typedoc = join(root, 'node_modules/typedoc/bin/typedoc');
  execFileSync(process.execPath, [typedoc, '--out', folder, '--logLevel', 'Error'], { cwd: root });
  const committed = join(root, 'docs/api');
  const files = readdirSync(folder).sort();
  expect(files).toEqual(readdirSync(committed).sort());
  for (const file of files) {
    expect(readFileSync(join(folder, file), 'utf8')).toBe(
      readFileSync(join(committed, file), 'utf8'),
    );
  }
  rmSync(folder, { recursive: true });
});
