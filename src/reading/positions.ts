import { isMap, isPair, isScalar, isSeq, type ParsedNode } from 'yaml';
import type { SourceDocument, SourceFile } from './documents';
import { Lines } from './lines';
import { parseForPlaces } from './yaml-value';

/** Finds the lines of fields. Reads a document for that once, and only when it is asked. */
export class Positions {
  private readonly lines = new Map<SourceFile, Lines>();
  private readonly contents = new Map<SourceDocument, ParsedNode | null>();

  /** The line, in its file, of the key of a field, or of the nearest thing around it that is there. */
  lineOf(document: SourceDocument, path: string): number {
    let contents = this.contents.get(document);
    if (contents === undefined) {
      contents = parseForPlaces(document.text);
      this.contents.set(document, contents);
    }
    return this.linesOf(document.file).at(document.start + placeOf(contents, path));
  }

  private linesOf(file: SourceFile): Lines {
    const lines = this.lines.get(file) ?? new Lines(file.text);
    this.lines.set(file, lines);
    return lines;
  }
}

/** Where the key of a field begins; a path is one of ours or of the API server. */
function placeOf(contents: unknown, path: string): number {
  let [node, rest, place] = [contents, path, startOf(contents)];
  while (rest !== '') {
    const step = isMap(node)
      ? keyAhead(node.items, rest)
      : isSeq(node)
        ? itemAhead(rest)
        : undefined;
    if (step === undefined) break;
    if (typeof step.key === 'number') {
      node = isSeq(node) ? node.items[step.key] : undefined;
      if (node === undefined) break;
      place = startOf(node);
    } else {
      place = startOf(step.key);
      node = step.value;
    }
    rest = step.rest;
  }
  return place;
}

interface Step {
  readonly key: unknown;
  readonly value?: unknown;
  readonly rest: string;
}

/** The entry whose key the path begins with: `a.b`, `a["x/y"]`, or `a[x/y]` as the API server has it. */
function keyAhead(entries: readonly unknown[], path: string): Step | undefined {
  const from = path.startsWith('.') ? path.slice(1) : path;
  let best: Step | undefined;
  for (const entry of entries) {
    if (!isPair(entry) || !isScalar(entry.key)) continue;
    const key = String(entry.key.source ?? '');
    for (const written of [key, `[${key}]`, `[${JSON.stringify(key)}]`]) {
      const rest = from.slice(written.length);
      if (!from.startsWith(written) || !/^(?:$|[.[])/.test(rest)) continue;
      if (best === undefined || rest.length <= best.rest.length) {
        best = { key: entry.key, value: entry.value, rest };
      }
    }
  }
  return best;
}

function itemAhead(path: string): Step | undefined {
  const [all, index] = /^\.?\[(\d+)\]/.exec(path) ?? [];
  return all === undefined ? undefined : { key: Number(index), rest: path.slice(all.length) };
}

function startOf(node: unknown): number {
  return isMap(node) || isSeq(node) || isScalar(node) ? (node.range?.[0] ?? 0) : 0;
}
