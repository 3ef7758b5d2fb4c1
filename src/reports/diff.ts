import type { ChangeKind } from '../checks';
import { findingAsJson } from './json';
import { describe } from './people';
import {
  CHANGE_KINDS,
  count,
  type DiffReport,
  nameOf,
  type ReportedChange,
  type ReportedField,
} from './report';
import { PLAIN, printable, type Style } from './style';

/** A diff to read: what becomes of each object, what would be refused and why first, and a sum. */
export function diffForPeople({ kubernetes, changes }: DiffReport, style: Style = PLAIN): string {
  const numbers = CHANGE_KINDS.map((kind) => {
    const number = changes.filter(({ change }) => change === kind).length;
    const text = `${number} ${kind}`;
    return number > 0 ? style[COLOURS[kind]](text) : text;
  });
  const sum = changes.length === 0 ? style.green('nothing changes') : numbers.join(', ');
  return [
    ...changes.map((change) => `${describeChange(change, style)}\n`),
    `${count(changes.length, 'change')} for Kubernetes ${kubernetes}: ${sum}\n`,
  ].join('\n');
}

/** A diff for programs: one JSON object, whose fields are always there; null is not known. */
export function diffAsJson({ kubernetes, changes }: DiffReport): string {
  const all = changes.map(({ change, subject, place, previousName, fields, findings }) => ({
    change,
    file: place.file,
    document: place.document,
    apiVersion: subject.apiVersion,
    kind: subject.kind,
    namespace: subject.namespace,
    name: subject.name,
    previousName,
    fields: fields.map(({ path, before = null, after = null }) => ({ path, before, after })),
    findings: findings.map(findingAsJson),
  }));
  return `${JSON.stringify({ kubernetes, changes: all }, null, 2)}\n`;
}

const COLOURS: Readonly<Record<ChangeKind, 'red' | 'yellow' | 'blue' | 'green'>> = {
  refused: 'red',
  deleted: 'red',
  replaced: 'yellow',
  rolled: 'yellow',
  changed: 'blue',
  created: 'green',
};

const MEANINGS: Readonly<Record<ChangeKind, string>> = {
  refused: 'the API server refuses the update',
  deleted: 'it is not there any more',
  replaced: 'a new object takes the place of the old one',
  rolled: 'its pods are replaced one after another',
  changed: '',
  created: '',
};

function describeChange(change: ReportedChange, style: Style): string {
  const { subject, fields, findings, previousName } = change;
  const meaning = previousName === null ? MEANINGS[change.change] : `it was ${previousName}`;
  const title = [
    style[COLOURS[change.change]](change.change),
    style.bold(printable(nameOf(subject))),
    meaning === '' ? '' : style.dim(`(${printable(meaning)})`),
  ];
  return [
    title.filter((part) => part !== '').join(' '),
    ...findings.map((finding) => describe(finding, style)),
    ...fields.map((field) => describeField(field, style)),
  ].join('\n');
}

function describeField({ path, before, after }: ReportedField, style: Style): string {
  const [old, now] = window(shown(before), shown(after));
  return `  ${printable(path)}: ${style.red(printable(old))} -> ${style.green(printable(now))}`;
}

function shown(value: unknown): string {
  return value === undefined ? '(none)' : JSON.stringify(value);
}

/** As much of a value as a line of a terminal holds. */
const LONGEST = 80;
/** How much of what is the same stands before the first difference. */
const BEFORE_DIFFERENCE = 20;

/** Two texts, where they are long from shortly before their first difference. */
function window(before: string, after: string): [string, string] {
  let first = 0;
  while (first < before.length && before[first] === after[first]) first += 1;
  const start = before.length > LONGEST || after.length > LONGEST ? first - BEFORE_DIFFERENCE : 0;
  return [cut(before, start), cut(after, start)];
}

function cut(text: string, start: number): string {
  const from = text.length > LONGEST ? Math.max(0, start) : 0;
  const part = text.slice(from, from + LONGEST);
  return `${from > 0 ? '...' : ''}${part}${from + LONGEST < text.length ? '...' : ''}`;
}
