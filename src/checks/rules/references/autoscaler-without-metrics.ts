import { listAt, valueAt } from '../../read';
import type { Rule } from '../rule';

/** An autoscaler says what it goes by. */
export const autoscalerWithoutMetrics: Rule = {
  name: 'autoscaler-without-metrics',
  severity: 'warning',
  summary: 'A HorizontalPodAutoscaler has a metric.',
  why: 'the API server writes a target into it that nobody chose: 80 % of the requested CPU',
  examples: {
    good: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: tiles, namespace: eo }
spec:
  selector: { matchLabels: { app: tiles } }
  template:
    metadata: { labels: { app: tiles } }
    spec:
      containers:
        - { name: tiles, image: tiles:1.4.2, resources: { requests: { cpu: 500m, memory: 1Gi } } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: tiles, namespace: eo }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: tiles }
  minReplicas: 2
  maxReplicas: 8
  metrics:
    - type: Resource
      resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } }
`,
    bad: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: tiles, namespace: eo }
spec:
  selector: { matchLabels: { app: tiles } }
  template:
    metadata: { labels: { app: tiles } }
    spec:
      containers:
        - { name: tiles, image: tiles:1.4.2, resources: { requests: { cpu: 500m, memory: 1Gi } } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: tiles, namespace: eo }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: tiles }
  minReplicas: 2
  maxReplicas: 8
`,
  },
  *check(inventory) {
    for (const object of inventory.ofKind('autoscaling/HorizontalPodAutoscaler')) {
      if (listAt(object, 'spec', 'metrics').length > 0) continue;
      if (valueAt(object, 'spec', 'targetCPUUtilizationPercentage') !== undefined) continue;
      yield {
        object,
        path: 'spec.metrics',
        message: 'spec.metrics has no metric',
        fix: 'write the metric and its target',
      };
    }
  },
};
