import { findings } from './findings';
import { deployment, object } from './objects';

const cpu = '{ type: Resource, resource: { name: cpu, target: { averageUtilization: 70 } } }';

function autoscaler(name: string, spec = `metrics: [${cpu}]`): string {
  return object(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    name,
    `{ scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: tiles }, ${spec} }`,
  );
}

const tiles = deployment('tiles', 'app: tiles', {
  container: 'resources: { requests: { cpu: 100m } }',
});

describe('autoscalers', () => {
  test('scale what is here, of the right kind', () => {
    const set = tiles.replace('Deployment', 'StatefulSet');
    expect(findings('scale-target-missing', tiles, autoscaler('a'))).toEqual([]);
    expect(findings('scale-target-missing', set, autoscaler('a'))).toEqual([
      'HorizontalPodAutoscaler eo/a: spec.scaleTargetRef.name is "tiles", a Deployment that is not here',
    ]);
    const scaled = object(
      'keda.sh/v1alpha1',
      'ScaledObject',
      'a',
      '{ scaleTargetRef: { name: tile } }',
    );
    expect(findings('scale-target-missing', tiles, scaled)).toHaveLength(1);
  });

  test('leave the number of pods to one of them', () => {
    const fixed = deployment('tiles', 'app: tiles', { spec: 'replicas: 0' });
    expect(findings('replicas-beside-autoscaler', fixed, autoscaler('a'))).toEqual([
      'Deployment eo/tiles: spec.replicas is also set by HorizontalPodAutoscaler a',
    ]);
  });

  test('go by a share of what each container requests, or at least limits', () => {
    const rule = 'autoscaler-without-requests';
    const limited = deployment('tiles', 'app: tiles', {
      container: 'resources: { limits: { cpu: 1 } }',
    });
    const silent = deployment('tiles', 'app: tiles');
    expect(findings(rule, limited, autoscaler('a'))).toEqual([]);
    expect(findings(rule, silent, autoscaler('a'))).toEqual([
      'HorizontalPodAutoscaler eo/a: spec.metrics[0].resource.target.averageUtilization is a share of ' +
        'cpu, of which container main of Deployment tiles requests nothing',
    ]);
    expect(
      findings(rule, silent, autoscaler('a', 'targetCPUUtilizationPercentage: 70')),
    ).toHaveLength(1);
    const absolute = '{ type: Resource, resource: { name: cpu, target: { averageValue: 500m } } }';
    expect(findings(rule, silent, autoscaler('a', `metrics: [${absolute}]`))).toEqual([]);
    const defaults = object('v1', 'LimitRange', 'defaults', '{ limits: [] }');
    expect(findings(rule, silent, defaults, autoscaler('a'))).toEqual([]);
  });

  test('have a metric, or the older field for the CPU', () => {
    const rule = 'autoscaler-without-metrics';
    expect(findings(rule, autoscaler('a', 'metrics: []'))).toHaveLength(1);
    expect(findings(rule, autoscaler('a', 'targetCPUUtilizationPercentage: 70'))).toEqual([]);
  });

  test('are one for each workload, unless KEDA takes one over', () => {
    const rule = 'two-autoscalers';
    const takeover = object(
      'keda.sh/v1alpha1',
      'ScaledObject',
      'b',
      '{ scaleTargetRef: { name: tiles }, advanced: { horizontalPodAutoscalerConfig: { name: a } } }',
      { annotations: 'scaledobject.keda.sh/transfer-hpa-ownership: "true"' },
    );
    expect(findings(rule, autoscaler('a'), autoscaler('b'))).toEqual([
      'HorizontalPodAutoscaler eo/b: spec.scaleTargetRef.name is "tiles", which ' +
        'HorizontalPodAutoscaler eo/a scales too',
    ]);
    expect(findings(rule, autoscaler('a'), takeover)).toEqual([]);
    expect(findings(rule, autoscaler('c'), takeover)).toHaveLength(1);
  });
});

function budget(spec: string, name = 'tiles'): string {
  return object('policy/v1', 'PodDisruptionBudget', name, `{ ${spec} }`);
}

const ofTiles = 'selector: { matchLabels: { app: tiles } }';

