import { imageReference as rule } from '../../../../constructs/rules/images';
import { quoted } from '../../../../constructs/rules/violation';
import { textAt } from '../../read';
import type { Rule } from '../rule';

/** An image is a reference that can be pulled: in templates, the API server takes any text. */
export const imageReference: Rule = {
  name: 'image-reference',
  severity: 'error',
  summary: 'An image can be read as `[host[:port]/]path[:tag][@sha256:digest]`.',
  why: 'the pod stays in InvalidImageName',
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
  containers: [{ name: tiler, image: "https://registry.example.org/tiler:1.4.2" }]
`,
  },
  *check(inventory) {
    for (const { pod, spec, path } of inventory.containers) {
      const image = textAt(spec, 'image');
      if (image === undefined) continue;
      const broken = rule(image);
      if (broken === undefined) continue;
      yield {
        object: pod.object,
        path: `${path}.image`,
        message: `${path}.image is ${quoted(image)}, and ${broken.rule}`,
        fix: broken.fix ?? 'write the image as docker pull takes it',
      };
    }
  },
};
