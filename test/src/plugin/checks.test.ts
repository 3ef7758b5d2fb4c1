import { join } from 'node:path';
import { type Validation, ValidationContext } from 'cdk8s-cli/plugins';
import { Checks, type ChecksProperties } from '../../../src/plugin';
import { fill, testFolder } from '../folder';

const folder = testFolder();

/** Runs the plugin as cdk8s-cli does, over files with some texts, and gives cdk8s-cli's own report. */
async function validate(
  texts: Readonly<Record<string, string>>,
  properties: ChecksProperties = {},
  constructs: Readonly<Record<string, { readonly path: string }>> = {},
) {
  fill(folder(), texts);
  const paths = Object.keys(texts).map((name) => join(folder(), name));
  const manifests = paths.filter((path) => !path.includes('crds'));
  const context = new ValidationContext(manifests, 'cdk8s-eo', '0.1.0', constructs);
  const plugin: Validation = new Checks(properties);
  await plugin.validate(context);
  return { ...context.report.toJson(), text: context.report.toString() };
}

/** Runs the plugin over nothing, with properties as they stand in cdk8s.yaml. */
function validateWith(properties: string) {
  return validate({}, JSON.parse(properties));
}

const settings = (name: string, data: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: eo }
data: ${data}
`;

const GOOD = settings('settings', '{ level: debug }');
const BAD = settings('settings', '{ level: 4 }');
const BARE_POD = `
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: eo }
spec:
  containers:
    - name: api
      image: registry.example.org/api:1.4.2
`;
const SCENE = `
apiVersion: eo.example.org/v1
kind: Scene
metadata: { name: s2a, namespace: eo }
spec: { bands: B02 }
`;
const SCENE_DEFINITION = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: scenes.eo.example.org }
spec:
  group: eo.example.org
  scope: Namespaced
  names: { kind: Scene, plural: scenes, singular: scene, listKind: SceneList }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                bands: { type: array, items: { type: string } }
`;

describe('an app', () => {
  test('without a fault succeeds, and its report is empty', async () => {
    const { summary, violations } = await validate({ 'app.k8s.yaml': GOOD });

    expect(violations).toEqual([]);
    expect(summary.status).toBe('success');
    expect(summary.metadata).toEqual({ Kubernetes: '1.36', Errors: '0', Warnings: '0' });
  });

  test('with an error fails, and the report says what, where and what to do', async () => {
    const constructs = { settings: { path: 'app/settings' } };
    const { summary, violations } = await validate({ 'app.k8s.yaml': BAD }, {}, constructs);

    expect(summary).toMatchObject({ status: 'failure', metadata: { Errors: '1' } });
    expect(violations).toEqual([
      {
        ruleName: 'invalid-type',
        recommendation:
          'json: cannot unmarshal number into Go struct field ConfigMap.data of type string; ' +
          'the API server refuses the object',
        fix: 'put it in quotes',
        violatingConstructs: [
          {
            constructPath: 'app/settings',
            resourceName: 'settings',
            locations: ['data'],
            manifestPath: join(folder(), 'app.k8s.yaml'),
          },
        ],
      },
    ]);
  });

  test('with a warning succeeds, and the report shows it as one', async () => {
    const { summary, violations } = await validate({ 'app.k8s.yaml': BARE_POD });

    expect(summary.status).toBe('success');
    expect(Number(summary.metadata?.Warnings)).toBeGreaterThan(0);
    expect(violations.length).toBeGreaterThan(0);
    for (const { ruleName } of violations) expect(ruleName).toMatch(/^(warning|info): /);
  });

  test('is judged as a whole: two files with one object are told both', async () => {
    const { violations } = await validate({ 'a.k8s.yaml': GOOD, 'b.k8s.yaml': GOOD });

    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['unique']);
    expect(violations[0]?.violatingConstructs.map(({ manifestPath }) => manifestPath)).toEqual([
      join(folder(), 'a.k8s.yaml'),
      join(folder(), 'b.k8s.yaml'),
    ]);
  });

  test('may have empty documents, empty files and lists', async () => {
    const item = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'eo' },
      data: { level: 4 },
    });
    const list = `apiVersion: v1\nkind: List\nitems: [${item}]\n`;
    const { violations } = await validate({
      'a.k8s.yaml': `---\n---\n${GOOD}---\n# nothing\n`,
      'b.k8s.yaml': '',
      'c.k8s.yaml': list,
    });

    expect(violations).toMatchObject([
      { ruleName: 'invalid-type', violatingConstructs: [{ resourceName: 'a' }] },
    ]);
  });

  test.each([
    ['just a text', 'the document is a text', 'document 1'],
    ['kind: ConfigMap\nmetadata: { name: a }', 'apiVersion is missing', 'document 1, apiVersion'],
    [
      'apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, kind: Pod }]',
      'metadata.name is missing',
      'document 1, items[0].metadata.name',
    ],
  ])('with a document that is no object fails: %p', async (text, message, location) => {
    const { summary, violations } = await validate({ 'a.k8s.yaml': `${GOOD}---\n${text}\n` });

    expect(summary).toMatchObject({ status: 'failure', metadata: { Errors: '1' } });
    expect(violations).toMatchObject([
      {
        ruleName: 'not-an-object',
        recommendation: `${message}; kubectl and the API server do not know what it is`,
        violatingConstructs: [{ locations: [location] }],
      },
    ]);
  });

  test('with a key twice fails', async () => {
    const { violations } = await validate({ 'a.k8s.yaml': `${GOOD}data: { level: info }\n` });

    expect(violations).toMatchObject([
      {
        ruleName: 'duplicate-key',
        violatingConstructs: [{ resourceName: 'settings', locations: ['document 0, data'] }],
      },
    ]);
  });

  test('with a file that is no YAML fails, and the other files are judged', async () => {
    const { summary, violations } = await validate({
      'a.k8s.yaml': 'a: b: c\n',
      'b.k8s.yaml': BAD,
    });
    const file = join(folder(), 'a.k8s.yaml');

    expect(summary).toMatchObject({ status: 'failure', metadata: { Errors: '2' } });
    expect(violations).toMatchObject([
      {
        ruleName: 'syntax',
        recommendation: expect.stringContaining(`${file}:1: Nested mappings are not allowed`),
        violatingConstructs: [{ manifestPath: file, locations: ['the whole file'] }],
      },
      { ruleName: 'invalid-type' },
    ]);
  });

  test('is read as kubectl reads it, where cdk8s-cli reads otherwise', async () => {
    const { violations } = await validate({ 'a.k8s.yaml': settings('settings', '{ level: on }') });

    expect(violations).toMatchObject([{ ruleName: 'invalid-type' }]);
  });
});

