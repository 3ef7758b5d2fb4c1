import type { Violation } from '../../../constructs/rules/violation';

type Rule = (value: unknown) => Violation | undefined;

/** What a tired JavaScript user may hand to any rule for texts. */
export const WRONG_TYPES: readonly unknown[] = [
  undefined,
  null,
  '',
  Number.NaN,
  Number.POSITIVE_INFINITY,
  {},
  [],
  ['a'],
  () => 'a',
  Symbol('a'),
];

/** One test a value that the rule accepts. */
export function accepts(rule: Rule, values: readonly unknown[]): void {
  it.each(values.map((value) => [show(value), value] as const))('accepts %s', (_, value) => {
    expect(rule(value)).toBeUndefined();
  });
}

/** One test a value that the rule refuses, with the exact words. */
export function refuses(
  rule: Rule,
  rows: readonly (readonly [value: unknown, rule: string, fix: string | undefined])[],
): void {
  const named = rows.map(([value, words, fix]) => [show(value), value, words, fix] as const);
  it.each(named)('refuses %s', (_, value, words, fix) => {
    expect(rule(value)).toStrictEqual(fix === undefined ? { rule: words } : { rule: words, fix });
  });
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : describeOther(value);
  return text.length > 60 ? `${text.slice(0, 60)}… (${text.length} characters)` : text;
}

function describeOther(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
