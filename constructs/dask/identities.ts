import { type Identity, recommended } from '../identity';

/** How the parts of a cluster are called, and by which labels their pods are selected. */
export interface ClusterIdentities {
  /** The whole; nothing is selected by its labels. */
  readonly cluster: Identity;

  readonly scheduler: Identity;

  /** A group of workers. */
  readonly group: (name: string) => Identity;

  /** The workers of all groups; their labels are all that is selected by. */
  readonly workers: Identity;
}

const SCHEDULER = 'dask-scheduler';
const WORKER = 'dask-worker';

/**
 * The identities of a cluster of Deployments. Each part is selected by what it is, whatever labels the user
 * gave to the whole: groups that were selected by the same labels would take each other's pods.
 */
export function deploymentIdentities(
  whole: Identity,
  name: string,
  namespace: string,
): ClusterIdentities {
  const part = (own: string, instance: string, component: string): Identity => {
    const selector = recommended({ name, instance, component });
    const labels = { ...whole.labels, ...selector };
    return { name: own, namespace, labels, selector, annotations: whole.annotations };
  };
  return {
    cluster: part(name, name, 'dask-cluster'),
    scheduler: part(`${name}-scheduler`, name, SCHEDULER),
    group: (group) => part(`${name}-${group}-worker`, `${name}-${group}`, WORKER),
    workers: {
      ...part(`${name}-worker`, name, WORKER),
      selector: recommended({ name, component: WORKER }),
    },
  };
}

/** The identities of a cluster that the Dask operator makes, which labels its pods itself. */
export function operatorIdentities(
  whole: Identity,
  name: string,
  namespace: string,
): ClusterIdentities {
  const { cluster, scheduler, group, workers } = deploymentIdentities(whole, name, namespace);
  const ofCluster = (component: string) => ({
    'dask.org/cluster-name': name,
    'dask.org/component': component,
  });
  return {
    cluster,
    scheduler: { ...scheduler, selector: ofCluster('scheduler') },
    group: (own) => ({
      ...group(own),
      selector: { ...ofCluster('worker'), 'dask.org/workergroup-name': `${name}-${own}` },
    }),
    workers: { ...workers, selector: ofCluster('worker') },
  };
}
