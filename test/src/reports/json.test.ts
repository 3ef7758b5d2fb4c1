import { checkAsJson } from '../../../src/reports/json';
import { finding, report, UNKNOWN } from './sample';

test('a report has exactly these fields, in this order', () => {
  expect(checkAsJson(report(finding()))).toBe(`{
  "kubernetes": "1.36",
  "findings": [
    {
      "rule": "invalid-value",
      "severity": "error",
      "source": "api-server",
      "file": "dist/eo/web site.yaml",
      "document": 1,
      "apiVersion": "v1",
      "kind": "Service",
      "namespace": "eo",
      "name": "tiler",
      "constructPath": "tiler/Service",
      "createdAt": "main.ts:7",
      "path": "spec.ports[0].nodePort",
      "message": "spec.ports[0].nodePort: Invalid value: 3199: provided port is not in the valid range",
      "fix": "choose a port in 30000-32767"
    }
  ]
}
`);
});

test('what is not known is null', () => {
  expect(JSON.parse(checkAsJson(report(UNKNOWN))).findings).toMatchObject([
    {
      file: '-',
      document: 0,
      apiVersion: null,
      kind: null,
      namespace: null,
      name: null,
      constructPath: null,
      createdAt: null,
    },
  ]);
});

test('a report without findings is whole', () => {
  expect(JSON.parse(checkAsJson(report()))).toEqual({ kubernetes: '1.36', findings: [] });
});
