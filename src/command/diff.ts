import type { Change, KubernetesObject } from '../checks';
import { groupOf } from '../checks/kubernetes-object';
import { Problem } from '../problem';
import { readDefinitions } from '../reading/definitions';
import { Lines } from '../reading/lines';
import { isOfKubectl, type ReadObject } from '../reading/objects';
import { Positions } from '../reading/positions';
import type { Reading } from '../reading/reading';
import { diffAsJson, diffForPeople } from '../reports/diff';
import { byWeight, count, type ReportedChange, type ReportedField } from '../reports/report';
import { COLOURED, PLAIN } from '../reports/style';
import type { Wanted } from './arguments';
import type { Judge } from './judge';
import { read } from './read';
import { placeOf, reportedFinding, subjectOf } from './reported';
import { hasColours, Progress, type Terminal } from './terminal';

type WantedDiff = Extract<Wanted, { readonly command: 'diff' }>;

/**
 * Tells what happens when new manifests are applied over old ones, and writes a report.
 *
 * @returns the exit code: 1 where something changes, else 0
 * @throws a `Problem` where neither side has an object, and at documents that are no objects
 */
export async function diff(wanted: WantedDiff, judge: Judge, terminal: Terminal): Promise<number> {
  const { kubernetes } = wanted;
  const progress = new Progress(terminal.stderr);
  judge.prepare(kubernetes);
  const definitions = wanted.crds.flatMap((path) => readDefinitions(path));
  const before = await readSide(wanted.before, terminal, progress);
  const after = await readSide(wanted.after, terminal, progress);
  if (before.objects.length === 0 && after.objects.length === 0) {
    throw new Problem(`there is no object in ${wanted.before} and ${wanted.after}`);
  }
  const [old, now] = [before, after].map(({ objects }) => objects.map(({ object }) => object));
  const changes = await progress.during(
    `comparing ${count(after.objects.length, 'object')}`,
    judge.compare(old ?? [], now ?? [], { kubernetes, definitions }),
  );
  const read = new Map([...before.objects, ...after.objects].map((item) => [item.object, item]));
  const positions = wanted.format === 'json' ? undefined : new Positions();
  const reported = changes.map((change) => reportedChange(change, read, positions));
  const report = { kubernetes, changes: byWeight(reported) };
  const style = wanted.colour && hasColours(terminal) ? COLOURED : PLAIN;
  terminal.stdout.write(
    wanted.format === 'json' ? diffAsJson(report) : diffForPeople(report, style),
  );
  return changes.length > 0 ? 1 : 0;
}

async function readSide(path: string, terminal: Terminal, progress: Progress): Promise<Reading> {
  const reading = await read([path], terminal, progress);
  const wrong = reading.flaws.filter(isOfKubectl);
  if (wrong.length === 0) return reading;
  throw new Problem(
    wrong
      .map(({ document: { file, start }, message, fix }) => {
        return `${file.name}:${new Lines(file.text).at(start)}: ${message}; ${fix}`;
      })
      .join('\n'),
  );
}

function reportedChange(
  { kind, object, before, fields, findings }: Change,
  read: ReadonlyMap<KubernetesObject, ReadObject>,
  positions: Positions | undefined,
): ReportedChange {
  const from = read.get(object);
  const previous = before?.metadata.name;
  return {
    change: kind,
    subject: subjectOf(object),
    place: placeOf(from?.document),
    previousName: previous === undefined || previous === object.metadata.name ? null : previous,
    fields: isSecret(object) ? fields.map(hidden) : fields,
    findings: findings.map((finding) => reportedFinding(finding, from, positions)),
  };
}

function isSecret(object: KubernetesObject): boolean {
  return object.kind === 'Secret' && groupOf(object) === '';
}

/** A field of a Secret without its values, which are in the files and belong in no log. */
function hidden(field: ReportedField): ReportedField {
  if (!/^(?:data|stringData)\b/.test(field.path)) return field;
  const hide = (value: unknown) => (value === undefined ? undefined : '(hidden)');
  return { path: field.path, before: hide(field.before), after: hide(field.after) };
}
