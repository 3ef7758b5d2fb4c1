import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ClaimedVolume } from './claimed-volume';
import { DynamicVolume } from './dynamic-volume';
import { invalid, must } from './invalid';
import { type DeepPartial, manifest } from './manifest';
import { NfsVolume } from './nfs-volume';
import { type Exception, exceptionAnnotations } from './pod/exceptions';
import { serviceName } from './rules/names';
import { blockStorageClass } from './rules/storage-classes';
import type { Violation } from './rules/violation';
import { type Check, instanceOf } from './shape';

type Labels = Readonly<Record<string, string>>;

/** What the one pod of a server is made of, and what finds it. */
export interface StatefulServer {
  /** The labels by which the pod is selected. */
  readonly selector: Labels;

  /** Name of the headless Service that gives the pod its name. */
  readonly serviceName: string;

  /** The pod. */
  readonly template: k8s.PodTemplateSpec;

  /** What it is an exception from. */
  readonly exceptions: readonly Exception[];
}

/**
 * The rule for the name of a server with data: it is also that of its Service, and the controller appends
 * to it.
 */
export function serverName(name: unknown): Violation | undefined {
  return serviceName(name, 52);
}

/** Name of the headless Service of a server. */
export function headlessName(name: string): string {
  return `${name}-headless`;
}

/**
 * The StatefulSet of one server: never two pods at once on the same data.
 *
 * The data is on a claim of its own and not on one of `volumeClaimTemplates`, which nobody can change
 * later: a claim of its own can grow.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export function statefulSet(
  construct: Construct,
  metadata: k8s.ObjectMeta,
  { selector, serviceName, template, exceptions }: StatefulServer,
  patch: DeepPartial<k8s.KubeStatefulSetProps> | undefined,
): ApiObject {
  return manifest(
    construct,
    'Resource',
    k8s.KubeStatefulSet,
    {
      metadata: {
        ...metadata,
        annotations: { ...exceptionAnnotations(exceptions), ...metadata.annotations },
      },
      spec: {
        // With OrderedReady, a pod that never gets ready is not replaced by a mended one until somebody
        // deletes it. One pod has no order to keep.
        podManagementPolicy: 'Parallel',
        replicas: 1,
        revisionHistoryLimit: 5,
        selector: { matchLabels: selector },
        serviceName,
        template,
        updateStrategy: { type: 'RollingUpdate' },
      },
    },
    patch,
  );
}

/** What the single pod of a server is an exception from. */
export function singlePod(reason: string): Exception {
  return { name: 'single-replica', reason, checks: [] };
}

/** What a Service of a server leads to. */
export interface ServerPorts {
  /** The labels by which the pod is selected. */
  readonly selector: Labels;

  /** The ports by their names in the container. */
  readonly ports: Readonly<Record<string, number>>;
}

/** The Service without an address, which gives the pod its name. */
export function headlessService(
  construct: Construct,
  metadata: k8s.ObjectMeta,
  server: ServerPorts,
  patch: DeepPartial<k8s.KubeServiceProps> | undefined,
): ApiObject {
  return service(construct, 'HeadlessService', metadata, server, 'None', patch);
}

/** The Service that clients connect to, inside of the cluster. */
export function clusterService(
  construct: Construct,
  metadata: k8s.ObjectMeta,
  server: ServerPorts,
  patch: DeepPartial<k8s.KubeServiceProps> | undefined,
): ApiObject {
  return service(construct, 'Service', metadata, server, undefined, patch);
}

function service(
  construct: Construct,
  id: string,
  metadata: k8s.ObjectMeta,
  { selector, ports }: ServerPorts,
  clusterIp: 'None' | undefined,
  patch: DeepPartial<k8s.KubeServiceProps> | undefined,
): ApiObject {
  return manifest(
    construct,
    id,
    k8s.KubeService,
    {
      metadata,
      spec: {
        type: 'ClusterIP',
        clusterIp,
        selector,
        ports: Object.entries(ports).map(([name, port]) => ({
          name,
          port,
          targetPort: k8s.IntOrString.fromString(name),
          protocol: 'TCP',
        })),
      },
    },
    patch,
  );
}

const WRITE_VOLUME = 'give a DynamicVolume or an ExistingClaim, which outlive the pod';

/** The type of the volume that a server keeps its data on. */
export const DATA_VOLUME: Check = instanceOf(ClaimedVolume, WRITE_VOLUME);

/**
 * Checks the volume that a server keeps its data on.
 *
 * @throws where it is on NFS, whose locks and syncs no database can rely on, and where it is read-only
 */
export function checkDataVolume(construct: Construct, prop: string, volume: ClaimedVolume): void {
  if (volume instanceof NfsVolume) {
    const rule = 'must not be on NFS, which may lose or stall what the server writes to the disk';
    throw invalid(construct, prop, { rule, fix: WRITE_VOLUME }, volume);
  }
  if (volume instanceof DynamicVolume) {
    const { storageClassName } = volume;
    must(
      construct,
      `${prop}.storageClassName`,
      storageClassName,
      blockStorageClass(storageClassName),
    );
  }
  const readOnly = { rule: 'must be a volume that the server can write to' };
  must(construct, prop, volume, volume.readOnly ? readOnly : undefined);
}
