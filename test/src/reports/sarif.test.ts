import type { ReportedFinding } from '../../../src/reports/report';
import { checkAsSarif, type RuleText } from '../../../src/reports/sarif';
import { finding, report, UNKNOWN } from './sample';

const RULES: readonly RuleText[] = [
  {
    name: 'invalid-value',
    severity: 'error',
    source: 'api-server',
    summary: 'Every value keeps the rules of its field.',
    why: 'the API server refuses the object',
  },
  {
    name: 'namespace',
    severity: 'warning',
    source: 'cdk8s-eo',
    summary: 'An object names its namespace.',
    why: 'it matters',
  },
  {
    name: 'not-an-object',
    severity: 'error',
    source: 'cdk8s-eo',
    summary: 'Every document is an object.',
    why: 'nobody knows what it is',
  },
];

const sarif = (...findings: ReportedFinding[]) =>
  JSON.parse(checkAsSarif(report(...findings), '1.2.3', RULES));
const resultOf = (changes: Partial<ReportedFinding>) => sarif(finding(changes)).runs[0].results[0];

test('a report looks like this', () => {
  expect(
    sarif(finding(), finding({ rule: 'namespace', severity: 'warning' }), UNKNOWN),
  ).toMatchSnapshot();
});

test('a report has what GitHub needs', () => {
  const { $schema, version, runs } = sarif(finding(), UNKNOWN);

  expect({ $schema, version }).toEqual({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
  });
  expect(runs).toHaveLength(1);
  const [{ tool, results }] = runs;
  expect(tool.driver).toMatchObject({ name: 'cdk8s-eo', semanticVersion: '1.2.3' });
  for (const rule of tool.driver.rules) {
    expect(rule).toEqual({
      id: expect.any(String),
      name: expect.any(String),
      shortDescription: { text: expect.stringMatching(/^[A-Z].*\.$/) },
      fullDescription: { text: expect.stringMatching(/^[A-Z].*\.$/) },
      help: { text: expect.any(String), markdown: expect.any(String) },
      defaultConfiguration: { level: expect.stringMatching(/^(?:error|warning|note)$/) },
      properties: { tags: expect.any(Array) },
    });
  }
  for (const result of results) {
    expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(result.message.text).not.toBe('');
    expect(result.locations).toHaveLength(1);
    const [{ physicalLocation, logicalLocations }] = result.locations;
    expect(physicalLocation.artifactLocation.uri).toMatch(/^[!-~]+$/);
    expect(physicalLocation.region.startLine).toBeGreaterThan(0);
    expect(logicalLocations).toHaveLength(1);
  }
});

test('a report without findings is whole', () => {
  expect(sarif().runs[0]).toMatchObject({ tool: { driver: { rules: [] } }, results: [] });
});

test.each([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'note'],
] as const)('severity %s is level %s', (severity, level) => {
  expect(resultOf({ severity }).level).toBe(level);
});

test.each([
  ['dist/eo/web site.yaml', { uri: 'dist/eo/web%20site.yaml', uriBaseId: '%SRCROOT%' }],
  ['./a.yaml', { uri: 'a.yaml', uriBaseId: '%SRCROOT%' }],
  ['/srv/a.yaml', { uri: 'file:///srv/a.yaml' }],
  ['-', { uri: '-', uriBaseId: '%SRCROOT%' }],
])('the file %s is found', (file, artifactLocation) => {
  const [location] = resultOf({ place: { ...finding().place, file } }).locations;

  expect(location.physicalLocation.artifactLocation).toEqual(artifactLocation);
});

test('a fingerprint stays when lines move, and differs by rule, object, field and file', () => {
  const fingerprint = (changes: Partial<ReportedFinding> = {}) =>
    resultOf(changes).partialFingerprints['cdk8s-eo/v1'];
  const others = [
    fingerprint({ rule: 'namespace' }),
    fingerprint({ path: 'spec' }),
    fingerprint({ subject: { ...finding().subject, name: 'other' } }),
    fingerprint({ place: { ...finding().place, file: 'other.yaml' } }),
  ];

  expect(fingerprint({ line: 99 })).toBe(fingerprint());
  expect(fingerprint({ place: { ...finding().place, document: 7 } })).toBe(fingerprint());
  expect(new Set([fingerprint(), ...others]).size).toBe(5);
});

test('equal findings are told apart', () => {
  const { results } = sarif(finding(), finding()).runs[0];
  const [first, second] = results.map(
    (result: { partialFingerprints: Record<string, string> }) =>
      result.partialFingerprints['cdk8s-eo/v1'],
  );

  expect(first).toMatch(/^[0-9a-f]{16}:1$/);
  expect(second).toBe(first.replace(':1', ':2'));
});

test('a rule is described by its own words, whatever its findings say', () => {
  const own = finding({ rule: 'namespace', severity: 'error', why: 'another reason' });
  const { rules } = sarif(own).runs[0].tool.driver;

  expect(rules).toMatchObject([
    {
      id: 'namespace',
      help: { text: 'An object names its namespace. It matters.' },
      defaultConfiguration: { level: 'warning' },
      properties: { tags: ['kubernetes', 'cdk8s-eo'] },
    },
  ]);
});
