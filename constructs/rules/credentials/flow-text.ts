import { type Leaf, leafAt, stepDown } from './leaf';
import { type QuotedStyle, readQuoted } from './quoted-text';

/** A notation with brackets, quotes and `key: value` or `key = value`. */
export type Flow = 'yaml' | 'json' | 'toml' | 'python';

/**
 * The leaves of a text in brackets and quotes: a YAML flow, JSON that has comments, TOML, Python.
 *
 * Of Python, only the literals in quotes count: what code computes is not written in the file. The
 * first text among a call's arguments names the others, as in `environ.get('NAME', 'default')`.
 */
export function flowLeaves(
  text: string,
  flow: Flow,
  path: readonly string[] = [],
  firstLine = 1,
): Leaf[] {
  return new FlowReader(text, flow, path, firstLine).read();
}

interface Frame {
  readonly kind: 'top' | 'map' | 'list' | 'call' | 'index';
  readonly path: readonly string[];
  /** The name that the next value has. */
  key?: string;
  /** Whether a type stands between the name and its value. */
  annotated: boolean;
  /** What stands there without quotes, so far; it begins with no space. */
  word: string;
  wordLine: number;
  /** Where in a list the next value stands. */
  items: number;
  /** The last text in quotes. */
  text?: string;
}

class FlowReader {
  private readonly found: Leaf[] = [];
  private readonly frames: Frame[] = [];
  private at = 0;
  private line: number;
  private section: readonly string[];

  public constructor(
    private readonly text: string,
    private readonly flow: Flow,
    path: readonly string[],
    firstLine: number,
  ) {
    this.line = firstLine;
    this.section = path;
  }

  public read(): Leaf[] {
    while (this.at < this.text.length) this.step();
    this.endItem();
    return this.found;
  }

  private get frame(): Frame {
    const top = this.frames.at(-1);
    if (top !== undefined) return top;
    const first = frameOf('top', this.section);
    this.frames.push(first);
    return first;
  }

  private step(): void {
    const char = this.text.charAt(this.at);
    if (char === '\n') this.newline();
    else if (this.isComment(char)) this.skipLine();
    else if (this.isQuote(char)) this.quoted(char);
    else if (this.isSection(char)) this.header();
    else if (this.isTemplate(char)) this.template();
    else if ('[{('.includes(char) && this.opens(char)) this.open(char);
    else if (']})'.includes(char) && this.closes(char)) this.close();
    else if (char === ',') this.comma();
    else if (this.isSeparator(char)) this.separator();
    else this.addToWord(char);
  }

  private newline(): void {
    if (this.frames.length > 1) this.addToWord(' ');
    else if (this.text[this.at - 1] === '\\' && this.flow === 'python') this.at += 1;
    else {
      this.endItem();
      this.frames.length = 0;
      this.at += 1;
    }
    this.line += 1;
  }

  private isComment(char: string): boolean {
    if (this.flow === 'json') {
      return this.text.startsWith('//', this.at) && this.frame.word === '';
    }
    return char === '#' && (this.flow !== 'yaml' || /^$|\s/.test(this.text.charAt(this.at - 1)));
  }

  private skipLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  private isQuote(char: string): boolean {
    if (char !== '"' && char !== "'") return false;
    return this.flow === 'python' || this.frame.word === '';
  }

  private quoted(char: string): void {
    const { frame, line } = this;
    const prefix = /^(?:.*\W)?([rbfu]{1,2})$/is.exec(frame.word)?.[1]?.toLowerCase() ?? '';
    const read = readQuoted(this.text, this.at, this.styleOf(char, prefix));
    this.line += this.text.slice(this.at, read.end).split('\n').length - 1;
    this.at = read.end;
    frame.word = '';
    const value = prefix.includes('f') ? read.value.replace(/\{[^{}]*\}/g, '$()') : read.value;

    if (this.separatorFollows()) {
      frame.key = value;
      return;
    }
    if (frame.kind !== 'index') this.emit(value, line);
    frame.text = value;
  }

  private styleOf(char: string, prefix: string): QuotedStyle {
    const triple = char.repeat(3);
    const tripled = ['python', 'toml'].includes(this.flow) && this.text.startsWith(triple, this.at);
    const literal = char === "'" && this.flow === 'toml';
    const doubled = char === "'" && this.flow === 'yaml';
    return {
      quote: tripled ? triple : char,
      escapes: literal || prefix.includes('r') ? 'none' : doubled ? 'doubled' : 'backslash',
      multiline: tripled || this.flow === 'yaml',
    };
  }

