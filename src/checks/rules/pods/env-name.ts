import { environmentVariableName } from '../../../../constructs/rules/names';
import { quoted } from '../../../../constructs/rules/violation';
import { listAt, textAt } from '../../read';
import type { Rule } from '../rule';

/** The name of an environment variable is one that every program can read. */
export const envName: Rule = {
  name: 'env-name',
  severity: 'warning',
  summary: "The name of an environment variable has letters, digits and '_'.",
  why: 'no shell can read it, and some API servers refuse what others accept',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  containers:
    - name: worker
      image: registry.example.org/worker:1.4.2
      env: [{ name: SCENE_FOLDER, value: /data/scenes }]
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  containers:
    - name: worker
      image: registry.example.org/worker:1.4.2
      env: [{ name: scene-folder, value: /data/scenes }]
`,
  },
  *check(inventory) {
    for (const { pod, spec, path } of inventory.containers) {
      const names = listAt(spec, 'env').map((variable) => textAt(variable, 'name') ?? '');
      const wrong = names.filter((name) => name !== '' && environmentVariableName(name));
      const [first] = wrong;
      if (first === undefined) continue;
      const broken = environmentVariableName(first);
      const named = wrong.map(quoted).join(', ');
      yield {
        object: pod.object,
        path: `${path}.env`,
        message: `${path}.env has ${named}: a name ${broken?.rule}`,
        fix: broken?.fix ?? 'rename it',
      };
    }
  },
};
