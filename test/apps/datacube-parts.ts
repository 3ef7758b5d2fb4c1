import { App, type Chart } from 'cdk8s';
import { Datacube, type DatacubeProps, Environment, type EnvironmentProps } from '../../apps';
import { objectsOf, ofKind } from '../constructs/support/chart';
import { inconsistencies } from '../constructs/support/consistency';
import type { Container, Kinds, Manifest, PodTemplate } from '../constructs/support/manifests';

/** A cluster that has all that a datacube needs of it, and nothing else. */
export const bare: EnvironmentProps = {
  name: 'staging',
  namespace: 'eo-staging',
  ingress: { className: 'nginx', namespace: 'ingress-nginx', dialect: 'nginx' },
  domain: 'eo.example.org',
  certificates: { name: 'internal', kind: 'ClusterIssuer' },
  objectStores: {
    datacube: {
      url: 'https://s3.example.org',
      bucket: 'scenes',
      secretName: 's3-login',
      location: { namespace: 'store' },
    },
  },
};

export function datacube(props: DatacubeProps): Datacube {
  return new Datacube(new App(), 'datacube', props);
}

/** A datacube in the bare cluster. */
export function bareDatacube(
  props: Omit<DatacubeProps, 'environment'> = {},
  settings: Partial<EnvironmentProps> = {},
): Datacube {
  return datacube({ environment: new Environment({ ...bare, ...settings }), ...props });
}

const written = new WeakMap<Chart, Manifest[]>();

/** The objects of a chart, which are many: they are written once. */
export function objectsIn(chart: Chart): Manifest[] {
  const known = written.get(chart) ?? objectsOf(chart);
  written.set(chart, known);
  return known;
}

/** All objects of a kind. */
export function all<Kind extends keyof Kinds>(chart: Chart, kind: Kind): Kinds[Kind][] {
  return ofKind(objectsIn(chart), kind);
}

/** What does not hold together; Dask workers have ports for each other, and no Service. */
export function inconsistenciesOf(chart: Chart): string[] {
  const ofWorkers = /^Deployment \S+-worker: a Service selects exactly the pods/;
  return inconsistencies(chart).filter((fact) => !ofWorkers.test(fact));
}

/** The pods of everything that makes pods, by the names of their objects, without the hash of Jobs. */
export function podsOf(chart: Chart): Map<string, PodTemplate> {
  const objects = objectsIn(chart);
  const templates = [
    ...ofKind(objects, 'Deployment').map(
      ({ metadata, spec }) => [metadata.name, spec.template] as const,
    ),
    ...ofKind(objects, 'StatefulSet').map(
      ({ metadata, spec }) => [metadata.name, spec.template] as const,
    ),
    ...ofKind(objects, 'Job').map(
      ({ metadata, spec }) => [metadata.name.replace(/-[0-9a-f]{10}$/, ''), spec.template] as const,
    ),
    ...ofKind(objects, 'CronJob').map(
      ({ metadata, spec }) => [metadata.name, spec.jobTemplate.spec.template] as const,
    ),
  ];
  return new Map(templates);
}

/** The pods of one object. */
export function podsNamed(chart: Chart, name: string): PodTemplate {
  const found = podsOf(chart).get(name);
  if (found) return found;
  throw new Error(`expected pods of ${name}, there are: ${[...podsOf(chart).keys()].join(', ')}`);
}

/** The main container of the pods of one object. */
export function mainOf(chart: Chart, name: string): Container {
  const [container] = podsNamed(chart, name).spec.containers;
  if (container) return container;
  throw new Error(`expected a container in ${name}, got none`);
}

/** The containers that prepare the pods of one object, by their names. */
export function initOf(chart: Chart, name: string): Record<string, Container> {
  const containers = podsNamed(chart, name).spec.initContainers ?? [];
  return Object.fromEntries(containers.map((container) => [container.name, container]));
}

/** The variables of a container, whatever their values are made of. */
export function environmentOf({ env = [] }: Container): Record<string, unknown> {
  return Object.fromEntries(
    env.map(({ name, ...source }) => [name, 'value' in source ? source.value : source]),
  );
}

/** The text of a file of the ConfigMap whose name begins so. */
export function fileOf(chart: Chart, configMap: string, file: string): string {
  const found = all(chart, 'ConfigMap').find(({ metadata }) => metadata.name.startsWith(configMap));
  const text = found?.data?.[file];
  if (text !== undefined) return text;
  throw new Error(`expected ${file} in a ConfigMap ${configMap}…`);
}

/** The objects without the scripts that are tested elsewhere. */
export function withoutScripts(objects: readonly Manifest[]): Manifest[] {
  return objects.map((object) =>
    object.kind === 'ConfigMap' && /^(redis-master|geomedian)/.test(object.metadata.name)
      ? {
          ...object,
          metadata: { name: object.metadata.name.replace(/[0-9a-f]{10}$/, '…') },
          data: '…',
        }
      : object,
  );
}
