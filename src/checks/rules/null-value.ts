import { isMap } from '../../../constructs/rules/objects';
import { below } from '../read';
import type { Rule } from './rule';

/** No field is null, which the API server takes for one that is not there. */
export const nullValue: Rule = {
  name: 'null-value',
  severity: 'warning',
  summary: 'Every field that is written has a value; none is null, as an empty one in YAML is.',
  why: 'the API server drops it without a word, so that a default takes its place',
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
      for (const path of nulls(object, '')) {
        yield {
          object,
          path,
          message: `${path} is null`,
          fix: 'leave the field out, or give it a value',
        };
      }
    }
  },
};

function nulls(value: unknown, path: string): string[] {
  if (value === null) return [path];
  if (!hasNull(value)) return [];
  const entries = Array.isArray(value)
    ? [...value.entries()]
    : isMap(value)
      ? Object.entries(value)
      : [];
  return entries.flatMap(([key, item]) => nulls(item, below(path, key)));
}

function hasNull(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasNull);
  return value === null || (isMap(value) && Object.values(value).some(hasNull));
}
