import { createHash } from 'node:crypto';

/** A digest of texts, as the key of what depends on nothing else. */
export function keyOf(...texts: readonly string[]): string {
  const digest = createHash('sha256');
  for (const text of texts) digest.update(`${text.length}:`).update(text);
  return digest.digest('base64').slice(0, 24);
}
