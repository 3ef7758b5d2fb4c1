import { quantity } from '../../constructs/rules/quantities';

/**
 * The number that a quantity stands for: `1.5Gi` is 1610612736; `undefined` where it is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function amountOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || quantity(value) !== undefined) return undefined;
  const [, digits = '', suffix = ''] = /^(.*?)([numkMGTPE]i?)?$/.exec(value) ?? [];
  return Number(digits) * (FACTORS[suffix] ?? 1);
}

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};
