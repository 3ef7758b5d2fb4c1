import { createHash } from 'node:crypto';
import type { Severity, Source } from '../checks';
import { type CheckReport, nameOf, type ReportedFinding, shortened } from './report';

/** What is said of a rule, whatever it finds. */
export interface RuleText {
  readonly name: string;
  readonly severity: Severity;
  readonly source: Source;
  readonly summary: string;
  readonly why: string;
}

/**
 * A report in SARIF 2.1.0, as GitHub's code scanning and other tools read it.
 *
 * @param version the version of this package
 * @param rules the rules of all findings, and any others
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function checkAsSarif(
  { kubernetes, findings }: CheckReport,
  version: string,
  rules: readonly RuleText[],
): string {
  const found = new Set(findings.map(({ rule }) => rule));
  const told = rules.filter(({ name }) => found.has(name));
  const fingerprint = fingerprints();
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cdk8s-eo',
            version,
            semanticVersion: version,
            rules: told.map(describeRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          '%SRCROOT%': { description: { text: 'The folder in which the check was run.' } },
        },
        invocations: [{ executionSuccessful: true }],
        properties: { kubernetes },
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: told.findIndex(({ name }) => name === finding.rule),
          level: LEVELS[finding.severity],
          message: {
            text: `${nameOf(finding.subject)}: ${shortened(finding.message)}. Fix: ${finding.fix}.`,
          },
          locations: [locationOf(finding)],
          partialFingerprints: { 'cdk8s-eo/v1': fingerprint(finding) },
          properties: { source: finding.source, path: finding.path },
        })),
      },
    ],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
}

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

function describeRule({ name, severity, source, summary, why }: RuleText) {
  const reason = `${sentence(why)}.`;
  return {
    id: name,
    name,
    shortDescription: { text: summary },
    fullDescription: { text: `${summary} ${reason}` },
    help: { text: `${summary} ${reason}`, markdown: `**${summary}** ${reason}` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['kubernetes', source] },
  };
}

function locationOf({ place, line, subject }: ReportedFinding) {
  const { apiVersion, kind, namespace, name } = subject;
  const whole = [apiVersion, kind, namespace, name].filter((part) => part !== null).join('/');
  return {
    physicalLocation: {
      artifactLocation: uriOf(place.file ?? '-'),
      region: { startLine: line ?? 1 },
    },
    logicalLocations: [
      { name: name ?? nameOf(subject), fullyQualifiedName: whole, kind: 'resource' },
    ],
  };
}

/** A file below the working directory goes by its relative path, as GitHub wants it. */
function uriOf(file: string) {
  const path = file.split('/').map(encodeURIComponent).join('/');
  if (file.startsWith('/')) return { uri: `file://${path}` };
  return { uri: path.replace(/^(?:\.\/)+/, ''), uriBaseId: '%SRCROOT%' };
}

/**
 * Gives findings fingerprints by their rule, object, field and words, and not by their lines: they
 * stay when other parts of a file change. Equal findings are numbered.
 */
function fingerprints(): (finding: ReportedFinding) => string {
  const seen = new Map<string, number>();
  return ({ rule, subject, place, path, message }) => {
    const { apiVersion, kind, namespace, name } = subject;
    const what = [rule, place.file, apiVersion, kind, namespace, name, path, message];
    const hash = createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 16);
    const number = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, number);
    return `${hash}:${number}`;
  };
}

function sentence(text: string): string {
  const whole = text.replace(/\.$/, '');
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}
