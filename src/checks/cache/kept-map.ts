import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './folder';
import { keepFile } from './kept-file';

/** Values by their keys, kept between runs in a file of JSON. */
export class KeptMap<Value> {
  private readonly path: string | undefined;
  private readonly kept: Map<string, Value>;
  private changed = false;

  /**
   * @param name name of the file
   * @param most how many are kept; beyond it, those that were set first go
   */
  constructor(
    name: string,
    private readonly most: number,
  ) {
    const folder = cacheFolder();
    this.path = folder && join(folder, `${name}.json`);
    this.kept = this.path ? read(this.path) : new Map();
  }

  /** Whether nothing is kept. */
  get isEmpty(): boolean {
    return this.kept.size === 0;
  }

  /** The value of a key. */
  get(key: string): Value | undefined {
    return this.kept.get(key);
  }

  /** Keeps a value. */
  set(key: string, value: Value): void {
    this.kept.delete(key);
    this.kept.set(key, value);
    this.changed = true;
  }

  /** Writes what is kept, where there is something new. */
  save(): void {
    if (!this.changed || this.path === undefined) return;
    keepFile(this.path, JSON.stringify([...this.kept].slice(-this.most)));
    this.changed = false;
  }
}

/** The entries that are kept; none where the file is not there, or is not what was written. */
function read<Value>(path: string): Map<string, Value> {
  try {
    const entries: [string, Value][] = JSON.parse(readFileSync(path, 'utf8'));
    return new Map(entries);
  } catch {
    return new Map();
  }
}
