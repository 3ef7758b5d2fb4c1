import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import { listAt, textAt, valueAt } from '../../read';
import type { Rule } from '../rule';
import { tilerPod } from './examples';

/** A pod has a token for the Kubernetes API only where it talks to it. */
export const serviceAccountToken: Rule = {
  name: 'service-account-token',
  severity: 'warning',
  summary:
    'A pod says automountServiceAccountToken: false, unless a Role is bound to its ServiceAccount.',
  why: 'who gets into the container can ask the Kubernetes API in its name',
  examples: {
    good: tilerPod('', '  automountServiceAccountToken: false\n'),
    bad: tilerPod(''),
  },
  *check(inventory) {
    const bound = boundAccounts(inventory);
    for (const { object, namespace, spec, path } of inventory.pods) {
      const name =
        textAt(spec, 'serviceAccountName') ?? textAt(spec, 'serviceAccount') ?? 'default';
      if (bound.has(keyOf(namespace, name))) continue;
      const account = inventory.beside(object, '/ServiceAccount', name);
      const value = spec.automountServiceAccountToken ?? account?.automountServiceAccountToken;
      if (value === false) continue;
      const at = `${path}.automountServiceAccountToken`;
      yield {
        object,
        path: at,
        message: `${at} is ${spec.automountServiceAccountToken === undefined ? 'missing' : 'not false'}, and no Role is bound to the ServiceAccount '${name}'`,
        fix: 'write false',
      };
    }
  },
};

/** The ServiceAccounts that have rights of their own. */
function boundAccounts(inventory: Inventory): ReadonlySet<string> {
  const bindings = ['RoleBinding', 'ClusterRoleBinding'].flatMap((kind) =>
    inventory.ofKind(`rbac.authorization.k8s.io/${kind}`),
  );
  return new Set(bindings.flatMap(accountsOf));
}

function accountsOf(binding: KubernetesObject): string[] {
  const own = textAt(binding, 'metadata', 'namespace');
  return listAt(binding, 'subjects')
    .filter((subject) => valueAt(subject, 'kind') === 'ServiceAccount')
    .map((subject) => keyOf(textAt(subject, 'namespace') ?? own, textAt(subject, 'name')));
}

function keyOf(namespace: string | undefined, name: string | undefined): string {
  return JSON.stringify([namespace, name]);
}
