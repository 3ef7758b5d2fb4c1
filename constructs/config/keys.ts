import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { configKey } from '../rules/names';

/**
 * The keys of the files in the ConfigMap: their names, with their folders where two have one name, and
 * with a hash of the path where that is no key, or the key of two.
 */
export function configKeys(paths: readonly string[]): string[] {
  const names = paths.map((path) => posix.basename(path));
  const keys = paths.map((path, index) => {
    const name = names[index] ?? path;
    return (isTwice(names, name) ? path.slice(1) : name).replace(/[^-._a-zA-Z0-9]/g, '_');
  });
  return paths.map((path, index) => {
    const key = keys[index] ?? path;
    if (configKey(key) === undefined && !isTwice(keys, key)) return key;
    const hash = createHash('sha256').update(path).digest('hex').slice(0, 10);
    return `${key.replace(/^\.+/, '_.').slice(0, 200)}-${hash}`;
  });
}

function isTwice(words: readonly string[], word: string): boolean {
  return words.indexOf(word) !== words.lastIndexOf(word);
}
