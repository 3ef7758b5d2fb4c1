/** One value of a configuration, and where it stands. */
export interface Leaf {
  /** The names from the top down; the items of a list have their number. */
  readonly path: readonly string[];

  /** The nearest name: of a list's item, the name of the list. Empty where there is none. */
  readonly key: string;

  readonly value: string;

  /** The line on which the value begins, the first being 1; absent where it was not read as lines. */
  readonly line?: number;
}

/** A leaf, with its key from its path. */
export function leafAt(path: readonly string[], value: string, line?: number): Leaf {
  const key = [...path].reverse().find((name) => !/^\d+$/.test(name)) ?? '';
  return line === undefined ? { path, key, value } : { path, key, value, line };
}

/** The leaves of a plain object or list. What is no plain value (a class of its own) is left out. */
export function valueLeaves(value: unknown): Leaf[] {
  return [...walk(value, [], [])];
}

function* walk(value: unknown, path: readonly string[], above: readonly object[]): Generator<Leaf> {
  if (typeof value === 'string') yield leafAt(path, value);
  else if (['number', 'bigint', 'boolean'].includes(typeof value))
    yield leafAt(path, String(value));
  else if (isContainer(value) && !above.includes(value)) {
    for (const [name, child] of Object.entries(value))
      yield* walk(child, [...path, name], [...above, value]);
  }
}

function isContainer(value: unknown): value is object {
  if (Array.isArray(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
