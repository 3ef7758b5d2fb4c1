import { textAt } from '../../read';
import type { Rule } from '../rule';
import { tilerPod } from './examples';

/** A node asks the registry for the image each time, unless a digest says which one it is. */
export const imagePullPolicy: Rule = {
  name: 'image-pull-policy',
  severity: 'warning',
  summary: 'imagePullPolicy is Always, unless the image has a digest.',
  why: 'nodes keep the image that a tag once meant, and start it for pods that may not pull it',
  examples: {
    good: tilerPod('      imagePullPolicy: Always\n'),
    bad: tilerPod('      imagePullPolicy: IfNotPresent\n'),
  },
  *check(inventory) {
    for (const { pod, spec, path } of inventory.containers) {
      const image = textAt(spec, 'image');
      if (image === undefined || image.includes('@sha256:')) continue;
      const policy = textAt(spec, 'imagePullPolicy') ?? (isLatest(image) ? 'Always' : undefined);
      if (policy === 'Always') continue;
      const at = `${path}.imagePullPolicy`;
      yield {
        object: pod.object,
        path: at,
        message: `${at} is ${policy ?? 'missing, which means IfNotPresent'}`,
        fix: 'write Always, or add the digest to the image',
      };
    }
  },
};

/** Whether the tag is `latest`, also unsaid, for which Always is the default. */
function isLatest(image: string): boolean {
  const name = image.slice(image.lastIndexOf('/') + 1);
  return !name.includes(':') || name.endsWith(':latest');
}
