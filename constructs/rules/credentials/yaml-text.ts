import { flowLeaves } from './flow-text';
import { type Leaf, leafAt, stepDown } from './leaf';
import { type QuotedStyle, readQuoted } from './quoted-text';

/**
 * The leaves of a YAML text, line by line: block and flow collections, quoted, plain and block
 * scalars, anchors and aliases. What is no YAML (a template's statements, lost indentation) is read as
 * far as it goes.
 */
export function yamlLeaves(text: string): Leaf[] {
  return new YamlReader(text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)).read();
}

interface Level {
  readonly indent: number;
  /** The names from the top down to this level. */
  readonly path: readonly string[];
  readonly isItem: boolean;
  items: number;
}

class YamlReader {
  private readonly found: Leaf[] = [];
  private readonly anchors = new Map<string, string>();
  private levels: Level[] = [];
  private topItems = 0;
  private at = 0;

  public constructor(private readonly lines: readonly string[]) {}

  public read(): Leaf[] {
    while (this.at < this.lines.length) this.readLine();
    return this.found;
  }

  private readLine(): void {
    const line = this.lineAt(this.at);
    this.at += 1;
    if (/^(---|\.\.\.)(\s|$)/.test(line)) {
      this.levels = [];
      this.topItems = 0;
      const content = line.slice(3).trimStart();
      if (!isBlank(content)) this.readNode(content, 0);
      return;
    }
    const content = line.trimStart();
    if (!isBlank(line) && !line.startsWith('%') && !isStatement(content)) {
      this.readNode(content, line.length - content.length);
    }
  }

  private readNode(line: string, indent: number): void {
    let content = line;
    let column = indent;
    for (let item = ITEM.exec(content); item !== null; item = ITEM.exec(content)) {
      this.openItem(column);
      content = content.slice(item[0].length);
      column += item[0].length;
    }
    if (isBlank(content)) return;
    const entry = keyOf(content);
    this.leaveLevels((level) => level.indent >= column);
    if (entry !== undefined) {
      this.openLevel(column, entry.key, false);
    }
    this.readValue(entry?.rest ?? content);
  }

  private openItem(column: number): void {
    this.leaveLevels(({ indent, isItem }) => indent > column || (indent === column && isItem));
    const list = this.levels.at(-1);
    const index = list === undefined ? this.topItems++ : list.items++;
    this.openLevel(column, String(index), true);
  }

  private openLevel(indent: number, name: string, isItem: boolean): void {
    this.levels.push({ indent, path: stepDown(this.path(), name), isItem, items: 0 });
  }

  /** Goes up to the level in which the next line is. */
  private leaveLevels(isDone: (level: Level) => boolean): void {
    let last = this.levels.at(-1);
    while (last !== undefined && isDone(last)) {
      this.levels.pop();
      last = this.levels.at(-1);
    }
  }

  /** The names from the top down to here. */
  private path(): readonly string[] {
    return this.levels.at(-1)?.path ?? [];
  }

