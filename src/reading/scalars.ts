/** Thrown where YAML says something that no JSON can hold, or that a tag forbids. */
export class ScalarError extends Error {}

type Scalar = string | number | boolean | null;

/**
 * What a plain scalar means to kubectl: its reader is one of YAML 1.1 without times and without
 * numbers of base 60, which reads numbers as Go does.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2/resolve.go
 * @throws a `ScalarError` at `.nan` and `.inf`, which kubectl refuses
 */
export function plainScalar(text: string): Scalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!NUMBER_START.test(text)) return text;
  if (INFINITE.test(text)) throw new ScalarError(`${text} is no number that JSON can hold`);
  const digits = text.replaceAll('_', '');
  if (text.startsWith('.')) return DOT_FLOAT.test(text) ? float(digits, text) : text;
  return integer(digits) ?? (FLOAT.test(digits) ? float(digits, text) : text);
}

/**
 * What a scalar with a tag of YAML's own means, such as `!!str 12`. What stands behind any other
 * tag is a text.
 *
 * @throws a `ScalarError` where the tag and the text do not agree
 */
export function taggedScalar(tag: string, text: string): Scalar {
  const name = tag.startsWith(YAML_TAGS) ? tag.slice(YAML_TAGS.length) : '';
  if (name === 'binary') return Buffer.from(text, 'base64').toString('utf8');
  const accepts = TYPES.get(name);
  if (!accepts) return text;
  const value = plainScalar(text);
  if (!accepts(value)) throw new ScalarError(`'${text}' is no !!${name}`);
  return value;
}

const YAML_TAGS = 'tag:yaml.org,2002:';

const TYPES = new Map<string, (value: Scalar) => boolean>([
  ['bool', (value) => typeof value === 'boolean'],
  ['int', (value) => Number.isInteger(value)],
  ['float', (value) => typeof value === 'number'],
  ['null', (value) => value === null],
]);

const WORDS = new Map<string, Scalar>([
  ...words(true, ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']),
  ...words(false, ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']),
  ...words(null, ['', '~', 'null', 'Null', 'NULL']),
]);

const NUMBER_START = /^[-+.\d]/;
const INFINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const DOT_FLOAT = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const INTEGER = /^([-+]?)(?:0[xX]([\da-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+)|(0|[1-9]\d*))$/;

/** An integer as Go reads it where the base is up to the prefix: `017` and `0o17` are 15. */
function integer(digits: string): number | undefined {
  const [, sign, hexadecimal, octal, binary, decimal] = INTEGER.exec(digits) ?? [];
  if (sign === undefined) return undefined;
  const [base, text] = hexadecimal
    ? [16, hexadecimal]
    : octal
      ? [8, octal]
      : binary
        ? [2, binary]
        : [10, decimal ?? ''];
  const value = Number.parseInt(text, base);
  // Without the sum, -0 would be written as another text than 0.
  return sign === '-' ? 0 - value : value;
}

/** A number, or its own text where it is too large for one. */
function float(digits: string, text: string): number | string {
  const value = Number(digits);
  return Number.isFinite(value) ? value : text;
}

function words(value: Scalar, texts: readonly string[]): [string, Scalar][] {
  return texts.map((text) => [text, value]);
}
