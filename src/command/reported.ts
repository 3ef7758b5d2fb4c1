import type { Finding } from '../checks';
import { shownName } from '../checks/kubernetes-object';
import { textAt } from '../checks/read';
import { originOf, type SourceDocument } from '../reading/documents';
import { type Flaw, pathInDocument, type ReadObject } from '../reading/objects';
import type { Positions } from '../reading/positions';
import type { Place, ReportedFinding, Subject } from '../reports/report';

/** A finding as reports show it; without positions, its line is not known. */
export function reportedFinding(
  finding: Finding,
  from: ReadObject | undefined,
  positions: Positions | undefined,
): ReportedFinding {
  const { rule, severity, source, object, path, message, why, fix } = finding;
  const line =
    from && positions ? positions.lineOf(from.document, pathInDocument(from.path, path)) : null;
  const [subject, place] = [subjectOf(object), placeOf(from?.document)];
  return { rule, severity, source, subject, place, line, path, message, why, fix };
}

/** What was seen while reading, as reports show it. */
export function reportedFlaw(flaw: Flaw, positions: Positions | undefined): ReportedFinding {
  const { document, objectPath, value, path, message, fix } = flaw;
  const { name: rule, severity, source, why } = flaw.rule;
  const line = positions ? positions.lineOf(document, pathInDocument(objectPath, path)) : null;
  const [subject, place] = [subjectOf(value), placeOf(document)];
  return { rule, severity, source, subject, place, line, path, message, why, fix };
}

/** Which object a value is, as far as it says so. */
export function subjectOf(value: unknown): Subject {
  return {
    apiVersion: textAt(value, 'apiVersion') ?? null,
    kind: textAt(value, 'kind') ?? null,
    namespace: textAt(value, 'metadata', 'namespace') ?? null,
    name: shownName(value) ?? null,
  };
}

/** Where a document stands. */
export function placeOf(document: SourceDocument | undefined): Place {
  return {
    file: document?.file.name ?? null,
    document: document?.index ?? null,
    origin: document ? (originOf(document) ?? null) : null,
    constructPath: null,
    createdAt: null,
  };
}
