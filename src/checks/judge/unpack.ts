import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { cacheFolder } from '../cache/folder';
import { keepFile } from '../cache/kept-file';
import { checksum, type Module, wasmPath } from './modules';
import type { KubernetesVersion } from './verdict';

/**
 * The module of a version, unpacked: the path of its file where it is kept between runs, else its
 * content.
 */
export async function unpacked(
  version: KubernetesVersion,
  module: Module,
): Promise<string | Uint8Array> {
  const folder = cacheFolder();
  const kept = folder && join(folder, `${checksum(version, module)}.wasm`);
  if (kept && existsSync(kept)) return kept;
  const content = await promisify(brotliDecompress)(await readFile(wasmPath(version, module)));
  if (kept) keepFile(kept, content);
  return content;
}
