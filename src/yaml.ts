import { isScalar, type Pair, type ScalarTag, stringify } from 'yaml';
import { compareTexts } from './order';

/**
 * Writes an object as one YAML document that starts with `---`.
 *
 * `apiVersion`, `kind` and `metadata` come first, all other keys by the alphabet. Texts of several
 * lines are literal blocks. Every text is read back as the same text by readers of YAML 1.1, of
 * YAML 1.2 and of Kubernetes, which mixes the two.
 */
export function toYaml(object: object): string {
  return stringify(object, {
    aliasDuplicateObjects: false,
    customTags: (tags) => [text, ...tags.filter((tag) => tag !== text.tag)],
    directives: true,
    sortMapEntries: byKey,
  });
}

const FIRST_KEYS = ['metadata', 'kind', 'apiVersion'];

function byKey(a: Pair, b: Pair): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  return FIRST_KEYS.indexOf(right) - FIRST_KEYS.indexOf(left) || compareTexts(left, right);
}

const text: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  identify: (value) => typeof value === 'string',
  resolve: (value) => value,
  stringify(node, { implicitKey, indent }) {
    const value = String(node.value);
    if (isPlain(value)) return value;
    return isBlock(value) && !implicitKey ? block(value, indent) : quote(value);
  },
};

const PLAIN = /^(?:[\w./$(]|-{1,2}[A-Za-z])[\x20-\x7e]*$/;
const SYNTAX = /: |[: ]$| #/;
const WORD = /^(?:y|yes|n|no|on|off|true|false|null|\.inf|\.nan)$/i;
/** Digits, hexadecimal digits and what stands between them in numbers, times and dates. */
const NUMBER = /^(?:[.\d][\da-fxotz_+.:\s-]*|e[-+]?\d+)$/i;
/** An address or a version, which no reader takes for a number. */
const DOTTED = /^\d+(?:\.\d+){2,}$/;

/** Whether a text needs no quotes. What a reader could take for something else gets them. */
function isPlain(value: string): boolean {
  return (
    PLAIN.test(value) &&
    !SYNTAX.test(value) &&
    !WORD.test(value) &&
    (!NUMBER.test(value) || DOTTED.test(value))
  );
}

const PRINTABLE =
  /^[\t\n\x20-\x7e\u{a0}-\u{2027}\u{202a}-\u{d7ff}\u{e000}-\u{fefe}\u{ff00}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;
/** The first line must show the indentation, and the end must not be white space alone. */
const SHAPELESS = /^\n*[ \t]|^\n*$|\n\s*\n$|\n[ \t]+$/;

function isBlock(value: string): boolean {
  return value.includes('\n') && PRINTABLE.test(value) && !SHAPELESS.test(value);
}

function block(value: string, indent: string): string {
  const [header, body] = value.endsWith('\n') ? ['|', value.slice(0, -1)] : ['|-', value];
  return `${header}\n${body.replace(/^(?!\n|$)/gm, indent)}`;
}

/** In double quotes, as in JSON, and what ends a line or does not print for YAML as `\uXXXX`. */
function quote(value: string): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : String(key);
}
