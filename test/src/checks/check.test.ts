import { check, type KubernetesObject } from '../../../src/checks';

const eo = { name: 'web', namespace: 'eo' };

function deployment(container: Record<string, unknown> = {}): KubernetesObject {
  const labels = { app: 'web' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: eo,
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'web', image: 'nginx:1.27', ...container }] },
      },
    },
  };
}

/** What the API server itself has against the objects, as `rule message -> fix`. */
async function refusals(...objects: KubernetesObject[]): Promise<string[]> {
  const findings = await check(objects, { ownRules: false, podSecurity: 'off' });
  return findings.map(({ rule, message, fix }) => `${rule} ${message} -> ${fix}`);
}

describe('the API server', () => {
  test('takes what is right', async () => {
    expect(await refusals(deployment())).toEqual([]);
  });

  test('refuses what it would refuse, in its own words', async () => {
    const resources = { limits: { memory: '1Gi' }, requests: { memory: '2Gi' } };

    expect(await refusals(deployment({ resources }))).toEqual([
      'invalid-value spec.template.spec.containers[0].resources.requests: Invalid value: "2Gi": ' +
        'must be less than or equal to memory limit of 1Gi -> raise the memory limit, or ask for less',
    ]);
  });

  test('does not know a misspelt field, and the right one is named', async () => {
    expect(await refusals(deployment({ imgePullPolicy: 'Always' }))).toEqual([
      'unknown-field unknown field "spec.template.spec.containers[0].imgePullPolicy" ' +
        '-> write imagePullPolicy',
    ]);
  });

  test('does not serve a version that was removed', async () => {
    const ingress = { apiVersion: 'extensions/v1beta1', kind: 'Ingress', metadata: eo, spec: {} };

    expect(await refusals(ingress)).toEqual([
      'unserved-kind no matches for kind "Ingress" in version "extensions/v1beta1" ' +
        '-> write apiVersion: networking.k8s.io/v1',
    ]);
  });

  test('does not know a misspelt kind, and the right one is named', async () => {
    expect(await refusals({ ...deployment(), kind: 'Deploymnet' })).toEqual([
      'unserved-kind no matches for kind "Deploymnet" in version "apps/v1" -> write kind: Deployment',
    ]);
  });

  test('warns of what it takes all the same', async () => {
    const findings = await check(
      [
        deployment({
          env: [
            { name: 'A', value: '1' },
            { name: 'A', value: '2' },
          ],
        }),
      ],
      { ownRules: false, podSecurity: 'off' },
    );

    expect(findings).toMatchObject([
      {
        rule: 'server-warning',
        severity: 'warning',
        source: 'api-server',
        path: 'spec.template.spec.containers[0].env[1]',
      },
    ]);
  });

  test('is asked in the version that is wanted', async () => {
    const policy = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'web' },
      spec: { policyName: 'web', validationActions: ['Deny'] },
    };
    const rules = async (kubernetes: '1.27' | '1.36') =>
      (await check([policy], { kubernetes, ownRules: false })).map(({ rule }) => rule);

    expect(await rules('1.27')).toEqual(['unserved-kind']);
    expect(await rules('1.36')).toEqual([]);
  });

  test('finds nothing to say of a custom resource without a definition, which is told', async () => {
    const widget = { apiVersion: 'example.org/v1', kind: 'Widget', metadata: eo, spec: {} };

    expect(await check([widget], { ownRules: false })).toMatchObject([
      { rule: 'no-definition', severity: 'info' },
    ]);
  });

  test('does not take a name of the language for a kind', async () => {
    expect(await refusals({ apiVersion: 'v1', kind: 'constructor', metadata: eo })).toEqual([
      expect.stringContaining('no matches for kind "constructor" in version "v1"'),
    ]);
  });

  test('tells of a version that a definition of this package has not', async () => {
    const secret = {
      apiVersion: 'external-secrets.io/v1beta1',
      kind: 'ExternalSecret',
      metadata: eo,
    };

    expect(await check([secret], { ownRules: false })).toMatchObject([
      { rule: 'no-definition', severity: 'info' },
    ]);
  });

  test('judges a custom resource by its definition, given or among the objects', async () => {
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.org' },
      spec: {
        group: 'example.org',
        names: { kind: 'Widget', listKind: 'WidgetList', plural: 'widgets', singular: 'widget' },
        scope: 'Namespaced',
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: {
                  spec: { type: 'object', properties: { size: { type: 'integer', maximum: 3 } } },
                },
              },
            },
          },
        ],
      },
    };
    const widget = { apiVersion: 'example.org/v1', kind: 'Widget', metadata: eo };
    const tooBig = { ...widget, spec: { size: 4 } };
    const misspelt = { ...widget, spec: { sise: 3 } };

    expect(await refusals(definition, tooBig)).toEqual([
      expect.stringContaining('spec.size in body should be less than or equal to 3'),
    ]);
    expect(await refusals(definition, { ...widget, apiVersion: 'example.org/v2' })).toEqual([
      expect.stringContaining('no matches for kind "Widget" in version "example.org/v2"'),
    ]);
    const given = await check([misspelt], { ownRules: false, definitions: [definition] });
    expect(given).toMatchObject([{ rule: 'unknown-field', fix: 'write size' }]);
  });
});

