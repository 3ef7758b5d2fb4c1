import { Replicas, type Scheduling, type Toleration } from '../../constructs';
import { only, podOf } from './support/chart';
import { errorOf } from './support/errors';
import { apiChart } from './support/samples';

const toleration: Required<Toleration> = {
  key: 'dedicated',
  value: 'imagery',
  effect: 'NoSchedule',
};
const everything: Required<Scheduling> = {
  nodeSelector: { 'example.org/disk': 'nvme' },
  tolerations: [toleration, { key: 'nvidia.com/gpu' }, { key: 'spot', effect: 'NoExecute' }],
  priorityClassName: 'serving',
  runtimeClassName: 'gvisor',
  spreadOver: ['topology.kubernetes.io/zone', 'example.org/rack'],
};
const selector = {
  'app.kubernetes.io/name': 'tiles',
  'app.kubernetes.io/instance': 'tiles',
  'app.kubernetes.io/component': 'api',
};

describe('Scheduling', () => {
  test('spreads the pods over nodes and zones unless said otherwise', () => {
    const { affinity, topologySpreadConstraints } = podOf(apiChart()).spec;
    expect(topologySpreadConstraints).toEqual(
      ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
        labelSelector: { matchLabels: selector },
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: 'ScheduleAnyway',
      })),
    );
    expect(affinity).toMatchObject({
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { podAffinityTerm: { topologyKey: 'kubernetes.io/hostname' } },
        ],
      },
    });
  });

  test('can be said all', () => {
    const spec = podOf(apiChart({ scheduling: everything })).spec;
    expect(spec).toMatchObject({
      nodeSelector: { 'example.org/disk': 'nvme' },
      priorityClassName: 'serving',
      runtimeClassName: 'gvisor',
      tolerations: [
        { key: 'dedicated', operator: 'Equal', value: 'imagery', effect: 'NoSchedule' },
        { key: 'nvidia.com/gpu', operator: 'Exists' },
        { key: 'spot', operator: 'Exists', effect: 'NoExecute' },
      ],
    });
    expect(spec.topologySpreadConstraints.map(({ topologyKey }) => topologyKey)).toEqual([
      'topology.kubernetes.io/zone',
      'example.org/rack',
    ]);
    expect(spec.affinity).toBeUndefined();
  });

  test('counts the pods by the labels that select them', () => {
    const spec = podOf(apiChart({ selector: { app: 'tiles' } })).spec;
    for (const { labelSelector } of spec.topologySpreadConstraints) {
      expect(labelSelector).toEqual({ matchLabels: { app: 'tiles' } });
    }
  });

  test('can spread over nothing, which is written into the manifest', () => {
    const chart = apiChart({ scheduling: { spreadOver: [] } });
    expect(podOf(chart).spec.topologySpreadConstraints).toEqual([]);
    expect(only(chart, 'Deployment').metadata.annotations).toEqual({
      'cdk8s-eo/exception-pods-not-spread': 'the pods are declared to be spread over nothing',
      'kube-score/ignore': 'deployment-has-host-podantiaffinity',
    });
  });

  test('of a single pod over nothing is no exception', () => {
    const replicas = Replicas.fixed(1, 'the jobs run in the pod');
    const chart = apiChart({ scheduling: { spreadOver: [] }, replicas });
    expect(only(chart, 'Deployment').metadata.annotations).not.toHaveProperty([
      'cdk8s-eo/exception-pods-not-spread',
    ]);
  });

  test('throws if a label to spread over comes twice', () => {
    const spreadOver = ['example.org/rack', 'example.org/rack'];
    expect(errorOf(() => apiChart({ scheduling: { spreadOver } })).message).toBe(
      "GeoApiService 'system/tiles': scheduling.spreadOver must hold each label once",
    );
  });
});
