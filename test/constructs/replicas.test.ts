import { type AutoReplicasOptions, Replicas } from '../../constructs';
import { all, only, yamlOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { everyReplicasProp } from './support/everything';
import { apiChart } from './support/samples';

/** The autoscaler alone. */
function autoscalerYaml(options: AutoReplicasOptions): string {
  const documents = yamlOf(apiChart({ replicas: Replicas.auto(options) })).split('---\n');
  return documents.filter((document) => document.includes('HorizontalPodAutoscaler')).join('');
}

describe('Replicas', () => {
  test('are two unless said otherwise, without an autoscaler', () => {
    const chart = apiChart();
    expect(only(chart, 'Deployment').spec.replicas).toBe(2);
    expect(all(chart, 'HorizontalPodAutoscaler')).toEqual([]);
  });

  test('can be fixed', () => {
    expect(only(apiChart({ replicas: Replicas.fixed(7) }), 'Deployment').spec.replicas).toBe(7);
  });

  test('can be a single pod, with the reason in the manifest', () => {
    const replicas = Replicas.fixed(1, 'the jobs run in the pod');
    expect(only(apiChart({ replicas }), 'Deployment').metadata.annotations).toEqual({
      'cdk8s-eo/exception-single-replica': 'the jobs run in the pod',
      'kube-score/ignore': 'deployment-replicas',
    });
  });

  test('can follow the load by minimal options', () => {
    const chart = apiChart({ replicas: Replicas.auto({ max: 10 }) });
    expect(autoscalerYaml({ max: 10 })).toMatchSnapshot();
    expect(only(chart, 'Deployment').spec).not.toHaveProperty('replicas');
    expect(only(chart, 'HorizontalPodAutoscaler').spec).toMatchObject({
      minReplicas: 2,
      maxReplicas: 10,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'tiles' },
    });
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('can follow the load by all options', () => {
    expect(autoscalerYaml(everyReplicasProp)).toMatchSnapshot();
    expect(inconsistencies(apiChart({ replicas: Replicas.auto(everyReplicasProp) }))).toEqual([]);
  });

  test('can follow something else than the processor', () => {
    const replicas = Replicas.auto({ max: 10, podMetrics: { requests: '100' } });
    expect(only(apiChart({ replicas }), 'HorizontalPodAutoscaler').spec.metrics).toEqual([
      {
        type: 'Pods',
        pods: {
          metric: { name: 'requests' },
          target: { type: 'AverageValue', averageValue: '100' },
        },
      },
    ]);
  });

  test('throw if there are fewer at the most than at the least', () => {
    expect(errorOf(() => apiChart({ replicas: Replicas.auto({ min: 5, max: 3 }) })).message).toBe(
      "GeoApiService 'system/tiles': replicas.max must be at least replicas.min, 5, got 3",
    );
  });
});
