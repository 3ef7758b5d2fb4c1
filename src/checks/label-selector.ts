import { listAt, mapAt, textAt, valueAt } from './read';

/** What the labels of a pod must be like. */
export interface LabelSelector {
  /** Labels that must be there with this value. */
  readonly labels: Readonly<Record<string, string>>;

  readonly expressions: readonly LabelExpression[];
}

/** One of the `matchExpressions` of a selector. */
export interface LabelExpression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** The selector with `matchLabels` and `matchExpressions` below the steps; `undefined` where it is none. */
export function labelSelectorAt(
  value: unknown,
  ...steps: readonly (string | number)[]
): LabelSelector | undefined {
  const selector = valueAt(value, ...steps);
  const plain = plainSelectorOf(mapAt(selector, 'matchLabels'));
  const expressions = listAt(selector, 'matchExpressions').map(expressionOf);
  const sound = expressions.filter((expression) => expression !== undefined);
  // What is misspelt is the API server's to refuse, and would match too many pods here.
  if (plain === undefined || sound.length < expressions.length) return undefined;
  return { labels: plain.labels, expressions: sound };
}

/** The selector that a plain map of labels is, as a Service has it; `undefined` where it is none. */
export function plainSelectorOf(labels: Record<string, unknown>): LabelSelector | undefined {
  const entries = Object.entries(labels);
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (texts.length < entries.length) return undefined;
  return { labels: Object.fromEntries(texts), expressions: [] };
}

/** Whether a selector asks for nothing, which for most objects means every pod of the namespace. */
export function isEmpty({ labels, expressions }: LabelSelector): boolean {
  return Object.keys(labels).length === 0 && expressions.length === 0;
}

/** Whether the labels are what the selector asks for. */
export function matches(
  selector: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.entries(selector.labels).every(([key, value]) => own(labels, key) === value) &&
    selector.expressions.every((expression) => holds(expression, own(labels, expression.key)))
  );
}

function holds({ operator, values }: LabelExpression, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

function expressionOf(item: unknown): LabelExpression | undefined {
  const key = textAt(item, 'key');
  const operator = textAt(item, 'operator');
  const values = listAt(item, 'values').filter((value) => typeof value === 'string');
  if (key === undefined) return undefined;
  switch (operator) {
    case 'In':
    case 'NotIn':
    case 'Exists':
    case 'DoesNotExist':
      return { key, operator, values };
    default:
      return undefined;
  }
}

function own(labels: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
