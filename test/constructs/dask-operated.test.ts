import { type Chart, Duration } from 'cdk8s';
import { Dask } from '../../constructs/dask';
import { all, emptyChart, objectsOf, only, yamlOf } from './support/chart';
import { failed } from './support/consistency/facts';
import { ofPods } from './support/consistency/pods';
import {
  backend,
  everyDatum,
  everyOperatorOption,
  everyPodProp,
  image,
  operatorChart,
} from './support/dask';
import { errorOf } from './support/errors';
import type { Container, DaskPods, PodTemplate } from './support/manifests';
import { judgedObjects, objections } from './support/objections';
import { restrictedViolations } from './support/pod-security';

const objectionsTo = (chart: Chart) => objections(judgedObjects(chart), {});

/** The pods of all objects of the operator. */
function podsOf(chart: Chart): readonly DaskPods[] {
  return [
    ...all(chart, 'DaskCluster').flatMap(({ spec }) => [spec.scheduler, spec.worker]),
    ...all(chart, 'DaskWorkerGroup').map(({ spec }) => spec.worker),
  ];
}

function containerOf({ spec: { containers } }: Pick<PodTemplate, 'spec'>): Container {
  const [container] = containers;
  if (container) return container;
  throw new Error('expected a container, got none');
}

const variablesOf = (pods: DaskPods) => (containerOf(pods).env ?? []).map(({ name }) => name);
const nameOf = (chart: Chart) => only(chart, 'DaskCluster').metadata.name;

