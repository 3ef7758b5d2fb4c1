import type { Rule } from '../rule';
import { firstRules, type PolicyRule } from './roles';

/** A role does not give the rights of others. */
export const rbacEscalation: Rule = {
  name: 'rbac-escalation',
  severity: 'warning',
  summary: 'A Role does not run commands in pods, take tokens, or act as somebody else.',
  why: 'with such a right one gets all rights of the pods or people concerned',
  examples: {
    good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: watcher, namespace: eo }
rules: [{ apiGroups: [""], resources: [pods, pods/log], verbs: [get, list] }]
`,
    bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: watcher, namespace: eo }
rules: [{ apiGroups: [""], resources: [pods/exec], verbs: [create] }]
`,
  },
  *check(inventory) {
    for (const rule of firstRules(inventory, (each) => rightOf(each) !== undefined)) {
      yield {
        object: rule.object,
        path: rule.path,
        message: `${rule.path} gives ${rightOf(rule)}`,
        fix: 'leave it out; people can be given it for a time',
      };
    }
  },
};

/** The right to become somebody else that a rule gives. */
function rightOf({ resources, verbs }: PolicyRule): string | undefined {
  const verb = VERBS.find((each) => verbs.includes(each));
  if (verb !== undefined) return `the verb ${verb}`;
  const isUse = ['create', 'get', '*'].some((each) => verbs.includes(each));
  return isUse ? RESOURCES.find((each) => resources.includes(each)) : undefined;
}

const VERBS = ['escalate', 'bind', 'impersonate'];

const RESOURCES = [
  'pods/exec',
  'pods/attach',
  'pods/ephemeralcontainers',
  'nodes/proxy',
  'serviceaccounts/token',
];
