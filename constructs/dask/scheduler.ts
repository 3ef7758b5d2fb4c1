import type { ApiObject } from 'cdk8s';
import type { Connectable } from '../network';

/** A Dask scheduler: what a program must know to compute on it. */
export interface DaskScheduler extends Connectable {
  /** Host name or address. */
  readonly host: string;

  /** Port that clients connect to. */
  readonly port: number;

  /** The objects that are made for it and its workers; none where others run them. */
  readonly objects: readonly ApiObject[];

  /**
   * The variables by which a program finds it: `DASK_SCHEDULER_HOST`, and `DASK_SCHEDULER_ADDRESS`, which
   * `Client()` reads by itself.
   */
  environment(): Record<string, string>;
}

/** The variables by which a program finds a scheduler. */
export function schedulerEnvironment(host: string, port: number): Record<string, string> {
  const address = host.includes(':') ? `[${host}]` : host;
  return { DASK_SCHEDULER_HOST: host, DASK_SCHEDULER_ADDRESS: `tcp://${address}:${port}` };
}

/** The host name of a scheduler, for pods of all namespaces. */
export function serviceHost(service: string, namespace: string): string {
  return `${service}.${namespace}.svc.cluster.local`;
}
