import { dnsLabel } from '../../../../constructs/rules/names';
import { textAt } from '../../read';
import type { Rule } from '../rule';

/** The name of a Deployment can be the beginning of a host name. */
export const deploymentName: Rule = {
  name: 'deployment-name',
  severity: 'warning',
  summary: 'The name of a Deployment is a DNS label.',
  why: 'the pods are named after it, and their host names are cut off after 63 characters or break at a dot',
  examples: {
    good: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: tiler-v2, namespace: eo }
spec:
  selector: { matchLabels: { app: a } }
  template:
    metadata: { labels: { app: a } }
    spec: { containers: [{ name: a, image: "registry.example.org/a:1.4.2" }] }
`,
    bad: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: tiler.v2, namespace: eo }
spec:
  selector: { matchLabels: { app: a } }
  template:
    metadata: { labels: { app: a } }
    spec: { containers: [{ name: a, image: "registry.example.org/a:1.4.2" }] }
`,
  },
  *check(inventory) {
    for (const object of inventory.ofKind('apps/Deployment')) {
      const name = textAt(object, 'metadata', 'name');
      const broken = name === undefined ? undefined : dnsLabel(name);
      if (broken === undefined) continue;
      yield {
        object,
        path: 'metadata.name',
        message: `metadata.name ${broken.rule}`,
        fix: broken.fix ?? 'give it a shorter name without dots',
      };
    }
  },
};
