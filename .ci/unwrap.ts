import { groupOf, type KubernetesObject } from '../src/checks/kubernetes-object';
import { type Pod, podsOf } from '../src/checks/pods';

/**
 * The pods inside custom resources, as objects of Kubernetes' own, which scanners can read: a Pod where
 * it stays, a Job where it ends, since nobody asks for probes or replicas of one that ends.
 */
export function unwrap(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return objects.filter(isCustom).flatMap((object) => podsOf(object).map(plain));
}

/** Only the groups of Kubernetes itself are without a domain, or of its own. */
function isCustom(object: KubernetesObject): boolean {
  const group = groupOf(object);
  return group.includes('.') && !group.endsWith('.k8s.io');
}

function plain({ object, path, labels, annotations, spec, lasting }: Pod): KubernetesObject {
  const place = path.split('.').filter((step) => !/^(spec|template)$/.test(step));
  const { name, namespace } = object.metadata;
  const metadata = { name: [name, object.kind, ...place].join('-').toLowerCase(), namespace };
  const own = { labels, annotations };
  return lasting
    ? { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, ...own }, spec }
    : {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata,
        spec: { template: { metadata: own, spec } },
      };
}
