import type { Inventory } from '../../inventory';
import { groupOf, type KubernetesObject } from '../../kubernetes-object';
import { podsOf } from '../../pods';
import { below, listAt, mapAt, valueAt } from '../../read';

/** An amount of bytes that a field asks for or limits. */
export interface ByteAmount {
  readonly path: string;

  readonly value: unknown;
}

/** Fields of one part of an object, such as a container, that stand for bytes. */
export interface ByteAmounts {
  readonly object: KubernetesObject;

  readonly amounts: readonly ByteAmount[];
}

/** The amounts of memory and storage of all objects, part by part. */
export function* byteAmounts(inventory: Inventory): Generator<ByteAmounts> {
  for (const object of inventory.objects) {
    for (const part of partsOf(object)) {
      const amounts = part.filter(({ value }) => value !== undefined);
      if (amounts.length > 0) yield { object, amounts };
    }
  }
}

function* partsOf(object: KubernetesObject): Generator<ByteAmount[]> {
  for (const pod of podsOf(object)) {
    yield resources(pod.spec.resources, `${pod.path}.resources`);
    for (const field of ['initContainers', 'containers']) {
      for (const [index, container] of listAt(pod.spec, field).entries()) {
        const path = below(`${pod.path}.${field}`, index);
        yield resources(valueAt(container, 'resources'), `${path}.resources`);
      }
    }
    for (const [index, volume] of listAt(pod.spec, 'volumes').entries()) {
      const path = below(`${pod.path}.volumes`, index);
      yield [at(volume, path, 'emptyDir', 'sizeLimit')];
      const claim = valueAt(volume, 'ephemeral', 'volumeClaimTemplate', 'spec', 'resources');
      yield resources(claim, `${path}.ephemeral.volumeClaimTemplate.spec.resources`);
    }
  }
  switch (`${groupOf(object)}/${object.kind}`) {
    case '/PersistentVolumeClaim':
      yield resources(valueAt(object, 'spec', 'resources'), 'spec.resources');
      break;
    case '/PersistentVolume':
      yield [at(object, '', 'spec', 'capacity', 'storage')];
      break;
    case 'apps/StatefulSet':
      for (const [index, claim] of listAt(object, 'spec', 'volumeClaimTemplates').entries()) {
        const path = below('spec.volumeClaimTemplates', index);
        yield resources(valueAt(claim, 'spec', 'resources'), `${path}.spec.resources`);
      }
      break;
    case '/ResourceQuota':
      yield ofBytes(mapAt(object, 'spec', 'hard'), 'spec.hard');
      break;
    case '/LimitRange':
      for (const [index, limit] of listAt(object, 'spec', 'limits').entries()) {
        const path = below('spec.limits', index);
        const fields = ['default', 'defaultRequest', 'max', 'min'];
        yield fields.flatMap((field) => ofBytes(mapAt(limit, field), `${path}.${field}`));
      }
  }
}

function resources(value: unknown, path: string): ByteAmount[] {
  return ['requests', 'limits'].flatMap((field) =>
    ofBytes(mapAt(value, field), `${path}.${field}`),
  );
}

function ofBytes(amounts: Record<string, unknown>, path: string): ByteAmount[] {
  return Object.entries(amounts)
    .filter(([name]) => /(^|\.)(memory|storage|ephemeral-storage|hugepages-\w+)$/.test(name))
    .map(([name, value]) => ({ path: below(path, name), value }));
}

function at(value: unknown, path: string, ...steps: string[]): ByteAmount {
  return { path: steps.reduce(below, path), value: valueAt(value, ...steps) };
}
