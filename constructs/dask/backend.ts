import type { Construct } from 'constructs';
import type { Dask, ExternalDaskOptions } from '../dask';
import type { Identity } from '../identity';
import { must } from '../invalid';
import { host as hostRule } from '../rules/hosts';
import { port as portRule } from '../rules/numbers';
import { DaskCluster } from './cluster';
import { COMM, type DaskData, type DaskPods } from './containers';
import { SCHEDULER_PORTS } from './operator';
import { type DaskScheduler, schedulerEnvironment } from './scheduler';

/**
 * The scheduler of a Dask, with the cluster around it where it is the construct's own.
 *
 * @param identity of the construct that computes on it
 * @param pods what all pods of the cluster have of it
 * @param data what the workers have of it too
 * @throws where an option breaks the rules, or contradicts another one
 */
export function daskBackend(
  construct: Construct,
  identity: Identity,
  { spec }: Dask,
  pods: DaskPods,
  data: DaskData,
): DaskScheduler {
  return spec.type === 'external'
    ? external(construct, spec)
    : new DaskCluster('Dask', spec, { construct, identity, pods, data });
}

function external(
  construct: Construct,
  { host, port = SCHEDULER_PORTS[COMM], peer }: ExternalDaskOptions,
): DaskScheduler {
  must(construct, 'dask.host', host, hostRule(host));
  must(construct, 'dask.port', port, portRule(port));
  return {
    host,
    port,
    objects: [],
    connection: { peer, ports: [port] },
    environment: () => schedulerEnvironment(host, port),
    // Whoever runs it says who may connect.
    addClient: () => undefined,
  };
}
