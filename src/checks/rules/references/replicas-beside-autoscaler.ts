import { valueAt } from '../../read';
import type { Rule } from '../rule';
import { scalersOf } from './lookup/scalers';

/** One object says how many pods there are. */
export const replicasBesideAutoscaler: Rule = {
  name: 'replicas-beside-autoscaler',
  severity: 'warning',
  summary: 'What an autoscaler scales has no replicas of its own.',
  why: 'whenever the manifest is applied, the pods that the autoscaler added are stopped',
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
  replicas: 2
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
  },
  *check(inventory) {
    const told = new Set();
    for (const { object, target } of scalersOf(inventory)) {
      if (target === undefined || told.has(target)) continue;
      if (valueAt(target, 'spec', 'replicas') === undefined) continue;
      told.add(target);
      yield {
        object: target,
        path: 'spec.replicas',
        message: `spec.replicas is also set by ${object.kind} ${object.metadata.name}`,
        fix: 'leave replicas out; the autoscaler has a minimum of its own',
      };
    }
  },
};