  /** Whether the text in quotes that was read is a name; if so, goes behind its separator. */
  private separatorFollows(): boolean {
    const pattern = this.flow === 'toml' || this.flow === 'python' ? /[ \t]*[:=](?!=)/y : /\s*:/y;
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match === null || (this.flow === 'toml' && match[0].endsWith(':'))) return false;
    this.line += match[0].split('\n').length - 1;
    this.at += match[0].length;
    return true;
  }

  private isSection(char: string): boolean {
    if (this.flow !== 'toml' || char !== '[' || this.frames.length > 1) return false;
    return this.frame.key === undefined && this.frame.word === '';
  }

  /** `[section.name]` or `[[section]]`. */
  private header(): void {
    const end = this.text.indexOf('\n', this.at);
    const line = this.text.slice(this.at, end < 0 ? undefined : end);
    const name = /^\[{1,2}([^\]]*)\]/.exec(line)?.[1] ?? '';
    this.section = name.split('.').map((part) => part.trim().replace(/^["']|["']$/g, ''));
    this.frames.length = 0;
    this.at += line.length;
  }

  private isTemplate(char: string): boolean {
    if (this.flow === 'python') return false;
    return (char === '{' && /[{%]/.test(this.text.charAt(this.at + 1))) || this.isVariable(char);
  }

  private isVariable(char: string): boolean {
    return char === '$' && this.text[this.at + 1] === '{';
  }

  /** `{{ … }}`, `{% … %}` or `${…}`, which fills in a value later. */
  private template(): void {
    const closing = { '{{': '}}', '{%': '%}', '${': '}' }[this.text.slice(this.at, this.at + 2)];
    const end = this.text.indexOf(closing ?? '}', this.at + 2);
    const until = end < 0 ? this.text.length : end + (closing?.length ?? 1);
    while (this.at < until) {
      if (this.text[this.at] === '\n') this.line += 1;
      this.addToWord(this.text.charAt(this.at));
    }
  }

  private opens(char: string): boolean {
    return this.flow === 'python' || (char !== '(' && this.frame.word === '');
  }

  private open(char: string): void {
    const { frame } = this;
    const before = frame.word.trim();
    const path = this.here();
    frame.word = '';
    this.at += 1;
    if (before !== '' && char === '(') {
      this.frames.push(frameOf('call', stepDown(path, `${identifier(before)}()`)));
    } else if (before !== '' && char === '[') {
      this.frames.push(frameOf('index', path));
    } else {
      this.frames.push(frameOf(char === '{' ? 'map' : 'list', path));
    }
  }

  private closes(char: string): boolean {
    return this.frames.length > 1 && (this.flow === 'python' || char !== ')');
  }

  private close(): void {
    this.endItem();
    const closed = this.frames.pop();
    this.at += 1;
    if (closed?.kind === 'index') this.frame.word = closed.text ?? '';
    else this.frame.word = '';
  }

  private comma(): void {
    if (this.frames.length > 1) this.endItem();
    else this.frame.word = '';
    this.at += 1;
  }

  private isSeparator(char: string): boolean {
    const next = this.text.charAt(this.at + 1);
    if (char === '=') return this.flow === 'toml' || this.flow === 'python';
    if (char !== ':' || this.flow === 'toml') return false;
    return this.flow !== 'yaml' || /^$|[\s,\]}]/.test(next);
  }

  private separator(): void {
    const { frame } = this;
    const operator = /(?:==|:=|=|:)/y;
    operator.lastIndex = this.at;
    const sign = (this.flow === 'python' ? operator.exec(this.text)?.[0] : undefined) ?? '=';
    const isComparison = sign === '==' || (sign === '=' && /[!<>]$/.test(frame.word));
    this.at += sign.length;
    const name = this.flow === 'python' ? identifier(frame.word) : frame.word.trim();
    frame.word = '';
    if (isComparison || name === '' || (sign === '=' && frame.annotated)) return;
    frame.key = name;
    frame.annotated = sign === ':' && !/^(if|else|elif|try|finally|for|while|with|def)$/.test(name);
  }

  private addToWord(char: string): void {
    const { frame } = this;
    this.at += 1;
    if (frame.word === '' && /\s/.test(char)) return;
    if (frame.word === '') frame.wordLine = this.line;
    frame.word += char;
  }

  /** What stands without quotes is a value too, except in code. */
  private endItem(): void {
    const { frame } = this;
    const word = frame.word.trim();
    const isValue = frame.kind === 'list' || frame.key !== undefined;
    if (this.flow !== 'python' && word !== '' && isValue) this.emit(word, frame.wordLine);
    frame.word = '';
    frame.key = undefined;
    frame.annotated = false;
    frame.items += 1;
  }

  private emit(value: string, line: number): void {
    this.found.push(leafAt(this.here(), value, line));
  }

  /** Where the next value stands. */
  private here(): readonly string[] {
    const { kind, path, key, text, items } = this.frame;
    if (key !== undefined) return stepDown(path, key);
    if (kind === 'list') return stepDown(path, String(items));
    const isNamed = kind === 'call' && text !== undefined && /^[\w.-]{1,64}$/.test(text);
    return isNamed ? [...path.slice(0, -1), text] : path;
  }
}

function frameOf(kind: Frame['kind'], path: readonly string[]): Frame {
  return { kind, path, annotated: false, word: '', wordLine: 1, items: 0 };
}

/** The name that code ends with: `PASSWORD` of `export const PASSWORD`, of `x = 1; PASSWORD +`. */
function identifier(code: string): string {
  return /[\w$.]*$/.exec(code.replace(/[^\w$.]+$/, ''))?.[0] ?? '';
}
