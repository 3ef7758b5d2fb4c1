import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Identity } from '../identity';
import { checkMetrics, prometheusOf, serviceMonitor } from '../metrics';
import {
  type Client,
  type Connectable,
  type Connection,
  clientRule,
  connect,
  Peer,
} from '../network';
import { disruptionBudget, networkPolicy, serviceAccount } from '../workload';
import { COMM, DASHBOARD, WORKER_PORTS } from './containers';
import { SCHEDULER_PORTS } from './operator';
import type { DaskMetrics } from './options';

/** The pods of a cluster, as others see them. */
export interface ClusterPeers {
  readonly scheduler: Peer;
  /** The workers of all groups. */
  readonly workers: Peer;
}

/** Who else connects to a scheduler. */
export interface SchedulerClients {
  /** Those that compute, when the output is made. */
  readonly clients: () => readonly Peer[];

  /** How Prometheus reads its metrics. */
  readonly metrics: DaskMetrics | undefined;

  /** Namespace of the Dask operator, where it makes the cluster. */
  readonly operatorNamespace: string | undefined;
}

/** What a scheduler needs beside its pod, which speaks with the workers and what watches them. */
export function schedulerSurroundings(
  construct: Construct & Client,
  identity: Identity,
  { workers }: ClusterPeers,
  { clients, metrics, operatorNamespace }: SchedulerClients,
): void {
  const { selector } = identity;
  const metadata = metadataOf(identity);
  const operators = operatorNamespace === undefined ? [] : [Peer.namespace(operatorNamespace)];
  const read = metrics && { ...metrics, port: SCHEDULER_PORTS[DASHBOARD] };
  if (read) checkMetrics(construct, read);
  const readers = read ? [prometheusOf(read)] : [];
  const ports = [WORKER_PORTS['tcp-worker'], WORKER_PORTS['tcp-nanny']];
  serviceAccount(construct, metadata, undefined);
  disruptionBudget(construct, metadata, selector, undefined);
  networkPolicy(
    construct,
    metadata,
    selector,
    () => [
      ...clientRule(construct, 'addClient', [workers, ...operators, ...clients()], COMM),
      ...clientRule(construct, 'dask.metrics.namespace', [...operators, ...readers], DASHBOARD),
    ],
    [connect(construct, 'workers', { peer: workers, ports })],
    undefined,
  );
  if (read?.serviceMonitor) serviceMonitor(construct, identity, read, DASHBOARD, undefined);
}

/** What a group of workers needs. */
export interface WorkersNeeds {
  /** Whether there is more than one, or may be. */
  readonly areSeveral: boolean;
  readonly connectsTo: readonly (Connectable | Connection)[];
}

/** What a group of workers needs beside its pods, which exchange results with those of all groups. */
export function workersSurroundings(
  construct: Construct & Client,
  identity: Identity,
  { scheduler, workers }: ClusterPeers,
  { areSeveral, connectsTo }: WorkersNeeds,
): void {
  const { selector } = identity;
  const metadata = metadataOf(identity);
  if (areSeveral) disruptionBudget(construct, metadata, selector, undefined);
  networkPolicy(
    construct,
    metadata,
    selector,
    () => [
      ...clientRule(construct, 'workers', [scheduler, workers], 'tcp-worker'),
      ...clientRule(construct, 'scheduler', [scheduler], 'tcp-nanny'),
    ],
    [
      connect(construct, 'scheduler', { peer: scheduler, ports: [SCHEDULER_PORTS[COMM]] }),
      connect(construct, 'workers', { peer: workers, ports: [WORKER_PORTS['tcp-worker']] }),
      ...connectsTo.map((other, index) => connect(construct, `connectsTo[${index}]`, other)),
    ],
    undefined,
  );
}

function metadataOf({ name, namespace, labels, annotations }: Identity): k8s.ObjectMeta {
  return { name, namespace, labels, annotations };
}
