import { compareObjects } from '../../src/order';

function names(
  ...objects: [kind: string, name: string, namespace?: string, apiVersion?: string][]
) {
  return objects
    .map(([kind, name, namespace, apiVersion = 'v1']) => ({
      apiVersion,
      kind,
      metadata: { name, namespace },
    }))
    .sort(compareObjects)
    .map(({ apiVersion, kind, metadata }) =>
      [apiVersion, kind, metadata.namespace, metadata.name].filter(Boolean).join(' '),
    );
}

test('kinds stand in the order in which Helm installs them', () => {
  const sorted = names(
    ['Ingress', 'a'],
    ['Deployment', 'a'],
    ['PersistentVolumeClaim', 'a'],
    ['Service', 'a'],
    ['PersistentVolume', 'a'],
    ['ConfigMap', 'a'],
    ['CronJob', 'a'],
    ['NetworkPolicy', 'a'],
    ['ServiceAccount', 'a'],
    ['Job', 'a'],
    ['HorizontalPodAutoscaler', 'a'],
    ['PodDisruptionBudget', 'a'],
    ['Namespace', 'a'],
  );

  expect(sorted.map((text) => text.split(' ')[1])).toEqual([
    'Namespace',
    'NetworkPolicy',
    'PodDisruptionBudget',
    'ServiceAccount',
    'ConfigMap',
    'PersistentVolume',
    'PersistentVolumeClaim',
    'Service',
    'Deployment',
    'HorizontalPodAutoscaler',
    'Job',
    'CronJob',
    'Ingress',
  ]);
});

test('kinds that Helm does not know stand last, by the alphabet', () => {
  expect(names(['ScaledJob', 'a'], ['DaskCluster', 'b'], ['Ingress', 'c'])).toEqual([
    'v1 Ingress c',
    'v1 DaskCluster b',
    'v1 ScaledJob a',
  ]);
});

test('objects of a kind stand by name, then by namespace and API group', () => {
  expect(
    names(
      ['ConfigMap', 'b', 'x'],
      ['ConfigMap', 'a', 'y'],
      ['ConfigMap', 'a', 'x'],
      ['ConfigMap', 'B', 'x'],
      ['Cluster', 'a', 'x', 'z.io/v1'],
      ['Cluster', 'a', 'x', 'a.io/v1'],
    ),
  ).toEqual([
    'v1 ConfigMap x B',
    'v1 ConfigMap x a',
    'v1 ConfigMap y a',
    'v1 ConfigMap x b',
    'a.io/v1 Cluster x a',
    'z.io/v1 Cluster x a',
  ]);
});
