import { isPlainObject } from '../../constructs/rules/objects';
import type { Finding } from './finding';
import type { KubernetesObject } from './kubernetes-object';

/** Every value is one that JSON can hold and that the API server keeps, which `null` is not. */
export function plainValues(objects: readonly KubernetesObject[]): Finding[] {
  return objects.flatMap((object) =>
    [...faults(object, '')].map(([path, fault]) => ({
      rule: 'plain-values',
      object,
      path,
      message: `${path} is ${fault}`,
      fix: 'leave the field out, or give it a value',
    })),
  );
}

function* faults(value: unknown, path: string): Generator<[path: string, fault: string]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* faults(item, `${path}[${index}]`);
  } else if (isPlainObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined) yield* faults(item, below(path, key));
    }
  } else {
    const fault = faultOf(value);
    if (fault) yield [path, fault];
  }
}

function faultOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return String(value);
  switch (typeof value) {
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : String(value);
    case 'string':
      return /\p{Surrogate}/u.test(value) ? 'a text with half a character in it' : undefined;
    case 'object':
      return `a ${value.constructor.name}`;
    default:
      return `a ${typeof value}`;
  }
}

function below(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
