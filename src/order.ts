import { groupOf, type KubernetesObject } from './checks/kubernetes-object';

/**
 * Kinds in the order in which Helm installs them.
 *
 * @see https://github.com/helm/helm/blob/main/pkg/release/v1/util/kind_sorter.go
 */
const KINDS = [
  'PriorityClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
];

const ranks = new Map(KINDS.map((kind, rank) => [kind, rank]));

/**
 * Compares objects for the order of a file: by kind as Helm installs them, unknown kinds last and
 * by the alphabet, then by name, namespace and API group, so that no two objects are equal.
 */
export function compareObjects(a: KubernetesObject, b: KubernetesObject): number {
  return (
    rankOf(a) - rankOf(b) ||
    compareTexts(a.kind, b.kind) ||
    compareTexts(a.metadata.name, b.metadata.name) ||
    compareTexts(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
    compareTexts(groupOf(a), groupOf(b))
  );
}

/** Compares by code units: the same on every machine, whatever its language. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rankOf(object: KubernetesObject): number {
  return ranks.get(object.kind) ?? KINDS.length;
}
