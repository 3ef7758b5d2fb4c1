import { valueAt } from '../../read';
import type { Rule } from '../rule';

/** A CronJob says how late it may still start. */
export const noStartDeadline: Rule = {
  name: 'no-start-deadline',
  severity: 'warning',
  summary: 'A CronJob has startingDeadlineSeconds.',
  why: 'a run that was missed, as while the control plane was away, starts however late it is',
  examples: {
    good: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: downloader, namespace: eo }
spec:
  schedule: "0 3 * * *"
  startingDeadlineSeconds: 3600
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{ name: downloader, image: "registry.example.org/downloader:1.4.2" }]
`,
    bad: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: downloader, namespace: eo }
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{ name: downloader, image: "registry.example.org/downloader:1.4.2" }]
`,
  },
  *check(inventory) {
    for (const object of inventory.ofKind('batch/CronJob')) {
      if (valueAt(object, 'spec', 'startingDeadlineSeconds') !== undefined) continue;
      yield {
        object,
        path: 'spec.startingDeadlineSeconds',
        message: 'spec.startingDeadlineSeconds is missing',
        fix: 'write how late a run is still worth it, in seconds',
      };
    }
  },
};
