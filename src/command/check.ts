import { type Finding, RULES, SERVER_RULES, type Severity } from '../checks';
import { Problem } from '../problem';
import { readDefinitions } from '../reading/definitions';
import type { SourceDocument } from '../reading/documents';
import { isOfKubectl } from '../reading/objects';
import { Positions } from '../reading/positions';
import type { Reading } from '../reading/reading';
import { READING_RULES } from '../reading/rules';
import { checkAsJson } from '../reports/json';
import { checkForPeople } from '../reports/people';
import { type CheckReport, count, type ReportedFinding } from '../reports/report';
import { checkAsSarif, type RuleText } from '../reports/sarif';
import { COLOURED, PLAIN } from '../reports/style';
import type { Wanted } from './arguments';
import type { Judge } from './judge';
import { read } from './read';
import { reportedFinding, reportedFlaw } from './reported';
import { hasColours, Progress, type Terminal } from './terminal';

type WantedCheck = Extract<Wanted, { readonly command: 'check' }>;

/**
 * Judges what files hold, and writes a report.
 *
 * @returns the exit code: 1 where there are errors, or with `--strict` warnings; else 0
 * @throws a `Problem` where there is nothing to judge, so that a command that failed before a pipe
 *   does not pass for a sound one
 */
export async function check(
  wanted: WantedCheck,
  judge: Judge,
  terminal: Terminal,
  version: string,
): Promise<number> {
  const { kubernetes, format, strict, quiet } = wanted;
  const progress = new Progress(terminal.stderr);
  judge.prepare(kubernetes);
  const definitions = wanted.crds.flatMap((path) => readDefinitions(path));
  const reading = readable(await read(wanted.files, terminal, progress), wanted);
  if (reading.objects.length === 0 && reading.flaws.length === 0) {
    throw new Problem(`there is no object in ${wanted.files.join(', ')}`);
  }
  const objects = reading.objects.map(({ object }) => object);
  const found = await progress.during(
    `judging ${count(objects.length, 'object')}`,
    judge.check(objects, { kubernetes, definitions, ...wanted.options }),
  );
  const failing: readonly Severity[] = strict ? ['error', 'warning'] : ['error'];
  const findings = reported(reading, found, format === 'json' ? undefined : new Positions());
  const fatal = findings.filter(({ severity }) => failing.includes(severity));
  const report = {
    kubernetes,
    objects: objects.length,
    files: reading.files,
    findings: quiet ? fatal : findings,
  };
  terminal.stdout.write(textOf(report, wanted, terminal, version));
  return fatal.length > 0 ? 1 : 0;
}

/** What was read, without what kubectl does not mind where our own rules are not asked. */
function readable(reading: Reading, { options }: WantedCheck): Reading {
  if (options.ownRules !== false) return reading;
  return { ...reading, flaws: reading.flaws.filter(isOfKubectl) };
}

/** The findings in the order of the documents. */
function reported(
  { documents, objects, flaws }: Reading,
  findings: readonly Finding[],
  positions: Positions | undefined,
): ReportedFinding[] {
  const byObject = new Map(objects.map((read) => [read.object, read]));
  const byDocument = new Map<SourceDocument | undefined, ReportedFinding[]>(
    [...documents, undefined].map((document) => [document, []]),
  );
  for (const flaw of flaws) byDocument.get(flaw.document)?.push(reportedFlaw(flaw, positions));
  for (const finding of findings) {
    const read = byObject.get(finding.object);
    byDocument.get(read?.document)?.push(reportedFinding(finding, read, positions));
  }
  return [...byDocument.values()].flat();
}

/** Everything that a finding may be of. */
const RULE_TEXTS: readonly RuleText[] = [
  ...READING_RULES,
  ...SERVER_RULES,
  ...RULES.map((rule): RuleText => ({ ...rule, source: 'cdk8s-eo' })),
];

function textOf(
  report: CheckReport,
  { format, colour }: WantedCheck,
  terminal: Terminal,
  version: string,
): string {
  if (format === 'json') return checkAsJson(report);
  if (format === 'sarif') return checkAsSarif(report, version, RULE_TEXTS);
  return checkForPeople(report, colour && hasColours(terminal) ? COLOURED : PLAIN);
}
