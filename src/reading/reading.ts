import { documentsOf, isEmpty, type SourceDocument } from './documents';
import { readFiles } from './input';
import { type Flaw, objectsOf, type ReadObject } from './objects';
import { SyntaxProblem, unreadable } from './unreadable';

/** Everything that was read from files. */
export interface Reading {
  /** The documents with something in them. */
  readonly documents: readonly SourceDocument[];
  readonly objects: readonly ReadObject[];
  readonly flaws: readonly Flaw[];
  readonly files: number;
}

/** What reading may need beside the files. */
export interface ReadingOptions {
  /** What standard input holds, where it is among the paths. */
  readonly stdin?: Uint8Array;

  /** Told before each document how many objects were read so far. */
  readonly onDocument?: (objects: number) => void;
}

/**
 * Reads all objects of files, folders and standard input.
 *
 * @throws one `Problem` with everything that cannot be read
 */
export function readObjects(paths: readonly string[], options: ReadingOptions = {}): Reading {
  const [objects, flaws]: [ReadObject[], Flaw[]] = [[], []];
  const [documents, problems]: [SourceDocument[], SyntaxProblem[]] = [[], []];
  let files = 0;
  for (const file of readFiles(paths, options.stdin)) {
    files += 1;
    const inFile = attempt(problems, () => documentsOf(file)) ?? [];
    for (const document of inFile.filter(({ text }) => !isEmpty(text))) {
      options.onDocument?.(objects.length);
      const found = attempt(problems, () => objectsOf(document));
      documents.push(document);
      for (const object of found?.objects ?? []) objects.push(object);
      for (const flaw of found?.flaws ?? []) flaws.push(flaw);
    }
  }
  if (problems.length > 0) throw unreadable(problems);
  return { documents, objects, flaws, files };
}

function attempt<Result>(problems: SyntaxProblem[], step: () => Result): Result | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    problems.push(error);
    return undefined;
  }
}
