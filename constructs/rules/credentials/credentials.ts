import { formatOf, leaves } from './config-text';
import { credentialWord, isCredentialCollection, isIdentityName, isSuspiciousName } from './keys';
import { type Leaf, leafAt, valueLeaves } from './leaf';
import { credentialPattern, isCredentialValue, isLiteral, looksRandom } from './values';

/** A value that looks like a credential: where it stands and why, never what it is. */
export interface CredentialFinding {
  /** The dotted path of names; of an argument, the option. */
  readonly key: string;

  /** Why, as in "its name says 'password'". */
  readonly reason: string;
}

/** Whether a single setting, such as an environment variable, looks like a credential. */
export function credentialIn(key: string, value: unknown): CredentialFinding | undefined {
  const [finding] = valueLeaves(value).flatMap((leaf) =>
    judge(leafAt([key, ...leaf.path], leaf.value)),
  );
  return finding;
}

/** The credentials in a configuration file's text. */
export function credentialsInText(text: string, fileName: string): CredentialFinding[] {
  if (typeof text !== 'string') return [];
  const format = formatOf(String(fileName), text);
  return distinct(named(leaves(format, text)).flatMap((leaf) => judge(leaf)));
}

/** The credentials in a plain object or list. */
export function credentialsInValue(value: unknown): CredentialFinding[] {
  return distinct(named(valueLeaves(value)).flatMap((leaf) => judge(leaf)));
}

/**
 * The credentials in a container's command or arguments: `-dbPassword=x`, `--password x`,
 * `PGPASSWORD=x`, also inside a shell's script. An argument's secret shows in every list of processes.
 */
export function credentialsInArguments(args: readonly string[]): CredentialFinding[] {
  return Array.isArray(args) ? distinct(inWords(args, '', 0)) : [];
}

/** How deep a configuration inside a value, or a script inside an argument, is read. */
const MAX_DEPTH = 3;

/** What a leaf shows, by its name first, then by its value. */
function judge(leaf: Leaf, depth = 0): CredentialFinding[] {
  const { key, value } = leaf;
  const finding = (reason: string) => [{ key: shown(leaf), reason }];

  const word = credentialWord(key);
  if (word !== undefined && isCredentialValue(key, value) && !isReferenceInList(leaf)) {
    return finding(`its name says '${word}'`);
  }
  const inside = depth < MAX_DEPTH ? judgeInside(leaf, depth + 1) : [];
  if (inside.length > 0) return inside;
  const pattern = credentialPattern(value);
  if (pattern !== undefined) return finding(pattern);
  if (depth < MAX_DEPTH && /\s/.test(value) && /(^|\s)--?[A-Za-z]/.test(value)) {
    const [option] = inWords(shellWords(value), '', depth + 1);
    if (option !== undefined) return finding(`its option ${option.key}: ${option.reason}`);
  }

  return judgePlace(leaf);
}

/** Whether a leaf names a Secret, as the items of `imagePullSecrets` and `secrets` do. */
function isReferenceInList({ key, path, value }: Leaf): boolean {
  const isItem = /^\d+$/.test(path.at(-1) ?? '');
  return isItem && /secrets$/i.test(key) && /^[a-z0-9.-]+$/.test(value) && !looksRandom(value);
}

/** What the names above a leaf show, where its own name and value do not. */
function judgePlace(leaf: Leaf): CredentialFinding[] {
  const { key, value } = leaf;
  if (isIdentityName(key)) return [];

  const above = leaf.path.slice(0, -1).filter((name) => !/^\d+$/.test(name));
  const parent = (above.at(-1) === 'list' ? above.at(-2) : above.at(-1)) ?? '';
  const isEntry = isCredentialCollection(parent) && !key.endsWith('()');
  if (isEntry && isCredentialValue(parent, value)) {
    return [{ key: shown(leaf), reason: `it stands under '${parent}'` }];
  }
  const isSecretive = isSuspiciousName(key) || above.some((name) => credentialWord(name));
  if (!isSecretive || !looksRandom(value)) return [];
  return [{ key: shown(leaf), reason: 'its value looks random, under a name given to secrets' }];
}

