import { Inventory } from '../../../src/checks/inventory';
import type { KubernetesObject } from '../../../src/checks/kubernetes-object';
import { plainSelectorOf } from '../../../src/checks/label-selector';
import { podsOf } from '../../../src/checks/pods';

const SPEC = { containers: [{ name: 'dask', image: 'dask:2024.8.0' }] };

function dask(kind: string, spec: unknown): KubernetesObject {
  const metadata = { name: 'tiles', namespace: 'eo', labels: { team: 'eo' } };
  return { apiVersion: 'kubernetes.dask.org/v1', kind, metadata, spec };
}

const CLUSTER = dask('DaskCluster', {
  scheduler: { metadata: { labels: { tier: 'one' } }, spec: SPEC },
  worker: { metadata: { labels: { tier: 'many' }, annotations: { a: 'b' } }, spec: SPEC },
});

const JOB = dask('DaskJob', {
  job: { spec: SPEC },
  cluster: { spec: { scheduler: { spec: SPEC }, worker: { spec: SPEC } } },
});

const GROUP = dask('DaskWorkerGroup', { cluster: 'mosaics', worker: { spec: SPEC } });

describe('the pods of the Dask operator', () => {
  it.each([
    ['a cluster', CLUSTER, 0, { component: 'scheduler', cluster: 'tiles' }],
    ['a cluster', CLUSTER, 1, { component: 'worker', cluster: 'tiles', group: 'tiles-default' }],
    ['a job', JOB, 0, { component: 'job-runner', cluster: 'tiles' }],
    ['a job', JOB, 1, { component: 'scheduler', cluster: 'tiles' }],
    ['a job', JOB, 2, { component: 'worker', cluster: 'tiles', group: 'tiles-default' }],
    ['a worker group', GROUP, 0, { component: 'worker', cluster: 'mosaics', group: 'tiles' }],
  ])('of %s have the labels that it puts on them: %#', (_, object, index, expected) => {
    const labels = podsOf(object)[index]?.labels ?? {};
    expect(labels).toMatchObject({ team: 'eo' });
    expect(labels['dask.org/component']).toBe(expected.component);
    expect(labels['dask.org/cluster-name']).toBe(expected.cluster);
    expect(labels['dask.org/workergroup-name']).toBe(
      'group' in expected ? expected.group : undefined,
    );
  });

  it('have the labels and annotations that are given for them', () => {
    const [scheduler, worker] = podsOf(CLUSTER);
    expect(scheduler?.labels.tier).toBe('one');
    expect(worker?.labels.tier).toBe('many');
    expect(worker?.annotations).toEqual({ a: 'b' });
    expect(worker?.metadataPath).toBe('spec.worker.metadata');
    expect(worker?.path).toBe('spec.worker.spec');
  });

  it.each([
    [{ 'dask.org/workergroup-name': 'tiles-default' }, ['spec.worker.spec']],
    [{ 'dask.org/cluster-name': 'tiles', tier: 'one' }, ['spec.scheduler.spec']],
    [{ 'dask.org/component': 'job-runner' }, []],
  ])('are selected by %j', (labels, paths) => {
    const selector = plainSelectorOf(labels);
    const { podIndex } = new Inventory([CLUSTER]);
    const selected = selector === undefined ? [] : podIndex.select('eo', selector);
    expect(selected.map(({ path }) => path)).toEqual(paths);
  });

  it('have variables appended, but for the scheduler', () => {
    expect(podsOf(JOB).map(({ appendedEnv }) => appendedEnv)).toEqual([
      ['DASK_SCHEDULER_ADDRESS'],
      [],
      ['DASK_WORKER_NAME', 'DASK_SCHEDULER_ADDRESS'],
    ]);
  });
});

it('a pod of Kubernetes itself has the labels of its template alone', () => {
  const object: KubernetesObject = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'eo' },
    spec: { template: { metadata: { labels: { app: 'api' } }, spec: SPEC } },
  };
  const labelled = { ...object, metadata: { ...object.metadata, labels: { team: 'eo' } } };
  expect(podsOf(labelled)).toMatchObject([{ labels: { app: 'api' }, appendedEnv: [] }]);
  expect(podsOf(labelled)[0]?.labels).toEqual({ app: 'api' });
});
