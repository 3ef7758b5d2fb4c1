/** Whether a value is an object and no list. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is an object as `{ … }` makes it, also one of another realm: none of a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (!isMap(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
