import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { at } from '../file-changes';
import { Problem } from '../problem';
import type { SourceFile } from './documents';

/** How standard input is named, on the command line and in reports. */
export const STDIN = '-';

/**
 * Reads files, the YAML and JSON files below folders, and standard input, each once.
 *
 * @param stdin what standard input holds, where it is among the paths
 * @throws a `Problem` at what cannot be read, and at Helm charts, which are templates
 */
export function* readFiles(
  paths: readonly string[],
  stdin: Uint8Array | undefined,
): Generator<SourceFile> {
  const seen = new Set<string>();
  for (const path of paths.flatMap(filesAt)) {
    const identity = path === STDIN ? STDIN : at(path, () => realpathSync(path));
    if (seen.has(identity)) continue;
    seen.add(identity);
    const bytes = path === STDIN ? (stdin ?? new Uint8Array()) : at(path, () => readFileSync(path));
    yield { name: path.split(sep).join('/'), text: decode(path, bytes) };
  }
}

/** The files that a path stands for, in the order of their names. */
function filesAt(path: string): string[] {
  if (path === STDIN) return [STDIN];
  if (path === '') throw new Problem('the name of a file is empty');
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new Problem(`there is no file or folder ${path}`);
  if (!stats.isDirectory()) return [path];
  const files = [...filesBelow(path, new Set())];
  if (files.length > 0) return files;
  throw new Problem(`there is no file of manifests (.yaml, .yml, .json) below ${path}`);
}

function* filesBelow(folder: string, seen: Set<string>): Generator<string> {
  const identity = at(folder, () => realpathSync(folder));
  if (seen.has(identity)) return;
  seen.add(identity);
  const names = at(folder, () => readdirSync(folder)).sort();
  if (names.includes('Chart.yaml')) {
    throw new Problem(
      `${folder} is a Helm chart, and its templates are no YAML; ` +
        `render it first: helm template ${folder} | npx cdk8s-eo check -`,
    );
  }
  for (const name of names) {
    if (name.startsWith('.') || name === 'node_modules') continue;
    const path = join(folder, name);
    // A link that leads nowhere is nothing.
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory()) yield* filesBelow(path, seen);
    else if (stats?.isFile() && MANIFEST.test(name) && !NO_MANIFEST.test(name)) yield path;
  }
}

const MANIFEST = /\.(?:ya?ml|json)$/;

/** Files that stand beside manifests and are none. */
const NO_MANIFEST = new RegExp(
  `^(?:${[
    'kustomization\\.ya?ml',
    'values.*\\.(?:ya?ml|json)',
    '(?:docker-)?compose.*\\.ya?ml',
    '(?:cdk8s|skaffold|helmfile|mkdocs)\\.ya?ml',
    '(?:package|package-lock|tsconfig.*|jsconfig.*|renovate)\\.json',
  ].join('|')})$`,
);

function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(`${path}: this is no text in UTF-8`);
  }
}
