import type { Rule } from '../rule';

/** No secret's value stands in the output, where everyone who reads the repository can read it. */
export const plainSecret: Rule = {
  name: 'plain-secret',
  severity: 'error',
  summary: 'A Secret is made in the cluster; the output refers to it by its name.',
  why: 'base64 is no encryption, and what is committed once can be read for ever',
  examples: {
    good: `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: database, namespace: eo }
spec:
  secretStoreRef: { kind: ClusterSecretStore, name: vault }
  dataFrom:
    - extract: { key: eo/database }
`,
    bad: `
apiVersion: v1
kind: Secret
metadata: { name: database, namespace: eo }
stringData: { password: correct-horse }
`,
  },
  *check(inventory) {
    for (const object of inventory.ofKind('/Secret')) {
      for (const path of ['data', 'stringData']) {
        if (object[path] === undefined) continue;
        yield {
          object,
          path,
          message: `${path} would write the values of the Secret into a file`,
          fix: 'make the Secret in the cluster, and refer to it by its name',
        };
      }
    }
  },
};
