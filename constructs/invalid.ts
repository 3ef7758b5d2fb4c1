import type { IConstruct } from 'constructs';
import type { Violation } from './rules/violation';

/**
 * The error for a prop that breaks a rule, in one line: which construct, which prop, the rule, the
 * value and the fix.
 *
 * `GeoApiService 'agricarta/api': nodePort must be in 30000-32767, got 3199`
 */
export function invalid(
  construct: IConstruct,
  prop: string,
  violation: Violation,
  value: unknown,
): Error {
  return explain(construct, `${prop} ${violation.rule}, got ${show(value)}`, violation.fix);
}

/** The error for what is wrong with a construct, where no single value is at fault. */
export function explain(construct: IConstruct, problem: string, fix?: string): Error {
  const where = `${construct.constructor.name} '${construct.node.path}'`;
  return new Error(`${where}: ${problem}${fix ? `; ${fix}` : ''}`);
}

/**
 * Throws when a rule does not hold.
 *
 * @throws the error of `invalid`
 */
export function must(
  construct: IConstruct,
  prop: string,
  value: unknown,
  violation: Violation | undefined,
): void {
  if (violation) throw invalid(construct, prop, violation, value);
}

/** A value as it reads in an error: quoted, on one line, not longer than a person reads. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `'${shorten(JSON.stringify(value).slice(1, -1))}'`;
  if (typeof value === 'object' && value !== null) return shorten(JSON.stringify(value));
  return String(value);
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
