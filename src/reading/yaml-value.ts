import {
  type Alias,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { below } from '../checks/read';
import type { SourceDocument } from './documents';
import { plainScalar, ScalarError, taggedScalar } from './scalars';
import { SyntaxProblem } from './unreadable';

/** What a document says, as kubectl reads it. */
export interface DocumentValue {
  readonly value: unknown;

  /** The paths of keys that stand twice in one map; the last one counts, as it does for kubectl. */
  readonly duplicates: readonly string[];
}

/**
 * Reads a document as kubectl does, whose reader differs from YAML 1.2: `yes` and `on` are booleans,
 * `017` is 15, keys become texts, and `<<` replaces what stands before it.
 *
 * @throws a `SyntaxProblem` at the place that cannot be read
 */
export function readYaml(document: SourceDocument): DocumentValue {
  const control = CONTROL.exec(document.text);
  if (control) throw problemAt(document, control.index, 'control characters are not allowed');
  const parsed = parseDocument(document.text, READING);
  const [error] = parsed.errors;
  if (error) throw problemAt(document, error.pos[0], MESSAGES[error.code] ?? error.message);
  const reader = new Reader(document);
  const value = reader.valueOf(parsed.contents, '');
  return { value, duplicates: reader.duplicates };
}

/** The parts of a document with their places. */
export function parseForPlaces(text: string): ParsedNode | null {
  return parseDocument(text, READING).contents;
}

/** Also half a character, which no file in UTF-8 has. */
const CONTROL = /[^\P{Cc}\t\n\r\x85]|\p{Surrogate}|[\ufffe\uffff]/u;

const MESSAGES: { readonly [code in ErrorCode]?: string } = {
  MULTIPLE_DOCS: "kubectl reads nothing behind '...'; begin a document with ---",
};

/** Without a schema, since kubectl's is none of the package's own. */
const READING = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false } as const;

/** As many values as aliases may bring into a document: more is an attack, or a mistake. */
const MOST_FROM_ALIASES = 400_000;

class Reader {
  readonly duplicates: string[] = [];

  /** Where each anchor stands; nothing while its own value is being read. */
  private readonly anchors = new Map<string, Node | undefined>();
  private depthOfAliases = 0;
  private fromAliases = 0;

  constructor(private readonly document: SourceDocument) {}

  valueOf(node: unknown, path: string): unknown {
    if (this.depthOfAliases > 0) this.countAlias(node);
    if (isAlias(node)) return this.aliased(node, (target) => this.valueOf(target, path));
    const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, undefined);
    const value = this.content(node, path);
    if (anchor !== undefined && isNode(node)) this.anchors.set(anchor, node);
    return value;
  }

  private content(node: unknown, path: string): unknown {
    if (isMap(node)) return this.map(node, path);
    if (isSeq(node)) return node.items.map((item, index) => this.valueOf(item, below(path, index)));
    return isScalar(node) ? this.scalar(node) : null;
  }

  private map(node: YAMLMap, path: string): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    const own = new Set<string>();
    for (const { key, value } of node.items) {
      if (isMerge(key)) {
        this.merge(value, map, path);
        continue;
      }
      const name = this.keyOf(key);
      const pathOfValue = below(path, name);
      if (own.has(name)) this.duplicates.push(pathOfValue);
      own.add(name);
      setField(map, name, this.valueOf(value, pathOfValue));
    }
    return map;
  }

  /** Adds what `<<` names; of several maps the first one counts. */
  private merge(node: unknown, map: Record<string, unknown>, path: string): void {
    if (isAlias(node)) {
      this.aliased(node, (target) => this.merge(target, map, path));
    } else if (isSeq(node)) {
      for (const item of [...node.items].reverse()) this.merge(item, map, path);
    } else if (isMap(node)) {
      for (const [key, value] of Object.entries(this.map(node, path))) setField(map, key, value);
    } else {
      throw this.problem(node, 'what stands behind << must be a map, or a list of maps');
    }
  }

  private keyOf(key: unknown): string {
    const value = isMap(key) || isSeq(key) ? undefined : this.valueOf(key, '');
    if (value === undefined) throw this.problem(key, 'a key must be a text, not a map or a list');
    if (value === null) throw this.problem(key, 'a key must be a text, not null; quote it');
    return String(value);
  }

  private scalar(node: Scalar): string | number | boolean | null {
    const text = node.source ?? '';
    try {
      if (node.tag !== undefined && node.tag !== '!') return taggedScalar(node.tag, text);
      return node.tag === undefined && node.type === 'PLAIN' ? plainScalar(text) : text;
    } catch (error) {
      throw error instanceof ScalarError ? this.problem(node, error.message) : error;
    }
  }

  private aliased<Result>(node: Alias, use: (target: Node) => Result): Result {
    const target = this.anchors.get(node.source);
    if (!target) {
      const known = this.anchors.has(node.source);
      const what = known ? 'contains itself' : 'is not defined before it is used';
      throw this.problem(node, `the anchor '${node.source}' ${what}`);
    }
    this.depthOfAliases += 1;
    const result = use(target);
    this.depthOfAliases -= 1;
    return result;
  }

  private countAlias(node: unknown): void {
    this.fromAliases += 1;
    if (this.fromAliases <= MOST_FROM_ALIASES) return;
    throw this.problem(node, `aliases bring more than ${MOST_FROM_ALIASES} values`);
  }

  private problem(node: unknown, message: string): SyntaxProblem {
    return problemAt(this.document, (isNode(node) && node.range?.[0]) || 0, message);
  }
}

function isNode(node: unknown): node is Node {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node);
}

function isMerge(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

function problemAt(document: SourceDocument, offset: number, message: string): SyntaxProblem {
  return new SyntaxProblem(document.file, document.start + offset, message);
}

/** Sets a field, also one called `__proto__`. */
function setField(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') {
    map[key] = value;
    return;
  }
  const field = { value, enumerable: true, configurable: true, writable: true };
  Object.defineProperty(map, key, field);
}
