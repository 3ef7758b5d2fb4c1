import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { NAMESPACE } from './bases';
import { change } from './change';
import type { Manifest } from './manifest';

const imports = join(__dirname, '..', '..', 'imports');
const kinds = join(__dirname, 'kinds');

/** The definitions that are committed, and one that has everything a schema can say. */
export const DEFINITIONS: readonly Manifest[] = [
  ...readdirSync(imports)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => read(join(imports, file))),
  ...read(join(kinds, 'definition.yaml')),
];

/** Good custom resources of them. */
export const CUSTOM_RESOURCES: readonly Manifest[] = read(join(kinds, 'custom.yaml')).map(
  (manifest) => change(manifest, { 'metadata.namespace': NAMESPACE.metadata.name }),
);

function read(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());
}
