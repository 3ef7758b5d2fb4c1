import { quoted, type Violation, violation } from './violation';

/** An absolute path on a server: a file or directory, with no way back up. */
export function absolutePath(value: unknown): Violation | undefined {
  if (isAbsolute(value)) return undefined;
  const text = typeof value === 'string' ? value.trim() : '';
  const fixed = text.startsWith('/') ? resolved(text) : `/${text.replace(/^\.\//, '')}`;
  return violation(
    "must be an absolute path, without '..', control characters or spaces at its ends",
    /^(\/|[\w.-][^:\\]*$)/.test(text) && isAbsolute(fixed) ? `write ${quoted(fixed)}` : undefined,
  );
}

/**
 * Where a container sees a volume. The server accepts nearly any text here, and the container then
 * fails to start.
 */
export function mountPath(value: unknown): Violation | undefined {
  if (isMountPath(value)) return undefined;
  const text = typeof value === 'string' ? value.trim() : '';
  const mode = /:(ro|rw)$/.exec(text)?.[1];
  const fixed = resolved(`/${mode === undefined ? text : text.slice(0, -3)}`);
  const usable = /^[^~\\]/.test(text) && isMountPath(fixed);
  return violation(
    "must be an absolute path below '/', without ':', '.', '..' or empty elements, " +
      'and without a slash at its end',
    usable ? `write ${quoted(fixed)}${mode === 'ro' ? ' and mount it read-only' : ''}` : undefined,
  );
}

/** The path of a single file, whose name Linux must be able to hold. */
export function fileName(path: unknown): Violation | undefined {
  const elements = typeof path === 'string' ? path.split('/') : [];
  const fits = elements.every((element) => Buffer.byteLength(element) <= 255);
  return fits ? undefined : violation('must have at most 255 bytes in each part');
}

/** The path of a file in a ConfigMap's folder, where the kubelet keeps names with '..' to itself. */
export function liveFileName(path: unknown): Violation | undefined {
  if (typeof path !== 'string' || !/(^|\/)\.\.[^/]*$/.test(path)) return undefined;
  return violation("must not have a name that begins with '..' in a folder that is live");
}

/** A path inside a volume. */
export function subPath(value: unknown): Violation | undefined {
  if (isSubPath(value)) return undefined;
  const fixed = typeof value === 'string' ? resolved(value.trim()).replace(/^\/+/, '') : '';
  return violation(
    "must be a relative path, not beginning with '/' or '..' and without '..' elements",
    isSubPath(fixed) ? `write ${quoted(fixed)}` : undefined,
  );
}

/**
 * The path of an Ingress rule whose type is Exact or Prefix. Regular expressions would need the type
 * ImplementationSpecific.
 */
export function urlPath(value: unknown): Violation | undefined {
  if (isUrlPath(value)) return undefined;
  const fixed = typeof value === 'string' && value !== '' ? likeUrlPath(value) : '';
  return violation(
    "must be a URL path: beginning with '/', without '//', '.' and '..' elements, '%2F', spaces, " +
      'a query or a regular expression',
    isUrlPath(fixed) ? `write ${quoted(fixed)}` : undefined,
  );
}

function isClean(value: unknown): value is string {
  return typeof value === 'string' && value.trim() === value && !/\p{Control}/u.test(value);
}

function isAbsolute(value: unknown): value is string {
  return isClean(value) && value.startsWith('/') && !value.split('/').includes('..');
}

function isMountPath(value: unknown): value is string {
  return (
    isAbsolute(value) &&
    !value.includes(':') &&
    value
      .slice(1)
      .split('/')
      .every((element) => element !== '' && element !== '.')
  );
}

function isSubPath(value: unknown): value is string {
  return isClean(value) && /^(?!\/|\.\.).+$/.test(value) && !value.split('/').includes('..');
}

function isUrlPath(value: unknown): value is string {
  return (
    isClean(value) &&
    value.startsWith('/') &&
    !/\/\/|\/\.{1,2}(\/|$)|%2f/i.test(value) &&
    !/[\s?#()*[\]{}|^$\\"<>`;]/.test(value)
  );
}

function likeUrlPath(text: string): string {
  const path = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
    .replace(/[?#].*$/s, '')
    .replace(/(\/|\(\/\|\$\))?\(?\.?\*\)?\$?$/, '');
  const absolute = resolved(`/${path}`);
  return path.endsWith('/') && absolute !== '/' ? `${absolute}/` : absolute;
}

/** The path without empty, '.' and '..' elements. */
function resolved(path: string): string {
  const elements: string[] = [];
  for (const element of path.split('/')) {
    if (element === '..') elements.pop();
    else if (element !== '' && element !== '.') elements.push(element);
  }
  return `${path.startsWith('/') ? '/' : ''}${elements.join('/')}`;
}
