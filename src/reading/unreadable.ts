import { Problem } from '../problem';
import type { SourceFile } from './documents';
import { Lines } from './lines';

/** A place in a file where reading came to its end. */
export class SyntaxProblem extends Error {
  constructor(
    readonly file: SourceFile,
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

/** More would hide the first ones. */
const MOST = 20;

/** What is said of documents that cannot be read. */
export function unreadable(problems: readonly SyntaxProblem[]): Problem {
  const more = problems.length - MOST;
  const lines = [
    ...problems.slice(0, MOST).map(describe),
    ...(more > 0 ? [`and ${more} more documents that cannot be read`] : []),
    ...(problems.some(({ file }) => file.text.includes('{{')) ? [TEMPLATE] : []),
  ];
  return new Problem(lines.join('\n'));
}

const TEMPLATE =
  'templates of Helm are not YAML until they are rendered: ' +
  'helm template FOLDER-OF-CHART | npx cdk8s-eo check -';

/** The place with its line, and a mark below the place in the line. */
function describe({ file, offset: place, message }: SyntaxProblem): string {
  // What is missing at the end is missing behind the last text.
  const offset = Math.min(place, file.text.trimEnd().length);
  const number = new Lines(file.text).at(offset);
  const start = file.text.lastIndexOf('\n', offset - 1) + 1;
  const [line = ''] = file.text.slice(start).split('\n', 1);
  const from = Math.max(0, offset - start - 60);
  const shown = line
    .slice(from, from + 100)
    .replaceAll('\t', ' ')
    .trimEnd();
  const mark = `${' '.repeat(offset - start - from)}^`;
  return `${file.name}:${number}: ${message}\n  ${shown}\n  ${mark}`;
}
