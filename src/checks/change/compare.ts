import type { Finding } from '../finding';
import { ApiServer, Definitions, NEWEST, type Verdict } from '../judge';
import { groupOf, type KubernetesObject } from '../kubernetes-object';
import type { CheckOptions } from '../options';
import { refusals } from '../server-findings';
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
  const changed = await updates(
    after.flatMap((object) => {
      const previous = old.get(identityOf(object));
      return previous ? [{ object, before: previous }] : [];
    }),
    [...before, ...after],
    options,
  );
  const order = new Map(after.map((object, index) => [object, index]));
  const place = ({ object }: Change) => order.get(object) ?? 0;
  return [...[...created, ...changed].sort((a, b) => place(a) - place(b)), ...deleted];
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
  const known = differing.filter(({ object }) =>
    ['builtin', 'defined'].includes(server.standingOf(object, definitions)),
  );
  const verdicts = await server.ask(
    known.map(({ object, before }) => ({ object, old: before })),
    definitions,
  );
  const verdictOf = new Map(known.map(({ object }, index) => [object, verdicts[index]]));
  return differing.map((pair): Change => {
    const verdict = verdictOf.get(pair.object);
    return {
      kind: kindOf(verdict),
      ...pair,
      findings: verdict ? refusals(pair.object, verdict) : [],
    };
  });
}

function kindOf(verdict: Verdict | undefined): ChangeKind {
  if (verdict?.refusal) return 'refused';
  return verdict?.change === 'template' ? 'rolled' : 'changed';
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
