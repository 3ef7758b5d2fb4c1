import type { KubernetesObject } from '../../kubernetes-object';
import { containersOf, podsOf } from '../../pods';
import { below, listAt, textAt, valueAt } from '../../read';
import type { Rule } from '../rule';
import { scalersOf } from './lookup/scalers';

/** A share of what the containers request can be taken only where they request it. */
export const autoscalerWithoutRequests: Rule = {
  name: 'autoscaler-without-requests',
  severity: 'warning',
  summary:
    'Where an autoscaler goes by a share of a resource, each container requests the resource.',
  why: 'it cannot compute the share, and never scales: "missing request for cpu"',
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
        - { name: tiles, image: tiles:1.4.2, resources: { requests: { cpu: 500m } } }
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
      resource: { name: memory, target: { type: Utilization, averageUtilization: 70 } }
`,
  },
  *check(inventory) {
    // A LimitRange gives requests to containers that have none.
    const withDefaults = new Set(
      inventory.ofKind('/LimitRange').map(({ metadata }) => metadata.namespace),
    );
    for (const { object, target } of scalersOf(inventory)) {
      if (target === undefined || withDefaults.has(object.metadata.namespace)) continue;
      for (const { resource, container, path } of sharesOf(object)) {
        const without = podsOf(target)
          .flatMap(containersOf)
          .filter(({ init }) => !init)
          .filter(({ name }) => container === undefined || name === container)
          .find(({ spec }) => !requests(spec, resource));
        if (without === undefined) continue;
        yield {
          object,
          path,
          message:
            `${path} is a share of ${resource}, of which container ${without.name} of ` +
            `${target.kind} ${target.metadata.name} requests nothing`,
          fix: `give the container resources.requests.${resource}`,
        };
      }
    }
  },
};

interface Share {
  readonly resource: string;
  readonly container: string | undefined;
  readonly path: string;
}

function* sharesOf(object: KubernetesObject): Generator<Share> {
  for (const [index, metric] of listAt(object, 'spec', 'metrics').entries()) {
    for (const field of ['resource', 'containerResource']) {
      const resource = textAt(metric, field, 'name');
      if (resource === undefined) continue;
      if (valueAt(metric, field, 'target', 'averageUtilization') === undefined) continue;
      yield {
        resource,
        container: field === 'resource' ? undefined : textAt(metric, field, 'container'),
        path: `${below('spec.metrics', index)}.${field}.target.averageUtilization`,
      };
    }
  }
  const ofCpu = ['spec', 'targetCPUUtilizationPercentage'] as const;
  if (valueAt(object, ...ofCpu) !== undefined) {
    yield { resource: 'cpu', container: undefined, path: ofCpu.join('.') };
  }
}

/** Whether a container requests a resource; a limit alone is the request too. */
function requests(container: unknown, resource: string): boolean {
  return ['requests', 'limits'].some(
    (field) => valueAt(container, 'resources', field, resource) !== undefined,
  );
}
