import { createHash } from 'node:crypto';

/**
 * A name for a volume that tells what is in it: a DNS label of at most 63 characters.
 *
 * @param parts what to make the name of, such as an id and a path
 */
export function volumeName(...parts: string[]): string {
  return shortName(parts.join('-'));
}

/**
 * A text as a DNS label. Where letters are lost, because they are not ASCII or too many, the name ends
 * in a hash of the text, so that two texts do not become one name.
 *
 * @param maxLength of the label, at least 20
 */
export function shortName(text: string, maxLength = 63): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const isWhole =
    name !== '' && name.length <= maxLength && !/(?![a-z0-9])[\p{L}\p{N}]/iu.test(text);
  if (isWhole) return name;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const end = name.slice(-(maxLength - hash.length - 1)).replace(/^-+/, '');
  return end === '' ? `volume-${hash}` : `${end}-${hash}`;
}
