import { Yaml } from 'cdk8s';
import { SecretKey } from '../secret-key';

/** The formats that an object can be written in. */
export type ObjectFormat = 'yaml' | 'json' | 'ini' | 'dotenv';

/** An object written as text; each secret in it is a placeholder. */
export interface Serialized {
  readonly text: string;
  /** The secrets in the order of their placeholders. */
  readonly secrets: readonly SecretKey[];
}

/** What stands in a text where a secret's value belongs; a number follows, and two underscores. */
export const PLACEHOLDER = '__cdk8s_eo_secret_';

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
  yaml: (value) => Yaml.stringify(value),
  json: (value) => `${unquotePlaceholders(JSON.stringify(value, undefined, 2))}\n`,
  ini: (value) =>
    Object.entries(mapOf(value, []))
      .map(([name, section]) => iniSection(name, mapOf(section, [name])))
      .join('\n'),
  dotenv: (value) =>
    Object.entries(mapOf(value, []))
      .map(([name, scalar]) => `${name}=${dotenvValue(scalarOf(scalar, [name]))}\n`)
      .join(''),
};

function withPlaceholders(value: unknown, path: string[], secrets: SecretKey[]): Plain {
  if (value instanceof SecretKey) return `${PLACEHOLDER}${secrets.push(value) - 1}__`;
  if (typeof value === 'string') return readableEverywhere(value, path);
  if (typeof value === 'number' && !Number.isFinite(value)) throw cannot(path, String(value));
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) {
    return value.map((item, index) => withPlaceholders(item, [...path, String(index)], secrets));
  }
  if (!isPlainObject(value)) {
    throw cannot(path, value === undefined ? 'undefined' : `a ${describe(value)}`);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      withPlaceholders(item, [...path, key], secrets),
    ]),
  );
}

/**
 * The YAML writer of cdk8s leaves `0o17` bare, which YAML 1.2 reads as the number 15, and U+0085,
 * which YAML 1.1 reads as a line break.
 */
function readableEverywhere(text: string, path: string[]): string {
  if (/^[-+]?0o[0-7_]+$/.test(text))
    throw cannot(path, `'${text}', which some readers take for a number`);
  if (text.includes('\u0085')) throw cannot(path, 'the character U+0085');
  if (text.includes(PLACEHOLDER)) throw cannot(path, `'${PLACEHOLDER}', which marks secrets`);
  return text;
}

function unquotePlaceholders(json: string): string {
  return json.replace(new RegExp(`"(${PLACEHOLDER}\\d+__)"`, 'g'), '$1');
}

function iniSection(name: string, section: Readonly<Record<string, Plain>>): string {
  if (/[\]\r\n]/.test(name)) throw cannot([name], 'as the name of a section');
  const lines = Object.entries(section).map(([key, value]) => {
    const text = String(scalarOf(value, [name, key]));
    if (/[=:\r\n]|^[#;[]/.test(key)) throw cannot([name, key], 'as a key');
    if (/[\r\n]/.test(text)) throw cannot([name, key], 'a value with line breaks');
    return `${key} = ${text}\n`;
  });
  return `[${name}]\n${lines.join('')}`;
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

/** An object that was written as `{ … }` or read from JSON, also by code of another realm. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
}

function cannot(path: readonly string[], what: string): Error {
  return new Error(`must not hold ${what}${path.length > 0 ? ` at '${path.join('.')}'` : ''}`);
}
