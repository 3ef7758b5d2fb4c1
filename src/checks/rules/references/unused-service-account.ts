import { isMap } from '../../../../constructs/rules/objects';
import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import { listAt, textAt } from '../../read';
import type { Rule } from '../rule';

/** An account that is given rights is that of a pod. */
export const unusedServiceAccount: Rule = {
  name: 'unused-service-account',
  severity: 'warning',
  summary: 'A ServiceAccount that a role is bound to is the account of a pod of the namespace.',
  why: 'the pods run as another account, and the API server answers their requests with 403',
  examples: {
    good: `
apiVersion: v1
kind: ServiceAccount
metadata: { name: autoscaler, namespace: eo }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: autoscaler, namespace: eo }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
subjects: [{ kind: ServiceAccount, name: autoscaler, namespace: eo }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: autoscaler, namespace: eo }
spec:
  selector: { matchLabels: { app: autoscaler } }
  template:
    metadata: { labels: { app: autoscaler } }
    spec:
      serviceAccountName: autoscaler
      containers: [{ name: autoscaler, image: geocube-autoscaler:1.0.3 }]
`,
    bad: `
apiVersion: v1
kind: ServiceAccount
metadata: { name: autoscaler, namespace: eo }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: autoscaler, namespace: eo }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
subjects: [{ kind: ServiceAccount, name: autoscaler, namespace: eo }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: autoscaler, namespace: eo }
spec:
  selector: { matchLabels: { app: autoscaler } }
  template:
    metadata: { labels: { app: autoscaler } }
    spec:
      containers: [{ name: autoscaler, image: geocube-autoscaler:1.0.3 }]
`,
  },
  *check(inventory) {
    const bound = boundAccounts(inventory);
    const withPods = new Set(inventory.pods.map(({ namespace }) => namespace));
    const candidates = inventory
      .ofKind('/ServiceAccount')
      .filter(({ metadata }) => metadata.name !== 'default' && withPods.has(metadata.namespace))
      .filter(({ metadata }) => bound.has(JSON.stringify([metadata.namespace, metadata.name])));
    if (candidates.length === 0) return;
    const named = wordsOf(inventory);
    for (const account of candidates) {
      if (named.has(account.metadata.name)) continue;
      yield {
        object: account,
        path: 'metadata.name',
        message: 'metadata.name is that of no pod, although a role is bound to the account',
        fix: `write serviceAccountName: ${account.metadata.name} in the pod that needs the role`,
      };
    }
  },
};

function boundAccounts(inventory: Inventory): Set<string> {
  const kinds = ['RoleBinding', 'ClusterRoleBinding'];
  const bindings = kinds.flatMap((kind) => inventory.ofKind(`rbac.authorization.k8s.io/${kind}`));
  return new Set(
    bindings.flatMap((binding) =>
      listAt(binding, 'subjects').map((subject) =>
        JSON.stringify([
          textAt(subject, 'namespace') ?? binding.metadata.namespace,
          textAt(subject, 'name'),
        ]),
      ),
    ),
  );
}

/**
 * Every word that an object may name an account with: a pod by its `serviceAccountName`, an operator's
 * resource by any of its fields, a program that makes pods by its arguments and files, a token by the
 * annotation of its Secret.
 */
function wordsOf(inventory: Inventory): Set<string> {
  const words = new Set<string>();
  for (const object of inventory.objects) {
    for (const text of textsThatMayName(object)) {
      for (const word of text.match(/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?/g) ?? []) words.add(word);
    }
  }
  return words;
}

function* textsThatMayName(object: KubernetesObject): Generator<string> {
  if (object.kind.endsWith('Binding') || object.kind === 'ServiceAccount') return;
  if (object.kind === 'Secret') {
    const account = textAt(object, 'metadata', 'annotations', 'kubernetes.io/service-account.name');
    if (account !== undefined) yield account;
    return;
  }
  for (const [field, value] of Object.entries(object)) {
    if (field !== 'metadata') yield* textsIn(value);
  }
}

/** Fields whose text is a name or label of something else, which often is that of the account too. */
const NAMES_OF_OTHERS = new Set([
  'annotations',
  'image',
  'labels',
  'matchLabels',
  'metadata',
  'name',
  'selector',
]);

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* textsIn(item);
  else if (isMap(value)) {
    for (const [field, item] of Object.entries(value)) {
      if (!NAMES_OF_OTHERS.has(field)) yield* textsIn(item);
    }
  }
}
