import type { Inventory } from '../../../inventory';
import type { Container } from '../../../pods';
import { listAt, textAt, textsAt } from '../../../read';

/** The texts of files that a container sees, by their paths, where a ConfigMap that is here has them. */
export function mountedFiles(
  inventory: Inventory,
  { pod, spec }: Container,
  paths: readonly string[],
): ReadonlyMap<string, string> {
  const volumes = listAt(pod.spec, 'volumes');
  const found = listAt(spec, 'volumeMounts').flatMap((mount) => {
    const at = textAt(mount, 'mountPath');
    const volume = volumes.find((item) => textAt(item, 'name') === textAt(mount, 'name'));
    const name = textAt(volume, 'configMap', 'name');
    const config = name && inventory.beside(pod.object, '/ConfigMap', name);
    if (at === undefined || !config) return [];
    const items = listAt(volume, 'configMap', 'items');
    return paths.flatMap((path): [string, string][] => {
      const file = path === at ? textAt(mount, 'subPath') : path.slice(withoutSlash(at).length + 1);
      if (file === undefined || !path.startsWith(at)) return [];
      const item = items.find((known) => textAt(known, 'path') === file);
      const text = textsAt(config, 'data')[textAt(item, 'key') ?? file];
      return text === undefined ? [] : [[path, text]];
    });
  });
  return new Map(found);
}

/** A path without a slash at its end. */
export function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
