import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Health } from '../../constructs';
import {
  type DaskClusterPatch,
  daskAutoscaler,
  daskCluster,
  daskWorkerGroup,
  SCHEDULER_PORTS,
  schedulerHost,
} from '../../constructs/dask/operator';
import type { Identity } from '../../constructs/identity';
import { check } from '../../src/checks';
import { emptyChart, objectsOf, yamlOf } from './support/chart';
import { errorOf } from './support/errors';
import { everyApiProp } from './support/everything';
import { judgedObjects, objections } from './support/objections';
import { surroundings, type Worker, worker } from './support/worker';

/** The pods of a Dask cluster, and the identity of each part. */
function parts(chart: Chart): { scheduler: Worker; workers: Worker } {
  const health = Health.http('/health', { port: 'http-dashboard' });
  return {
    scheduler: worker(chart, 'scheduler', { ports: SCHEDULER_PORTS, health }, 'scheduler'),
    workers: worker(chart, 'workers'),
  };
}

interface Given {
  readonly name?: string;
  readonly worker?: k8s.PodTemplateSpec;
  readonly patch?: DaskClusterPatch;
}

/** The identity of one part under another name. */
function named({ identity }: Worker, name: string): Identity {
  return { ...identity, name };
}

/** A DaskCluster alone. */
function clusterChart({ name = 'dask', worker: template, patch }: Given = {}): Chart {
  const chart = emptyChart();
  const { scheduler, workers } = parts(chart);
  const replicas = 3;
  daskCluster(
    scheduler.construct,
    named(scheduler, name),
    {
      scheduler: scheduler.pod.template,
      worker: { replicas, template: template ?? workers.pod.template },
    },
    patch,
  );
  return chart;
}

function groupChart(name: string): Chart {
  const chart = emptyChart();
  const { workers } = parts(chart);
  const { template } = workers.pod;
  const group = { cluster: 'dask', worker: { replicas: 2, template } };
  daskWorkerGroup(workers.construct, named(workers, name), group, undefined);
  return chart;
}

/** A cluster with all that belongs to it. */
function everything(chart = emptyChart()): Chart {
  const { scheduler, workers } = parts(chart);
  const { construct } = scheduler;
  const { template } = workers.pod;
  daskCluster(
    construct,
    named(scheduler, 'dask'),
    {
      scheduler: scheduler.pod.template,
      worker: { replicas: 3, template },
      idleTimeoutSeconds: 3600,
    },
    { spec: { worker: { metadata: { annotations: { 'example.org/profile': 'cpu' } } } } },
  );
  const group = { cluster: 'dask', worker: { replicas: 1, template } };
  daskWorkerGroup(construct, named(workers, 'dask-large'), group, undefined);
  const bounds = { cluster: 'dask', minimum: 1, maximum: 10 };
  daskAutoscaler(construct, named(workers, 'dask'), bounds, undefined);
  surroundings(scheduler);
  surroundings(workers);
  return chart;
}

