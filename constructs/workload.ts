import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { type DeepPartial, lazyManifest, manifest } from './manifest';
import { DNS } from './network';

type Labels = Readonly<Record<string, string>>;

/** A ServiceAccount without rights and without a token. */
export function serviceAccount(
  construct: Construct,
  metadata: k8s.ObjectMeta,
  patch: DeepPartial<k8s.KubeServiceAccountProps> | undefined,
): ApiObject {
  return manifest(
    construct,
    'ServiceAccount',
    k8s.KubeServiceAccount,
    { metadata, automountServiceAccountToken: false },
    patch,
  );
}

/** A PodDisruptionBudget with which a node can be drained, one pod after the other. */
export function disruptionBudget(
  construct: Construct,
  metadata: k8s.ObjectMeta,
  selector: Labels,
  patch: DeepPartial<k8s.KubePodDisruptionBudgetProps> | undefined,
): ApiObject {
  return manifest(
    construct,
    'DisruptionBudget',
    k8s.KubePodDisruptionBudget,
    {
      metadata,
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        selector: { matchLabels: selector },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    },
    patch,
  );
}

/**
 * A NetworkPolicy that closes everything but the rules, and DNS.
 *
 * @param ingress the rules when the output is made: clients may be added until then
 */
export function networkPolicy(
  construct: Construct,
  metadata: k8s.ObjectMeta,
  selector: Labels,
  ingress: () => k8s.NetworkPolicyIngressRule[],
  egress: readonly k8s.NetworkPolicyEgressRule[],
  patch: DeepPartial<k8s.KubeNetworkPolicyProps> | undefined,
): ApiObject {
  return lazyManifest(
    construct,
    'NetworkPolicy',
    k8s.KubeNetworkPolicy,
    () => {
      const rules = ingress();
      return {
        metadata,
        spec: {
          podSelector: { matchLabels: selector },
          policyTypes: ['Ingress', 'Egress'],
          // The server does not keep an empty list: with one, each apply would be a change to it.
          ingress: rules.length > 0 ? rules : undefined,
          egress: [DNS, ...egress],
        },
      };
    },
    patch,
  );
}
