/** How a quoted text is written. */
export interface QuotedStyle {
  /** The quote at both ends: one character or three. */
  readonly quote: string;

  /** How it escapes: by backslashes, by doubling its quote (as YAML's single quotes), or not at all. */
  readonly escapes: 'backslash' | 'doubled' | 'none';

  /** Whether it may go on in the next line. */
  readonly multiline: boolean;
}

/** A quoted text that was read, and where what follows begins. */
export interface QuotedText {
  readonly value: string;
  readonly end: number;
  readonly closed: boolean;
}

/** Reads the quoted text that begins at `start`; one that never ends is read to the end of its line. */
export function readQuoted(text: string, start: number, style: QuotedStyle): QuotedText {
  const { quote, escapes, multiline } = style;
  let value = '';
  let at = start + quote.length;
  while (at < text.length && (multiline || text[at] !== '\n')) {
    if (escapes === 'doubled' && text.startsWith(quote + quote, at)) {
      value += quote;
      at += 2 * quote.length;
    } else if (text.startsWith(quote, at)) {
      return { value, end: at + quote.length, closed: true };
    } else if (escapes === 'backslash' && text[at] === '\\') {
      const read = readEscape(text, at);
      value += read.value;
      at = read.end;
    } else {
      value += text[at];
      at += 1;
    }
  }
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd < 0 ? text.length : lineEnd;
  return { value: text.slice(start + quote.length, end), end, closed: false };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  e: '\u001b',
  '0': '\0',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  '\n': '',
};

function readEscape(text: string, at: number): { value: string; end: number } {
  const code = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;
  code.lastIndex = at;
  const match = code.exec(text);
  const point = Number.parseInt(match?.[1] ?? match?.[2] ?? match?.[3] ?? '', 16);
  if (match !== null && point <= 0x10ffff) {
    return { value: String.fromCodePoint(point), end: at + match[0].length };
  }
  const letter = text.charAt(at + 1);
  return { value: ESCAPES[letter] ?? letter, end: at + 2 };
}
