import type { ServerRule } from '../checks';

/** Something that must hold of what is read, before it can be judged. */
export type ReadingRule = Omit<ServerRule, 'name' | 'reasons'> & {
  readonly name: 'not-an-object' | 'duplicate-key';
};

/** Whatever a document holds, kubectl must know which object it is. */
export const NOT_AN_OBJECT: ReadingRule = {
  name: 'not-an-object',
  severity: 'error',
  source: 'cdk8s-eo',
  summary: 'Every document is an object of Kubernetes, or a list of objects.',
  why: 'kubectl and the API server do not know what it is',
};

/** No value is lost because another one stands under the same key. */
export const DUPLICATE_KEY: ReadingRule = {
  name: 'duplicate-key',
  severity: 'error',
  source: 'cdk8s-eo',
  summary: 'No key stands twice in one map.',
  why: 'only the last one counts, and other readers of YAML refuse the file',
};

/** Everything that is said of documents before they are judged. */
export const READING_RULES: readonly ReadingRule[] = [NOT_AN_OBJECT, DUPLICATE_KEY];
