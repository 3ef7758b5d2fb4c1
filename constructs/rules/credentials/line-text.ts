import { type Leaf, leafAt } from './leaf';
import { type QuotedStyle, readQuoted } from './quoted-text';

/** A name of at most four words: a longer one is a sentence. */
const ASSIGNMENT =
  /^(?:(?:export|set|declare\s+-x)\s+)?(["']?)([^\s=:"'#;[{<(][^\s=:"']*(?: +[^\s=:"']+){0,3})\1\s*(?:=|:(?!\/\/))\s*(.*)$/;
/** npm names the registry of a setting by `//host/path/:`. */
const COMMENT = /^([#;]|\/\/(?!\S+:_?\w+\s*=))/;
const NAME_AND_WORD = /^([\w.-]+)\s+("[^"]*"|'[^']*'|[^\s"']+)$/;

/**
 * The leaves of a text with one setting a line: INI and its relatives (`datacube.conf`, `alembic.ini`,
 * `.boto`, `.properties`, `redis.conf`). A line that is no setting is a leaf without a name, or goes
 * on with the setting above it when it is indented.
 */
export function iniLeaves(text: string): Leaf[] {
  const found: Leaf[] = [];
  let section: readonly string[] = [];
  let above: readonly string[] = [];
  linesOf(text).forEach((line, index) => {
    const content = line.trim();
    if (content === '' || COMMENT.test(content)) return;
    const header = /^\[([^\]]+)\]$/.exec(content)?.[1];
    if (header !== undefined) {
      section = [header.trim()];
      above = section;
      return;
    }
    const [, , name, value] = ASSIGNMENT.exec(content) ?? [];
    const [, word, rest] = name === undefined ? (NAME_AND_WORD.exec(content) ?? []) : [];
    const key = name ?? word;
    if (key !== undefined) above = [...section, key];
    const goesOn = key === undefined && /^\s/.test(line) && above !== section;
    const bare = plainValue(value ?? rest ?? content);
    if (bare !== '') found.push(leafAt(key !== undefined || goesOn ? above : [], bare, index + 1));
  });
  return found;
}

/** The leaves of a text that a shell or Docker reads: `NAME=value`, `export NAME="value"`. */
export function dotenvLeaves(text: string): Leaf[] {
  const found: Leaf[] = [];
  const lines = linesOf(text);
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, name, rest = line] = VARIABLE.exec(line) ?? [];
    const style = name === undefined ? undefined : styleOf(rest);
    const first = style === undefined ? undefined : readQuoted(rest, 0, style);
    const last = style === undefined || first?.closed ? at : closingLine(lines, at, style.quote);
    const value =
      style === undefined || last === at
        ? plainValue(rest)
        : readQuoted([rest, ...lines.slice(at + 1, last + 1)].join('\n'), 0, style).value;
    if (value !== '') found.push(leafAt(name === undefined ? [] : [name], value, at + 1));
    at = last;
  }
  return found;
}

const VARIABLE = /^(?:export\s+|set\s+)?([A-Za-z_][\w.-]*)\s*(?:=|:\s)\s*(.*)$/;

/** The line in which a text in quotes ends, or the one in which it begins where it never ends. */
function closingLine(lines: readonly string[], start: number, quote: string): number {
  const closing = lines.findIndex((line, index) => index > start && line.includes(quote));
  return closing < 0 ? start : closing;
}

function styleOf(text: string): QuotedStyle | undefined {
  const quote = /^["']/.exec(text)?.[0];
  if (quote === undefined) return undefined;
  return { quote, escapes: quote === '"' ? 'backslash' : 'none', multiline: true };
}

function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
}

/** The value without its quotes, the comment behind it, and the comma or semicolon that ends it. */
function plainValue(text: string): string {
  const style = styleOf(text);
  if (style !== undefined) {
    const { value, end, closed } = readQuoted(text, 0, style);
    if (closed && /^\s*[,;]?\s*([#;].*)?$/.test(text.slice(end))) return value;
  }
  return text
    .replace(/^[#;]\s.*$/, '')
    .replace(/\s[#;].*$/, '')
    .replace(/[,;]$/, '')
    .trim();
}
