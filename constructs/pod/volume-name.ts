/**
 * A name for a volume that tells what is in it: a DNS label of at most 63 characters.
 *
 * @param parts what to make the name of, such as an id and a path
 */
export function volumeName(...parts: string[]): string {
  return parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(-63)
    .replace(/^-+|-+$/g, '');
}
