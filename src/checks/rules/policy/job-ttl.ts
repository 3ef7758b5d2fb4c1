import { textsAt, valueAt } from '../../read';
import type { Rule } from '../rule';

/** A Job that stands in a repository stays there when it is done, or it would run again. */
export const jobTtl: Rule = {
  name: 'job-ttl',
  severity: 'warning',
  summary: 'A Job has no ttlSecondsAfterFinished, unless it is a hook.',
  why: 'a GitOps controller makes the deleted Job again, which runs its work again',
  examples: {
    good: `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate-6c4cabfddb, namespace: eo }
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: migrate, image: "registry.example.org/tiler:1.4.2" }]
`,
    bad: `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate, namespace: eo }
spec:
  ttlSecondsAfterFinished: 600
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: migrate, image: "registry.example.org/tiler:1.4.2" }]
`,
  },
  *check(inventory) {
    for (const object of inventory.ofKind('batch/Job')) {
      if (valueAt(object, 'spec', 'ttlSecondsAfterFinished') === undefined) continue;
      const annotations = Object.keys(textsAt(object, 'metadata', 'annotations'));
      if (annotations.some((name) => HOOKS.includes(name))) continue;
      yield {
        object,
        path: 'spec.ttlSecondsAfterFinished',
        message: 'spec.ttlSecondsAfterFinished deletes the Job after it finished',
        fix: 'leave it out and put a hash of the template into the name, or make it a hook',
      };
    }
  },
};

/** Annotations of what runs once in each rollout. */
const HOOKS = ['helm.sh/hook', 'argocd.argoproj.io/hook'];
