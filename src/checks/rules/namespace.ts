import type { Inventory } from '../inventory';
import { kindsOf } from '../judge/modules';
import { NEWEST } from '../judge/verdict';
import { groupOf, type KubernetesObject } from '../kubernetes-object';
import { textAt } from '../read';
import type { Rule } from './rule';

/** Objects of a namespace name it, and objects of the whole cluster name none. */
export const namespace: Rule = {
  name: 'namespace',
  severity: 'warning',
  summary:
    'An object of a namespace names it, and one of the whole cluster names none. (Our own synthesis ' +
    'takes this for an error; a chart may leave it to whoever installs it.)',
  why: 'it lands wherever the person who applies it happens to be, or is not where it says',
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
    const ofCluster = clusterScoped(inventory);
    for (const object of inventory.objects) {
      const belongsToCluster = ofCluster.has(keyOf(groupOf(object), object.kind));
      const named = object.metadata.namespace !== undefined;
      if (belongsToCluster !== named) continue;
      const said = belongsToCluster ? SUPERFLUOUS : MISSING;
      yield { object, path: 'metadata.namespace', ...said };
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

/** Kinds of the operators that are most in use, whose definitions need not be at hand. */
const OF_OPERATORS = [
  'cert-manager.io/ClusterIssuer',
  'external-secrets.io/ClusterExternalSecret',
  'external-secrets.io/ClusterSecretStore',
  'gateway.networking.k8s.io/GatewayClass',
  'keda.sh/ClusterTriggerAuthentication',
  'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'snapshot.storage.k8s.io/VolumeSnapshotContent',
];

/** The kinds without a namespace: Kubernetes' own, those of operators, and those defined here. */
function clusterScoped(inventory: Inventory): ReadonlySet<string> {
  const builtin = Object.entries(kindsOf(NEWEST)).flatMap(([apiVersion, kinds]) =>
    Object.entries(kinds)
      .filter(([, { namespaced }]) => !namespaced)
      .map(([kind]) => keyOf(groupOf({ apiVersion }), kind)),
  );
  const defined = inventory
    .ofKind('apiextensions.k8s.io/CustomResourceDefinition')
    .flatMap(declared);
  return new Set([...builtin, ...OF_OPERATORS, ...defined]);
}

/** The kind that a CustomResourceDefinition declares without a namespace. */
function declared(definition: KubernetesObject): string[] {
  const group = textAt(definition, 'spec', 'group');
  const kind = textAt(definition, 'spec', 'names', 'kind');
  const scope = textAt(definition, 'spec', 'scope');
  return group && kind && scope === 'Cluster' ? [keyOf(group, kind)] : [];
}

function keyOf(group: string, kind: string): string {
  return `${group}/${kind}`;
}
