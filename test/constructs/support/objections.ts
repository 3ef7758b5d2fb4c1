import { type Chart, Testing } from 'cdk8s';
import { type CheckOptions, check, type KubernetesObject } from '../../../src/checks';

/** The objects of a chart, as the judge takes them. */
export function judgedObjects(chart: Chart): KubernetesObject[] {
  return Testing.synth(chart);
}

/** What the judge has against objects beyond remarks, each as `<kind>: <rule>: <message>`. */
export async function objections(
  objects: readonly KubernetesObject[],
  options: CheckOptions,
): Promise<string[]> {
  const found = await check(objects, options);
  return found
    .filter(({ severity }) => severity !== 'info')
    .map(({ object, rule, message }) => `${object.kind}: ${rule}: ${message}`);
}