describe('Pod Security', () => {
  const bad = deployment({ securityContext: { privileged: true } });

  test('warns at the level "restricted", unless another one is asked for', async () => {
    const severities = async (podSecurity?: 'restricted' | 'baseline' | 'off') =>
      (await check([bad], { podSecurity }))
        .filter(({ source }) => source === 'pod-security')
        .map(({ severity }) => severity);

    expect((await severities()).length).toBeGreaterThan(1);
    expect(await severities('baseline')).toEqual(['warning']);
    expect(await severities('off')).toEqual([]);
  });

  test('is not asked where the API server alone is', async () => {
    expect(await check([bad], { ownRules: false })).toEqual([]);
  });

  test('is an error where the namespace enforces it', async () => {
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'eo', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
    };

    expect(
      await check([namespace, bad], { ownRules: false, podSecurity: 'restricted' }),
    ).toMatchObject([
      {
        rule: 'pod-security',
        severity: 'error',
        source: 'pod-security',
        path: 'spec.template.spec',
        message:
          'spec.template.spec violates PodSecurity "baseline:latest": ' +
          'privileged (container "web" must not set securityContext.privileged=true)',
        fix: 'do not set securityContext.privileged=true',
      },
    ]);
  });

  test('looks into the pods of custom resources', async () => {
    const cluster = {
      apiVersion: 'kubernetes.dask.org/v1',
      kind: 'DaskWorkerGroup',
      metadata: eo,
      spec: { worker: { replicas: 1, spec: { hostNetwork: true, containers: [] } } },
    };

    const findings = await check([cluster], { ownRules: false, podSecurity: 'baseline' });
    expect(findings.filter(({ rule }) => rule === 'pod-security')).toMatchObject([
      { path: 'spec.worker.spec', message: expect.stringContaining('host namespaces') },
    ]);
  });

  test('leaves out what is excepted with a reason', async () => {
    const annotations = { 'cdk8s-eo/exception-pod-security': 'this pod mounts devices' };
    const excepted = { ...bad, metadata: { ...eo, annotations } };

    expect(await check([excepted], { ownRules: false, podSecurity: 'baseline' })).toEqual([]);
  });
});

test('findings come in the order of the objects', async () => {
  const names = ['c', 'a', 'b'].map((name) => ({
    ...deployment({ image: '' }),
    metadata: { name, namespace: 'eo' },
  }));

  const found = await check(names, { podSecurity: 'off' });
  const order = found.map(({ object }) => object.metadata.name);
  expect([...new Set(order)]).toEqual(['c', 'a', 'b']);
  expect(order).toEqual([...order].sort((a, b) => 'cab'.indexOf(a) - 'cab'.indexOf(b)));
});
