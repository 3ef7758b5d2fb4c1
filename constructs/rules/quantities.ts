import { quoted, type Violation, violation } from './violation';

const QUANTITY = /^\+?(?:\d+\.?\d*|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d{1,3})?$/;

/**
 * An amount of a resource, as the API server reads it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantity(value: unknown): Violation | undefined {
  if (isQuantity(value)) return undefined;
  return violation(
    'must be a quantity: a number of at least 0, and at most one of the suffixes ' +
      'm, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei',
    quantityFix(value),
  );
}

/** An amount that is more than nothing, such as the target of a metric. */
export function positiveQuantity(value: unknown): Violation | undefined {
  const broken = quantity(value);
  if (broken !== undefined) return broken;
  return Number.parseFloat(String(value)) > 0 ? undefined : violation('must be above 0');
}

function isQuantity(value: unknown): value is string {
  return typeof value === 'string' && QUANTITY.test(value);
}

/** What people write for a suffix, in lower case and without its 'b', and what they can mean. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  '': [''],
  k: ['k', 'Ki'],
  m: ['M', 'Mi'],
  g: ['G', 'Gi'],
  t: ['T', 'Ti'],
  p: ['P', 'Pi'],
  e: ['E', 'Ei'],
  ki: ['Ki'],
  mi: ['Mi'],
  gi: ['Gi'],
  ti: ['Ti'],
  pi: ['Pi'],
  ei: ['Ei'],
};

function quantityFix(value: unknown): string | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  const together = text.replace(/\s+/g, '').replace(/^(\d+),(\d{1,2}[^\d,]*)$/, '$1.$2');
  if (isQuantity(together)) return `write ${quoted(together)}`;

  const [, amount = '', unit = ''] = /^([\d.]+)([a-z]+)$/i.exec(together) ?? [];
  const suffix = unit.toLowerCase().replace(/(?<=i|^.?)b(ytes?)?$/, '');
  const meant = Object.hasOwn(SUFFIXES, suffix) ? (SUFFIXES[suffix] ?? []) : [];
  const [first, binary] = meant.map((known) => amount + known).filter(isQuantity);
  if (first === undefined) return undefined;
  return binary === undefined
    ? `write ${quoted(first)}`
    : `write ${quoted(binary)}, or ${quoted(first)} for powers of 1000`;
}
