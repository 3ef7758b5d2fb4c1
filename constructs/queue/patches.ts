import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { TriggerAuthenticationPatch } from '../batch/trigger-authentication';
import { explain } from '../invalid';
import type { DeepPartial } from '../manifest';
import type { ServiceMonitorPatch } from '../metrics';
import { anyMap, type Shape } from '../shape';
import type { RedisSpec } from './redis';

/** Fields to merge into the objects of a RedisJobQueue. */
export interface RedisJobQueuePatches {
  /** Fields of the StatefulSet. */
  readonly statefulSet?: DeepPartial<k8s.KubeStatefulSetProps>;

  /** Fields of the PersistentVolumeClaim of the construct's own volume. */
  readonly persistentVolumeClaim?: DeepPartial<k8s.KubePersistentVolumeClaimProps>;

  /** Fields of the Service that clients connect to. */
  readonly service?: DeepPartial<k8s.KubeServiceProps>;

  /** Fields of the Service that gives the pod its name. */
  readonly headlessService?: DeepPartial<k8s.KubeServiceProps>;

  /** Fields of the NetworkPolicy of the server. */
  readonly networkPolicy?: DeepPartial<k8s.KubeNetworkPolicyProps>;

  /** Fields of the PodDisruptionBudget. */
  readonly podDisruptionBudget?: DeepPartial<k8s.KubePodDisruptionBudgetProps>;

  /** Fields of the ServiceMonitor. */
  readonly serviceMonitor?: ServiceMonitorPatch;

  /** Fields of the ServiceAccount. */
  readonly serviceAccount?: DeepPartial<k8s.KubeServiceAccountProps>;

  /** Fields of the Deployment of the reaper. */
  readonly reaper?: DeepPartial<k8s.KubeDeploymentProps>;

  /** Fields of the NetworkPolicy of the reaper. */
  readonly reaperNetworkPolicy?: DeepPartial<k8s.KubeNetworkPolicyProps>;

  /** Fields of the TriggerAuthentication, which is made with the first ScaledJob. */
  readonly triggerAuthentication?: TriggerAuthenticationPatch;
}

/** The types of the patches. */
export const QUEUE_PATCHES: Shape<RedisJobQueuePatches> = {
  statefulSet: anyMap,
  persistentVolumeClaim: anyMap,
  service: anyMap,
  headlessService: anyMap,
  networkPolicy: anyMap,
  podDisruptionBudget: anyMap,
  serviceMonitor: anyMap,
  serviceAccount: anyMap,
  reaper: anyMap,
  reaperNetworkPolicy: anyMap,
  triggerAuthentication: anyMap,
};

/** @throws where a patch is of an object that is not made */
export function checkPatches(
  construct: Construct,
  patches: RedisJobQueuePatches,
  redis: RedisSpec,
  serviceAccountName: string | undefined,
): void {
  const isExternal = redis.type === 'external';
  const missing = {
    statefulSet: isExternal,
    persistentVolumeClaim: isExternal || redis.volume !== undefined,
    service: isExternal,
    headlessService: isExternal,
    networkPolicy: isExternal,
    podDisruptionBudget: isExternal,
    serviceMonitor: isExternal || redis.metrics?.serviceMonitor === undefined,
    serviceAccount: serviceAccountName !== undefined,
  };
  for (const [name, isMissing] of Object.entries(missing)) {
    if (!isMissing || Reflect.get(patches, name) === undefined) continue;
    throw explain(construct, `patches.${name} must be left out, because there is no such object`);
  }
}
