import type { Construct } from 'constructs';
import { explain, invalid } from '../invalid';
import { credentialsInValue } from '../rules/credentials/credentials';
import { mayHoldCredential } from '../rules/credentials/hint';
import { isPlainObject } from '../rules/objects';

/** The most bytes of an item: what is larger makes every step of the queue slow. */
const MAX_BYTES = 64 * 1024;

/** How deep an item may be nested; one that holds itself is deeper. */
const MAX_DEPTH = 100;

/**
 * An item as the line that is put into a list: a text as it is, an object as JSON.
 *
 * @param prop how errors call the item
 * @throws where it is no object or text, cannot be written as JSON, is larger than 64 KiB, or holds what
 *   looks like a credential
 */
export function lineOf(construct: Construct, item: unknown, prop: string): string {
  const line = typeof item === 'string' ? item : json(construct, item, prop);
  if (line.trim() === '' || /[\r\n\0]|\p{Surrogate}/u.test(line)) {
    throw explain(construct, `${prop} must be one line of text that says something`);
  }
  if (line.length > MAX_BYTES || Buffer.byteLength(line) > MAX_BYTES) {
    const fix = 'put what is large on a share or in a bucket, and its name into the item';
    throw explain(construct, `${prop} must have at most ${MAX_BYTES} bytes`, fix);
  }
  checkCredentials(construct, item, line, prop);
  return line;
}

function json(construct: Construct, item: unknown, prop: string): string {
  if (!isPlainObject(item)) {
    const rule = { rule: 'must be an object or a text', fix: 'write { … }' };
    throw invalid(construct, prop, rule, item);
  }
  const found = unwritableIn(item, MAX_DEPTH);
  if (found === undefined) return JSON.stringify(item);
  const rule = 'must be a text, a number, true or false, null, a list or an object';
  throw invalid(construct, prop + found.path, { rule, fix: found.fix }, found.value);
}

/** Most items show at a first look that they hold none, and there may be very many. */
function checkCredentials(construct: Construct, item: unknown, line: string, prop: string): void {
  // What JSON escapes could hide a word from that look.
  if (!line.includes('\\') && !mayHoldCredential(line)) return;
  const [finding] = credentialsInValue(item);
  if (finding === undefined) return;
  throw explain(
    construct,
    `${prop} must not hold a credential (${finding.key}: ${finding.reason})`,
    'give the worker a SecretKey as an environment variable or a SecretFileMount',
  );
}

/** A value that JSON would leave out or change, and where it stands in the item. */
interface Unwritable {
  readonly path: string;
  readonly value: unknown;
  readonly fix?: string;
}

function unwritableIn(value: unknown, levels: number): Unwritable | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return undefined;
  if (levels === 0) return { path: '', value, fix: `nest it less than ${MAX_DEPTH} levels deep` };
  if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) {
      const found = unwritableIn(inner, levels - 1);
      if (found) return { ...found, path: `[${index}]${found.path}` };
    }
    return undefined;
  }
  if (!isPlainObject(value)) return { path: '', value, fix: fixOf(value) };
  for (const key of Object.keys(value)) {
    const found = unwritableIn(value[key], levels - 1);
    if (found) return { ...found, path: `.${key}${found.path}` };
  }
  return undefined;
}

function fixOf(value: unknown): string | undefined {
  if (value === undefined) return 'leave it out';
  return value instanceof Date ? 'write it as an ISO 8601 text' : undefined;
}
