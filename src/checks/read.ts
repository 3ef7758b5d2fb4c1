import { isMap } from '../../constructs/rules/objects';

// Objects come from any YAML file, so that every field may hold anything: these functions read what
// is there in the expected form, and nothing where it is not.

/** A step into a value: the key of a map or the index of a list. */
type Step = string | number;

/** The value below the steps; `undefined` where one of them leads nowhere. */
export function valueAt(value: unknown, ...steps: readonly Step[]): unknown {
  let current = value;
  for (const step of steps) {
    if (typeof step === 'number') {
      if (!Array.isArray(current)) return undefined;
      current = current[step];
    } else {
      if (!isMap(current) || !Object.hasOwn(current, step)) return undefined;
      current = current[step];
    }
  }
  return current;
}

/** The map below the steps; an empty one where there is none. */
export function mapAt(value: unknown, ...steps: readonly Step[]): Record<string, unknown> {
  const found = valueAt(value, ...steps);
  return isMap(found) ? found : {};
}

/** The items of the list below the steps; none where there is no list. */
export function listAt(value: unknown, ...steps: readonly Step[]): readonly unknown[] {
  const found = valueAt(value, ...steps);
  return Array.isArray(found) ? found : [];
}

/** The text below the steps; `undefined` where there is no text, or an empty one. */
export function textAt(value: unknown, ...steps: readonly Step[]): string | undefined {
  const found = valueAt(value, ...steps);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The number below the steps; `undefined` where there is none. */
export function numberAt(value: unknown, ...steps: readonly Step[]): number | undefined {
  const found = valueAt(value, ...steps);
  return typeof found === 'number' ? found : undefined;
}

/** The entries of the map below the steps whose values are texts, as labels are. */
export function textsAt(value: unknown, ...steps: readonly Step[]): Record<string, string> {
  const texts = Object.entries(mapAt(value, ...steps)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}

/** The path of a key below a path: `spec.replicas`, or `data["a b"]` for a key that is no word. */
export function below(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
