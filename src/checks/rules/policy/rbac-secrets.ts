import type { Rule } from '../rule';
import { firstRules } from './roles';

/** A role reads the Secrets that it needs, and no others. */
export const rbacSecrets: Rule = {
  name: 'rbac-secrets',
  severity: 'warning',
  summary: 'A Role that reads Secrets names them.',
  why: 'who gets into one pod reads the passwords of all others',
  examples: {
    good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: eo }
rules: [{ apiGroups: [""], resources: [secrets], resourceNames: [database], verbs: [get] }]
`,
    bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: eo }
rules: [{ apiGroups: [""], resources: [secrets], verbs: [get, list] }]
`,
  },
  *check(inventory) {
    const rules = firstRules(
      inventory,
      ({ groups, resources, verbs, named }) =>
        !named &&
        resources.includes('secrets') &&
        (groups.includes('') || groups.includes('*')) &&
        ['get', 'list', 'watch', '*'].some((verb) => verbs.includes(verb)),
    );
    for (const { object, path } of rules) {
      yield {
        object,
        path,
        message: `${path} reads all Secrets${object.kind === 'Role' ? ' of the namespace' : ''}`,
        fix: 'name the Secrets in resourceNames, with the verb get',
      };
    }
  },
};