describe('What the Dask operator is told', () => {
  test('gives these objects', () => {
    const documents = yamlOf(everything()).split('---\n');
    expect(documents.filter((text) => text.includes('kind: Dask')).join('---\n')).toMatchSnapshot();
  });

  test('leads the Service of the scheduler to its pods, by the names of their ports', () => {
    expect(objectsOf(clusterChart())[0]).toHaveProperty('spec.scheduler.service', {
      type: 'ClusterIP',
      selector: { 'dask.org/cluster-name': 'dask', 'dask.org/component': 'scheduler' },
      ports: [
        { name: 'tcp-comm', port: 8786, protocol: 'TCP', targetPort: 'tcp-comm' },
        { name: 'http-dashboard', port: 8787, protocol: 'TCP', targetPort: 'http-dashboard' },
      ],
    });
    expect(objectsOf(clusterChart())[0]).toHaveProperty('spec.scheduler.spec.containers[0].ports', [
      { name: 'tcp-comm', containerPort: 8786, protocol: 'TCP' },
      { name: 'http-dashboard', containerPort: 8787, protocol: 'TCP' },
    ]);
    expect(schedulerHost('dask')).toBe('dask-scheduler');
  });

  test('tells the pods of each part apart by their labels', () => {
    expect(objectsOf(clusterChart())[0]).toMatchObject({
      spec: {
        scheduler: { metadata: { labels: { 'app.kubernetes.io/component': 'scheduler' } } },
        worker: { metadata: { labels: { 'app.kubernetes.io/component': 'worker' } } },
      },
    });
  });

  test('never deletes the cluster by itself unless asked', () => {
    expect(objectsOf(clusterChart())[0]).not.toHaveProperty('spec.idleTimeout');
    const [cluster] = objectsOf(everything());
    expect(cluster).toHaveProperty('spec.idleTimeout', 3600);
  });

  test.each(['1.27', '1.36'] as const)(
    'is accepted by the judge for Kubernetes %s',
    async (kubernetes) => {
      expect(await objections(judgedObjects(everything()), { kubernetes })).toEqual([]);
    },
  );

  // The definition has the pods of Kubernetes 1.21: a field that it does not know would be lost.
  test('holds no field of a pod that the definition does not know, with all props', async () => {
    const chart = emptyChart();
    const { pod } = worker(chart, 'workers', { ...everyApiProp(chart), ports: { http: 8788 } });
    const cluster = clusterChart({ worker: pod.template });
    expect(await objections(judgedObjects(cluster), { ownRules: false })).toEqual([]);
    expect(objectsOf(cluster)[0]).toMatchObject({
      spec: {
        worker: {
          spec: {
            runtimeClassName: 'gvisor',
            containers: [{ resources: { limits: { 'nvidia.com/gpu': '1' } } }, { name: 'cache' }],
          },
        },
      },
    });
  });

  test('has no limits where the template has none', () => {
    const resources = { requests: { cpu: k8s.Quantity.fromNumber(2) } };
    const template = { spec: { containers: [{ name: 'worker', resources }] } };
    expect(objectsOf(clusterChart({ worker: template }))[0]).toHaveProperty(
      'spec.worker.spec.containers[0].resources',
      { requests: { cpu: '2' } },
    );
  });

  test('can be patched, and the judge sees what the definition does not know', async () => {
    const patch = { spec: { scheduler: { spec: { hostUsers: false } } } };
    const found = await check(judgedObjects(clusterChart({ patch })), { ownRules: false });
    expect(found.map(({ rule, path }) => [rule, path])).toEqual([
      ['unknown-field', 'spec.scheduler.spec.hostUsers'],
    ]);
  });

  test.each([
    ['is too long for the Service of the scheduler', 'd'.repeat(54), 'shorten it by 1 character'],
    ['begins with a digit', '4dask', "write 'service-4dask'"],
    ['has a dot', 'dask.eo', "write 'dask-eo'"],
  ])('throws if the name of a cluster %s', (_, name, fix) => {
    expect(errorOf(() => clusterChart({ name })).message).toBe(
      "Construct 'system/scheduler': name must be a Service name: lower case letters, digits and " +
        "'-', at most 53 characters, starting with a letter and ending with a letter or digit, got " +
        `'${name}'; ${fix}`,
    );
  });

  test('takes a name of 53 characters', () => {
    expect(() => clusterChart({ name: 'd'.repeat(53) })).not.toThrow();
  });

  test('throws if a group has the name of the default group', () => {
    expect(errorOf(() => groupChart('dask-default')).message).toBe(
      "Construct 'system/workers': name must be another one than 'dask-default', which the operator " +
        'gives to the workers of the cluster',
    );
  });

  test('throws if the name of a group is no value of a label', () => {
    expect(errorOf(() => groupChart('g'.repeat(64))).message).toContain('at most 63 characters');
  });

  test('throws if the name of an autoscaler is none', () => {
    const chart = emptyChart();
    const { workers } = parts(chart);
    const bounds = { cluster: 'dask', minimum: 1, maximum: 10 };
    const build = () => daskAutoscaler(workers.construct, named(workers, 'A'), bounds, undefined);
    expect(errorOf(build).message).toContain('name must be a DNS subdomain');
  });
});
