import { isPlainObject } from '../../../constructs/rules/objects';
import { below } from '../read';
import type { Rule } from './rule';

/** Every value is one that JSON can hold and that the API server keeps, which `null` is not. */
export const plainValues: Rule = {
  name: 'plain-values',
  severity: 'error',
  summary: 'Every field has a value: none is null, empty by mistake, or of a type YAML has not.',
  why: 'the API server drops a null without a word, so that a default takes its place',
  examples: {
    good: `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: eo }
data: { level: debug }
`,
    bad: `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: eo }
data: { level: }
`,
  },
  *check(inventory) {
    for (const object of inventory.objects) {
      for (const [path, fault] of faults(object, '')) {
        yield {
          object,
          path,
          message: `${path} is ${fault}`,
          fix: 'leave the field out, or give it a value',
        };
      }
    }
  },
};

function* faults(value: unknown, path: string): Generator<[path: string, fault: string]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* faults(item, below(path, index));
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
