import type { Inventory } from '../../inventory';
import { listAt, textAt } from '../../read';
import type { Fault, Rule } from '../rule';
import { Filled } from './lookup/filled';
import { nearName } from './lookup/listed';
import { kindOf, referencesOf, subPathsOf } from './lookup/object-references';

/** The key of a ConfigMap or Secret that a pod names is in it. */
export const missingKey: Rule = {
  name: 'missing-key',
  severity: 'error',
  summary:
    'The key that a variable, a volume or a subPath names is in the ConfigMap or Secret that is here.',
  why: 'the container does not start, or finds an empty folder where it looks for the file',
  examples: {
    good: `
apiVersion: batch/v1
kind: Job
metadata: { name: index, namespace: eo }
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: index
          image: datacube:1.8.15
          volumeMounts: [{ name: conf, mountPath: /etc/datacube.conf, subPath: datacube.conf }]
      volumes: [{ name: conf, configMap: { name: datacube } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: datacube, namespace: eo }
data: { datacube.conf: "[default]" }
`,
    bad: `
apiVersion: batch/v1
kind: Job
metadata: { name: index, namespace: eo }
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: index
          image: datacube:1.8.15
          volumeMounts: [{ name: conf, mountPath: /etc/datacube.conf, subPath: datacube.cfg }]
      volumes: [{ name: conf, configMap: { name: datacube } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: datacube, namespace: eo }
data: { datacube.conf: "[default]" }
`,
  },
  *check(inventory) {
    const filled = new Filled(inventory);
    for (const reference of referencesOf(inventory)) {
      const { object, kind, name, optional, keys } = reference;
      const known = filled.keys(object, kind, name);
      if (optional || known === undefined) continue;
      for (const { key, path } of keys) {
        if (known.has(key)) continue;
        yield {
          object,
          path,
          message:
            `${path} is ${JSON.stringify(key)}, which is no key of ${kindOf(reference)} ${name}` +
            nearName(key, [...known]),
          fix: `write a key that it has, or add this one: it has ${sample(known)}`,
        };
      }
    }
    yield* subPathsBesideItems(inventory);
  },
};

/** A volume with `items` shows those files alone, under the paths that they are given. */
function* subPathsBesideItems(inventory: Inventory): Generator<Fault> {
  for (const pod of inventory.pods) {
    for (const volume of listAt(pod.spec, 'volumes')) {
      const items = [...listAt(volume, 'configMap', 'items'), ...listAt(volume, 'secret', 'items')];
      const files = items.flatMap((item) => textAt(item, 'path') ?? []);
      if (files.length === 0) continue;
      for (const { key, path } of subPathsOf(pod, textAt(volume, 'name'))) {
        if (files.some((file) => file === key || file.startsWith(`${key}/`))) continue;
        yield {
          object: pod.object,
          path,
          message: `${path} is ${JSON.stringify(key)}, which none of the items of the volume is put at`,
          fix: `write the path of an item: ${sample(files)}`,
        };
      }
    }
  }
}

function sample(texts: Iterable<string>): string {
  const all = [...texts];
  return all.slice(0, 5).join(', ') + (all.length > 5 ? ' and others' : '');
}
