import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file of the cache, whole or not at all. Where it cannot be written nothing is said,
 * because a cache is only there to save time.
 */
export function keepFile(path: string, content: string | Uint8Array): void {
  const unfinished = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(unfinished, content);
    renameSync(unfinished, path);
  } catch {
    rmSync(unfinished, { force: true });
  }
}
