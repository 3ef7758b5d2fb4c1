import { SyntaxProblem } from './unreadable';

/** A file as it was read, or standard input, whose name is `-`. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** One document of a file, as text. */
export interface SourceDocument {
  readonly file: SourceFile;

  /** Which document of its file it is; the first is 0. */
  readonly index: number;

  /** Where its text begins within that of the file. */
  readonly start: number;

  readonly text: string;
}

/**
 * Splits a file into its documents, at the lines that begin with `---` as kubectl does, but counts
 * them as YAML does: comments before the first `---` are part of the document that follows.
 *
 * @throws a `SyntaxProblem` at a `---` with something other than a comment behind it
 */
export function documentsOf(file: SourceFile): SourceDocument[] {
  if (/^\s*\{/.test(file.text)) {
    const objects = jsonObjects(file);
    if (objects) return objects;
  }
  const documents: SourceDocument[] = [];
  let start = 0;
  const add = (end: number) => {
    const text = file.text.slice(start, end);
    documents.push({ file, index: documents.length, start, text });
  };
  SEPARATOR.lastIndex = 0;
  for (let match = SEPARATOR.exec(file.text); match; match = SEPARATOR.exec(file.text)) {
    const behind = match[1] ?? '';
    if (behind.trim() !== '' && !behind.trimStart().startsWith('#')) {
      throw new SyntaxProblem(file, match.index, `kubectl takes nothing but a comment behind ---`);
    }
    if (documents.length > 0 || !isEmpty(file.text.slice(start, match.index))) add(match.index);
    start = match.index + match[0].length;
  }
  add(file.text.length);
  return documents;
}

/** Whether a document has nothing but comments and white space. */
export function isEmpty(text: string): boolean {
  return /^(?:\s|#.*(?:\n|$))*$/.test(text);
}

/** The template that a document says it was made from, as `helm template` writes it. */
export function originOf({ text }: SourceDocument): string | undefined {
  return /^(?:\s*#.*\n)*?# Source: (\S.*)/.exec(text)?.[1]?.trimEnd();
}

const SEPARATOR = /^---(.*)(?:\n|$)/gm;

/**
 * The objects of a JSON file, which may follow each other with nothing in between;
 * `undefined` where the file is YAML after all.
 */
function jsonObjects(file: SourceFile): SourceDocument[] | undefined {
  const documents: SourceDocument[] = [];
  let [depth, start] = [0, 0];
  for (const { 0: bracket, index } of file.text.matchAll(JSON_BRACKET)) {
    if (bracket.startsWith('"')) continue;
    depth += bracket === '{' || bracket === '[' ? 1 : -1;
    if (depth !== 0) continue;
    const text = file.text.slice(start, index + 1);
    if (!/^\s*\{/.test(text)) return undefined;
    documents.push({ file, index: documents.length, start, text });
    start = index + 1;
  }
  return file.text.slice(start).trim() === '' ? documents : undefined;
}

/** A bracket, or a text in which brackets mean nothing. */
const JSON_BRACKET = /[{}[\]]|"(?:[^"\\\n]|\\.)*"/g;
