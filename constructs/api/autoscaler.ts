import { type ApiObject, Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import { type DeepPartial, manifest } from '../manifest';
import type { AutoReplicasOptions, Replicas } from '../replicas';
import { metricName } from '../rules/names';
import { integerIn } from '../rules/numbers';
import { positiveQuantity } from '../rules/quantities';

/** The HorizontalPodAutoscaler of a Deployment. */
export function autoscaler(
  construct: Construct,
  metadata: k8s.ObjectMeta,
  deploymentName: string,
  options: AutoReplicasOptions,
  patch: DeepPartial<k8s.KubeHorizontalPodAutoscalerV2Props> | undefined,
): ApiObject {
  const { min = 2, max, podMetrics = {} } = options;
  const { cpu, memory } = utilizations(options);
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
          ...utilization('memory', memory),
          ...Object.entries(podMetrics).map(([name, average]) => {
            must(construct, 'replicas.podMetrics key', name, metricName(name));
            must(construct, `replicas.podMetrics['${name}']`, average, positiveQuantity(average));
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

/** The shares of the requested resources to keep to, in percent. */
function utilizations({ cpuUtilization, memoryUtilization, podMetrics = {} }: AutoReplicasOptions) {
  const nothingElse = memoryUtilization === undefined && Object.keys(podMetrics).length === 0;
  return { cpu: cpuUtilization ?? (nothingElse ? 75 : undefined), memory: memoryUtilization };
}

/** @throws where a container requests nothing of a resource of which a share is to be kept to */
export function checkUtilization(
  construct: Construct,
  { spec: replicas }: Replicas,
  { spec: pod }: k8s.PodTemplateSpec,
): void {
  if (replicas.type !== 'auto') return;
  for (const [resource, percent] of Object.entries(utilizations(replicas))) {
    if (percent === undefined) continue;
    for (const { name, resources } of pod?.containers ?? []) {
      // Where there is a limit alone, the API server makes it the request too.
      if (resources?.requests?.[resource] ?? resources?.limits?.[resource]) continue;
      throw explain(
        construct,
        `replicas.${resource}Utilization must be a share of what every container requests, but ` +
          `'${name}' requests no ${resource}`,
        `give its resources.${resource} a request`,
      );
    }
  }
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
