import type { CheckReport, ReportedFinding } from './report';

/** A report for programs: one JSON object, whose fields are always there; null is not known. */
export function checkAsJson({ kubernetes, findings }: CheckReport): string {
  return `${JSON.stringify({ kubernetes, findings: findings.map(findingAsJson) }, null, 2)}\n`;
}

/** A finding for programs. */
export function findingAsJson({ subject, place, ...finding }: ReportedFinding) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    source: finding.source,
    file: place.file,
    document: place.document,
    apiVersion: subject.apiVersion,
    kind: subject.kind,
    namespace: subject.namespace,
    name: subject.name,
    constructPath: place.constructPath,
    createdAt: place.createdAt,
    path: finding.path,
    message: finding.message,
    fix: finding.fix,
  };
}
