import type { IConstruct } from 'constructs';
import { isPlainObject } from './rules/objects';
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
  return new Error(`${nameOf(construct)}: ${problem(prop, violation, value)}`);
}

/** What is wrong with a prop: the rule, the value and the fix. */
export function problem(prop: string, { rule, fix }: Violation, value: unknown): string {
  return `${prop} ${rule}, got ${show(value)}${fix ? `; ${fix}` : ''}`;
}

/** The error for what is wrong with a construct, where no single value is at fault. */
export function explain(construct: IConstruct, what: string, fix?: string): Error {
  return new Error(`${nameOf(construct)}: ${what}${fix ? `; ${fix}` : ''}`);
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

function nameOf(construct: IConstruct): string {
  return `${construct.constructor.name} '${construct.node.path}'`;
}

/** A value as it reads in an error: quoted, on one line, not longer than a person reads. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `'${shorten(JSON.stringify(value).slice(1, -1))}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'object' && value !== null) return showObject(value);
  return typeof value === 'function' ? 'a function' : String(value);
}

/** An object as JSON, or by the name of its class where it has one. */
function showObject(value: object): string {
  if (!Array.isArray(value) && !isPlainObject(value))
    return `an object of the class ${value.constructor.name}`;
  try {
    return shorten(JSON.stringify(value));
  } catch {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