describe('Dask.operator', () => {
  test('with no options gives these objects', async () => {
    const chart = operatorChart();
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(await objectionsTo(chart)).toEqual([]);
  });

  test('with all options gives these objects', async () => {
    const annotations = {
      'cdk8s-eo/exception-missing-reference': 'the platform team makes the account',
    };
    const chart = operatorChart(everyOperatorOption, {
      props: { labels: { team: 'imagery' }, annotations },
      pods: everyPodProp,
      data: everyDatum,
    });
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(await objectionsTo(chart)).toEqual([]);
  });

  test.each([
    ['no options', operatorChart()],
    ['all options', operatorChart(everyOperatorOption, { data: everyDatum })],
  ])(
    'has sound and restricted pods with %s, as its policies and budgets select them',
    (_, chart) => {
      const policies = all(chart, 'NetworkPolicy');
      const selects = (labels: Readonly<Record<string, string>>, pods: DaskPods) =>
        Object.entries(labels).every(([key, value]) => pods.metadata.labels[key] === value);
      for (const pods of podsOf(chart)) {
        const [policy, ...more] = policies.filter(({ spec }) =>
          selects(spec.podSelector.matchLabels, pods),
        );
        expect(more).toEqual([]);
        const selector = { matchLabels: policy?.spec.podSelector.matchLabels ?? {} };
        const object = only(chart, 'DaskCluster');
        expect(failed(object, ofPods({ selector, template: pods }))).toEqual([]);
        expect(restrictedViolations(pods)).toEqual([]);
        const budgets = all(chart, 'PodDisruptionBudget').filter(({ spec }) =>
          selects(spec.selector.matchLabels, pods),
        );
        expect(budgets).toHaveLength(1);
      }
    },
  );

  test('names a cluster after what its pods are, because the operator changes none that is there', () => {
    const first = nameOf(operatorChart());
    expect(first).toMatch(/^landsat-[0-9a-f]{10}$/);
    expect(nameOf(operatorChart({ workers: { replicas: 5 } }))).toBe(first);
    expect(nameOf(operatorChart({ autoscale: { minimum: 0, maximum: 9 } }))).toBe(first);
    const others = [
      operatorChart({}, { pods: { image: `${image}-2` } }),
      operatorChart({ workers: { threads: 3 } }),
      operatorChart({ workers: [{}, { name: 'large' }] }),
      operatorChart({}, { data: { env: { AWS_DEFAULT_REGION: 'eu-central-1' } } }),
    ].map(nameOf);
    expect(new Set([first, ...others]).size).toBe(5);
  });

  test('can have a name that stays, with which the original finds its scheduler', () => {
    const chart = emptyChart();
    const scheduler = backend(chart, Dask.operator({ name: 'dask', namespace: 'dask' }));
    expect(scheduler.environment()).toEqual({
      DASK_SCHEDULER_HOST: 'dask-scheduler.dask.svc.cluster.local',
      DASK_SCHEDULER_ADDRESS: 'tcp://dask-scheduler.dask.svc.cluster.local:8786',
    });
    expect(nameOf(chart)).toBe('dask');
    expect(objectsOf(chart).map(({ metadata }) => metadata.namespace)).toEqual(
      objectsOf(chart).map(() => 'dask'),
    );
  });

  test('calls its workers by the name that the operator takes them away by', () => {
    for (const pods of podsOf(operatorChart({ workers: [{}, { name: 'large' }] })).slice(1)) {
      expect(containerOf(pods).args?.slice(0, 2)).toEqual(['--name', '$(DASK_WORKER_NAME)']);
      expect(variablesOf(pods)).not.toContain('DASK_WORKER_NAME');
    }
  });

  test('lets the operator ask the scheduler how many workers it needs', () => {
    const chart = operatorChart({ operatorNamespace: 'operators' });
    const { scheduler, worker } = only(chart, 'DaskCluster').spec;
    const routes = containerOf(scheduler).env?.find(({ name }) => /HTTP__ROUTES$/.test(name));
    expect(JSON.parse(routes?.value ?? '[]')).toEqual(
      expect.arrayContaining(['distributed.http.scheduler.api', 'distributed.http.health']),
    );
    expect(variablesOf(worker).join()).not.toContain('ROUTES');
    const operators = {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'operators' } },
    };
    const policy = all(chart, 'NetworkPolicy').find(({ metadata }) =>
      metadata.name.endsWith('-scheduler'),
    );
    for (const { from } of policy?.spec.ingress ?? []) expect(from).toContainEqual(operators);
    expect(policy?.spec.ingress.map(({ ports }) => ports[0]?.port)).toEqual([
      'tcp-comm',
      'http-dashboard',
    ]);
  });

  test('can follow the tasks, from the fewest workers on', () => {
    const chart = operatorChart({ autoscale: { minimum: 0, maximum: 8 } });
    expect(only(chart, 'DaskCluster').spec.worker.replicas).toBe(0);
    expect(only(chart, 'DaskAutoscaler').spec).toEqual({
      cluster: nameOf(chart),
      minimum: 0,
      maximum: 8,
    });
    expect(all(chart, 'PodDisruptionBudget')).toHaveLength(2);
    const patches = { autoscaler: { metadata: { annotations: { a: 'b' } } } };
    const patched = operatorChart({ autoscale: { minimum: 1, maximum: 1 }, patches });
    expect(only(patched, 'DaskAutoscaler').metadata.annotations).toEqual({ a: 'b' });
    expect(all(patched, 'PodDisruptionBudget')).toHaveLength(1);
  });

  test('lets Prometheus find the Service that the operator makes, by its own labels', () => {
    const chart = operatorChart({ name: 'dask', metrics: { serviceMonitor: {} } });
    expect(only(chart, 'ServiceMonitor').spec.selector.matchLabels).toEqual({
      'dask.org/cluster-name': 'dask',
      'dask.org/component': 'scheduler',
    });
  });

  test('gives its objects, for fields that no option has', () => {
    const dask = Dask.operator({ workers: [{}, { name: 'large' }] });
    const kinds = backend(emptyChart(), dask).objects.map(({ kind }) => kind);
    expect(kinds).toEqual(['DaskCluster', 'DaskWorkerGroup']);
  });

  test.each<[string, Parameters<typeof operatorChart>[0], string]>([
    [
      'the first group has a name of its own',
      { workers: [{ name: 'cpu' }] },
      "dask.workers[0].name must be 'default' or left out, got 'cpu'; the operator gives the first " +
        'group its name',
    ],
    [
      'the number of workers is said twice',
      { workers: { replicas: 3 }, autoscale: { minimum: 0, maximum: 3 } },
      'dask.workers.replicas must be left out where autoscale says how many there are',
    ],
    [
      'workers of another group would be taken away',
      { workers: [{}, { name: 'large' }], autoscale: { minimum: 0, maximum: 3 } },
      'dask.autoscale must be left out where there are several groups, because the operator takes ' +
        'away workers of any of them; make a second job for the other workers',
    ],
    [
      'there are fewer at the most than at the least',
      { autoscale: { minimum: 4, maximum: 3 } },
      'dask.autoscale.maximum must be at least the minimum, 4, got 3',
    ],
    [
      'there are fewer than none',
      { autoscale: { minimum: -1, maximum: 3 } },
      'dask.autoscale.minimum must be a whole number in 0-10000, got -1',
    ],
    [
      'there may be none',
      { autoscale: { minimum: 0, maximum: 0 } },
      'dask.autoscale.maximum must be a whole number in 1-10000, got 0',
    ],
    [
      'the cluster is idle at once',
      { idleTimeout: Duration.millis(500) },
      'dask.idleTimeout in seconds must be a whole number in 1-31536000, got 0.5',
    ],
    [
      'the namespace of the operator is none',
      { operatorNamespace: 'Dask' },
      "dask.operatorNamespace must be a DNS label: lower case letters, digits and '-', at most 63 " +
        "characters, starting and ending with a letter or digit, got 'Dask'; write 'dask'",
    ],
    [
      'an autoscaler is patched that is not made',
      { patches: { autoscaler: {} } },
      'dask.patches.autoscaler must be left out, because there is no such object',
    ],
    [
      'a Deployment is patched that is not made',
      { workers: [{}, { name: 'large', patches: { deployment: {} } }] },
      'dask.workers[1].patches.deployment must be left out, because there is no such object',
    ],
    [
      'the first group is patched apart from the cluster',
      { workers: { patches: { workerGroup: {} } } },
      'dask.workers.patches.workerGroup must be left out, because there is no such object; patch the ' +
        'cluster',
    ],
  ])('throws if %s', (_, options, message) => {
    expect(errorOf(() => operatorChart(options)).message).toBe(
      `Construct 'system/landsat': ${message}`,
    );
  });

  test('throws if the name of the job leaves no room for a hash', () => {
    const id = `a${'b'.repeat(42)}`;
    expect(errorOf(() => operatorChart({}, { id })).message).toBe(
      `Construct 'system/${id}': name must be a Service name: lower case letters, digits and '-', at ` +
        'most 42 characters, starting with a letter and ending with a letter or digit, got ' +
        `'${id}'; shorten it by 1 character`,
    );
  });
});
