import type { Inventory } from '../../../inventory';
import type { Container } from '../../../pods';
import { listAt, textAt, textsAt } from '../../../read';
import { wordsOf } from './words';

/** A Redis that writes every change down. */
export interface AppendOnly {
  /** Path of what says so. */
  readonly path: string;

  /** The folder of its files. */
  readonly folder: string;
}

/** Where the image of Redis keeps its files, unless it is told otherwise. */
const FOLDER = '/data';

/** What a container says of Redis' append-only file; `undefined` where it has none. */
export function appendOnlyOf(inventory: Inventory, container: Container): AppendOnly | undefined {
  if (!isRedis(container)) return undefined;
  const words = wordsOf(container);
  const line = words.map(({ text }) => text).join(' ');
  const file = configFiles(inventory, container, line);
  const told = /(?:^|\s)--appendonly[\s=]+["']?(\w+)/i.exec(line)?.[1];
  const written = /^[ \t]*appendonly[ \t]+["']?(\w+)/im.exec(file)?.[1];
  if ((told ?? written)?.toLowerCase() !== 'yes') return undefined;
  const folder =
    /(?:^|\s)--dir[\s=]+["']?([^\s"']+)/.exec(line)?.[1] ??
    /^[ \t]*dir[ \t]+["']?([^\s"']+)/m.exec(file)?.[1] ??
    FOLDER;
  const from = textAt(container.spec, 'workingDir') ?? FOLDER;
  const said = words.find(({ text }) =>
    told === undefined ? text.includes('.conf') : /--appendonly/i.test(text),
  );
  return {
    path: said?.path ?? container.path,
    folder: folder.startsWith('/') ? withoutSlash(folder) : withoutSlash(from),
  };
}

function isRedis(container: Container): boolean {
  const image = textAt(container.spec, 'image') ?? '';
  const name = image.slice(image.lastIndexOf('/') + 1).replace(/[:@].*$/, '');
  return (
    /^(redis|redis-stack-server|valkey|keydb)$/.test(name) ||
    wordsOf(container).some(({ text }) => /(?:^|[\s/])(redis|valkey|keydb)-server\b/.test(text))
  );
}

/** The configuration files that a command line names, where a ConfigMap that is here has them. */
function configFiles(inventory: Inventory, { pod, spec }: Container, line: string): string {
  const paths = line.match(/\/[^\s"']+\.conf\b/g) ?? [];
  const volumes = listAt(pod.spec, 'volumes');
  return listAt(spec, 'volumeMounts')
    .flatMap((mount) => {
      const at = textAt(mount, 'mountPath');
      const volume = volumes.find((item) => textAt(item, 'name') === textAt(mount, 'name'));
      const name = textAt(volume, 'configMap', 'name');
      const config = name && inventory.beside(pod.object, '/ConfigMap', name);
      if (at === undefined || !config) return [];
      const items = listAt(volume, 'configMap', 'items');
      return paths.flatMap((path) => {
        const file =
          path === at ? textAt(mount, 'subPath') : path.slice(withoutSlash(at).length + 1);
        if (file === undefined || !path.startsWith(at)) return [];
        const item = items.find((known) => textAt(known, 'path') === file);
        return textsAt(config, 'data')[textAt(item, 'key') ?? file] ?? [];
      });
    })
    .join('\n');
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
