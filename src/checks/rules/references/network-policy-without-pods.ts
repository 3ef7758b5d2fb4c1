import { isEmpty, labelSelectorAt } from '../../label-selector';
import type { Rule } from '../rule';
import { Surroundings } from './lookup/surroundings';

/** A policy is for pods that are there. */
export const networkPolicyWithoutPods: Rule = {
  name: 'network-policy-without-pods',
  severity: 'warning',
  summary: 'A NetworkPolicy selects a pod, where the pods of its namespace are here.',
  why: 'it protects nothing, and nothing tells',
  examples: {
    good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: tiles, namespace: eo }
spec:
  podSelector: { matchLabels: { app: tiles } }
  policyTypes: [Ingress]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: tiles, namespace: eo }
spec:
  replicas: 2
  selector: { matchLabels: { app: tiles } }
  template:
    metadata: { labels: { app: tiles } }
    spec: { containers: [{ name: tiles, image: tiles:1.4.2 }] }
`,
    bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: tiles, namespace: eo }
spec:
  podSelector: { matchLabels: { app: tile } }
  policyTypes: [Ingress]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: tiles, namespace: eo }
spec:
  replicas: 2
  selector: { matchLabels: { app: tiles } }
  template:
    metadata: { labels: { app: tiles } }
    spec: { containers: [{ name: tiles, image: tiles:1.4.2 }] }
`,
  },
  *check(inventory) {
    const surroundings = new Surroundings(inventory);
    for (const policy of inventory.ofKind('networking.k8s.io/NetworkPolicy')) {
      const { namespace } = policy.metadata;
      const selector = labelSelectorAt(policy, 'spec', 'podSelector');
      if (selector === undefined || isEmpty(selector)) continue;
      if (!surroundings.hasAllPodsOf(namespace)) continue;
      if (inventory.podIndex.select(namespace, selector).length > 0) continue;
      yield {
        object: policy,
        path: 'spec.podSelector',
        message: 'spec.podSelector matches no pod of the namespace',
        fix: 'write labels of the pod template that the policy is for',
      };
    }
  },
};
