import { credentialWord } from './keys';
import { type Leaf, leafAt } from './leaf';
import { readQuoted } from './quoted-text';

/**
 * The leaves of a text of directives: words in a row, which a line, a semicolon or a brace ends, as
 * nginx, Redis, Sentinel and MapServer read them. A directive of two words is a name and its value. Of
 * a longer one, the word that says "credential" is the name, and the last word its value; where none
 * does, the whole directive is a leaf without a name.
 */
export function directiveLeaves(text: string): Leaf[] {
  return directivesOf(text).map(({ words, line }) => {
    const names = words.slice(0, -1);
    const last = words.at(-1) ?? '';
    const named = names.findIndex((word) => credentialWord(word) !== undefined);
    if (NOT_SECRET.test(names[0] ?? '')) return leafAt([], last, line);
    if (named >= 0) return leafAt(names.slice(0, named + 1), last, line);
    return names.length === 1 ? leafAt(names, last, line) : leafAt([], words.join(' '), line);
  });
}

/** nginx's words for the server that requests are passed on to, and for the name of a protected area. */
const NOT_SECRET = /^((proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass|auth_basic)$/;

interface Directive {
  readonly words: readonly string[];
  readonly line: number;
}

const SEPARATORS = /[;{}]/;

function directivesOf(text: string): Directive[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .flatMap((line, index) =>
      /^\s*(#|$)/.test(line) ? [] : directivesIn(line).map((words) => ({ words, line: index + 1 })),
    );
}

function directivesIn(line: string): string[][] {
  const found: string[][] = [[]];
  let at = 0;
  while (at < line.length) {
    const char = line.charAt(at);
    if (/\s/.test(char)) at += 1;
    else if (SEPARATORS.test(char)) {
      found.push([]);
      at += 1;
    } else {
      const { value, end } = wordAt(line, at);
      found.at(-1)?.push(value);
      at = end;
    }
  }
  return found.filter((words) => words.length > 0);
}

function wordAt(line: string, start: number): { value: string; end: number } {
  const quote = line.charAt(start);
  if (quote === '"' || quote === "'") {
    const read = readQuoted(line, start, { quote, escapes: 'backslash', multiline: false });
    return { value: read.value, end: read.end };
  }
  const word = /(?:\$\{[^}]*\}|[^\s;{}])+/y;
  word.lastIndex = start;
  const value = word.exec(line)?.[0] ?? line.slice(start);
  return { value, end: start + value.length };
}
