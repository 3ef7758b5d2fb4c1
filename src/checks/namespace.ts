import { isMap } from '../../constructs/rules/objects';
import type { Finding } from './finding';
import { groupOf, type KubernetesObject } from './kubernetes-object';

/** Objects of a namespace name it, and objects of the whole cluster name none. */
export function namespace(objects: readonly KubernetesObject[]): Finding[] {
  const ofCluster = new Set([...CLUSTER_SCOPED, ...objects.flatMap(declaredByCrd)]);
  return objects.flatMap((object) => {
    const clusterScoped = ofCluster.has(keyOf(groupOf(object), object.kind));
    const namespaced = object.metadata.namespace !== undefined;
    if (clusterScoped !== namespaced) return [];
    return [
      {
        rule: 'namespace',
        object,
        path: 'metadata.namespace',
        ...(clusterScoped ? SUPERFLUOUS : MISSING),
      },
    ];
  });
}

const MISSING = {
  message: 'metadata.namespace is missing',
  fix: 'give the chart or the construct a namespace',
};

const SUPERFLUOUS = {
  message: 'metadata.namespace must not be there: the object belongs to the whole cluster',
  fix: "remove it; cdk8s puts a chart's namespace on every object",
};

/** Kinds without a namespace: all of Kubernetes, and of the operators that are most in use. */
const CLUSTER_SCOPED = Object.entries({
  '': ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'cert-manager.io': ['ClusterIssuer'],
  'certificates.k8s.io': ['CertificateSigningRequest', 'ClusterTrustBundle'],
  'external-secrets.io': ['ClusterExternalSecret', 'ClusterSecretStore'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'gateway.networking.k8s.io': ['GatewayClass'],
  'keda.sh': ['ClusterTriggerAuthentication'],
  'networking.k8s.io': ['IngressClass', 'IPAddress', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  policy: ['PodSecurityPolicy'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'resource.k8s.io': ['DeviceClass', 'ResourceSlice'],
  'scheduling.k8s.io': ['PriorityClass'],
  'snapshot.storage.k8s.io': ['VolumeSnapshotClass', 'VolumeSnapshotContent'],
  'storage.k8s.io': [
    'CSIDriver',
    'CSINode',
    'StorageClass',
    'VolumeAttachment',
    'VolumeAttributesClass',
  ],
}).flatMap(([group, kinds]) => kinds.map((kind) => keyOf(group, kind)));

/** The kind that a CustomResourceDefinition declares without a namespace. */
function declaredByCrd({ kind, spec }: KubernetesObject): string[] {
  if (kind !== 'CustomResourceDefinition' || !isMap(spec) || !isMap(spec.names)) return [];
  return spec.scope === 'Cluster' ? [keyOf(String(spec.group), String(spec.names.kind))] : [];
}

function keyOf(group: string, kind: string): string {
  return `${group}/${kind}`;
}
