import { createHash } from 'node:crypto';
import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import { fileName, mountPath } from '../rules/paths';
import type { ConfigFile } from './config-file';
import { type Content, contentOf, MAX_BYTES } from './content';
import { configKeys } from './keys';

/**
 * The files of one ConfigMap, in the order of their paths.
 *
 * @throws where there is none, where a path breaks the rules, where they are too large together, and
 *   the errors of `contentOf`
 */
export function contentsOf(
  construct: Construct,
  files: Readonly<Record<string, ConfigFile>>,
  notSecret: readonly string[],
): Content[] {
  const paths = Object.keys(files).sort();
  if (paths.length === 0) throw explain(construct, 'files must hold at least one file');
  for (const path of paths) {
    must(construct, 'files: path', path, mountPath(path) ?? fileName(path));
  }
  const keys = configKeys(paths);
  const contents = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, file], index) => contentOf(construct, path, keys[index] ?? path, file, notSecret));
  const total = contents.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (total > MAX_BYTES) {
    throw explain(
      construct,
      `files must have at most ${MAX_BYTES} bytes together, as a ConfigMap holds no more, got ${total}`,
      'make several ConfigFileMounts, or put large files on a volume',
    );
  }
  return contents;
}

/** The texts of a ConfigMap. */
export function textData(contents: readonly Content[]): Record<string, string> | undefined {
  return dataOf(contents, ({ text }) => text);
}

/** What a ConfigMap holds that is no text, in base64. */
export function binaryData(contents: readonly Content[]): Record<string, string> | undefined {
  return dataOf(contents, ({ text, bytes }) =>
    text === undefined ? bytes.toString('base64') : undefined,
  );
}

function dataOf(
  contents: readonly Content[],
  value: (content: Content) => string | undefined,
): Record<string, string> | undefined {
  const entries = contents.flatMap((content) => {
    const data = value(content);
    return data === undefined ? [] : [[content.key, data] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** A hash of what a ConfigMap holds, whatever the order in which it was given. */
export function contentHash(contents: readonly Content[]): string {
  const hash = createHash('sha256');
  for (const { key, bytes } of [...contents].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    hash.update(`${key.length}:${key}${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex').slice(0, 10);
}
