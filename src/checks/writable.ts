import { isPlainObject } from '../../constructs/rules/objects';
import type { KubernetesObject } from './kubernetes-object';
import { below } from './read';

/** Whether an object can be written as it is. */
export function isWritable(object: KubernetesObject): boolean {
  return isPlain(object);
}

/** The values that have no form in YAML: the path of each, and what it is. */
export function unwritableValues(value: unknown, path = ''): [path: string, fault: string][] {
  if (isPlain(value)) return [];
  if (Array.isArray(value)) {
    return [...value].flatMap((item, index) => unwritableValues(item, below(path, index)));
  }
  if (isPlainObject(value)) {
    return Object.entries(value).flatMap(([key, item]) =>
      item === undefined ? [] : unwritableValues(item, below(path, key)),
    );
  }
  return [[path, faultOf(value)]];
}

function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'string':
      return !HALF.test(value);
    case 'object':
      if (value === null) return true;
      if (Array.isArray(value)) return [...value].every(isPlain);
      return isPlainObject(value) && Object.values(value).every(isPlainOrAbsent);
    default:
      return false;
  }
}

function isPlainOrAbsent(value: unknown): boolean {
  return value === undefined || isPlain(value);
}

/** One of the two parts of a character beyond 16 bits, without the other. */
const HALF = /\p{Surrogate}/u;

function faultOf(value: unknown): string {
  switch (typeof value) {
    case 'number':
    case 'undefined':
      return String(value);
    case 'string':
      return 'a text with half a character in it';
    case 'object':
      return `a ${value?.constructor.name}`;
    default:
      return `a ${typeof value}`;
  }
}
