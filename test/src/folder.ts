import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Gives each test of a file a folder of its own, which is gone after the test. */
export function testFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-eo-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  return () => folder;
}

/** Writes files, by their path below a folder. */
export function fill(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The text of each file below a folder; an empty folder stands there with a slash. */
export function contentsOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) return [[entry.name, readFileSync(path, 'utf8')]];
      const below = Object.entries(contentsOf(path));
      if (below.length === 0) return [[`${entry.name}/`, '']];
      return below.map(([name, text]) => [`${entry.name}/${name}`, text]);
    }),
  );
}
