import { dnsLabel } from '../../../../constructs/rules/names';
import { textAt } from '../../read';
import type { Rule } from '../rule';

/** The name of a StatefulSet leaves room for what the controller appends. */
export const statefulSetName: Rule = {
  name: 'stateful-set-name',
  severity: 'error',
  summary: 'The name of a StatefulSet is a DNS label of at most 52 characters.',
  why: 'name and revision become a label of 63 characters at most, and the name becomes a host name: no pod is made',
  examples: {
    good: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: redis, namespace: eo }
spec:
  selector: { matchLabels: { app: a } }
  template:
    metadata: { labels: { app: a } }
    spec: { containers: [{ name: a, image: "registry.example.org/a:1.4.2" }] }
`,
    bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: work-items-of-the-nightly-sentinel-2-surface-reflectance, namespace: eo }
spec:
  selector: { matchLabels: { app: a } }
  template:
    metadata: { labels: { app: a } }
    spec: { containers: [{ name: a, image: "registry.example.org/a:1.4.2" }] }
`,
  },
  *check(inventory) {
    for (const object of inventory.ofKind('apps/StatefulSet')) {
      const name = textAt(object, 'metadata', 'name');
      const broken = name === undefined ? undefined : dnsLabel(name, 52);
      if (broken === undefined) continue;
      yield {
        object,
        path: 'metadata.name',
        message: `metadata.name ${broken.rule}, or its pods cannot be made`,
        fix: broken.fix ?? 'give it a shorter name without dots',
      };
    }
  },
};
