import type { Size } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { invalid, problem } from './invalid';
import { nearest } from './rules/nearest';
import { isMap } from './rules/objects';
import type { Violation } from './rules/violation';

/**
 * Checks of types, for callers that the compiler does not stop: JavaScript, casts, a misspelt prop
 * behind a spread. What a value must be beyond its type is said by the rules.
 */
export type Check = (value: unknown, path: string) => Fault | undefined;

/** A check for each prop: the compiler asks for one that is forgotten. */
export type Shape<Props> = { readonly [Prop in keyof Required<Props>]: Check };

/** A value that is not of the type that is wanted, and where it stands. */
interface Fault extends Violation {
  readonly path: string;
  readonly value: unknown;
}

/**
 * Checks the argument of a function that belongs to no construct.
 *
 * @throws where it is not of its type
 */
export function checkArgument(where: string, path: string, value: unknown, check: Check): void {
  const fault = check(value, path);
  if (fault) throw new Error(`${where}: ${problem(fault.path || 'it', fault, fault.value)}`);
}

/** @throws where a prop is unknown, or not of its type */
export function checkProps<Props>(construct: IConstruct, props: Props, shape: Shape<Props>): void {
  const fault = objectOf(shape)(props, '');
  if (fault) throw invalid(construct, fault.path || 'props', fault, fault.value);
}

/** Checks one value, such as the options of a method. */
export function checkValue(
  construct: IConstruct,
  path: string,
  value: unknown,
  check: Check,
): void {
  const fault = check(value, path);
  if (fault) throw invalid(construct, fault.path, fault, fault.value);
}

/** The type is part of what a rule says. */
export const ruled: Check = () => undefined;

/** Anything but null, which would be taken for what is left out; a rule says more. */
export const notNull: Check = (value, path) =>
  value === null ? { path, value, rule: 'must not be null', fix: 'leave it out' } : undefined;

/** A text. */
export const text = typed('a string', (value) => typeof value === 'string');

/** True or false. */
export const flag = typed('true or false', (value) => typeof value === 'boolean');

/** A `Size` of cdk8s, also of another copy of that package. */
export const size = typed('a Size', isSize, "write Size.gibibytes(1) of 'cdk8s'");

/** A `Duration` of cdk8s, also of another copy of that package. */
export const duration = typed(
  'a Duration',
  (value) => hasMethod(value, 'toSeconds'),
  "write Duration.seconds(30) of 'cdk8s'",
);

/** A map of anything. */
export const anyMap = typed('an object', isMap);

/** One of a few words. */
export function oneOf(...words: readonly string[]): Check {
  const list = words.map((word) => `'${word}'`).join(', ');
  return (value, path) => {
    if (value === undefined || words.some((word) => word === value)) return undefined;
    const near = typeof value === 'string' ? nearestOf(value, words) : undefined;
    return { path, value, rule: `must be one of ${list}`, fix: near && `write '${near}'` };
  };
}

/** An object of a class, and what the class does not check of its parts. */
export function instanceOf<T>(
  type: Class<T>,
  fix: string,
  inner: (value: T, path: string) => Fault | undefined = () => undefined,
): Check {
  return (value, path) => {
    if (value === undefined) return undefined;
    if (isInstance(value, type)) return inner(value, path);
    return { path, value, rule: `must be ${article(type.name)}`, fix };
  };
}

/** A class, also one whose constructor is private. */
interface Class<T> {
  readonly prototype: T;
  readonly name: string;
  [Symbol.hasInstance](value: unknown): boolean;
}

function isInstance<T>(value: unknown, type: Class<T>): value is T {
  return type[Symbol.hasInstance](value);
}

/** A value of which a rule says more, and must have been said before another one is. */
export function follows(rule: (value: unknown) => Violation | undefined): Check {
  return (value, path) => {
    const violation = rule(value);
    return violation && { ...violation, path, value };
  };
}

/** A check of what may be left out. */
export function optional(check: Check): Check {
  return (value, path) => (value === undefined ? undefined : check(value, path));
}

/** What has to be there. */
export function given(check: Check, fix?: string): Check {
  return (value, path) =>
    value === undefined ? { path, value, rule: 'must be given', fix } : check(value, path);
}

/** A list of items, each of which is there. */
export function listOf(check: Check): Check {
  return (value, path) => {
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) return { path, value, rule: 'must be a list', fix: 'write [ … ]' };
    return firstFault([...value.entries()], ([index, item]) =>
      given(check)(item, `${path}[${index}]`),
    );
  };
}

/** A map from names to values. */
export function mapOf(check: Check): Check {
  return (value, path) => {
    if (value === undefined) return undefined;
    if (!isMap(value)) return { path, value, rule: 'must be an object', fix: 'write { … }' };
    return firstFault(Object.entries(value), ([key, item]) =>
      check(item, /^\w+$/.test(key) ? `${path}.${key}` : `${path}['${key}']`),
    );
  };
}

/** An object with these props and no others. */
export function objectOf<Props>(shape: Shape<Props>, fix = 'write { … }'): Check {
  const checks = new Map<string, Check>(Object.entries(shape));
  return (value, path) => {
    if (value === undefined && path !== '') return undefined;
    if (!isMap(value)) return { path, value, rule: 'must be an object', fix };
    const known = firstFault([...checks], ([key, check]) =>
      check(Reflect.get(value, key), below(path, key)),
    );
    if (known) return known;
    return firstFault(Object.entries(value), ([key, item]) => {
      if (checks.has(key)) return undefined;
      const near = nearestOf(key, [...checks.keys()]);
      // A subclass may hand on props of its own, but none that is almost one of these.
      if (path === '' && near === undefined) return undefined;
      const rule = 'must be left out, because there is no such prop';
      return { path: below(path, key), value: item, rule, fix: near && `did you mean '${near}'?` };
    });
  };
}

/** A value of one of several kinds. */
export function either(what: string, fix: string, ...checks: readonly Check[]): Check {
  return (value, path) =>
    value === undefined || checks.some((check) => !check(value, path))
      ? undefined
      : { path, value, rule: `must be ${what}`, fix };
}

/** Whether a value is a `Size` of cdk8s, also of another copy of that package. */
export function isSize(value: unknown): value is Size {
  return hasMethod(value, 'toKibibytes');
}

function typed(what: string, holds: (value: unknown) => boolean, fix?: string): Check {
  return (value, path) =>
    value === undefined || holds(value) ? undefined : { path, value, rule: `must be ${what}`, fix };
}

function firstFault<Item>(
  items: readonly Item[],
  check: (item: Item) => Fault | undefined,
): Fault | undefined {
  for (const item of items) {
    const fault = check(item);
    if (fault) return fault;
  }
  return undefined;
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function hasMethod(value: unknown, name: string): boolean {
  return isMap(value) && typeof Reflect.get(value, name) === 'function';
}

function nearestOf(word: string, known: readonly string[]): string | undefined {
  const lower = known.map((candidate) => candidate.toLowerCase());
  const near = nearest(word, lower);
  return near === undefined ? undefined : known[lower.indexOf(near)];
}

function article(name: string): string {
  return /^[AEIO]/.test(name) ? `an ${name}` : `a ${name}`;
}
