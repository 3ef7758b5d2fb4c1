import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import { below, listAt, textAt } from '../../read';
import type { Fault, Rule } from '../rule';

/** A binding binds a role that is there to an account that is there. */
export const bindingToMissing: Rule = {
  name: 'binding-to-missing',
  severity: 'warning',
  summary: 'The role and the ServiceAccounts of a binding are here, or belong to the cluster.',
  why: 'the API server takes the binding, and then answers every request of the account with 403',
  examples: {
    good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: dask, namespace: eo }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: ServiceAccount, name: dask, namespace: eo }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: dask, namespace: eo }
`,
    bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: dask, namespace: eo }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: dask }
subjects: [{ kind: ServiceAccount, name: dask, namespace: eo }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: dask, namespace: eo }
`,
  },
  *check(inventory) {
    const namespaces = new Set(inventory.objects.map(({ metadata }) => metadata.namespace));
    for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
      for (const binding of inventory.ofKind(`rbac.authorization.k8s.io/${kind}`)) {
        yield* missingRole(inventory, binding);
        yield* missingAccounts(inventory, binding, namespaces);
      }
    }
  },
};

/** Roles that each cluster has. */
const OF_THE_CLUSTER = /^(admin|cluster-admin|edit|view|system:.*)$/;

function* missingRole(inventory: Inventory, binding: KubernetesObject): Generator<Fault> {
  const kind = textAt(binding, 'roleRef', 'kind');
  const name = textAt(binding, 'roleRef', 'name');
  if (name === undefined || OF_THE_CLUSTER.test(name)) return;
  const { namespace } = binding.metadata;
  // Roles of this namespace come with the cluster.
  if (kind === 'Role' && namespace === 'kube-system') return;
  if (kind !== 'Role' && kind !== 'ClusterRole') return;
  const group = 'rbac.authorization.k8s.io';
  if (inventory.find(`${group}/${kind}`, kind === 'Role' ? namespace : undefined, name)) return;
  yield {
    object: binding,
    path: 'roleRef.name',
    message: `roleRef.name is ${JSON.stringify(name)}, a ${kind} that is not here`,
    fix: `add the ${kind}, or write the name of the one that is meant`,
  };
}

function* missingAccounts(
  inventory: Inventory,
  binding: KubernetesObject,
  namespaces: ReadonlySet<string | undefined>,
): Generator<Fault> {
  for (const [index, subject] of listAt(binding, 'subjects').entries()) {
    const name = textAt(subject, 'name');
    if (textAt(subject, 'kind') !== 'ServiceAccount' || !name || name === 'default') continue;
    const namespace = textAt(subject, 'namespace') ?? binding.metadata.namespace;
    // Of a namespace that nothing is here of, the accounts are somebody else's.
    if (!namespaces.has(namespace) || namespace === 'kube-system') continue;
    if (inventory.find('/ServiceAccount', namespace, name)) continue;
    // A chart may write its namespace here, and leave it to Helm elsewhere.
    if (inventory.find('/ServiceAccount', undefined, name)) continue;
    const path = `${below('subjects', index)}.name`;
    const where = namespace === undefined ? name : `${namespace}/${name}`;
    yield {
      object: binding,
      path,
      message: `${path} is that of ServiceAccount ${where}, which is not here`,
      fix: 'add the ServiceAccount, or write the name and namespace of the one that is meant',
    };
  }
}
