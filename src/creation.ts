import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Construct, Dependable } from 'constructs';

/** A place in the code. */
export interface CodeLine {
  /** Path of the file, from the working directory. */
  readonly file: string;

  readonly line: number;
}

/**
 * Runs a function, and tells for the path of each construct that it makes the line of the user's
 * code that did: the innermost one that is neither in a package, nor in this toolchain, nor in a
 * construct of the library; where there is none, the line of that construct.
 *
 * While it runs, each construct takes a stack trace, which is slow: it is for finding out where
 * something that is known to be wrong comes from.
 */
export function recordCreation(build: () => void): ReadonlyMap<string, CodeLine> {
  const lines = new Map<string, CodeLine>();
  const { stackTraceLimit } = Error;
  const { implement } = Dependable;
  // The constructor of every construct ends with this call, when the construct has its path.
  Dependable.implement = (instance, trait) => {
    implement(instance, trait);
    if (!(instance instanceof Construct)) return;
    const line = callerOf(Dependable.implement);
    if (line) lines.set(instance.node.path, line);
  };
  Error.stackTraceLimit = Number.POSITIVE_INFINITY;
  try {
    build();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Dependable.implement = implement;
  }
  return lines;
}

/** Folders that make constructs on behalf of others. */
const LIBRARY = ['constructs', 'imports'].map((folder) => join(__dirname, '..', folder) + sep);

/** The line of the user's code that led to the call of a function. */
function callerOf(called: (...args: never[]) => unknown): CodeLine | undefined {
  // The text of a stack, other than its call sites, has been mapped back to TypeScript.
  const trace = { stack: '' };
  Error.captureStackTrace(trace, called);
  const frames = trace.stack.split('\n').flatMap(readFrame);
  const found =
    frames.find(({ file }) => !LIBRARY.some((folder) => file.startsWith(folder))) ?? frames[0];
  if (!found) return undefined;
  return { ...found, file: relative(process.cwd(), found.file).split(sep).join('/') };
}

/** A frame with a file: `at new Chart (/app/main.ts:7:3)`, or `at /app/main.ts:7:3`. */
const FRAME = /^ +at (?:.*? \((.+):(\d+):\d+\)|(.+):(\d+):\d+)$/;

/** The absolute path and line of a frame; nothing where it is in a package, here, or in no file. */
function readFrame(frame: string): CodeLine[] {
  const [, called, calledLine, bare, bareLine] = FRAME.exec(frame) ?? [];
  const script = called ?? bare ?? '';
  const file = script.startsWith('file:') ? fileURLToPath(script) : script;
  if (!isAbsolute(file) || file.startsWith(__dirname + sep)) return [];
  if (file.includes(`${sep}node_modules${sep}`)) return [];
  return [{ file, line: Number(calledLine ?? bareLine) }];
}
