import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { environments } from '../apps/environments';
import { systems } from '../apps/systems';
import { synthesize } from '../src/synthesize';

const dist = join(__dirname, '../dist');
const files = synthesize({ systems, environments });

describe('dist/', () => {
  test('holds the files that the code gives, and no other', () => {
    const committed = readdirSync(dist, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'));
    expect(committed.sort()).toEqual([...files.keys()].sort());
  });

  test.each([...files.keys()])('%s is current (npm run synth writes it)', (path) => {
    expect(readFileSync(join(dist, path), 'utf8')).toBe(files.get(path));
  });
});
