import type { Inventory } from '../../inventory';
import { groupOf, type KubernetesObject } from '../../kubernetes-object';
import { numberAt, valueAt } from '../../read';
import type { Rule } from '../rule';
import { type Budget, budgetsOf } from './lookup/budgets';
import { scalersOf } from './lookup/scalers';

/** A budget lets at least one pod go. */
export const budgetBlocksEvictions: Rule = {
  name: 'budget-blocks-evictions',
  severity: 'warning',
  summary: 'A PodDisruptionBudget lets one pod go when all of them run.',
  why: 'a node with such a pod cannot be drained, so that every upgrade of the cluster stops there',
  examples: {
    good: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: tiles, namespace: eo }
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: tiles } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: tiles, namespace: eo }
spec:
  replicas: 2
  selector: { matchLabels: { app: tiles } }
  template:
    metadata: { labels: { app: tiles } }
    spec: { containers: [{ name: tiles, image: tiles:1.4.2 }] }
`,
    bad: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: tiles, namespace: eo }
spec:
  minAvailable: 2
  selector: { matchLabels: { app: tiles } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: tiles, namespace: eo }
spec:
  replicas: 2
  selector: { matchLabels: { app: tiles } }
  template:
    metadata: { labels: { app: tiles } }
    spec: { containers: [{ name: tiles, image: tiles:1.4.2 }] }
`,
  },
  *check(inventory) {
    const fewest = fewestOf(inventory);
    const totals = new Map<readonly KubernetesObject[], number | 'unknown'>();
    for (const budget of budgetsOf(inventory)) {
      const [field, value, reason] = blocking(budget, fewest, totals) ?? [];
      if (field === undefined) continue;
      yield {
        object: budget.object,
        path: `spec.${field}`,
        message: `spec.${field} is ${JSON.stringify(value)}, ${reason}`,
        fix: 'write maxUnavailable: 1',
      };
    }
  },
};

function blocking(
  { object, makers }: Budget,
  fewest: ReadonlyMap<KubernetesObject, number>,
  totals: Map<readonly KubernetesObject[], number | 'unknown'>,
): [field: string, value: number | string, reason: string] | undefined {
  const maximum = amountAt(object, 'maxUnavailable');
  if (maximum !== undefined && amountOf(maximum, 1) === 0) {
    return ['maxUnavailable', maximum, 'so that no pod may be evicted'];
  }
  const minimum = amountAt(object, 'minAvailable');
  if (minimum === undefined) return undefined;
  if (minimum === '100%') return ['minAvailable', minimum, 'so that no pod may be evicted'];
  const replicas = totals.get(makers) ?? totalOf(makers, fewest);
  totals.set(makers, replicas);
  if (replicas === 'unknown' || replicas === 0) return undefined;
  if (amountOf(minimum, replicas) < replicas) return undefined;
  const those = replicas === 1 ? 'there is one pod' : `there are ${replicas} pods`;
  return ['minAvailable', minimum, `so that none of them may be evicted when ${those}`];
}

/** How many pods some objects keep at least, together. */
function totalOf(
  makers: readonly KubernetesObject[],
  fewest: ReadonlyMap<KubernetesObject, number>,
): number | 'unknown' {
  let total = 0;
  for (const maker of makers) {
    const count = replicasOf(maker, fewest);
    if (count === undefined) return 'unknown';
    total += count;
  }
  return total;
}

/** How many pods an object keeps at least; `undefined` where that is not known. */
function replicasOf(
  object: KubernetesObject,
  fewest: ReadonlyMap<KubernetesObject, number>,
): number | undefined {
  const kind = `${groupOf(object)}/${object.kind}`;
  if (!WITH_REPLICAS.has(kind)) return undefined;
  const scaled = fewest.get(object);
  // One that is scaled to none has, when it has any, a number that nobody knows.
  if (scaled !== undefined) return scaled > 0 ? scaled : undefined;
  return numberAt(object, 'spec', 'replicas') ?? 1;
}

const WITH_REPLICAS = new Set(['apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet']);

function fewestOf(inventory: Inventory): Map<KubernetesObject, number> {
  const fewest = new Map<KubernetesObject, number>();
  for (const scaler of scalersOf(inventory)) {
    if (scaler.target !== undefined) fewest.set(scaler.target, scaler.fewest);
  }
  return fewest;
}

/** A count, or a share in percent; `undefined` where the field holds something else. */
function amountAt(budget: KubernetesObject, field: string): number | string | undefined {
  const value = valueAt(budget, 'spec', field);
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{1,3}%$/.test(value) ? value : undefined;
}

/** How many of the pods that is; a share is rounded up, as the disruption controller does. */
function amountOf(amount: number | string, pods: number): number {
  if (typeof amount === 'number') return amount;
  return Math.ceil((Number.parseInt(amount, 10) / 100) * pods);
}
