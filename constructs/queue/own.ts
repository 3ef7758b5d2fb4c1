import { type ApiObject, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClaimedVolume } from '../claimed-volume';
import { DynamicVolume } from '../dynamic-volume';
import { checkLabels, type Identity } from '../identity';
import { explain, must } from '../invalid';
import { prometheusOf, serviceMonitor } from '../metrics';
import { clientRule, type Peer } from '../network';
import { dnsLabel } from '../rules/names';
import { blockStorageClass } from '../rules/storage-classes';
import { checkDataVolume, clusterService, headlessName, headlessService } from '../stateful';
import { disruptionBudget, networkPolicy } from '../workload';
import { REDIS_PORT } from './client';
import type { RedisJobQueuePatches } from './patches';
import type { QueuePodProps } from './props';
import type { OwnRedisOptions } from './redis';
import {
  EXPORTER_PORT,
  EXPORTER_PORT_NAME,
  REDIS_PORT_NAME,
  type ServerParts,
  server,
} from './server';

/** The objects of a Redis of the queue's own that others need to know. */
export interface OwnRedis {
  /** The StatefulSet. */
  readonly statefulSet: ApiObject;

  /** The Service that clients connect to. */
  readonly service: ApiObject;

  /** The PodDisruptionBudget of the pod. */
  readonly podDisruptionBudget: ApiObject;

  /** The NetworkPolicy of the pod. */
  readonly networkPolicy: ApiObject;

  /** The volume with the append-only file. */
  readonly volume: ClaimedVolume;
}

/**
 * The objects of a Redis of the queue's own.
 *
 * @param clients who may connect when the output is made
 * @throws where an option breaks the rules, or contradicts another one
 */
export function ownRedis(
  construct: Construct,
  props: QueuePodProps,
  options: OwnRedisOptions,
  parts: Omit<ServerParts, 'volume'>,
  clients: () => readonly Peer[],
  patches: RedisJobQueuePatches,
): OwnRedis {
  const { name, namespace, labels, annotations, selector } = parts.identity;
  const metadata = { name, namespace, labels, annotations };
  const { metrics } = options;
  const ports = { [REDIS_PORT_NAME]: REDIS_PORT };
  const exporterPort = metrics && { [EXPORTER_PORT_NAME]: EXPORTER_PORT };
  const volume = dataVolume(construct, parts.identity, options, patches);
  const prometheus = metrics ? [prometheusOf({ ...metrics, port: EXPORTER_PORT })] : [];
  const monitor = metrics?.serviceMonitor;
  if (metrics?.namespace !== undefined) {
    must(construct, 'redis.metrics.namespace', metrics.namespace, dnsLabel(metrics.namespace));
  }
  checkLabels(construct, 'redis.metrics.serviceMonitor.labels', monitor?.labels);
  // Without the port of the metrics, or Prometheus would find the pod twice.
  headlessService(
    construct,
    { ...metadata, name: headlessName(name) },
    { selector, ports },
    patches.headlessService,
  );
  if (monitor !== undefined) {
    serviceMonitor(
      construct,
      parts.identity,
      { port: EXPORTER_PORT, serviceMonitor: monitor },
      EXPORTER_PORT_NAME,
      patches.serviceMonitor,
    );
  }
  return {
    volume,
    statefulSet: server(construct, props, options, { ...parts, volume }, patches),
    service: clusterService(
      construct,
      metadata,
      { selector, ports: { ...ports, ...exporterPort } },
      patches.service,
    ),
    podDisruptionBudget: disruptionBudget(
      construct,
      metadata,
      selector,
      patches.podDisruptionBudget,
    ),
    networkPolicy: networkPolicy(
      construct,
      metadata,
      selector,
      () => [
        ...clientRule(construct, 'addClient', clients(), REDIS_PORT_NAME),
        ...clientRule(construct, 'redis.metrics.namespace', prometheus, EXPORTER_PORT_NAME),
      ],
      [],
      patches.networkPolicy,
    ),
  };
}

/** The volume with the append-only file: the one given, or one of the construct's own. */
function dataVolume(
  construct: Construct,
  { name, namespace, labels, annotations }: Identity,
  { volume, size, storageClassName }: OwnRedisOptions,
  { persistentVolumeClaim }: RedisJobQueuePatches,
): ClaimedVolume {
  if (volume === undefined) {
    const rule = blockStorageClass(storageClassName);
    must(construct, 'redis.storageClassName', storageClassName, rule);
    return new DynamicVolume(construct, `${name}-data`, {
      namespace,
      labels,
      annotations,
      size: size ?? Size.gibibytes(8),
      storageClassName,
      patches: { persistentVolumeClaim },
    });
  }
  for (const [prop, value] of Object.entries({ size, storageClassName })) {
    if (value === undefined) continue;
    const why = "because it is of the construct's own volume";
    throw explain(construct, `redis.${prop} must be left out where volume is given, ${why}`);
  }
  checkDataVolume(construct, 'redis.volume', volume);
  return volume;
}
