import { isMap } from './json';
import type { Json, JsonMap, Manifest } from './manifest';

/** New values by the paths of their fields, for example `spec.ports.0.port`; `undefined` deletes. */
export type Changes = Readonly<Record<string, Json | undefined>>;

/**
 * A manifest with other values in some fields. Maps and lists on the way are made where there are
 * none; a key with a dot in it is set with the map that it is in.
 */
export function change(base: Manifest, changes: Changes): Manifest {
  const changed = Object.entries(changes).reduce<JsonMap>(
    (object, [path, value]) => setInMap(object, path.split('.'), value),
    base,
  );
  const { apiVersion, kind } = base;
  const metadata = isMap(changed.metadata) ? changed.metadata : {};
  return { ...changed, apiVersion, kind, metadata };
}

/** Several manifests, each with one set of changes. */
export function each(base: Manifest, path: string, ...values: readonly (Json | undefined)[]) {
  return values.map((value) => change(base, { [path]: value }));
}

function setIn(target: Json | undefined, path: readonly string[], value: Json | undefined): Json {
  const [step = ''] = path;
  if (/^\d+$/.test(step)) return setInList(Array.isArray(target) ? target : [], path, value);
  return setInMap(isMap(target) ? target : {}, path, value);
}

function setInMap(map: JsonMap, [key = '', ...rest]: readonly string[], value: Json | undefined) {
  if (rest.length > 0) return { ...map, [key]: setIn(map[key], rest, value) };
  const { [key]: _, ...others } = map;
  return value === undefined ? others : { ...others, [key]: value };
}

function setInList(
  list: readonly Json[],
  [step = '', ...rest]: readonly string[],
  value: Json | undefined,
): Json {
  const index = Number(step);
  const item = rest.length > 0 ? setIn(list[index], rest, value) : value;
  const before = list.slice(0, index);
  const after = list.slice(index + 1);
  return item === undefined ? [...before, ...after] : [...before, item, ...after];
}
