import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import { listAt, textAt } from '../../read';
import type { Rule } from '../rule';
import { Filled } from './lookup/filled';
import { KnownNames } from './lookup/known-names';
import { nearName } from './lookup/listed';
import { kindOf, type ObjectReference, referencesOf } from './lookup/object-references';

/** What a pod needs is made together with it. */
export const missingReference: Rule = {
  name: 'missing-reference',
  severity: 'warning',
  summary:
    'The ConfigMap, PersistentVolumeClaim, ServiceAccount or TriggerAuthentication that an object ' +
    'names is here.',
  why: 'the pod does not start until somebody makes it',
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
          envFrom: [{ configMapRef: { name: datacube } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: datacube, namespace: eo }
data: { DB_HOSTNAME: postgres }
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
          envFrom: [{ configMapRef: { name: datacube-conf } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: datacube, namespace: eo }
data: { DB_HOSTNAME: postgres }
`,
  },
  *check(inventory) {
    const names = new KnownNames(inventory);
    for (const reference of absentReferences(inventory)) {
      if (isMadeElsewhere(reference)) continue;
      const { object, path, name } = reference;
      const kind = kindOf(reference);
      const near = nearName(name, names.in(object.metadata.namespace, reference.kind));
      yield {
        object,
        path,
        message: `${path} is ${JSON.stringify(name)}, a ${kind} that is not here${near}`,
        fix: `add the ${kind} to the same namespace, or write the name of the one that is meant`,
      };
    }
  },
};

/** References to what is not here, the first one of each object to each other one. */
export function* absentReferences(inventory: Inventory): Generator<ObjectReference> {
  const filled = new Filled(inventory);
  const claims = claimsOfStatefulSets(inventory);
  const told = new Map<KubernetesObject, Set<string>>();
  for (const reference of referencesOf(inventory)) {
    const { object, kind, name, ofCluster, optional } = reference;
    const { namespace } = object.metadata;
    if (optional || OF_THE_CLUSTER.has(name)) continue;
    if (inventory.find(kind, ofCluster ? undefined : namespace, name)) continue;
    if (filled.has(object, kind, name)) continue;
    const claim = JSON.stringify([namespace, name.replace(/-\d+$/, '')]);
    if (kind === '/PersistentVolumeClaim' && claims.has(claim)) continue;
    const already = told.get(object) ?? new Set();
    const key = `${kind} ${name}`;
    if (already.has(key)) continue;
    told.set(object, already.add(key));
    yield reference;
  }
}

/** Whether somebody else makes the object as a rule: a Secret, or what belongs to the whole cluster. */
export function isMadeElsewhere({ kind, ofCluster }: ObjectReference): boolean {
  return kind === '/Secret' || ofCluster;
}

/** ConfigMaps that the cluster puts into every namespace. */
const OF_THE_CLUSTER = new Set(['kube-root-ca.crt', 'openshift-service-ca.crt']);

/** The claims that StatefulSets make from their templates, without the number of the pod. */
function claimsOfStatefulSets(inventory: Inventory): Set<string> {
  return new Set(
    inventory.ofKind('apps/StatefulSet').flatMap((set) =>
      listAt(set, 'spec', 'volumeClaimTemplates').map((template) => {
        const name = `${textAt(template, 'metadata', 'name') ?? ''}-${set.metadata.name}`;
        return JSON.stringify([set.metadata.namespace, name]);
      }),
    ),
  );
}
