import type { Labels, Manifest } from '../manifests';

/** Facts by their names, and whether each holds. */
export type Facts = Readonly<Record<string, boolean>>;

export const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
export const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
export const PORT_NAME = /^(?!.*--)(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/;
export const QUALIFIED = /^([a-zA-Z0-9.-]{1,253}\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
export const CONFIG_KEY = /^(?!\.$)(?!\.\.)[-._a-zA-Z0-9]{1,253}$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

export function isLabels(labels: Labels): boolean {
  return Object.entries(labels).every(
    ([key, value]) => QUALIFIED.test(key) && typeof value === 'string' && LABEL_VALUE.test(value),
  );
}

/** Whether a selector, which is not empty, selects what has the labels. */
export function includes(labels: Labels, selector: Labels): boolean {
  const entries = Object.entries(selector);
  return entries.length > 0 && entries.every(([key, value]) => labels[key] === value);
}

export function isSame(left: Labels, right: Labels): boolean {
  return includes(left, right) && includes(right, left);
}

export function isUnique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

/** The facts that do not hold. */
export function failed(
  { kind, metadata }: Pick<Manifest, 'kind' | 'metadata'>,
  facts: Facts,
): string[] {
  return Object.entries(facts)
    .filter(([, holds]) => !holds)
    .map(([fact]) => `${kind} ${metadata.name}: ${fact}`);
}
