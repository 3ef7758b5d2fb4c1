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

/** A path with more names would make reading take the square of the time, and tells nobody more. */
const MOST_NAMES = 64;

/** Nobody nests a configuration deeper, and a text that does must not exhaust the stack. */
const MOST_LEVELS = 1000;

/** The path one level further down; of one that is very deep, names in the middle are left out. */
export function stepDown(path: readonly string[], name: string): readonly string[] {
  if (path.length < MOST_NAMES) return [...path, name];
  return /^\d+$/.test(name) ? path : [...path.slice(0, -1), name];
}

/**
 * The leaves of a plain object or list. What is no plain value (a class of its own) is left out, and so
 * is what lies deeper than a thousand levels.
 */
export function valueLeaves(value: unknown): Leaf[] {
  const found: Leaf[] = [];
  const above = new Set<object>();
  const walk = (inner: unknown, path: readonly string[]) => {
    if (typeof inner === 'string') found.push(leafAt(path, inner));
    else if (['number', 'bigint', 'boolean'].includes(typeof inner)) {
      found.push(leafAt(path, String(inner)));
    } else if (isContainer(inner) && !above.has(inner) && above.size < MOST_LEVELS) {
      above.add(inner);
      for (const [name, child] of Object.entries(inner)) walk(child, stepDown(path, name));
      above.delete(inner);
    }
  };
  walk(value, []);
  return found;
}

function isContainer(value: unknown): value is object {
  if (Array.isArray(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
