import type { Inventory } from '../../inventory';
import type { Pod } from '../../pods';
import { listAt, valueAt } from '../../read';
import type { Rule } from '../rule';
import { tilerPod } from './examples';

/** A container says how much it needs, and how much it may use. */
export const unsetResources: Rule = {
  name: 'unset-resources',
  severity: 'warning',
  summary: 'A container requests and limits cpu, memory and ephemeral-storage.',
  why: 'without requests a node takes more pods than it can run, without limits one pod starves the others',
  examples: {
    good: tilerPod(`      resources:
        requests: { cpu: 100m, memory: 256Mi, ephemeral-storage: 256Mi }
        limits: { cpu: "1", memory: 1Gi, ephemeral-storage: 1Gi }
`),
    bad: tilerPod(`      resources:
        requests: { cpu: 100m }
        limits: { memory: 1Gi }
`),
  },
  *check(inventory) {
    const defaults = limitRanges(inventory);
    for (const { pod, spec, path } of inventory.containers) {
      const ranges = defaults.get(pod.namespace) ?? [];
      const isSet = (field: string, name: string) =>
        valueAt(spec, 'resources', field, name) !== undefined ||
        valueAt(pod.spec, 'resources', field, name) !== undefined ||
        ranges.some((range) => valueAt(range, DEFAULTS[field] ?? '', name) !== undefined);
      // A request that is not given is as high as the limit.
      const unlimited = RESOURCES.filter((name) => !isSet('limits', name));
      const requested = unlimited.filter((name) => isSet('requests', name));
      const unset = unlimited.filter((name) => !isSet('requests', name));
      const missing = [
        ...(unset.length > 0 ? [`no requests and limits of ${unset.join(', ')}`] : []),
        ...(requested.length > 0 ? [`no limits of ${requested.join(', ')}`] : []),
      ];
      if (missing.length === 0) continue;
      yield {
        object: pod.object,
        path: `${path}.resources`,
        message: `${path}.resources has ${missing.join(' and ')}`,
        fix: 'give what the container needs in ordinary work as requests, and the most as limits',
      };
    }
  },
};

const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

/** Where a LimitRange keeps what it sets for containers that do not say. */
const DEFAULTS: Readonly<Record<string, string>> = {
  requests: 'defaultRequest',
  limits: 'default',
};

function limitRanges(inventory: Inventory): ReadonlyMap<Pod['namespace'], unknown[]> {
  const found = new Map<Pod['namespace'], unknown[]>();
  for (const object of inventory.ofKind('/LimitRange')) {
    const { namespace } = object.metadata;
    const limits = listAt(object, 'spec', 'limits').filter(
      (limit) => valueAt(limit, 'type') === 'Container',
    );
    found.set(namespace, [...(found.get(namespace) ?? []), ...limits]);
  }
  return found;
}