/** What a configuration file or JSON document inside a value shows. */
function judgeInside(leaf: Leaf, depth: number): CredentialFinding[] {
  const { key, path, value } = leaf;
  const isText = value.includes('\n') && !/^\s*-----BEGIN/.test(value);
  if (!isText && !/^\s*[{[]\s*["']/.test(value)) return [];
  const inside = named(leaves(formatOf(isText ? key : 'a.json', value), value));
  return inside
    .filter((inner) => inner.value !== value)
    .flatMap((inner) => judge(leafAt([...path, ...inner.path], inner.value), depth));
}

/** Entries such as `{ name: 'PGPASSWORD', value: 'x' }` as a leaf of that name. */
function named(all: readonly Leaf[]): Leaf[] {
  const names = new Map<string, string>();
  const above = (leaf: Leaf) => JSON.stringify(leaf.path.slice(0, -1));
  for (const leaf of all) if (/^(name|key)$/i.test(leaf.key)) names.set(above(leaf), leaf.value);
  return all.map((leaf) => {
    const name = /^value$/i.test(leaf.key) ? names.get(above(leaf)) : undefined;
    return name === undefined
      ? leaf
      : leafAt([...leaf.path.slice(0, -1), name], leaf.value, leaf.line);
  });
}

/** A leaf's path, without names that could themselves be a secret that was read as a name. */
function shown({ path, line }: Leaf): string {
  if (path.length === 0) return line === undefined ? 'the text' : `line ${line}`;
  const isName = (name: string) => name.length <= 100 && credentialPattern(name) === undefined;
  return path.map((name) => (isName(name) ? name : '…')).join('.');
}

const PROGRAM_OPTIONS: Readonly<Record<string, RegExp>> = {
  'redis-cli': /^-a$/,
  'redis-benchmark': /^-a$/,
  sshpass: /^-p$/,
  mosquitto_pub: /^-P$/,
  mosquitto_sub: /^-P$/,
};

/** @param script the argument that holds these words, empty where they are the arguments */
function inWords(words: readonly unknown[], script: string, depth: number): CredentialFinding[] {
  const found: CredentialFinding[] = [];
  let program = '';
  for (let at = 0; at < words.length; at += 1) {
    const [word, next] = [words[at], words[at + 1]];
    if (typeof word !== 'string') continue;
    const place = (index: number) => script || `argument ${index + 1}`;
    const [, option, value] = /^(-{0,2}[A-Za-z_][\w.-]*)=(.*)$/s.exec(word) ?? [];
    if (Object.hasOwn(PROGRAM_OPTIONS, base(word))) program = base(word);

    if (option !== undefined && value !== undefined) {
      found.push(...judge(leafAt([option], value), depth));
    } else if (isOption(word) && typeof next === 'string' && !next.startsWith('-')) {
      at += 1;
      found.push(...ofOption(program, word, next, place(at), depth));
    } else {
      found.push(...ofWord(place(at), word, depth));
    }
  }
  return found;
}

function ofOption(
  program: string,
  option: string,
  value: string,
  place: string,
  depth: number,
): CredentialFinding[] {
  const options = Object.hasOwn(PROGRAM_OPTIONS, program) ? PROGRAM_OPTIONS[program] : undefined;
  if (options?.test(option) && isLiteral(value)) {
    return [{ key: option, reason: `${program} takes a password there` }];
  }
  const login = /^(-u|--user|--proxy-user)$/.test(option)
    ? /^[^:\s/]+:(.+)$/.exec(value)?.[1]
    : undefined;
  if (login !== undefined && isLiteral(login) && !/^\d+$/.test(login)) {
    return [{ key: option, reason: 'its value has a user and a password' }];
  }
  const named = judge(leafAt([option], value), depth);
  const isSpecific = credentialWord(option) !== undefined || !/\s/.test(value);
  const inside = isSpecific ? [] : ofWord(place, value, depth);
  return inside.length > 0 ? inside : named;
}

/** What a word shows that has no name: first the words inside it, as it may be a script. */
function ofWord(place: string, word: string, depth: number): CredentialFinding[] {
  const isScript = /\s/.test(word) && depth < MAX_DEPTH;
  const inside = isScript ? inWords(shellWords(word), place, depth + 1) : [];
  return inside.length > 0 ? inside : judge(leafAt([place], word), depth);
}

function isOption(word: string): boolean {
  return /^-{1,2}[A-Za-z][\w.-]*$/.test(word);
}

function base(word: string): string {
  return word.replace(/^.*\//, '');
}

/** The words of a shell's script, without their quotes. */
function shellWords(script: string): string[] {
  const words = script.match(/(?:[^\s"';|&]|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, '$1$2'));
}

/** The first finding of each place. */
function distinct(findings: readonly CredentialFinding[]): CredentialFinding[] {
  const keys = new Set<string>();
  return findings.filter(({ key }) => keys.size < keys.add(key).size);
}
