/** A rule that a value breaks: the rule in words, beginning with "must", and the fix where there is one. */
export interface Violation {
  /** Reads after the prop's name, and never contains the value. */
  readonly rule: string;

  /** A short imperative, which may contain a corrected value. */
  readonly fix?: string;
}

/** A violation without an empty `fix` key, so that two of them compare. */
export function violation(rule: string, fix?: string): Violation {
  return fix === undefined ? { rule } : { rule, fix };
}

/** The text as a TypeScript string in single quotes, on one line. */
export function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'");
  return `'${escaped}'`;
}

/** The fix that writes the number itself, for a number that came as text. */
export function writeNumber(text: string): string {
  return `write ${text} (a number, without quotes)`;
}
