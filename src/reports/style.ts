/** How parts of a text for people look. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  green(text: string): string;
}

/** For files, pipes, and who wants no colours. */
export const PLAIN: Style = {
  bold: (text) => text,
  dim: (text) => text,
  red: (text) => text,
  yellow: (text) => text,
  blue: (text) => text,
  green: (text) => text,
};

/** For terminals. */
export const COLOURED: Style = {
  bold: inCode(1, 22),
  dim: inCode(2, 22),
  red: inCode(31, 39),
  yellow: inCode(33, 39),
  blue: inCode(34, 39),
  green: inCode(32, 39),
};

function inCode(on: number, off: number) {
  return (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;
}

/** A text whose control characters do not reach the terminal, which they could command. */
export function printable(text: string): string {
  return text.replace(
    /[^\P{Cc}\n]|\p{Bidi_Control}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A text whose further lines begin below its first one. */
export function indented(text: string, indent: string): string {
  return text.trimEnd().replaceAll('\n', `\n${indent}`);
}
