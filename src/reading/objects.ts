import { isMap } from '../../constructs/rules/objects';
import type { KubernetesObject } from '../checks';
import type { SourceDocument } from './documents';
import { DUPLICATE_KEY, NOT_AN_OBJECT, type ReadingRule } from './rules';
import { readYaml } from './yaml-value';

/** An object, and where it stands. */
export interface ReadObject {
  readonly object: KubernetesObject;
  readonly document: SourceDocument;

  /** The path of the object within its document, for example `items[3]`; empty for the whole. */
  readonly path: string;
}

/** Something that was seen while reading, and that keeps an object from being what it should be. */
export interface Flaw {
  readonly rule: ReadingRule;
  readonly document: SourceDocument;

  /** The path of the object within its document. */
  readonly objectPath: string;

  /** What stands in the place of the object. */
  readonly value: unknown;

  /** The path of the field within the object. */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** Whether kubectl minds it too, and not only our own rules. */
export function isOfKubectl({ rule }: Flaw): boolean {
  return rule === NOT_AN_OBJECT;
}

/**
 * The objects of a document, those of a `List` included; none where the document is empty.
 *
 * @throws a `SyntaxProblem` where the document cannot be read
 */
export function objectsOf(document: SourceDocument): { objects: ReadObject[]; flaws: Flaw[] } {
  const { value, duplicates } = readYaml(document);
  const [objects, flaws]: [ReadObject[], Flaw[]] = [[], []];
  if (value === null) return { objects, flaws };
  const items = itemsOf(value, '');
  for (const { item, path } of items) {
    if (isKubernetesObject(item)) {
      objects.push({ object: item, document, path });
      continue;
    }
    const where = { document, objectPath: path, value: item };
    flaws.push({ rule: NOT_AN_OBJECT, ...where, ...strangeness(item, path) });
  }
  for (const duplicate of duplicates) {
    const within = items.find(({ path }) => duplicate.startsWith(`${path}.`));
    flaws.push(duplicateKey(document, within ?? { item: value, path: '' }, duplicate));
  }
  return { objects, flaws };
}

/** The path of a field within the document that its object stands in. */
export function pathInDocument(objectPath: string, path: string): string {
  return [objectPath, path].filter((part) => part !== '').join('.');
}

interface Item {
  readonly item: unknown;
  readonly path: string;
}

/** The items of a list as kubectl writes it, where an item may leave its kind to the list. */
function itemsOf(value: unknown, path: string): Item[] {
  if (!isMap(value) || !Array.isArray(value.items)) return [{ item: value, path }];
  const { apiVersion, kind } = value;
  if (typeof kind !== 'string' || !kind.endsWith('List')) return [{ item: value, path }];
  const inherited = { apiVersion, kind: kind.slice(0, -'List'.length) };
  return value.items.flatMap((item: unknown, index) => {
    const bare = isMap(item) && item.kind === undefined && item.apiVersion === undefined;
    const at = `${path === '' ? '' : `${path}.`}items[${index}]`;
    return itemsOf(bare && kind !== 'List' ? { ...inherited, ...item } : item, at);
  });
}

/** Whether a value is an object; instead of its name it may say what a name begins with. */
function isKubernetesObject(value: unknown): value is KubernetesObject {
  return (
    isMap(value) &&
    isText(value.apiVersion) &&
    !value.apiVersion.startsWith(OF_KUSTOMIZE) &&
    isText(value.kind) &&
    isText(nameIn(value))
  );
}

const OF_KUSTOMIZE = 'kustomize.config.k8s.io/';

function nameIn({ metadata }: Record<string, unknown>): unknown {
  return isMap(metadata) ? (metadata.name ?? metadata.generateName) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Why a value is no object. */
function strangeness(value: unknown, at: string): Pick<Flaw, 'path' | 'message' | 'fix'> {
  if (!isMap(value)) {
    const fix = 'write an object with apiVersion, kind and metadata.name, or leave the file out';
    return { path: '', message: `${at || 'the document'} is ${describeValue(value)}`, fix };
  }
  const { apiVersion, kind } = value;
  if (isText(apiVersion) && apiVersion.startsWith(OF_KUSTOMIZE)) {
    const fix = 'build it first: kustomize build FOLDER | npx cdk8s-eo check -';
    return { path: 'kind', message: `kind: ${kind} is a file of kustomize's own`, fix };
  }
  const fields = { apiVersion, kind, 'metadata.name': nameIn(value) };
  const [path = '', found] = Object.entries(fields).find(([, field]) => !isText(field)) ?? [];
  if (found === undefined || found === null || found === '') {
    const fix = `give it ${path}, or leave it out if it is no object of Kubernetes`;
    return { path, message: `${path} is missing`, fix };
  }
  const message = `${path} is ${describeValue(found)}, not a text`;
  return { path, message, fix: `write a text${typeof found === 'object' ? '' : ', in quotes'}` };
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isMap(value)) return 'a map';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'number' ? `the number ${value}` : `${value}`;
}

function duplicateKey(document: SourceDocument, { item, path }: Item, duplicate: string): Flaw {
  const field = path === '' ? duplicate : duplicate.slice(path.length + 1);
  return {
    rule: DUPLICATE_KEY,
    document,
    objectPath: path,
    value: item,
    path: field,
    message: `${field} is there twice`,
    fix: 'remove one of them',
  };
}