  private readValue(text: string): void {
    const line = this.at;
    const { anchor, tag, content } = properties(text);
    if (isBlank(content)) return;
    const alias = /^\*(\S+)/.exec(content)?.[1];
    if (alias !== undefined) {
      const value = this.anchors.get(alias);
      if (value !== undefined) this.emit(value, line);
      return;
    }
    if (/^[[{]/.test(content) && !/^\{[{%]/.test(content)) {
      const path = this.path();
      for (const leaf of flowLeaves(this.flowFrom(content), 'yaml', path, line)) {
        this.found.push(leaf);
      }
      return;
    }
    const value = tag + this.scalarFrom(content);
    if (anchor !== undefined) this.anchors.set(anchor, value);
    this.emit(value, line);
  }

  private scalarFrom(content: string): string {
    const block = /^([|>])([-+\d]*)\s*(#.*)?$/.exec(content);
    if (block !== null) return this.blockFrom(block[1] === '>', block[2] ?? '');
    const style = styleOf(content);
    return style === undefined ? this.plainFrom(content) : this.quotedFrom(content, style);
  }

  private emit(value: string, line: number): void {
    this.found.push(leafAt(this.path(), value, line));
  }

  /** The lines that belong to the value of the current level: those that are indented more. */
  private deeperLines(): string[] {
    const indent = this.levels.at(-1)?.indent ?? -1;
    const begin = this.at;
    while (this.at < this.lines.length) {
      const line = this.lineAt(this.at);
      if (line.trim() !== '' && indentOf(line) <= indent) break;
      this.at += 1;
    }
    return this.lines.slice(begin, this.at);
  }

  private blockFrom(folded: boolean, indicators: string): string {
    const lines = this.deeperLines();
    const explicit = /\d/.exec(indicators)?.[0];
    const first = lines.find((line) => line.trim() !== '') ?? lines.join('');
    const parent = Math.max(this.levels.at(-1)?.indent ?? 0, 0);
    const indent = explicit === undefined ? indentOf(first) : parent + Number(explicit);
    const text = lines.map((line) => line.slice(indent)).join('\n');
    const end = this.at < this.lines.length ? '\n' : '';
    const body = (text + end).replace(/\n+$/, '');
    const content = folded ? body.replace(/(?<=^\S.*)\n+(?=\S)/gm, foldedBreak) : body;
    if (indicators.includes('+')) return content + (text + end).slice(body.length);
    return indicators.includes('-') || content === '' ? content : `${content}\n`;
  }

  private quotedFrom(content: string, style: QuotedStyle): string {
    const here = readQuoted(content, 0, style);
    if (here.closed) return here.value;
    const before = this.at;
    const following = this.deeperLines().map((line) => line.trim());
    const joined = [content.trimEnd(), ...following]
      .join('\n')
      .replace(style.escapes === 'backslash' ? /(?<!\\)((?:\\\\)*)\\\n/g : /($^)/, '$1')
      .replace(/\n+/g, foldedBreak);
    const read = readQuoted(joined, 0, style);
    if (!read.closed) this.at = before;
    return read.value;
  }

  private plainFrom(content: string): string {
    const indent = this.levels.at(-1)?.indent ?? -1;
    const words = [withoutComment(content)];
    while (this.at < this.lines.length) {
      const line = this.lineAt(this.at);
      const next = line.trim();
      const goesOn = next !== '' && indentOf(line) > indent && !/^(#|- )/.test(next);
      if (!goesOn || isStatement(next) || keyOf(next) !== undefined) break;
      words.push(withoutComment(next));
      this.at += 1;
    }
    return words.join(' ');
  }

  /** A flow collection up to the line in which its last bracket closes. */
  private flowFrom(content: string): string {
    const lines = [content];
    let depth = bracketDepth(content);
    while (depth > 0 && this.at < this.lines.length) {
      const line = this.lineAt(this.at);
      lines.push(line);
      depth += bracketDepth(line);
      this.at += 1;
    }
    return lines.join('\n');
  }

  private lineAt(index: number): string {
    return this.lines[index] ?? '';
  }
}

const ITEM = /^-(?:\s+|$)/;

const PLAIN_KEY = /^(?:\?\s+)?((?:(?!\s#)[^:]|:(?=\S))+?)\s*:(?=\s|$)/;

function keyOf(content: string): { key: string; rest: string } | undefined {
  const text = content.replace(/^[&!]\S*\s+/, '');
  const style = styleOf(text);
  if (style !== undefined) {
    const quoted = readQuoted(text, 0, { ...style, multiline: false });
    const sign = /^\s*:(?=\s|$)/.exec(text.slice(quoted.end))?.[0];
    if (!quoted.closed || sign === undefined) return undefined;
    return { key: quoted.value, rest: text.slice(quoted.end + sign.length).trim() };
  }
  const plain = /^[[{|>*#]/.test(text) ? null : PLAIN_KEY.exec(text);
  const key = plain?.[1];
  return plain === null || key === undefined
    ? undefined
    : { key, rest: text.slice(plain[0].length).trim() };
}

/** The anchor and tag before a value. YAML's own tags (`!!str`) say nothing, an application's do. */
function properties(text: string): { anchor?: string; tag: string; content: string } {
  const anchor = /(?:^|\s)&(\S+)/.exec(/^(?:[&!]\S*\s*)*/.exec(text)?.[0] ?? '')?.[1];
  const tag = /(?:^|\s)(![^!\s]\S*)/.exec(/^(?:[&!]\S*\s*)*/.exec(text)?.[0] ?? '')?.[1];
  const content = text.replace(/^(?:[&!]\S*(?:\s+|$))*/, '').trim();
  return { anchor, tag: tag === undefined ? '' : `${tag} `, content };
}

function styleOf(content: string): QuotedStyle | undefined {
  if (content.startsWith('"')) return { quote: '"', escapes: 'backslash', multiline: true };
  if (content.startsWith("'")) return { quote: "'", escapes: 'doubled', multiline: true };
  return undefined;
}

/** A single line break is a space, and of several the first one goes. */
function foldedBreak(breaks: string): string {
  return breaks.length === 1 ? ' ' : breaks.slice(1);
}

function bracketDepth(line: string): number {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, '').replace(/(^|\s)#.*$/, '');
  return bare.replace(/[^[{]/g, '').length - bare.replace(/[^\]}]/g, '').length;
}

function withoutComment(text: string): string {
  return text.replace(/\s#.*$/, '').trim();
}

function isBlank(line: string): boolean {
  return /^\s*(#|$)/.test(line);
}

/** A line that only a template engine reads. */
function isStatement(content: string): boolean {
  return /^(\{\{.*\}\}|\{%.*%\})\s*$/.test(content);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
