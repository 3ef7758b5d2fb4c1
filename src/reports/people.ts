import type { Severity } from '../checks';
import {
  type CheckReport,
  count,
  nameOf,
  type Place,
  type ReportedFinding,
  shortened,
} from './report';
import { indented, PLAIN, printable, type Style } from './style';

/** A report to read: what is wrong with each object, why it matters and what to do, and a sum. */
export function checkForPeople(report: CheckReport, style: Style = PLAIN): string {
  const groups = grouped(report.findings).map((findings) => group(findings, style));
  return [...groups, summary(report, style)].join('\n');
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

const COLOURS = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/** Findings of one object stand together, the worst first. */
function grouped(findings: readonly ReportedFinding[]): ReportedFinding[][] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.place, finding.subject]);
    const same = groups.get(key);
    if (same) same.push(finding);
    else groups.set(key, [finding]);
  }
  const rank = ({ severity }: ReportedFinding) => SEVERITIES.indexOf(severity);
  return [...groups.values()].map((group) => group.sort((a, b) => rank(a) - rank(b)));
}

function group(findings: readonly ReportedFinding[], style: Style): string {
  const [first] = findings;
  if (!first) return '';
  const where = style.dim(printable(placeOf(first.place)));
  const title = `${style.bold(printable(nameOf(first.subject)))}${where}`;
  return [title, ...findings.map((finding) => describe(finding, style))].join('\n').concat('\n');
}

function placeOf({ file, document, origin, constructPath, createdAt }: Place): string {
  const parts = [
    file === null ? '' : `in ${file === '-' ? 'standard input' : file}`,
    document === null ? '' : `document ${document}`,
    origin === null ? '' : `from ${origin}`,
    constructPath === null ? '' : `construct ${constructPath}`,
    createdAt === null ? '' : `made at ${createdAt}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` ${parts.join(', ')}`;
}

/** A finding; it names the rule as it stands in an annotation that excepts the object. */
export function describe(finding: ReportedFinding, style: Style): string {
  const { severity, message, place, line, why, fix, rule, source } = finding;
  const said = [
    `  ${style[COLOURS[severity]](severity)}: ${indented(printable(shortened(message)), '    ')}`,
    line === null ? '' : `    ${style.dim('at')}   ${printable(`${place.file}:${line}`)}`,
    why === '' ? '' : `    ${style.dim('why')}  ${indented(printable(why), '         ')}`,
    fix === '' ? '' : `    ${style.dim('fix')}  ${indented(printable(fix), '         ')}`,
    `    ${style.dim('rule')} ${rule} (${source})`,
  ];
  return said.filter((part) => part !== '').join('\n');
}

function summary({ kubernetes, objects, files, findings }: CheckReport, style: Style): string {
  const judged = `${count(objects, 'object')} in ${count(files, 'file')} judged for Kubernetes ${kubernetes}`;
  const numbers = SEVERITIES.map((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    const text = severity === 'info' ? `${number} info` : count(number, severity);
    return number > 0 ? style[COLOURS[severity]](text) : text;
  });
  const sum = findings.length === 0 ? style.green('nothing found') : numbers.join(', ');
  return `${judged}: ${sum}\n`;
}
