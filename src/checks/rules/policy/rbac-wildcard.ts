import type { Rule } from '../rule';
import { firstRules } from './roles';

/** A role says what it is for. */
export const rbacWildcard: Rule = {
  name: 'rbac-wildcard',
  severity: 'warning',
  summary: 'A Role names its resources and verbs, without `*`.',
  why: 'it gives rights that nobody meant, also to what is installed later',
  examples: {
    good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: scaler, namespace: eo }
rules: [{ apiGroups: [apps], resources: [deployments/scale], verbs: [get, patch] }]
`,
    bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: scaler, namespace: eo }
rules: [{ apiGroups: [apps], resources: ["*"], verbs: ["*"] }]
`,
  },
  *check(inventory) {
    const isWild = (words: readonly unknown[]) => words.includes('*');
    const rules = firstRules(inventory, ({ resources, verbs }) => isWild([...resources, ...verbs]));
    for (const { object, path, resources, verbs } of rules) {
      const wild = [
        ...(isWild(resources) ? ['resources'] : []),
        ...(isWild(verbs) ? ['verbs'] : []),
      ];
      yield {
        object,
        path,
        message: `${path} is for all ${wild.join(' and all ')}: '*'`,
        fix: 'name what is needed',
      };
    }
  },
};
