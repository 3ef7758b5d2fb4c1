import { KeptMap } from './cache/kept-map';
import { keyOf } from './cache/key';
import { stamp } from './cache/stamp';
import type { Finding } from './finding';
import type { KubernetesVersion } from './judge/verdict';
import type { KubernetesObject } from './kubernetes-object';
import type { CheckOptions } from './options';
import { isWritable } from './writable';

/** How many judgements of whole sets of objects are kept between runs. */
const MOST = 50;

/** A set with more findings is judged again, because reading them would take as long. */
const MOST_FINDINGS = 500;

/** A finding with the place of its object in the set. */
type KeptFinding = Omit<Finding, 'object'> & { readonly place: number };

/**
 * Judges all objects of one environment: by the API server's own code, by Pod Security, and by our
 * own rules, which see what the server cannot. What was said of the same objects is kept between
 * runs, below `node_modules/.cache`.
 *
 * @returns the findings, in the order of the objects
 */
export async function check(
  objects: readonly KubernetesObject[],
  options: CheckOptions = {},
): Promise<Finding[]> {
  const key = objects.every(isWritable)
    ? keyOf(stamp(), JSON.stringify(options), JSON.stringify(objects))
    : undefined;
  const kept = key && judgements().get(key);
  if (kept) return kept.flatMap(({ place, ...finding }) => found(finding, objects[place]));
  const { judgeObjects } = load();
  const findings = await judgeObjects(objects, options);
  if (key && findings.length <= MOST_FINDINGS) {
    const places = new Map(objects.map((object, place) => [object, place]));
    judgements().set(
      key,
      findings.map(({ object, ...finding }) => ({ ...finding, place: places.get(object) ?? 0 })),
    );
    judgements().save();
  }
  return findings;
}

function found(finding: Omit<Finding, 'object'>, object: KubernetesObject | undefined): Finding[] {
  return object ? [{ ...finding, object }] : [];
}

/**
 * Starts the API server of a version beside other work, where nothing of an earlier run is kept and
 * it will surely be asked.
 */
export function prepare(kubernetes?: KubernetesVersion): void {
  if (judgements().isEmpty) load().startServer(kubernetes);
}

/** All rules and the judge: loaded when something is new, so that nobody else waits for them. */
function load(): typeof import('./judge-objects') {
  return require('./judge-objects');
}

let keptJudgements: KeptMap<readonly KeptFinding[]> | undefined;

function judgements(): KeptMap<readonly KeptFinding[]> {
  keptJudgements ??= new KeptMap('judgements', MOST);
  return keptJudgements;
}
