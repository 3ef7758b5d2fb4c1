import type { Inventory } from '../../../inventory';
import type { Container } from '../../../pods';
import { listAt, textAt, valueAt } from '../../../read';
import { mountedFiles } from './mounted-files';
import { wordsOf } from './words';

/** Whether a container has the image of a Redis, or names its server. */
export function isRedis(container: Container): boolean {
  return (
    /^(redis|redis-stack-server|valkey|keydb)$/.test(imageName(container)) ||
    wordsOf(container).some(({ text }) => /(?:^|[\s/])(redis|valkey|keydb)-server\b/.test(text))
  );
}

/** The configuration files that a command line names. */
export function configPaths(line: string): string[] {
  return line.match(/\/[^\s"']+\.conf\b/g) ?? [];
}

/** A server of Redis, and all that is known of how it is told things. */
export interface RedisServer {
  /** Path of what starts it. */
  readonly path: string;

  /** The words that start it, with the texts of scripts. */
  readonly line: string;

  /** The lines of its configuration files; `undefined` where one of them is not here. */
  readonly config: string | undefined;

  /** The variables that are set, and `undefined` where some of them are not known. */
  readonly variables: ReadonlySet<string> | undefined;

  /** Whether the image starts it, with the variables that it knows. */
  readonly byVariables: boolean;
}

/** The server that a container starts; `undefined` where nothing shows one. */
export function redisServerOf(inventory: Inventory, container: Container): RedisServer | undefined {
  const words = wordsOf(container);
  const texts = words.map(({ text }) => text);
  const line = texts.join(' ');
  const scripts = [...mountedFiles(inventory, container, scriptPaths(texts)).values()];
  const starting = scripts.filter((text) => STARTS.test(text));
  const direct = words.find(
    ({ text }, index) => isProgram(texts, index) || (/\s/.test(text) && STARTS.test(text)),
  );
  const byImage = isStartedByImage(container, texts);
  if (direct === undefined && starting.length === 0 && !byImage) return undefined;
  const paths = configPaths(line);
  const files = mountedFiles(inventory, container, paths);
  const field = words[0]?.path.replace(/\[\d+\]$/, '') ?? `${container.path}.image`;
  return {
    path: direct?.path ?? field,
    line: [line, ...starting].join('\n'),
    config: paths.every((path) => files.has(path)) ? [...files.values()].join('\n') : undefined,
    variables: variablesOf(container),
    byVariables: byImage && /bitnami/i.test(textAt(container.spec, 'image') ?? ''),
  };
}

const SERVER = /^(?:\S*\/)?(redis|valkey|keydb)-server$/;

/** A server at a place of a shell's script where a command stands. */
const STARTS =
  /(?:^|[;&|({]|\b(?:then|do|else)\s|\bexec\s[^;&|\n]{0,100}?)[ \t]*(?:\/[\w./-]*\/)?(?:redis|valkey|keydb)-server(?=[\s;&|)]|$)/m;

/** Programs that start the one that comes after them. */
const WRAPPERS = /^(tini|dumb-init|catatonit|exec|(docker-)?entrypoint\.sh|gosu|su-exec|nice)$/;

/** Whether a word is the server itself, and not the name of a host that something else asks. */
function isProgram(texts: readonly string[], index: number): boolean {
  if (!SERVER.test(texts[index] ?? '')) return false;
  return texts.slice(0, index).every((text, at) => {
    const name = text.replace(/^.*\//, '');
    return (
      WRAPPERS.test(name) || text.startsWith('-') || /^(gosu|su-exec)$/.test(texts[at - 1] ?? '')
    );
  });
}

/** Whether the image's own entry point starts the server, with these words as its options. */
function isStartedByImage(container: Container, texts: readonly string[]): boolean {
  if (!/^(redis|redis-stack-server|valkey|keydb)$/.test(imageName(container))) return false;
  if (listAt(container.spec, 'command').length > 0) return false;
  return texts[0] === undefined || texts[0].startsWith('-') || texts[0].endsWith('.conf');
}

function scriptPaths(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.match(/\/[^\s"';&|]+/g) ?? []);
}

function variablesOf({ spec }: Container): ReadonlySet<string> | undefined {
  if (listAt(spec, 'envFrom').length > 0) return undefined;
  const set = listAt(spec, 'env').filter(
    (variable) =>
      textAt(variable, 'value') !== undefined || valueAt(variable, 'valueFrom') !== undefined,
  );
  return new Set(set.map((variable) => textAt(variable, 'name') ?? ''));
}

function imageName({ spec }: Container): string {
  const image = textAt(spec, 'image') ?? '';
  return image.slice(image.lastIndexOf('/') + 1).replace(/[:@].*$/, '');
}
