import type { KubernetesObject } from '../../kubernetes-object';
import { textAt } from '../../read';
import type { Rule } from '../rule';
import { listed } from './lookup/listed';
import { isHeadless, selectorOf } from './lookup/service-ports';

/** A Service sends its requests to the pods of one workload. */
export const serviceOfSeveralWorkloads: Rule = {
  name: 'service-of-several-workloads',
  severity: 'warning',
  summary: 'A Service selects the pods of one workload, unless it is headless.',
  why: 'requests go to any of the pods, also to those that serve something else',
  examples: {
    good: `
apiVersion: v1
kind: Service
metadata: { name: jupyter, namespace: eo }
spec:
  selector: { app: ard, component: jupyter }
  ports: [{ port: 80, targetPort: http }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: jupyter, namespace: eo }
spec:
  selector: { matchLabels: { app: ard, component: jupyter } }
  template:
    metadata: { labels: { app: ard, component: jupyter } }
    spec:
      containers:
        - { name: jupyter, image: ard:1.4.2, ports: [{ name: http, containerPort: 8888 }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: worker, namespace: eo }
spec:
  template:
    metadata: { labels: { app: ard, component: worker } }
    spec: { restartPolicy: Never, containers: [{ name: worker, image: ard:1.4.2 }] }
`,
    bad: `
apiVersion: v1
kind: Service
metadata: { name: jupyter, namespace: eo }
spec:
  selector: { app: ard }
  ports: [{ port: 80, targetPort: http }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: jupyter, namespace: eo }
spec:
  selector: { matchLabels: { app: ard, component: jupyter } }
  template:
    metadata: { labels: { app: ard, component: jupyter } }
    spec:
      containers:
        - { name: jupyter, image: ard:1.4.2, ports: [{ name: http, containerPort: 8888 }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: worker, namespace: eo }
spec:
  template:
    metadata: { labels: { app: ard, component: worker } }
    spec: { restartPolicy: Never, containers: [{ name: worker, image: ard:1.4.2 }] }
`,
  },
  *check(inventory) {
    const told = new Map<readonly KubernetesObject[], string | undefined>();
    for (const service of inventory.ofKind('/Service')) {
      const selector = selectorOf(service);
      // Members of a cluster that look for each other are the use of a headless Service.
      if (selector === undefined || isHeadless(service)) continue;
      const makers = inventory.podIndex.selectMakers(service.metadata.namespace, selector);
      if (!told.has(makers)) {
        const workloads = makers.filter((maker) => !isHelmTest(maker));
        told.set(makers, workloads.length < 2 ? undefined : listed(workloads));
      }
      const named = told.get(makers);
      if (named === undefined) continue;
      yield {
        object: service,
        path: 'spec.selector',
        message: `spec.selector matches the pods of ${named}`,
        fix: 'add a label that only the pods of one of them have, such as app.kubernetes.io/component',
      };
    }
  },
};

/** Whether it is there only for as long as `helm test` runs. */
function isHelmTest(object: KubernetesObject): boolean {
  return /^test\b/.test(textAt(object, 'metadata', 'annotations', 'helm.sh/hook') ?? '');
}
