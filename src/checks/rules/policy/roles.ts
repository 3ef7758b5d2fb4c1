import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import { below, listAt } from '../../read';

/** One rule of a Role or ClusterRole: who has the role may do the verbs to the resources. */
export interface PolicyRule {
  readonly object: KubernetesObject;
  readonly path: string;
  readonly groups: readonly unknown[];
  readonly resources: readonly unknown[];
  readonly verbs: readonly unknown[];

  /** Whether it is about some objects only, by their names. */
  readonly named: boolean;
}

/** The first rule of each Role and ClusterRole for which the condition holds. */
export function* firstRules(
  inventory: Inventory,
  condition: (rule: PolicyRule) => boolean,
): Generator<PolicyRule> {
  for (const kind of ['Role', 'ClusterRole']) {
    for (const object of inventory.ofKind(`rbac.authorization.k8s.io/${kind}`)) {
      const rule = rulesOf(object).find(condition);
      if (rule !== undefined) yield rule;
    }
  }
}

function rulesOf(object: KubernetesObject): PolicyRule[] {
  return listAt(object, 'rules').map((rule, index) => ({
    object,
    path: below('rules', index),
    groups: listAt(rule, 'apiGroups'),
    resources: listAt(rule, 'resources'),
    verbs: listAt(rule, 'verbs'),
    named: listAt(rule, 'resourceNames').length > 0,
  }));
}
