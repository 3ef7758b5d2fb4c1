import { describe, type KubernetesObject } from '../../kubernetes-object';
import { textAt, valueAt } from '../../read';
import type { Rule } from '../rule';
import { type Scaler, scalersOf, TARGET_PATH } from './lookup/scalers';

/** One autoscaler scales an object. */
export const twoAutoscalers: Rule = {
  name: 'two-autoscalers',
  severity: 'error',
  summary: 'No two HorizontalPodAutoscalers or ScaledObjects scale one object.',
  why: 'each undoes what the other did, and the pods are started and stopped without end',
  examples: {
    good: `
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
---
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
`,
    bad: `
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
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: tiles, namespace: eo }
spec:
  scaleTargetRef: { name: tiles }
  triggers: [{ type: cron, metadata: { timezone: UTC, start: 0 6 * * *, end: 0 20 * * *, desiredReplicas: "4" } }]
---
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
`,
  },
  *check(inventory) {
    const first = new Map<string, Scaler>();
    for (const scaler of scalersOf(inventory)) {
      const { object, kind, name } = scaler;
      const key = JSON.stringify([object.metadata.namespace, kind, name]);
      const other = first.get(key);
      first.set(key, other ?? scaler);
      if (other === undefined || takesOver(object, other.object)) continue;
      yield {
        object,
        path: TARGET_PATH,
        message: `${TARGET_PATH} is ${JSON.stringify(name)}, which ${describe(other.object)} scales too`,
        fix: 'put the metrics of both into one of them',
      };
    }
  },
};

/** Whether a ScaledObject goes on with an autoscaler that was there, as its own. */
function takesOver(scaled: KubernetesObject, { metadata }: KubernetesObject): boolean {
  const transfer = 'scaledobject.keda.sh/transfer-hpa-ownership';
  const advanced = ['advanced', 'horizontalPodAutoscalerConfig', 'name'];
  return (
    valueAt(scaled, 'metadata', 'annotations', transfer) === 'true' &&
    textAt(scaled, 'spec', ...advanced) === metadata.name
  );
}
