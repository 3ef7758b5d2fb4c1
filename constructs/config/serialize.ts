import { Yaml } from 'cdk8s';
import { MARK, PLACEHOLDER } from '../rules/config-map';
import { environmentVariableName } from '../rules/names';
import { isPlainObject } from '../rules/objects';
import { SecretKey } from '../secret-key';

/** The formats that an object can be written in. */
export type ObjectFormat = 'yaml' | 'json' | 'ini' | 'dotenv';

/** An object written as text; each secret in it is a placeholder. */
export interface Serialized {
  readonly text: string;
  /** The secrets in the order of their placeholders. */
  readonly secrets: readonly SecretKey[];
}

/** What stands in YAML where a text belongs that must be in quotes. */
const QUOTED = `${MARK}text_`;

/**
 * Writes an object as text.
 *
 * @throws Error that says at which key a value cannot be written in the format, and why
 */
export function serialize(format: ObjectFormat, value: unknown): Serialized {
  const secrets: SecretKey[] = [];
  const plain = withPlaceholders(value, [], secrets);
  return { text: writers[format](plain), secrets };
}

type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [key: string]: Plain };

const writers: Readonly<Record<ObjectFormat, (value: Plain) => string>> = {
  yaml: yamlText,
  json: (value) => `${unquotePlaceholders(JSON.stringify(value, undefined, 2))}\n`,
  ini: (value) =>
    Object.entries(mapOf(value, []))
      .map(([name, section]) => iniSection(name, mapOf(section, [name])))
      .join('\n'),
  dotenv: (value) =>
    Object.entries(mapOf(value, []))
      .map(([name, scalar]) => `${dotenvName(name)}=${dotenvValue(scalarOf(scalar, [name]))}\n`)
      .join(''),
};

function withPlaceholders(
  value: unknown,
  path: string[],
  secrets: SecretKey[],
  above: readonly unknown[] = [],
): Plain {
  if (above.includes(value)) throw cannot(path, 'itself');
  if (value instanceof SecretKey) return `${PLACEHOLDER}${secrets.push(value) - 1}__`;
  if (typeof value === 'string') return withoutMark(value, path);
  if (typeof value === 'number' && !Number.isFinite(value)) throw cannot(path, String(value));
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      withPlaceholders(item, [...path, String(index)], secrets, [...above, value]),
    );
  }
  if (!isPlainObject(value)) {
    throw cannot(path, value === undefined ? 'undefined' : `a ${describe(value)}`);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      withoutMark(key, path),
      withPlaceholders(item, [...path, key], secrets, [...above, value]),
    ]),
  );
}

function withoutMark(text: string, path: string[]): string {
  if (text.includes(MARK)) throw cannot(path, `'${MARK}', which marks secrets`);
  return text;
}

/**
 * YAML that readers of YAML 1.1 and 1.2 understand alike. The writer of cdk8s leaves some texts bare that
 * they do not, or on which PyYAML fails; these are written in quotes here.
 */
function yamlText(value: Plain): string {
  const texts: string[] = [];
  const marked = Yaml.stringify(withQuoted(value, texts));
  return marked.replace(new RegExp(`${QUOTED}(\\d+)__`, 'g'), (_, index) =>
    inQuotes(texts[Number(index)] ?? ''),
  );
}

/** Octal numbers of YAML 1.2, words with a meaning, and characters that do not print. */
const MISREAD = /^[-+]?0o[0-7_]+$|^(<<|=)$|[\t\x7f-\x9f\u2028\u2029\ufffe\uffff]/;

function withQuoted(value: Plain, texts: string[]): Plain {
  if (typeof value === 'string') {
    return MISREAD.test(value) ? `${QUOTED}${texts.push(value) - 1}__` : value;
  }
  if (Array.isArray(value)) return value.map((item) => withQuoted(item, texts));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      String(withQuoted(key, texts)),
      withQuoted(item, texts),
    ]),
  );
}

function inQuotes(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function unquotePlaceholders(json: string): string {
  return json.replace(new RegExp(`"(${PLACEHOLDER}\\d+__)"`, 'g'), '$1');
}

/** What Python's `strip` takes away. */
const LOST_ENDS = /^[\s\p{Control}]|[\s\p{Control}]$/u;

/** What `configparser` reads back as it was, with its defaults. */
function iniSection(name: string, section: Readonly<Record<string, Plain>>): string {
  if (/^\s*$|[\]\r\n]/.test(name)) throw cannot([name], 'a section of this name');
  const keys = new Set<string>();
  const lines = Object.entries(section).map(([key, value]) => {
    const path = [name, key];
    const text = String(scalarOf(value, path));
    if (/^$|[=:\r\n]|^[#;[]/.test(key) || LOST_ENDS.test(key))
      throw cannot(path, 'a key of this name');
    if (keys.has(key.toLowerCase())) throw cannot(path, 'two keys that differ in their case alone');
    keys.add(key.toLowerCase());
    if (/[\r\n]/.test(text)) throw cannot(path, 'a value with line breaks');
    if (LOST_ENDS.test(text)) throw cannot(path, 'a value with spaces at its ends');
    if (text.replace(/%%|%\([^)]+\)s/g, '').includes('%')) {
      throw cannot(path, "a '%' that stands for no interpolation ('%%' is the sign itself)");
    }
    return `${key} = ${text}\n`;
  });
  return `[${name}]\n${lines.join('')}`;
}

function dotenvName(name: string): string {
  if (environmentVariableName(name) === undefined) return name;
  throw cannot([name], 'a variable of this name');
}

function dotenvValue(value: string | number | boolean): string {
  const text = String(value);
  if (/^[\w./:@%+,=-]*$/.test(text)) return text;
  return `"${text
    .replace(/[\\"$`]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')}"`;
}

function mapOf(value: Plain | undefined, path: string[]): Readonly<Record<string, Plain>> {
  if (isMap(value)) return value;
  throw cannot(path, 'anything but a map');
}

function isMap(value: Plain | undefined): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function scalarOf(value: Plain | undefined, path: string[]): string | number | boolean {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  throw cannot(path, 'anything but a text, a number or a boolean');
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
}

function cannot(path: readonly string[], what: string): Error {
  const where = JSON.stringify(path.join('.')).slice(1, -1);
  return new Error(`must not hold ${what}${path.length > 0 ? ` at '${where}'` : ''}`);
}
