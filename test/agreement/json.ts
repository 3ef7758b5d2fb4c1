import type { Json, JsonMap } from './manifest';

// What the server answers is read here and there: nothing where it is not as expected.

/** Whether a value is a map. */
export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a field. */
export function fieldOf(value: Json | undefined, key: string): Json | undefined {
  return isMap(value) ? value[key] : undefined;
}

/** The text of a field; an empty one where there is none. */
export function textOf(value: Json | undefined, key: string): string {
  const text = fieldOf(value, key);
  return typeof text === 'string' ? text : '';
}

/** The items of a field; none where there is no list. */
export function listOf(value: Json | undefined, key: string): readonly Json[] {
  const list = fieldOf(value, key);
  return Array.isArray(list) ? list : [];
}
