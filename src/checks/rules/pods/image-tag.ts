import { imageReference, image as rule } from '../../../../constructs/rules/images';
import { quoted } from '../../../../constructs/rules/violation';
import { textAt } from '../../read';
import type { Rule } from '../rule';

/** An image names one fixed version. */
export const imageTag: Rule = {
  name: 'image-tag',
  severity: 'warning',
  summary: 'An image has a tag other than `latest`, or a digest.',
  why: 'pods of one Deployment would run different versions, and there is nothing to go back to',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  containers: [{ name: tiler, image: "registry.example.org/tiler:1.4.2" }]
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  containers: [{ name: tiler, image: "registry.example.org/tiler:latest" }]
`,
  },
  *check(inventory) {
    for (const { pod, spec, path } of inventory.containers) {
      const image = textAt(spec, 'image');
      if (image === undefined || imageReference(image) || image.includes('@sha256:')) continue;
      const broken = rule(image);
      if (broken === undefined) continue;
      yield {
        object: pod.object,
        path: `${path}.image`,
        message: `${path}.image is ${quoted(image)}, and ${broken.rule}`,
        fix: broken.fix ?? 'write the version',
      };
    }
  },
};
