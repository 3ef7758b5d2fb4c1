import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { types } from 'node:util';
import { Problem } from './problem';

/**
 * Replaces, adds and removes files of a folder: all of them, or none where something fails.
 *
 * They are prepared in a folder beside them, and so on the same file system, under names that
 * nothing reads as YAML; a rename puts each in its place. A file is therefore the whole old or the
 * whole new one at any time, also when the process is killed.
 *
 * @param changed the new text of each file, by its path below the folder
 * @param obsolete paths of the files to remove
 * @throws a `Problem` that names the path; the files are then as they were
 */
export function replaceFiles(
  folder: string,
  changed: ReadonlyMap<string, string>,
  obsolete: readonly string[],
): void {
  const undo: (() => void)[] = [];
  try {
    const staging = makeStaging(folder, undo);
    const replacements = [...changed].map(([path, text], index) =>
      prepare(join(folder, path), text, join(staging, String(index))),
    );
    for (const { target, next, previous } of replacements) {
      makeFolder(dirname(target), undo);
      at(target, () => renameSync(next, target));
      undo.push(() => (previous ? renameSync(previous, target) : rmSync(target)));
    }
    for (const [index, path] of obsolete.entries()) {
      const [target, removed] = [join(folder, path), join(staging, `${index}-removed`)];
      at(target, () => renameSync(target, removed));
      undo.push(() => renameSync(removed, target));
    }
    undo.length = 0;
    at(staging, () => rmSync(staging, { recursive: true }));
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

/** Removes what replacements that were killed have left in a folder. */
export function removeLeftovers(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of at(folder, () => readdirSync(folder))) {
    const [, pid] = /^\.cdk8s-eo-(\d+)-/.exec(name) ?? [];
    const path = join(folder, name);
    if (pid && !isRunning(Number(pid))) at(path, () => rmSync(path, { recursive: true }));
  }
}

/** Does a step on a path, and names the path where the file system refuses. */
export function at<Result>(path: string, step: () => Result): Result {
  try {
    return step();
  } catch (error) {
    if (!types.isNativeError(error) || !('code' in error)) throw error;
    const reason = error.message.replace(/^[A-Z]+: /, '').replace(/, \w+( '.*)?$/, '');
    throw new Problem(`${path}: ${reason} (${error.code})`);
  }
}

function makeStaging(folder: string, undo: (() => void)[]): string {
  makeFolder(folder, undo);
  const staging = at(folder, () => mkdtempSync(join(folder, `.cdk8s-eo-${process.pid}-`)));
  undo.push(() => rmSync(staging, { recursive: true }));
  return staging;
}

function makeFolder(folder: string, undo: (() => void)[]): void {
  const first = at(folder, () => mkdirSync(folder, { recursive: true }));
  if (first === undefined) return;
  undo.push(() => {
    const end = dirname(resolve(first));
    for (let path = resolve(folder); path !== end; path = dirname(path)) rmdirSync(path);
  });
}

/** Writes the new text of a file and a copy of the old one. */
function prepare(target: string, text: string, staged: string) {
  const [next, previous] = [`${staged}-new`, `${staged}-old`];
  at(target, () => writeFileSync(next, text));
  if (!existsSync(target)) return { target, next };
  at(target, () => copyFileSync(target, previous));
  return { target, next, previous };
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return types.isNativeError(error) && 'code' in error && error.code === 'EPERM';
  }
}
