import { Chart, Testing, Yaml } from 'cdk8s';
import type { Container, Kinds, Manifest, PodTemplate } from './manifests';

/** A system without objects, in the namespace `eo`. */
export function emptyChart(namespace: string | undefined = 'eo', id = 'system'): Chart {
  return new Chart(Testing.app(), id, { namespace });
}

/** The objects of a chart, as they are written. */
export function objectsOf(chart: Chart): Manifest[] {
  return Testing.synth(chart);
}

/** The objects of a chart as a user reads them. */
export function yamlOf(chart: Chart): string {
  return Yaml.stringify(...objectsOf(chart));
}

/** All objects of a kind. */
export function all<Kind extends keyof Kinds>(chart: Chart, kind: Kind): Kinds[Kind][] {
  return ofKind(objectsOf(chart), kind);
}

/** Those of the objects that are of a kind. */
export function ofKind<Kind extends keyof Kinds>(
  objects: readonly Manifest[],
  kind: Kind,
): Kinds[Kind][] {
  const isKind = (object: Manifest): object is Kinds[Kind] => object.kind === kind;
  return objects.filter(isKind);
}

/** The only object of a kind. */
export function only<Kind extends keyof Kinds>(chart: Chart, kind: Kind): Kinds[Kind] {
  const [object, ...more] = all(chart, kind);
  if (object && more.length === 0) return object;
  throw new Error(`expected one ${kind}, got ${object ? more.length + 1 : 'none'}`);
}

/** The pods of the only Deployment. */
export function podOf(chart: Chart): PodTemplate {
  return only(chart, 'Deployment').spec.template;
}

/** The main container of the only Deployment. */
export function containerOf(chart: Chart): Container {
  const [container] = podOf(chart).spec.containers;
  if (container) return container;
  throw new Error('expected a container, got none');
}
