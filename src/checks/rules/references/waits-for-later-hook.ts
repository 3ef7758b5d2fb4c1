import type { Inventory } from '../../inventory';
import { groupOf, type KubernetesObject } from '../../kubernetes-object';
import type { Container } from '../../pods';
import type { Rule } from '../rule';
import { isLater, OPERATIONS, turnOf } from './lookup/order';
import { wordsOf } from './lookup/words';

/** A pod waits for nothing that is made only after the pod is ready. */
export const waitsForLaterHook: Rule = {
  name: 'waits-for-later-hook',
  severity: 'error',
  summary: 'An init container waits for no Job of a later hook or sync wave.',
  why: 'the pod waits for the Job, and the Job is made when the pod is ready: neither ever is',
  examples: {
    good: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  namespace: eo
  annotations: { helm.sh/hook: "pre-install,pre-upgrade" }
spec:
  template:
    spec: { restartPolicy: Never, containers: [{ name: migrate, image: jobmanager:1.4.2 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: jobmanager, namespace: eo }
spec:
  selector: { matchLabels: { app: jobmanager } }
  template:
    metadata: { labels: { app: jobmanager } }
    spec:
      initContainers:
        - name: wait
          image: kubectl:1.31.2
          command: [kubectl, wait, --for=condition=complete, job/migrate]
      containers: [{ name: api, image: jobmanager:1.4.2 }]
`,
    bad: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  namespace: eo
  annotations: { helm.sh/hook: "post-install,post-upgrade" }
spec:
  template:
    spec: { restartPolicy: Never, containers: [{ name: migrate, image: jobmanager:1.4.2 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: jobmanager, namespace: eo }
spec:
  selector: { matchLabels: { app: jobmanager } }
  template:
    metadata: { labels: { app: jobmanager } }
    spec:
      initContainers:
        - name: wait
          image: kubectl:1.31.2
          command: [kubectl, wait, --for=condition=complete, job/migrate]
      containers: [{ name: api, image: jobmanager:1.4.2 }]
`,
  },
  *check(inventory) {
    for (const container of inventory.containers) {
      if (!container.init || STARTED_LATER.has(kindOf(container.pod.object))) continue;
      for (const { job, path } of awaitedJobs(inventory, container)) {
        const operation = OPERATIONS.find((name) => {
          const waiter = turnOf(container.pod.object, name);
          const turn = turnOf(job, name);
          return waiter !== undefined && turn !== undefined && isLater(turn, waiter);
        });
        if (operation === undefined) continue;
        yield {
          object: container.pod.object,
          path,
          message: `${path} waits for Job ${job.metadata.name}, which ${operation} makes only afterwards`,
          fix: 'let the Job run before (pre-install, PreSync, an earlier wave), or wait for what it does',
        };
      }
    }
  },
};

/** Kinds whose pods nobody waits for when they are applied. */
const STARTED_LATER = new Set(['batch/CronJob', 'keda.sh/ScaledJob', '/PodTemplate']);

/** How `kubectl` and the images that wait name a Job: `job/migrate`, `job migrate`, `job-wr migrate`. */
const NAMED_JOB =
  /(?:^|[\s/"'])jobs?(?:-wr?|-we)?(?:\.v1)?(?:\.batch)?[\s/]+([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)/g;

function awaitedJobs(
  inventory: Inventory,
  container: Container,
): { job: KubernetesObject; path: string }[] {
  const words = wordsOf(container);
  // A name may be in the same word as its kind, or in the next one.
  return words.flatMap(({ text, path }, index) => {
    const line = [text, words[index + 1]?.text ?? ''].join(' ');
    const found = [...line.matchAll(NAMED_JOB)].filter((match) => match.index < text.length);
    return found.flatMap(([, name = '']) => {
      const job = inventory.beside(container.pod.object, 'batch/Job', name);
      return job ? [{ job, path }] : [];
    });
  });
}

function kindOf(object: KubernetesObject): string {
  return `${groupOf(object)}/${object.kind}`;
}
