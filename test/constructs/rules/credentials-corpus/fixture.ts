import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * A configuration file in which every secret is a marker, such as `@{random 20}`: so that each of
 * them is labelled where it stands, and no scanner of secrets finds one in the repository.
 */
export interface Fixture {
  /** Path below `files/`. */
  readonly file: string;

  /** The text with a value in place of each marker. */
  readonly text: string;

  /** The text with a reference in place of each marker, so that it holds no secret. */
  readonly withoutSecrets: string;

  /** For each secret, the text in which a reference stands in its place alone. */
  readonly withoutOne: readonly string[];
}

/** Every file of the corpus. */
export function readFixtures(): Fixture[] {
  const folder = join(__dirname, 'files');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => fixtureOf(path.slice(folder.length + 1).replaceAll(sep, '/'), readText(path)));
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}

/** A secret is a run without white space, as `https://T@{upper 8}/@{random 24}` is one. */
const SECRET = /[^\s]*@\{[a-z][^}]*\}(?:[^\s@]*@\{[a-z][^}]*\})*/g;
const MARKER = /@\{([a-z0-9-]+)(?: (\d+))?\}/g;
const REFERENCE = '$(FILLED_IN_LATER)';

function fixtureOf(file: string, marked: string): Fixture {
  const secrets = [...marked.matchAll(SECRET)];
  const write = (isSecret: (index: number) => boolean) => {
    let index = -1;
    return marked.replace(SECRET, (secret: string, offset: number) => {
      index += 1;
      const indent = /^[ \t]*/.exec(marked.slice(marked.lastIndexOf('\n', offset) + 1))?.[0] ?? '';
      return isSecret(index)
        ? fill(secret, `${file} ${index}`, indent)
        : secret.replace(MARKER, () => REFERENCE);
    });
  };
  return {
    file,
    text: write(() => true),
    withoutSecrets: write(() => false),
    withoutOne: secrets.map((_, left) => write((index) => index !== left)),
  };
}

function fill(secret: string, seed: string, indent: string): string {
  let marker = 0;
  return secret.replace(MARKER, (_, kind: string, length: string | undefined) => {
    marker += 1;
    return markerValue(kind, Number(length ?? 24), `${seed} ${marker}`, indent);
  });
}

const LOWER = 'abcdefghijkmnpqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '23456789';
const BASE64 = `${LOWER}${UPPER}${DIGITS}+/`;
const DASHES = '-----';

/** Passwords as people take them. */
const WORDS = ['changeme', 'localuser1234', 'Sentinel-2!', 'guest', 'minioadmin', 'my.pass_word'];

/** What stands in place of a marker such as `@{random 20}`. */
function markerValue(kind: string, length: number, seed: string, indent: string): string {
  const of = (letters: string, count = length) => characters(letters, count, seed);
  switch (kind) {
    case 'random':
      return of(`${LOWER}${UPPER}${DIGITS}`);
    case 'upper':
      return of(`${UPPER}${DIGITS}`);
    case 'hex':
      return of('0123456789abcdef');
    case 'number':
      return of(DIGITS);
    case 'django':
      return of(`${LOWER}${DIGITS}!@#$%^&*(-_=+)`.replace(/[#$()&]/g, ''));
    case 'word':
      return WORDS[hash(seed) % WORDS.length] ?? '';
    case 'uuid':
      return of('0123456789abcdef', 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    case 'aws-id':
      return `AK${'IA'}${of(`${UPPER}${DIGITS}`, 16)}`;
    case 'base64':
      return `${of(BASE64, Math.ceil((length * 4) / 3))}=`;
    case 'bcrypt':
      return `$2y$05$${of(BASE64, 53).replaceAll('+', '.')}`;
    case 'apr1':
      return `$apr1$${of(LOWER, 8)}$${of(`${LOWER}${UPPER}`, 22)}`;
    case 'crypt':
      return `$6$rounds=4096$${of(LOWER, 12)}$${of(`${LOWER}${UPPER}${DIGITS}`, 86)}`;
    case 'argon2':
      return `$argon2id$v=19$m=10240,t=10,p=8$${of(LOWER, 22)}$${of(`${LOWER}${UPPER}`, 43)}`;
    case 'sha':
      return `{SHA}${of(BASE64, 27)}=`;
    case 'basic':
      return Buffer.from(`someone:${of(LOWER, 10)}`).toString('base64');
    case 'jwt':
      return [{ alg: 'HS256' }, { sub: seed }]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .concat(of(`${LOWER}${UPPER}`, 43))
        .join('.');
    case 'certificate-base64':
      return Buffer.from(`${DASHES}BEGIN CERTIFICATE${DASHES}\n${of(BASE64, 64)}\n`).toString(
        'base64',
      );
    case 'pem':
      return pem(of(BASE64, 128)).join(`\n${indent}`);
    case 'pem-escaped':
      return pem(of(BASE64, 128)).join('\\n');
    case 'pem-base64':
      return Buffer.from(pem(of(BASE64, 128)).join('\n')).toString('base64');
    default:
      throw new Error(`no such marker: ${kind}`);
  }
}

function pem(body: string): string[] {
  const line = (word: string) => `${DASHES}${word} ${'PRIVATE'} KEY${DASHES}`;
  return [line('BEGIN'), ...(body.match(/.{1,64}/g) ?? []), line('END')];
}

/** The same characters for the same seed, of every class of the letters. */
function characters(letters: string, count: number, seed: string): string {
  let state = hash(seed);
  const text = Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647;
    return letters.charAt(state % letters.length);
  }).join('');
  const isMixed = [/[a-z]/, /[A-Z]/, /\d/].every((one) => one.test(text) || !one.test(letters));
  return isMixed || count < 8 ? text : characters(letters, count, `${seed}+`);
}

function hash(text: string): number {
  let state = 7;
  for (const character of text) state = (state * 31 + character.charCodeAt(0)) % 2147483647;
  return state + 1;
}
