import type { ChangeKind, Severity, Source } from '../checks';

/** Which object is meant; null is what it does not say. */
export interface Subject {
  readonly apiVersion: string | null;
  readonly kind: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
}

/** Where an object was found; null is what is not known. */
export interface Place {
  /** The file; `-` is standard input. */
  readonly file: string | null;

  /** Which document of the file it is; the first is 0. */
  readonly document: number | null;

  /** The template that the document was made from, as `helm template` says it. */
  readonly origin: string | null;

  /** The path of the construct that made the object. */
  readonly constructPath: string | null;

  /** The line of code that made the construct, as `main.ts:7`. */
  readonly createdAt: string | null;
}

/** A finding, as reports show it. */
export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly source: Source;
  readonly subject: Subject;
  readonly place: Place;

  /** The line of the field in the file; the first is 1. */
  readonly line: number | null;

  /** Path of the field within the object. */
  readonly path: string;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
}

/** What a check has found. */
export interface CheckReport {
  /** The minor of Kubernetes that was asked. */
  readonly kubernetes: string;

  /** How many objects were judged, and in how many files. */
  readonly objects: number;
  readonly files: number;

  /** Findings in the order of the files; those of one object stand together. */
  readonly findings: readonly ReportedFinding[];
}

/** How an object is called, as `Service eo/tiler`; a document that is no object has no name. */
export function nameOf({ kind, namespace, name }: Subject): string {
  const whole = [namespace, name].filter(Boolean).join('/');
  return [kind, whole].filter(Boolean).join(' ') || 'a document without kind and name';
}

/** As much of a message as a person reads; the API server may put a whole object into one. */
const LONGEST_MESSAGE = 200;

/** A message whose middle is left out where it is long: what is wrong stands at its ends. */
export function shortened(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message;
  return `${message.slice(0, LONGEST_MESSAGE / 2)} ... ${message.slice(-LONGEST_MESSAGE / 2)}`;
}

/** How many there are of something. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A field that differs; a value that is `undefined` is not there. */
export interface ReportedField {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What becomes of an object, as reports show it. */
export interface ReportedChange {
  readonly change: ChangeKind;
  readonly subject: Subject;
  readonly place: Place;

  /** The name that the object had before; null where it is the same, or there was none. */
  readonly previousName: string | null;
  readonly fields: readonly ReportedField[];
  readonly findings: readonly ReportedFinding[];
}

/** What a diff has found. */
export interface DiffReport {
  readonly kubernetes: string;

  /** The changes, as `byWeight` orders them. */
  readonly changes: readonly ReportedChange[];
}

/** Kinds of changes, from what hurts most to what hurts least. */
export const CHANGE_KINDS: readonly ChangeKind[] = [
  'refused',
  'deleted',
  'replaced',
  'rolled',
  'changed',
  'created',
];

/** The changes with what would be refused first. */
export function byWeight(changes: readonly ReportedChange[]): ReportedChange[] {
  const weight = ({ change }: ReportedChange) => CHANGE_KINDS.indexOf(change);
  return [...changes].sort((a, b) => weight(a) - weight(b));
}
