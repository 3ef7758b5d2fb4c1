import { isMap } from '../../../../constructs/rules/objects';
import type { KubernetesObject } from '../../kubernetes-object';
import { below } from '../../read';
import type { Fault, Rule } from '../rule';

/** Every character of a text reaches the cluster, however the object is applied. */
export const unsafeCharacter: Rule = {
  name: 'unsafe-character',
  severity: 'warning',
  summary: 'No text has a control character from U+007F to U+009F, U+FFFE or U+FFFF in it.',
  why: 'server-side apply, which Flux and Argo CD use too, refuses it, and turns U+0085 into a space',
  examples: {
    good: `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: eo }
data: { title: "Sc\\u00e8nes" }
`,
    bad: `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: eo }
data: { title: "Sc\\u0085nes" }
`,
  },
  *check(inventory) {
    for (const object of inventory.objects) yield* faultsIn(object);
  },
};

const UNSAFE = /[\u007f-\u009f\ufffe\uffff]/;

type Step = string | number;

/** Most objects have nothing of this, so that no path is written before something is found. */
function faultsIn(object: KubernetesObject): Fault[] {
  const found: Fault[] = [];
  const steps: Step[] = [];
  const visit = (value: unknown) => {
    if (typeof value === 'string') {
      if (UNSAFE.test(value)) found.push(faultOf(object, value, steps));
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) step(index, item);
    } else if (isMap(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (UNSAFE.test(key)) found.push(faultOf(object, key, steps));
        step(key, item);
      }
    }
  };
  const step = (key: Step, value: unknown) => {
    steps.push(key);
    visit(value);
    steps.pop();
  };
  visit(object);
  return found;
}

function faultOf(object: KubernetesObject, text: string, steps: readonly Step[]): Fault {
  const path = steps.reduce<string>(below, '');
  const code = UNSAFE.exec(text)?.[0]?.charCodeAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    object,
    path,
    message: `${path} has the character ${name} in it`,
    fix: /^(data|stringData)$/.test(String(steps[0]))
      ? `remove it, or put the text into ${object.kind === 'Secret' ? 'data' : 'binaryData'}, in base64`
      : 'remove it',
  };
}
