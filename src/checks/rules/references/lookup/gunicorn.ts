import type { Container } from '../../../pods';
import { listAt, textAt, valueAt } from '../../../read';
import { wordsOf } from './words';

/** How long gunicorn lets a worker work, unless it is told otherwise. */
const DEFAULT_SECONDS = 30;

/**
 * How long a request to a container may take until gunicorn ends it; `undefined` where it runs no
 * gunicorn, where a file says it, or where its workers take several requests at once: then the timeout
 * is none of a request.
 */
export function gunicornSeconds(container: Container): number | undefined {
  const line = wordsOf(container)
    .map(({ text }) => text)
    .join(' ');
  const own = /(?:^|[\s/])gunicorn\s+([^;&|]*)/.exec(line)?.[1];
  if (own === undefined) return undefined;
  const variable = listAt(container.spec, 'env').find(
    (item) => textAt(item, 'name') === 'GUNICORN_CMD_ARGS',
  );
  if (valueAt(variable, 'valueFrom') !== undefined) return undefined;
  // Of two settings the later one counts, and the command line comes after the variable.
  const settings = `${textAt(variable, 'value') ?? ''} ${own}`;
  const workers = settingIn(settings, '-k', '--worker-class') ?? 'sync';
  const threads = Number(settingIn(settings, '--threads') ?? 1);
  if (workers !== 'sync' || threads !== 1) return undefined;
  const seconds = settingIn(settings, '-t', '--timeout');
  if (seconds === undefined) {
    return settingIn(settings, '-c', '--config') === undefined ? DEFAULT_SECONDS : undefined;
  }
  if (!/^\d+$/.test(seconds)) return undefined;
  return Number(seconds) === 0 ? Number.POSITIVE_INFINITY : Number(seconds);
}

/** The last value of a setting of a command line, by any of its names. */
function settingIn(line: string, ...names: readonly string[]): string | undefined {
  const pattern = new RegExp(`(?:^|\\s)(?:${names.join('|')})(?:=|\\s+)["']?([^\\s"']+)`, 'g');
  return [...line.matchAll(pattern)].at(-1)?.[1];
}
