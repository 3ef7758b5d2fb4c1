import { quoted, type Violation, violation } from './violation';

/**
 * A container image that names one fixed version: `[host[:port]/]path[:tag][@sha256:digest]` with a
 * tag other than `latest`, a digest, or both. In pod templates the server checks nothing of this.
 *
 * @see https://github.com/distribution/reference
 */
export function image(value: unknown): Violation | undefined {
  const text = typeof value === 'string' ? value : '';
  const parts = parse(text);
  if (parts === undefined) return imageReference(value);

  const { name, tag, digest } = parts;
  if (tag === 'latest') {
    return digest === undefined
      ? violation(
          "must have a fixed tag or a digest, not the tag 'latest'",
          `write the version, as in ${quoted(`${name}:1.2.3`)}`,
        )
      : violation("must not have the tag 'latest'", `write ${quoted(`${name}@${digest}`)}`);
  }
  if (tag === undefined && digest === undefined) {
    return violation(
      'must have a tag or a digest',
      `add the version, as in ${quoted(`${name}:1.2.3`)}`,
    );
  }
  return undefined;
}

/** A container image that can be pulled, whether it names a fixed version or not. */
export function imageReference(value: unknown): Violation | undefined {
  const text = typeof value === 'string' ? value : '';
  return parse(text) ? undefined : violation(REFERENCE_RULE, referenceFix(text));
}

const REFERENCE_RULE =
  'must be an image reference: [host[:port]/]path[:tag][@sha256:64 hexadecimal digits], ' +
  'without scheme and spaces, host and path in lower case';

const HOST =
  /^(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::(\d{1,5}))?$/;
const PATH_ELEMENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;

interface ImageReference {
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

function parse(text: string): ImageReference | undefined {
  const match = /^([^@\s]+?)(?::(\w[\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(text);
  const [, name = '', tag, digest] = match ?? [];
  return isName(name) ? { name, tag, digest } : undefined;
}

function isName(name: string): boolean {
  const [first = '', ...rest] = name.split('/');
  const namesHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return (
    name.length <= 255 &&
    (namesHost ? isHost(first) : PATH_ELEMENT.test(first)) &&
    rest.every((element) => PATH_ELEMENT.test(element))
  );
}

function isHost(text: string): boolean {
  const match = HOST.exec(text);
  return match !== null && Number(match[1] ?? 1) >= 1 && Number(match[1] ?? 1) <= 65535;
}

function referenceFix(text: string): string | undefined {
  const bare = text.replace(/\s+/g, '').replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const [, name = '', version = ''] = /^(.*?)((?::[^:/@]*)?(?:@[^/]*)?)$/.exec(bare) ?? [];
  const path = name.toLowerCase();
  const like = path + version.replace(/@.*/, (digest) => digest.toLowerCase());
  const { tag, digest } = parse(like) ?? {};
  if (tag !== 'latest' && (tag ?? digest) !== undefined) return `write ${quoted(like)}`;
  return isName(path) ? `write the version too, as in ${quoted(`${path}:1.2.3`)}` : undefined;
}
