import type { Rule } from '../rule';
import { kindOf } from './lookup/object-references';
import { absentReferences, isMadeElsewhere } from './missing-reference';

/** What an object needs of the cluster, as a list for whoever prepares one. */
export const referenceOutside: Rule = {
  name: 'reference-outside',
  severity: 'info',
  summary:
    'The Secret that an object names is made here, by an operator; its PriorityClass or ' +
    'RuntimeClass is here.',
  why: 'whether it is in the cluster cannot be seen from here, and the pod does not start without it',
  examples: {
    good: `
apiVersion: batch/v1
kind: Job
metadata: { name: index, namespace: eo }
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: index
          image: datacube:1.8.15
          envFrom: [{ secretRef: { name: database } }]
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: database, namespace: eo }
spec:
  secretStoreRef: { kind: ClusterSecretStore, name: vault }
  dataFrom: [{ extract: { key: eo/database } }]
`,
    bad: `
apiVersion: batch/v1
kind: Job
metadata: { name: index, namespace: eo }
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: index
          image: datacube:1.8.15
          envFrom: [{ secretRef: { name: database } }]
`,
  },
  *check(inventory) {
    for (const reference of absentReferences(inventory)) {
      if (!isMadeElsewhere(reference)) continue;
      const { object, path, name } = reference;
      const kind = kindOf(reference);
      yield {
        object,
        path,
        message: `${path} is ${JSON.stringify(name)}, a ${kind} that must be in the cluster`,
        fix: `make the ${kind} before these objects are applied`,
      };
    }
  },
};
