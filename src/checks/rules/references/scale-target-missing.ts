import type { Rule } from '../rule';
import { KnownNames } from './lookup/known-names';
import { nearName } from './lookup/listed';
import { scalersOf, TARGET_PATH } from './lookup/scalers';

/** What an autoscaler scales is there. */
export const scaleTargetMissing: Rule = {
  name: 'scale-target-missing',
  severity: 'warning',
  summary:
    'The scaleTargetRef of an autoscaler names an object that is here, by its kind and name.',
  why: 'an autoscaler without a target scales nothing, and says so only in its events',
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
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: tile }
  minReplicas: 2
  maxReplicas: 8
  metrics:
    - type: Resource
      resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } }
`,
  },
  *check(inventory) {
    const names = new KnownNames(inventory);
    for (const { object, kind, name, target } of scalersOf(inventory)) {
      if (target !== undefined) continue;
      const near = nearName(name, names.in(object.metadata.namespace, kind));
      const called = kind.slice(kind.indexOf('/') + 1);
      yield {
        object,
        path: TARGET_PATH,
        message: `${TARGET_PATH} is ${JSON.stringify(name)}, a ${called} that is not here${near}`,
        fix: 'write the apiVersion, kind and name of what it scales',
      };
    }
  },
};
