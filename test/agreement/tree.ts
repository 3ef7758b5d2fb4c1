import { isMap } from './json';
import type { Json } from './manifest';

/** The way to a value: keys of maps, indexes of lists. */
export type Path = readonly (string | number)[];

/** The ways to all values within a value, itself not among them. */
export function pathsOf(value: Json | undefined, path: Path = []): Path[] {
  const steps = Array.isArray(value) ? [...value.keys()] : isMap(value) ? Object.keys(value) : [];
  return steps.flatMap((step) => {
    const below = [...path, step];
    return [below, ...pathsOf(valueAt(value, [step]), below)];
  });
}

/** The value at the end of a way. */
export function valueAt(value: Json | undefined, [step, ...rest]: Path): Json | undefined {
  if (step === undefined) return value;
  if (Array.isArray(value)) return valueAt(value[Number(step)], rest);
  return isMap(value) ? valueAt(value[step], rest) : undefined;
}

/** A copy with another value at the end of a way; without one where it becomes `undefined`. */
export function updateAt(
  value: Json | undefined,
  [step, ...rest]: Path,
  update: (old: Json | undefined) => Json | undefined,
): Json | undefined {
  if (step === undefined) return update(value);
  if (Array.isArray(value)) {
    const items: Json[] = [...value];
    const item = updateAt(items[Number(step)], rest, update);
    items.splice(Number(step), 1, ...(item === undefined ? [] : [item]));
    return items;
  }
  if (!isMap(value)) return value;
  const entries = Object.entries(value).map(([key, old]): [string, Json | undefined] => [
    key,
    key === step ? updateAt(old, rest, update) : old,
  ]);
  return Object.fromEntries(entries.filter(([, kept]) => kept !== undefined));
}
