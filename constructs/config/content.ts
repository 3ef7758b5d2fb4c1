import { readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import type { Construct } from 'constructs';
import { explain, invalid } from '../invalid';
import { checkMode } from '../pod/file-mode';
import { credentialsInKey, readable } from '../rules/config-map';
import { type CredentialFinding, credentialsInValue } from '../rules/credentials/credentials';
import { quoted } from '../rules/violation';
import type { SecretKey } from '../secret-key';
import {
  anyMap,
  checkValue,
  either,
  given,
  instanceOf,
  listOf,
  objectOf,
  ruled,
  text,
} from '../shape';
import type { ConfigFile, ConfigFileOptions } from './config-file';
import type { Encoding } from './merge';
import { type ObjectFormat, serialize } from './serialize';

/** The content of a file as a ConfigMap holds it. */
export interface Content {
  readonly path: string;
  /** Key in the ConfigMap. */
  readonly key: string;
  readonly bytes: Buffer;
  /** The same as text; undefined where the bytes are not UTF-8. */
  readonly text: string | undefined;
  readonly mode: number;
  /** The secrets to put in place of the placeholders. */
  readonly secrets: readonly SecretKey[];
  readonly encoding: Encoding;
}

const OPTIONS = objectOf<ConfigFileOptions>({ mode: ruled });

const OBJECT = objectOf({
  format: ruled,
  value: given(either('an object', 'write { … }', anyMap, listOf(ruled))),
});

const SOURCES = {
  text: objectOf({ format: ruled, text: given(text) }),
  binary: objectOf({
    format: ruled,
    bytes: given(instanceOf(Uint8Array, 'read the file as bytes')),
  }),
  file: objectOf({ format: ruled, path: given(text) }),
  yaml: OBJECT,
  json: OBJECT,
  ini: OBJECT,
  dotenv: OBJECT,
};

const ENCODINGS = { yaml: 'json', json: 'json', ini: 'raw', dotenv: 'dotenv' } as const;

/** The most bytes that all files of a ConfigMap may have together. */
export const MAX_BYTES = 1024 * 1024;

/**
 * Reads or writes the content of one file.
 *
 * @param path where the container sees the file
 * @param key its key in the ConfigMap
 * @param notSecret dotted keys that look like credentials but hold none
 * @throws where the content cannot be read or written, is too large, or holds a credential
 */
export function contentOf(
  construct: Construct,
  path: string,
  key: string,
  file: ConfigFile,
  notSecret: readonly string[],
): Content {
  const prop = `files['${path}']`;
  checkValue(construct, `${prop} options`, file.options, OPTIONS);
  const { mode = 0o444 } = file.options;
  checkMode(construct, `${prop} mode`, mode);
  const { source } = file;
  checkValue(construct, `${prop} content`, source, SOURCES[source.format]);
  if (source.format === 'text') {
    return plain(construct, path, key, Buffer.from(source.text), mode, notSecret);
  }
  if (source.format === 'binary') {
    return plain(construct, path, key, Buffer.from(source.bytes), mode, notSecret);
  }
  if (source.format === 'file') {
    const bytes = fileOnDisk(construct, prop, source.path);
    return plain(construct, path, key, bytes, mode, notSecret);
  }
  refuseCredentials(construct, prop, credentialsInValue(source.value), notSecret);
  const written = serialized(construct, prop, source.format, source.value);
  refuseCredentials(construct, prop, credentialsInKey(key, written.text), notSecret);
  if (written.secrets.length > 0 && file.options.mode !== undefined) {
    throw explain(
      construct,
      `${prop} mode must be left out, because the file holds secrets and is made in the pod`,
    );
  }
  return {
    path,
    key,
    bytes: Buffer.from(written.text),
    text: written.text,
    mode,
    secrets: written.secrets,
    encoding: ENCODINGS[source.format],
  };
}

function plain(
  construct: Construct,
  path: string,
  key: string,
  bytes: Buffer,
  mode: number,
  notSecret: readonly string[],
): Content {
  if (bytes.length > MAX_BYTES) {
    throw explain(
      construct,
      `files['${path}'] must have at most ${MAX_BYTES} bytes, as a ConfigMap holds no more, ` +
        `got ${bytes.length}`,
      'put the file into the image or on a volume',
    );
  }
  // What reads the file knows it by its name, and what reads the ConfigMap by the key.
  for (const name of new Set([basename(path), key])) {
    const found = credentialsInKey(name, readable(bytes));
    refuseCredentials(construct, `files['${path}']`, found, notSecret);
  }
  return { path, key, bytes, text: asText(bytes), mode, secrets: [], encoding: 'raw' };
}

/** Text without bytes that a ConfigMap's `data` would not keep as they are. */
function asText(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  const faithful = Buffer.from(text).equals(bytes) && !text.includes('\0');
  return faithful ? text : undefined;
}

function fileOnDisk(construct: Construct, prop: string, path: string): Buffer {
  if (!isAbsolute(path) || path.includes('\0')) {
    const rule = 'must be read from an absolute path';
    const fix = `write path.join(__dirname, ${quoted(path)})`;
    throw invalid(construct, prop, { rule, fix }, path);
  }
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw explain(construct, `${prop} must be read from a file that exists, got '${path}'`);
  }
  return readFileSync(path);
}

function serialized(construct: Construct, prop: string, format: ObjectFormat, value: object) {
  try {
    return serialize(format, value);
  } catch (error) {
    throw explain(construct, `${prop} ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** @throws where there is a credential, unless it is said to be none */
export function refuseCredentials(
  construct: Construct,
  prop: string,
  findings: readonly CredentialFinding[],
  notSecret: readonly string[],
): void {
  const found = findings.filter(({ key }) => !notSecret.includes(key));
  if (found.length === 0) return;
  throw explain(
    construct,
    `${prop} must not hold credentials, because everybody who reads the repository or the ` +
      `ConfigMap would see them: ${found.map(({ key, reason }) => `${key} (${reason})`).join(', ')}`,
    "write SecretKey.of('the-secret', 'key') in their place, or name what is no secret in notSecret",
  );
}
