import type { Finding } from '../finding';
import { ApiServer, Definitions, NEWEST } from '../judge';
import { groupOf, type KubernetesObject } from '../kubernetes-object';
import type { CheckOptions } from '../options';
import { serverFindings, verdictFindings } from '../server-findings';
import { type FieldChange, fieldChanges } from './fields';

/**
 * What becomes of an object when the new output is applied over the old one: it is made, changed
 * where it is, changed so that its pods are replaced one after another, replaced by another one of
 * a new name, refused by the API server, or deleted where the old output is pruned.
 */
export type ChangeKind = 'created' | 'changed' | 'rolled' | 'replaced' | 'refused' | 'deleted';

/** A difference between two outputs. */
export interface Change {
  readonly kind: ChangeKind;

  /** The new object; of a deleted one the old. */
  readonly object: KubernetesObject;

  /** The old object, where there was one. */
  readonly before?: KubernetesObject;

  /** The fields that differ; none for what is made or deleted. */
  readonly fields: readonly FieldChange[];

  /** Why the API server refuses the update, and what it warns of. */
  readonly findings: readonly Finding[];
}

/**
 * What happens when a new output is applied over an old one.
 *
 * @returns the changes in the order of the new objects, then what is deleted; none where nothing
 *   changes
 */
export async function compare(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
  options: Pick<CheckOptions, 'kubernetes' | 'definitions'> = {},
): Promise<Change[]> {
  const old = new Map(before.map((object) => [identityOf(object), object]));
  const now = new Set(after.map(identityOf));
  const gone = before.filter((object) => !now.has(identityOf(object)));
  const goneByStem = new Map(gone.map((object) => [stemOf(object), object]));
  const created = after
    .filter((object) => !old.has(identityOf(object)))
    .map((object): Change => {
      const predecessor = goneByStem.get(stemOf(object));
      if (predecessor === undefined) return { kind: 'created', object, fields: [], findings: [] };
      return {
        kind: 'replaced',
        object,
        before: predecessor,
        fields: fieldChanges(predecessor, object),
        findings: [],
      };
    });
  const replaced = new Set(created.map((change) => change.before));
  const deleted = gone
    .filter((object) => !replaced.has(object))
    .map(
      (object): Change => ({ kind: 'deleted', object, before: object, fields: [], findings: [] }),
    );
  const all = [...before, ...after];
  const changed = await updates(
    after.flatMap((object) => {
      const previous = old.get(identityOf(object));
      return previous ? [{ object, before: previous }] : [];
    }),
    all,
    options,
  );
  const order = new Map(after.map((object, index) => [object, index]));
  const place = ({ object }: Change) => order.get(object) ?? 0;
  const inOrder = [...(await creations(created, all, options)), ...changed].sort(
    (a, b) => place(a) - place(b),
  );
  return [...inOrder.map(refusedWhereWrong), ...deleted];
}

function refusedWhereWrong(change: Change): Change {
  const refused = change.findings.some(({ severity }) => severity === 'error');
  return refused ? { ...change, kind: 'refused' } : change;
}

/** The changes that make objects, with what the API server says to these. */
async function creations(
  changes: readonly Change[],
  all: readonly KubernetesObject[],
  { kubernetes, definitions = [] }: CheckOptions,
): Promise<Change[]> {
  const findings = await serverFindings(
    changes.map(({ object }) => object),
    { kubernetes, definitions: [...definitions, ...all], podSecurity: 'off' },
  );
  const byObject = new Map<KubernetesObject, Finding[]>(changes.map(({ object }) => [object, []]));
  for (const finding of findings) {
    if (finding.severity !== 'info') byObject.get(finding.object)?.push(finding);
  }
  return changes.map((change) => ({ ...change, findings: byObject.get(change.object) ?? [] }));
}

/** An object, and what it was before. */
interface Pair {
  readonly object: KubernetesObject;
  readonly before: KubernetesObject;
}

/** What the API server makes of the objects that were there before and differ. */
async function updates(
  pairs: readonly Pair[],
  all: readonly KubernetesObject[],
  { kubernetes = NEWEST, definitions: given = [] }: CheckOptions,
): Promise<Change[]> {
  const server = ApiServer.of(kubernetes);
  const definitions = new Definitions([...given, ...all]);
  const differing = pairs
    .map((pair) => ({ ...pair, fields: fieldChanges(pair.before, pair.object) }))
    .filter(({ fields }) => fields.length > 0);
  const isKnown = ({ object }: Pair) =>
    ['builtin', 'defined'].includes(server.standingOf(object, definitions));
  const known = differing.filter(isKnown);
  const verdicts = await server.ask(
    known.map(({ object, before }) => ({ object, old: before })),
    definitions,
  );
  const verdictOf = new Map(known.map(({ object }, index) => [object, verdicts[index]]));
  const others = differing
    .filter((pair) => !isKnown(pair))
    .map((pair): Change => ({ kind: 'changed', ...pair, findings: [] }));
  const updated = known.map((pair): Change => {
    const verdict = verdictOf.get(pair.object);
    return {
      kind: verdict?.change === 'template' ? 'rolled' : 'changed',
      ...pair,
      findings: verdict ? verdictFindings(pair.object, verdict, server, definitions) : [],
    };
  });
  // What the server has no such kind of, it cannot have either, and so it would be made.
  return [...updated, ...(await creations(others, all, { kubernetes, definitions: given }))];
}

/**
 * What makes two objects the same one for the API server. One to which it gives the name is made anew
 * each time; here it is the same where all of it is.
 */
function identityOf(object: KubernetesObject): string {
  const { name = JSON.stringify(object), namespace } = object.metadata;
  return JSON.stringify([groupOf(object), object.kind, namespace, name]);
}

/** The identity without the digest of the content that a name ends with. */
function stemOf(object: KubernetesObject): string {
  return identityOf(object).replace(/-(?:[0-9a-f]{8,10}|[bcdfghkmt2456789]{10})"\]$/, '"]');
}
