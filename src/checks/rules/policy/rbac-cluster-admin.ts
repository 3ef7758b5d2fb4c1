import { valueAt } from '../../read';
import type { Rule } from '../rule';

/** No pod and no person owns the whole cluster by a manifest. */
export const rbacClusterAdmin: Rule = {
  name: 'rbac-cluster-admin',
  severity: 'warning',
  summary: 'No binding gives `cluster-admin`.',
  why: 'who gets into one pod of it owns the cluster',
  examples: {
    good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: viewers }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: operators }]
`,
    bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: operators }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: operators }]
`,
  },
  *check(inventory) {
    for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
      for (const object of inventory.ofKind(`rbac.authorization.k8s.io/${kind}`)) {
        if (valueAt(object, 'roleRef', 'name') !== 'cluster-admin') continue;
        yield {
          object,
          path: 'roleRef.name',
          message: 'roleRef.name is cluster-admin',
          fix: 'bind a role with the rights that are needed',
        };
      }
    }
  },
};
