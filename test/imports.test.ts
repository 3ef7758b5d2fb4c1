import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isMap } from '../constructs/rules/objects';

const FREE = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** Where the kinds that constructs make hold what cdk8s-plus-27 has types for. */
const EMBEDDED: Readonly<Record<string, readonly string[]>> = {
  DaskAutoscaler: [],
  DaskCluster: ['spec.scheduler.service', 'spec.scheduler.spec', 'spec.worker.spec'],
  DaskWorkerGroup: ['spec.worker.spec'],
  ScaledJob: ['spec.jobTargetRef'],
  TriggerAuthentication: [],
};

/** The definitions of some kinds in a file. */
function definitionsIn(file: string, kinds: readonly string[]): Record<string, unknown> {
  const text = readFileSync(join(__dirname, '..', 'imports', file), 'utf8');
  const wanted = text.split(/^---$/m).flatMap((one) => {
    const kind = kinds.find((name) => one.includes(`\n    kind: ${name}\n`));
    return kind === undefined ? [] : [[kind, parseAllDocuments(one)[0]?.toJS()]];
  });
  return Object.fromEntries(wanted);
}

/** A schema in which the fields at some paths are free objects. */
function freed(schema: unknown, paths: readonly string[]): unknown {
  if (paths.includes('')) return FREE;
  if (!isMap(schema) || !isMap(schema.properties)) return schema;
  const properties = Object.entries(schema.properties).map(([name, inner]) => {
    const below = paths.flatMap((path) => {
      const [first, ...rest] = path.split('.');
      return first === name ? [rest.join('.')] : [];
    });
    return [name, freed(inner, below)];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** A definition in which the parts that are types of Kubernetes are free objects. */
function forBindings(definition: unknown, kind: string): unknown {
  return JSON.parse(JSON.stringify(definition), (key, value) =>
    key === 'openAPIV3Schema' ? freed(value, EMBEDDED[kind] ?? []) : value,
  );
}

test.each([
  ['keda.sh', ['ScaledJob', 'TriggerAuthentication']],
  ['kubernetes.dask.org', ['DaskAutoscaler', 'DaskCluster', 'DaskWorkerGroup']],
])('the bindings of %s are made of its definitions, pods left out', (group, kinds) => {
  const definitions = definitionsIn(`${group}.yaml`, kinds);
  const expected = Object.entries(definitions).map(([kind, one]) => [kind, forBindings(one, kind)]);
  expect(definitionsIn(`bindings/${group}.yaml`, kinds)).toEqual(Object.fromEntries(expected));
  expect(Object.keys(definitions).sort()).toEqual(kinds);
});
