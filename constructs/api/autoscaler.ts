import { type ApiObject, Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { must } from '../invalid';
import { type DeepPartial, manifest } from '../manifest';
import type { AutoReplicasOptions } from '../replicas';
import { integerIn } from '../rules/numbers';
import { quantity } from '../rules/quantities';

/** The HorizontalPodAutoscaler of a Deployment. */
export function autoscaler(
  construct: Construct,
  metadata: k8s.ObjectMeta,
  deploymentName: string,
  options: AutoReplicasOptions,
  patch: DeepPartial<k8s.KubeHorizontalPodAutoscalerV2Props> | undefined,
): ApiObject {
  const { min = 2, max, memoryUtilization, podMetrics = {} } = options;
  const nothingElse = memoryUtilization === undefined && Object.keys(podMetrics).length === 0;
  const cpu = options.cpuUtilization ?? (nothingElse ? 75 : undefined);
  return manifest(
    construct,
    'Autoscaler',
    k8s.KubeHorizontalPodAutoscalerV2,
    {
      metadata,
      spec: {
        minReplicas: min,
        maxReplicas: max,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: deploymentName },
        metrics: [
          ...utilization('cpu', cpu),
          ...utilization('memory', memoryUtilization),
          ...Object.entries(podMetrics).map(([name, average]) => {
            must(construct, `replicas.podMetrics['${name}']`, average, quantity(average));
            const averageValue = k8s.Quantity.fromString(average);
            return {
              type: 'Pods',
              pods: { metric: { name }, target: { type: 'AverageValue', averageValue } },
            };
          }),
        ],
        behavior: {
          scaleDown: window(construct, 'scaleDownAfter', options.scaleDownAfter, 300),
          scaleUp: window(construct, 'scaleUpAfter', options.scaleUpAfter, 0),
        },
      },
    },
    patch,
  );
}

function utilization(name: string, averageUtilization: number | undefined): k8s.MetricSpecV2[] {
  if (averageUtilization === undefined) return [];
  return [
    { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } },
  ];
}

function window(
  construct: Construct,
  name: string,
  after: Duration | undefined,
  otherwise: number,
) {
  const seconds = (after ?? Duration.seconds(otherwise)).toSeconds({ integral: false });
  must(construct, `replicas.${name} in seconds`, seconds, integerIn(seconds, 0, 3600));
  return { stabilizationWindowSeconds: seconds };
}
