import { compare, type KubernetesObject } from '../../../../src/checks';

const metadata = { name: 'web', namespace: 'eo' };

function deployment({ image = 'nginx:1.27', app = 'web', ...spec } = {}): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      ...spec,
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels: { app } },
        spec: { containers: [{ name: 'web', image }] },
      },
    },
  };
}

function configMap(name: string, data: Record<string, string> = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata, name }, data };
}

/** The changes as `kind name`. */
async function changes(before: KubernetesObject[], after: KubernetesObject[]): Promise<string[]> {
  const found = await compare(before, after);
  return found.map(({ kind, object }) => `${kind} ${object.metadata.name}`);
}

test('what is equal does not change, in whatever order it stands', async () => {
  expect(await changes([deployment(), configMap('a')], [configMap('a'), deployment()])).toEqual([]);
});

test('an object is created, deleted, or changed where it is', async () => {
  expect(
    await changes(
      [configMap('gone'), configMap('same')],
      [configMap('new'), configMap('same', { level: 'debug' })],
    ),
  ).toEqual(['created new', 'changed same', 'deleted gone']);
});

test('a change of the pod template replaces the pods', async () => {
  expect(await changes([deployment()], [deployment({ image: 'nginx:1.28' })])).toEqual([
    'rolled web',
  ]);
});

test('a change of the number of pods does not', async () => {
  const spec = { replicas: 3 } as object;
  expect(await changes([deployment()], [deployment(spec)])).toEqual(['changed web']);
});

test('a default that is written out changes nothing in the cluster', async () => {
  const [change] = await compare([deployment()], [deployment({ replicas: 1 } as object)]);
  expect(change).toMatchObject({
    kind: 'changed',
    fields: [{ path: 'spec.replicas', before: undefined, after: 1 }],
  });
});

test('a name that ends with a digest of the content replaces the object', async () => {
  const found = await compare(
    [configMap('web-6c4cabfddb', { a: '1' })],
    [configMap('web-53923eee94')],
  );

  expect(found).toMatchObject([
    {
      kind: 'replaced',
      object: { metadata: { name: 'web-53923eee94' } },
      before: { metadata: { name: 'web-6c4cabfddb' } },
    },
  ]);
});

test('a change that the API server refuses is told in its words', async () => {
  const found = await compare([deployment()], [deployment({ app: 'api' })]);

  expect(found).toMatchObject([
    {
      kind: 'refused',
      findings: [
        {
          rule: 'invalid-value',
          path: 'spec.selector',
          message: expect.stringContaining('field is immutable'),
          fix: 'keep the old value, or give the object a new name',
        },
      ],
    },
  ]);
});

test('items with names are compared with those of the same name', async () => {
  const containers = (...items: object[]) => ({
    ...deployment(),
    spec: {
      ...(deployment().spec as object),
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: items } },
    },
  });
  const [change] = await compare(
    [containers({ name: 'web', image: 'a:1' }, { name: 'cache', image: 'b:1' })],
    [containers({ name: 'new', image: 'c:1' }, { name: 'web', image: 'a:2' })],
  );

  expect(change?.fields).toEqual([
    {
      path: 'spec.template.spec.containers[0]',
      before: undefined,
      after: { name: 'new', image: 'c:1' },
    },
    { path: 'spec.template.spec.containers[1].image', before: 'a:1', after: 'a:2' },
    {
      path: 'spec.template.spec.containers[1]',
      before: { name: 'cache', image: 'b:1' },
      after: undefined,
    },
  ]);
});

test('a custom resource of an unknown kind is compared field by field', async () => {
  const widget = (size: number) => ({
    apiVersion: 'example.org/v1',
    kind: 'Widget',
    metadata,
    spec: { size },
  });

  expect(await compare([widget(1)], [widget(2)])).toMatchObject([
    { kind: 'changed', fields: [{ path: 'spec.size', before: 1, after: 2 }] },
  ]);
});

test('objects that get their names from the server are the same only where all of them is', async () => {
  const job = (image: string) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { generateName: 'import-', namespace: 'eo' },
    spec: {
      template: { spec: { restartPolicy: 'Never', containers: [{ name: 'import', image }] } },
    },
  });
  const objects = [job('a:1'), job('b:1')] as unknown as KubernetesObject[];

  expect(await compare(objects, [...objects].reverse())).toEqual([]);
  const [change] = await compare([], objects);
  expect(change?.kind).toBe('created');
});

test('a new object that the API server refuses is told, as is one of a version that it has not', async () => {
  const removed = (apiVersion: string) => ({ apiVersion, kind: 'CronJob', metadata, spec: {} });
  const found = await compare(
    [removed('batch/v1')],
    [deployment({ image: '' }), removed('batch/v1beta1')],
  );

  expect(found).toMatchObject([
    { kind: 'refused', findings: [{ rule: 'missing-field' }] },
    { kind: 'refused', findings: [{ rule: 'unserved-kind', fix: 'write apiVersion: batch/v1' }] },
  ]);
});