describe('budget-blocks-evictions', () => {
  const rule = 'budget-blocks-evictions';
  const replicas = (count: number) =>
    deployment('tiles', 'app: tiles', { spec: `replicas: ${count}` });

  test.each([
    ['maxUnavailable: 0', 3],
    ['maxUnavailable: 0%', 3],
    ['minAvailable: 100%', 3],
    ['minAvailable: 3', 3],
    ['minAvailable: 4', 3],
    ['minAvailable: 51%', 2],
    ['minAvailable: 1', 1],
  ])('%s of %d pods lets none go', (amount, count) => {
    expect(findings(rule, replicas(count), budget(`${amount}, ${ofTiles}`))).toHaveLength(1);
  });

  test.each([
    ['maxUnavailable: 1', 1],
    ['maxUnavailable: 1%', 1],
    ['minAvailable: 2', 3],
    ['minAvailable: 50%', 2],
    ['minAvailable: 1', 0],
  ])('%s of %d pods lets one go, or has none', (amount, count) => {
    expect(findings(rule, replicas(count), budget(`${amount}, ${ofTiles}`))).toEqual([]);
  });

  test('the pods of all workloads count, of an autoscaled one the fewest', () => {
    const other = deployment('other', 'app: tiles, x: y', { spec: 'replicas: 2' });
    expect(findings(rule, replicas(2), other, budget(`minAvailable: 3, ${ofTiles}`))).toEqual([]);
    const few = autoscaler('a', 'minReplicas: 2');
    expect(findings(rule, tiles, few, budget(`minAvailable: 2, ${ofTiles}`))).toEqual([
      'PodDisruptionBudget eo/tiles: spec.minAvailable is 2, so that none of them may be evicted when ' +
        'there are 2 pods',
    ]);
  });

  test('how many pods a DaemonSet has is not known', () => {
    const daemon = tiles.replace('Deployment', 'DaemonSet');
    expect(findings(rule, daemon, budget(`minAvailable: 1, ${ofTiles}`))).toEqual([]);
  });
});

describe('budgets and policies', () => {
  test('an empty selector is for every pod, and an absent one of a budget for none', () => {
    expect(
      findings('budget-without-pods', tiles, budget('maxUnavailable: 1, selector: {}')),
    ).toEqual([]);
    expect(
      findings(
        'two-budgets',
        tiles,
        budget('maxUnavailable: 1'),
        budget(`maxUnavailable: 1, ${ofTiles}`, 'b'),
      ),
    ).toEqual([]);
    const all = object('networking.k8s.io/v1', 'NetworkPolicy', 'all', '{ podSelector: {} }');
    expect(findings('network-policy-without-pods', tiles, all)).toEqual([]);
  });

  test('without the pods of the namespace nothing is said of selectors', () => {
    const policy = object(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      'tiles',
      '{ podSelector: { matchLabels: { app: tiles } } }',
    );
    expect(findings('network-policy-without-pods', policy)).toEqual([]);
    expect(findings('budget-without-pods', budget(`maxUnavailable: 1, ${ofTiles}`))).toEqual([]);
  });

  test('two budgets may be for different pods of one object', () => {
    const pods = '{ spec: { containers: [{ name: a, image: "dask:1" }] } }';
    const spec = `{ scheduler: ${pods}, worker: ${pods} }`;
    const cluster = object('kubernetes.dask.org/v1', 'DaskCluster', 'dask', spec);
    const of = (component: string, name = component) =>
      budget(
        `maxUnavailable: 1, selector: { matchLabels: { dask.org/component: ${component} } }`,
        name,
      );
    expect(findings('two-budgets', cluster, of('scheduler'), of('worker'))).toEqual([]);
    expect(findings('two-budgets', cluster, of('worker', 'a'), of('worker', 'b'))).toHaveLength(1);
    expect(findings('budget-without-pods', cluster, of('scheduler'), of('worker'))).toEqual([]);
  });

  test('two budgets are told once, with the pods that both are for', () => {
    const twin = deployment('twin', 'app: tiles, x: y');
    const [first, second] = ['a', 'b'].map((name) => budget(`maxUnavailable: 1, ${ofTiles}`, name));
    expect(findings('two-budgets', tiles, twin, first ?? '', second ?? '')).toEqual([
      'PodDisruptionBudget eo/b: spec.selector matches the pods of Deployment eo/tiles, as that of ' +
        'PodDisruptionBudget eo/a does',
    ]);
  });
});
