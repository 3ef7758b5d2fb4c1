import type { Inventory } from '../../../inventory';
import type { Container } from '../../../pods';
import { textAt } from '../../../read';
import { mountedFiles, withoutSlash } from './mounted-files';
import { configPaths, isRedis } from './redis';
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
  const file = [...mountedFiles(inventory, container, configPaths(line)).values()].join('\n');
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