describe('the property', () => {
  test('strict lets warnings fail', async () => {
    const { summary } = await validate({ 'app.k8s.yaml': BARE_POD }, { strict: true });
    expect(summary.status).toBe('failure');
  });

  test('podSecurity chooses the level that pods are held to', async () => {
    const off = await validate({ 'app.k8s.yaml': BARE_POD }, { podSecurity: 'off' });
    const restricted = await validate({ 'app.k8s.yaml': BARE_POD }, { podSecurity: 'restricted' });
    expect(off.violations.length).toBeLessThan(restricted.violations.length);
  });

  test('ownRules leaves the word to the API server alone', async () => {
    const { violations } = await validate(
      { 'a.k8s.yaml': GOOD, 'b.k8s.yaml': `${GOOD}data: { level: info }\n` },
      { ownRules: false },
    );
    expect(violations).toEqual([]);
  });

  test.each(['"1.27"', '1.27'])('kubernetes may be %s, with or without quotes', async (version) => {
    const { summary } = await validateWith(`{ "kubernetes": ${version} }`);
    expect(summary).toMatchObject({ status: 'success', metadata: { Kubernetes: '1.27' } });
  });

  test.each(['scenes.yaml', ''])('crds may name a file or a folder', async (name) => {
    const app = { 'app.k8s.yaml': SCENE, 'crds/scenes.yaml': SCENE_DEFINITION, 'crds/README': '' };
    const { violations } = await validate(app, { crds: join(folder(), 'crds', name) });

    expect(violations).toMatchObject([
      { violatingConstructs: [{ resourceName: 's2a', locations: ['spec.bands'] }] },
    ]);
  });

  test.each([
    [
      '{ "kubernets": "1.27" }',
      "there is no property 'kubernets'; " +
        'the properties are kubernetes, podSecurity, crds, strict, ownRules',
      'properties.kubernets',
    ],
    [
      '{ "kubernetes": "1.20" }',
      'kubernetes must be 1.27 or 1.36, got "1.20"',
      'properties.kubernetes',
    ],
    [
      '{ "podSecurity": false }',
      'podSecurity must be restricted, baseline or off, got false',
      'properties.podSecurity',
    ],
    ['{ "strict": "yes" }', 'strict must be true or false, got "yes"', 'properties.strict'],
    ['{ "ownRules": null }', 'ownRules must be true or false, got null', 'properties.ownRules'],
    ['{ "crds": [1] }', 'crds must be a path or a list of paths, got [1]', 'properties.crds'],
    ['{ "crds": "no/such" }', 'crds: there is no file or folder no/such', 'properties.crds'],
    [
      '{ "crds": "package.json" }',
      'crds: there is no CustomResourceDefinition in package.json',
      'properties.crds',
    ],
    ['["strict"]', 'properties must be a map, got ["strict"]', 'properties'],
  ])('%s is refused by the report', async (properties, message, location) => {
    const { summary, violations } = await validateWith(properties);

    expect(summary.status).toBe('failure');
    expect(violations).toMatchObject([
      {
        recommendation: message,
        violatingConstructs: [{ manifestPath: 'cdk8s.yaml', locations: [location] }],
      },
    ]);
  });

  test('that is misspelt is told with the right name, and all that are wrong are told', async () => {
    const { violations } = await validateWith('{ "kubernets": "1.27", "strict": 1 }');
    expect(violations.map(({ fix }) => fix)).toEqual([
      'write kubernetes',
      'change it in cdk8s.yaml',
    ]);
  });
});
