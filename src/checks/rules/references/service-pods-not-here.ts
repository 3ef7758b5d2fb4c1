import type { Rule } from '../rule';
import { servicesWithoutPods } from './service-without-pods';

/** A Service whose pods are not among the objects, but may well be in the cluster. */
export const servicePodsNotHere: Rule = {
  name: 'service-pods-not-here',
  severity: 'info',
  summary: 'A Service selects a pod that is here, so that its labels and ports can be compared.',
  why: 'whether the Service reaches anything shows only in the cluster',
  examples: {
    good: `
apiVersion: v1
kind: Service
metadata: { name: catalogue, namespace: eo }
spec: { type: ExternalName, externalName: catalogue.example.com }
`,
    bad: `
apiVersion: v1
kind: Service
metadata: { name: catalogue, namespace: eo }
spec:
  selector: { app: catalogue }
  ports: [{ port: 80 }]
`,
  },
  *check(inventory) {
    for (const { service, known } of servicesWithoutPods(inventory)) {
      if (known) continue;
      yield {
        object: service,
        path: 'spec.selector',
        message:
          'spec.selector matches no pod that is here; an operator or another folder may make it',
        fix: 'check the labels where the pods are made, or judge both together',
      };
    }
  },
};
