import { type Dirent, existsSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at, removeLeftovers, replaceFiles } from './file-changes';
import { isOurs, type Part } from './manifest-file';
import { Problem } from './problem';

/** How many files a synthesis changed, left alone and removed. */
export interface Changes {
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
}

/**
 * Brings a folder up to date: writes the files whose text differs, leaves the others alone, and
 * removes those that an earlier synthesis made and this one does not.
 *
 * @param files the text of each file, by its path below the folder
 * @param part what the files are a part of; nothing outside it is removed @default - everything
 * @throws a `Problem` that names the path; the folder is then as it was
 */
export function write(
  files: ReadonlyMap<string, string>,
  outdir: string,
  part: Part = {},
): Changes {
  for (const path of files.keys()) mustBeFolders(outdir, join(outdir, dirname(path)));
  removeLeftovers(outdir);
  const changed = [...files].filter(([path, text]) => textOf(join(outdir, path)) !== text);
  const obsolete = obsoleteFiles(files, outdir, part);
  if (changed.length + obsolete.length > 0) replaceFiles(outdir, new Map(changed), obsolete);
  for (const folder of new Set(obsolete.map(dirname))) removeIfEmpty(join(outdir, folder));
  return {
    changed: changed.length,
    unchanged: files.size - changed.length,
    removed: obsolete.length,
  };
}

function mustBeFolders(...paths: readonly string[]): void {
  for (const path of paths) {
    if (at(path, () => statSync(path, { throwIfNoEntry: false }))?.isDirectory() === false) {
      throw new Problem(`${path} is not a folder; move it away, or choose another --output`);
    }
  }
}

function obsoleteFiles(
  files: ReadonlyMap<string, string>,
  outdir: string,
  part: Part,
): readonly string[] {
  return entriesOf(outdir)
    .filter((folder) => folder.isDirectory())
    .flatMap((folder) =>
      entriesOf(join(outdir, folder.name))
        .filter((file) => file.isFile() && file.name.endsWith('.k8s.yaml'))
        .map((file) => `${folder.name}/${file.name}`),
    )
    .filter((path) => !files.has(path))
    .filter((path) => isOurs(path, textOf(join(outdir, path)) ?? '', part));
}

function entriesOf(folder: string): Dirent[] {
  if (!existsSync(folder)) return [];
  return at(folder, () => readdirSync(folder, { withFileTypes: true }));
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? at(path, () => readFileSync(path, 'utf8')) : undefined;
}

function removeIfEmpty(folder: string): void {
  if (entriesOf(folder).length === 0) at(folder, () => rmdirSync(folder));
}
