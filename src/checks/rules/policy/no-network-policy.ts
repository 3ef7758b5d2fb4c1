import type { Inventory } from '../../inventory';
import { groupOf, type KubernetesObject } from '../../kubernetes-object';
import { labelSelectorAt } from '../../label-selector';
import { listAt, textAt, valueAt } from '../../read';
import type { Rule } from '../rule';
import { tilerPod } from './examples';
import { selectedPods } from './selected-pods';

/** The network of a pod is closed, but for what it needs. */
export const noNetworkPolicy: Rule = {
  name: 'no-network-policy',
  severity: 'warning',
  summary: 'NetworkPolicies select a pod for ingress and for egress.',
  why: 'everything in the cluster reaches the pod, and who gets into it reaches everything',
  examples: {
    good: `${tilerPod('      ports: [{ name: http, containerPort: 5000 }]\n')}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: tiler, namespace: eo }
spec:
  podSelector: { matchLabels: { app: tiler } }
  policyTypes: [Ingress, Egress]
  ingress: [{ ports: [{ port: http }] }]
  egress: [{ ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }] }]
`,
    bad: tilerPod('      ports: [{ name: http, containerPort: 5000 }]\n'),
  },
  *check(inventory) {
    const [ingress, egress] = ['Ingress', 'Egress'].map((type) => {
      const policies = inventory
        .ofKind('networking.k8s.io/NetworkPolicy')
        .filter((policy) => typesOf(policy).includes(type));
      return selectedPods(inventory, policies, (policy) =>
        labelSelectorAt(policy, 'spec', 'podSelector'),
      );
    });
    const others = namespacesOfOthers(inventory);
    for (const pod of inventory.pods) {
      if (pod.spec.hostNetwork === true || others.has(pod.namespace) || others.has(undefined))
        continue;
      const open = [
        ...(ingress?.has(pod) ? [] : ['ingress']),
        ...(egress?.has(pod) ? [] : ['egress']),
      ];
      if (open.length === 0) continue;
      yield {
        object: pod.object,
        path: pod.path,
        message: `${pod.path} is of pods that no NetworkPolicy selects for ${open.join(' and ')}`,
        fix: 'add a NetworkPolicy that lets in and out what the pods need',
      };
    }
  },
};

/** What a policy is about; without policyTypes, ingress, and egress where it has rules for it. */
function typesOf(policy: KubernetesObject): readonly unknown[] {
  const types = valueAt(policy, 'spec', 'policyTypes');
  if (types !== undefined) return listAt(types);
  return valueAt(policy, 'spec', 'egress') === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
}

/** The namespaces with policies of a network plugin's own; `undefined` stands for all. */
function namespacesOfOthers(inventory: Inventory): ReadonlySet<string | undefined> {
  const policies = inventory.objects.filter(
    (object) => /NetworkPolicy$/.test(object.kind) && groupOf(object) !== 'networking.k8s.io',
  );
  return new Set(policies.map((policy) => textAt(policy, 'metadata', 'namespace')));
}
