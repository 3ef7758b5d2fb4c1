import { runInNewContext } from 'node:vm';
import type { KubernetesObject } from '../../../src/checks';
import { ownFindings } from '../../../src/checks/own-rules';

function object(
  kind: string,
  fields: Record<string, unknown> = {},
  {
    apiVersion = 'v1',
    name = 'a',
    namespace,
  }: { apiVersion?: string; name?: string; namespace?: string } = {},
): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: namespace === undefined ? { name } : { name, namespace },
    ...fields,
  };
}

/** The findings as `rule path`. */
function findings(...objects: KubernetesObject[]): string[] {
  return ownFindings(objects).map(({ rule, path }) => `${rule} ${path}`);
}

const eo = { namespace: 'eo' };

test('a sound set of objects has no findings', () => {
  expect(
    ownFindings([
      object('Namespace', {}, { name: 'eo' }),
      object('PersistentVolume', { spec: { mountOptions: [] } }),
      object('ConfigMap', { data: { a: '', b: 'x' }, immutable: false }, eo),
      object('Service', { spec: { ports: [{ port: 0 }] } }, eo),
    ]),
  ).toEqual([]);
});

test('a finding names rule, object, path, message and fix', () => {
  const config = object('ConfigMap');

  expect(ownFindings([config])).toEqual([
    {
      rule: 'namespace',
      severity: 'warning',
      source: 'cdk8s-eo',
      object: config,
      path: 'metadata.namespace',
      message: 'metadata.namespace is missing',
      why: 'it lands wherever the person who applies it happens to be, or is not where it says',
      fix: 'give the chart or the construct a namespace',
    },
  ]);
});

describe('namespace', () => {
  test('an object of the whole cluster must have none', () => {
    expect(findings(object('PersistentVolume', {}, eo))).toEqual(['namespace metadata.namespace']);
    expect(
      findings(object('StorageClass', {}, { ...eo, apiVersion: 'storage.k8s.io/v1' })),
    ).toEqual(['namespace metadata.namespace']);
  });

  test('a kind of another group that is called like one of the cluster must have one', () => {
    const node = { apiVersion: 'example.com/v1' };
    expect(findings(object('Node', {}, node))).toEqual(['namespace metadata.namespace']);
    expect(findings(object('Node', {}, { ...node, ...eo }))).toEqual([]);
  });

  test('a custom resource goes by its definition where that is among the objects', () => {
    const scene = object('Scene', {}, { apiVersion: 'eo.example.com/v1' });
    const definition = (scope: string) =>
      object(
        'CustomResourceDefinition',
        { spec: { group: 'eo.example.com', names: { kind: 'Scene' }, scope } },
        { apiVersion: 'apiextensions.k8s.io/v1' },
      );

    expect(findings(scene)).toHaveLength(1);
    expect(findings(scene, definition('Namespaced'))).toHaveLength(1);
    expect(findings(scene, definition('Cluster'))).toEqual([]);
  });
});

describe('unique', () => {
  test('each of two objects with the same kind, namespace and name is found', () => {
    const [first, second] = [object('ConfigMap', {}, eo), object('ConfigMap', { data: {} }, eo)];

    expect(ownFindings([first, second]).map(({ rule, object }) => [rule, object])).toEqual([
      ['unique', first],
      ['unique', second],
    ]);
  });

  test('versions of an API are the same object', () => {
    const [v1, v2] = ['autoscaling/v1', 'autoscaling/v2'].map((apiVersion) =>
      object('HorizontalPodAutoscaler', {}, { ...eo, apiVersion }),
    );

    expect(findings(...[v1, v2].filter((found) => found !== undefined))).toEqual(
      expect.arrayContaining(['unique metadata.name', 'unique metadata.name']),
    );
  });

  test('objects to which the API server gives names are as many objects', () => {
    const metadata = { ...eo, generateName: 'import-' };
    const [first, second] = ['a', 'b'].map((level) =>
      object('ConfigMap', { metadata, data: { level } }),
    );

    expect(findings(...[first, second].filter((found) => found !== undefined))).toEqual([]);
  });

  test('another group, kind, namespace or name makes another object', () => {
    expect(
      ownFindings([
        object('Cluster', {}, eo),
        object('Cluster', {}, { ...eo, apiVersion: 'a.io/v1' }),
        object('ConfigMap', {}, eo),
        object('ConfigMap', {}, { namespace: 'other' }),
        object('ConfigMap', {}, { ...eo, name: 'b' }),
      ]),
    ).toEqual([]);
  });
});

describe('plain-secret', () => {
  test('a Secret with values is found, also with empty ones', () => {
    expect(findings(object('Secret', { data: {}, stringData: { a: 'b' } }, eo))).toEqual([
      'plain-secret data',
      'plain-secret stringData',
    ]);
  });

  test('a sealed or external secret is not', () => {
    const apiVersion = 'bitnami.com/v1alpha1';
    expect(
      findings(object('SealedSecret', { spec: { encryptedData: {} } }, { ...eo, apiVersion })),
    ).toEqual([]);
    expect(findings(object('Secret', { type: 'Opaque' }, eo))).toEqual([]);
  });
});

describe('unwritable-value', () => {
  test.each<[unknown, string]>([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [10n, 'a bigint'],
    [() => 1, 'a function'],
    [new Date(0), 'a Date'],
    ['\ud83d', 'a text with half a character in it'],
  ])('%p is found with its path', (value, fault) => {
    const [finding, ...more] = ownFindings([
      object('Job', { spec: { list: [1, { 'a/b': value }] } }, eo),
    ]);

    expect(more).toEqual([]);
    expect(finding?.path).toBe('spec.list[1]["a/b"]');
    expect(finding?.message).toBe(`spec.list[1]["a/b"] is ${fault}`);
  });

  test('null is for another rule', () => {
    expect(findings(object('Job', { spec: { list: [null] } }, eo))).toEqual([
      'null-value spec.list[0]',
    ]);
  });

  test('objects of another realm and without a prototype are as good as any', () => {
    const spec = runInNewContext('({ a: [{ b: 1 }], c: Object.create(null) })');
    expect(findings(object('Job', { spec }, eo))).toEqual([]);
  });

  test('a hole in a list is found, and a field that is undefined is left out', () => {
    expect(findings(object('Job', { spec: { list: [undefined], gone: undefined } }, eo))).toEqual([
      'unwritable-value spec.list[0]',
    ]);
  });
});
