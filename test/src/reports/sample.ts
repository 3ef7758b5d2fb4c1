import type { CheckReport, ReportedFinding } from '../../../src/reports/report';

/** A finding of a Service, with what matters to a test. */
export function finding(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    rule: 'invalid-value',
    severity: 'error',
    source: 'api-server',
    subject: { apiVersion: 'v1', kind: 'Service', namespace: 'eo', name: 'tiler' },
    place: {
      file: 'dist/eo/web site.yaml',
      document: 1,
      origin: 'tiler/templates/service.yaml',
      constructPath: 'tiler/Service',
      createdAt: 'main.ts:7',
    },
    line: 14,
    path: 'spec.ports[0].nodePort',
    message: 'spec.ports[0].nodePort: Invalid value: 3199: provided port is not in the valid range',
    why: 'the API server refuses the object',
    fix: 'choose a port in 30000-32767',
    ...changes,
  };
}

/** A finding of a document of which nothing is known. */
export const UNKNOWN = finding({
  rule: 'not-an-object',
  source: 'cdk8s-eo',
  subject: { apiVersion: null, kind: null, namespace: null, name: null },
  place: { file: '-', document: 0, origin: null, constructPath: null, createdAt: null },
  line: 1,
  path: '',
  message: 'the document is a text',
  why: 'kubectl and the API server do not know what it is',
  fix: 'leave it out',
});

export function report(...findings: ReportedFinding[]): CheckReport {
  return { kubernetes: '1.36', objects: 2, files: 1, findings };
}
