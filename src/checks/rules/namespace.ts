import { groupOf, type KubernetesObject } from '../kubernetes-object';
import { textAt } from '../read';
import type { Rule } from './rule';

/** Objects of a namespace name it, and objects of the whole cluster name none. */
export const namespace: Rule = {
  name: 'namespace',
  severity: 'error',
  summary: 'An object of a namespace names it; an object of the whole cluster names none.',
  why: 'it would land wherever the person who applies it happens to be',
  examples: {
    good: `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: eo }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: eo.scenes }
`,
    bad: `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
`,
  },
  *check(inventory) {
    const ofCluster = new Set([...CLUSTER_SCOPED, ...inventory.objects.flatMap(declaredByCrd)]);
    for (const object of inventory.objects) {
      const clusterScoped = ofCluster.has(keyOf(groupOf(object), object.kind));
      const namespaced = object.metadata.namespace !== undefined;
      if (clusterScoped !== namespaced) continue;
      yield { object, path: 'metadata.namespace', ...(clusterScoped ? SUPERFLUOUS : MISSING) };
    }
  },
};

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
function declaredByCrd(object: KubernetesObject): string[] {
  if (object.kind !== 'CustomResourceDefinition') return [];
  const group = textAt(object, 'spec', 'group');
  const kind = textAt(object, 'spec', 'names', 'kind');
  const scope = textAt(object, 'spec', 'scope');
  return group && kind && scope === 'Cluster' ? [keyOf(group, kind)] : [];
}

function keyOf(group: string, kind: string): string {
  return `${group}/${kind}`;
}
