import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import {
  DaskAutoscaler,
  type DaskAutoscalerProps,
  DaskCluster,
  type DaskClusterProps,
  DaskWorkerGroup,
  type DaskWorkerGroupProps,
} from '../../imports/kubernetes.dask.org';
import type { Identity } from '../identity';
import { explain, must } from '../invalid';
import { type DeepPartial, manifest } from '../manifest';
import { dnsLabel, dnsSubdomain, serviceName } from '../rules/names';

/** Fields of a DaskCluster, in the words of its definition. */
export interface DaskClusterPatch extends DeepPartial<DaskClusterProps> {}

/** Fields of a DaskWorkerGroup, in the words of its definition. */
export interface DaskWorkerGroupPatch extends DeepPartial<DaskWorkerGroupProps> {}

/** Fields of a DaskAutoscaler, in the words of its definition. */
export interface DaskAutoscalerPatch extends DeepPartial<DaskAutoscalerProps> {}

/** What of an identity an object of the operator carries; its labels and annotations, its pods too. */
type Metadata = Pick<Identity, 'name' | 'namespace' | 'labels' | 'annotations'>;

/** Workers that are alike. */
export interface DaskWorkers {
  readonly replicas: number;
  readonly template: k8s.PodTemplateSpec;
}

/** The parts of a Dask cluster. */
export interface DaskClusterParts {
  /** Its container has ports of the names of `SCHEDULER_PORTS`. */
  readonly scheduler: k8s.PodTemplateSpec;

  /** The workers of the default group, the only one that an autoscaler changes. */
  readonly worker: DaskWorkers;

  /** After so long without work the operator deletes the cluster; never, where it is left out. */
  readonly idleTimeoutSeconds?: number;
}

/**
 * The ports of a scheduler. The operator finds them in the Service by these names, and leads all
 * workers to 8786, whatever the Service says.
 */
export const SCHEDULER_PORTS = { 'tcp-comm': 8786, 'http-dashboard': 8787 } as const;

/** The operator names the Service of the scheduler `<name>-scheduler`. */
const MAX_CLUSTER_NAME = 53;

/** Host name, within its namespace, of the scheduler that the operator makes for a cluster. */
export function schedulerHost(cluster: string): string {
  return `${cluster}-scheduler`;
}

/**
 * A DaskCluster, from which the Dask operator makes a scheduler with its Service, and one Deployment
 * for each worker.
 *
 * All pods carry the labels and annotations of the object, then those of their template, then
 * `dask.org/cluster-name` and `dask.org/component` (`scheduler` or `worker`), and
 * `sidecar.istio.io/inject: "false"`; workers also `dask.org/workergroup-name`. The containers of a
 * worker get `DASK_WORKER_NAME` and `DASK_SCHEDULER_ADDRESS`, where the template has no variable of
 * that name; it must run with `--name $(DASK_WORKER_NAME)`, or the operator cannot take it away.
 *
 * Of a cluster that is there, the operator changes the number of workers and nothing else: another
 * image or size needs another cluster.
 *
 * @throws where the name breaks the rules of the operator
 * @see https://kubernetes.dask.org/en/latest/operator_resources.html
 */
export function daskCluster(
  construct: Construct,
  metadata: Metadata,
  { scheduler, worker, idleTimeoutSeconds }: DaskClusterParts,
  patch: DaskClusterPatch | undefined,
): ApiObject {
  const { name } = metadata;
  must(construct, 'name', name, serviceName(name, MAX_CLUSTER_NAME));
  return manifest(
    construct,
    'DaskCluster',
    DaskCluster,
    {
      metadata: metadataOf(metadata),
      spec: {
        idleTimeout: idleTimeoutSeconds,
        scheduler: {
          ...podsOf(scheduler),
          service: k8s.toJson_ServiceSpec(schedulerService(name)),
        },
        worker: { ...podsOf(worker.template), replicas: worker.replicas },
      },
    },
    patch,
  );
}

/**
 * A DaskWorkerGroup: workers of another kind than those of the default group. Their pods carry the
 * labels of the group, of the template and of the cluster, and those of all workers.
 *
 * @throws where the name breaks the rules, and where it is that of the default group
 */
export function daskWorkerGroup(
  construct: Construct,
  metadata: Metadata,
  { cluster, worker }: { readonly cluster: string; readonly worker: DaskWorkers },
  patch: DaskWorkerGroupPatch | undefined,
): ApiObject {
  const { name } = metadata;
  must(construct, 'name', name, dnsLabel(name));
  if (name === `${cluster}-default`) {
    throw explain(
      construct,
      `name must be another one than '${name}', which the operator gives to the workers of the cluster`,
    );
  }
  return manifest(
    construct,
    `DaskWorkerGroup-${name}`,
    DaskWorkerGroup,
    {
      metadata: metadataOf(metadata),
      spec: { cluster, worker: { ...podsOf(worker.template), replicas: worker.replicas } },
    },
    patch,
  );
}

/**
 * A DaskAutoscaler: every five seconds the operator asks the scheduler how many workers its tasks need,
 * and sets their number in the default group of the cluster.
 *
 * @throws where the name breaks the rules
 */
export function daskAutoscaler(
  construct: Construct,
  metadata: Metadata,
  spec: { readonly cluster: string; readonly minimum: number; readonly maximum: number },
  patch: DaskAutoscalerPatch | undefined,
): ApiObject {
  must(construct, 'name', metadata.name, dnsSubdomain(metadata.name));
  const { cluster, minimum, maximum } = spec;
  return manifest(
    construct,
    'DaskAutoscaler',
    DaskAutoscaler,
    { metadata: metadataOf(metadata), spec: { cluster, minimum, maximum } },
    patch,
  );
}

/** The Service of the scheduler. The operator names it, and gives it no selector of its own. */
function schedulerService(cluster: string): k8s.ServiceSpec {
  return {
    type: 'ClusterIP',
    selector: { 'dask.org/cluster-name': cluster, 'dask.org/component': 'scheduler' },
    ports: Object.entries(SCHEDULER_PORTS).map(([name, port]) => ({
      name,
      port,
      protocol: 'TCP',
      // The definition takes no number here.
      targetPort: k8s.IntOrString.fromString(name),
    })),
  };
}

/**
 * Pods in the words of the definition, whose pods are those of Kubernetes 1.21. It knows every field
 * that the pods of this library have, but takes ports by their names alone, and quantities as texts.
 */
function podsOf({ metadata, spec }: k8s.PodTemplateSpec) {
  return {
    metadata: { labels: metadata?.labels, annotations: metadata?.annotations },
    spec: k8s.toJson_PodSpec(
      spec && {
        ...spec,
        containers: spec.containers.map(withTexts),
        initContainers: spec.initContainers?.map(withTexts),
      },
    ),
  };
}

/** A container whose resources are texts, also a whole number of GPUs. */
function withTexts(container: k8s.Container): k8s.Container {
  const { resources } = container;
  if (resources === undefined) return container;
  const { limits, requests } = resources;
  return {
    ...container,
    resources: { ...resources, limits: texts(limits), requests: texts(requests) },
  };
}

function texts(quantities: Readonly<Record<string, k8s.Quantity>> | undefined) {
  if (quantities === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(quantities).map(([name, { value }]) => [
      name,
      k8s.Quantity.fromString(String(value)),
    ]),
  );
}

function metadataOf({ name, namespace, labels, annotations }: Metadata) {
  return { name, namespace, labels: { ...labels }, annotations: { ...annotations } };
}
