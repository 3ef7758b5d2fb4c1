import { isMap } from '../../../constructs/rules/objects';
import { below, textAt } from '../read';

/** A field that differs between two objects; a value that is `undefined` is not there. */
export interface FieldChange {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * The fields that differ. Items of lists whose items have names, as containers and variables have,
 * are compared with those of the same name.
 */
export function fieldChanges(before: unknown, after: unknown, path = ''): FieldChange[] {
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => fieldChanges(before[key], after[key], below(path, key)));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return pairs(before, after).flatMap(([old, now, index]) =>
      fieldChanges(old, now, below(path, index)),
    );
  }
  if (before === after || (before === undefined && after === undefined)) return [];
  return [{ path, before, after }];
}

/** The items that belong together, and the index of each: that in the new list where it is there. */
function pairs(
  before: readonly unknown[],
  after: readonly unknown[],
): (readonly [unknown, unknown, number])[] {
  const oldNames = namesOf(before);
  const newNames = namesOf(after);
  if (oldNames === undefined || newNames === undefined) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => [before[index], after[index], index] as const);
  }
  return [
    ...after.map(
      (item, index) => [before[oldNames.indexOf(newNames[index] ?? '')], item, index] as const,
    ),
    ...before.flatMap((item, index) =>
      newNames.includes(oldNames[index] ?? '') ? [] : [[item, undefined, index] as const],
    ),
  ];
}

/** The names of the items; `undefined` where one has none, or two have the same. */
function namesOf(items: readonly unknown[]): readonly string[] | undefined {
  const names = items.flatMap((item) => textAt(item, 'name') ?? []);
  return names.length === items.length && new Set(names).size === names.length ? names : undefined;
}
