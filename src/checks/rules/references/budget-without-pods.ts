import type { Rule } from '../rule';
import { budgetsOf } from './lookup/budgets';
import { Surroundings } from './lookup/surroundings';

/** A budget protects pods that are there. */
export const budgetWithoutPods: Rule = {
  name: 'budget-without-pods',
  severity: 'warning',
  summary: 'A PodDisruptionBudget selects a pod, where the pods of its namespace are here.',
  why: 'a drained node takes all the pods at once that the budget was meant to keep',
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
  maxUnavailable: 1
  selector: { matchLabels: { app: tile } }
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
    const surroundings = new Surroundings(inventory);
    for (const { object, makers } of budgetsOf(inventory)) {
      if (makers.length > 0 || !surroundings.hasAllPodsOf(object.metadata.namespace)) continue;
      yield {
        object,
        path: 'spec.selector',
        message: 'spec.selector matches no pod of the namespace',
        fix: 'write labels of the pod template that the budget is for',
      };
    }
  },
};
