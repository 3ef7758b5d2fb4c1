import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { OBJECT_PROPS } from '../identity';
import { explain, invalid } from '../invalid';
import { POD_PROPS, type PodProps } from '../pod/pod';
import { RESOURCES } from '../pod/resources';
import type { RedisJobQueueProps } from '../redis-job-queue';
import { duration, given, objectOf, ruled, type Shape } from '../shape';
import { QUEUE_PATCHES } from './patches';
import type { ReaperOptions } from './reaper';
import { REDIS } from './redis';
import { REDIS_AUTH } from './redis-auth';

/** What every pod of a queue may be told: how it runs and where, not what. */
export interface QueuePodProps
  extends Pick<
    PodProps,
    | 'imagePullPolicy'
    | 'imagePullSecrets'
    | 'podAnnotations'
    | 'podLabels'
    | 'runAs'
    | 'scheduling'
    | 'terminationGracePeriod'
  > {}

/** How every pod of a queue runs, of what the queue was told. */
export function queuePods({
  imagePullPolicy,
  imagePullSecrets,
  podAnnotations,
  podLabels,
  runAs,
  scheduling,
  terminationGracePeriod,
}: QueuePodProps): QueuePodProps {
  return {
    imagePullPolicy,
    imagePullSecrets,
    podAnnotations,
    podLabels,
    runAs,
    scheduling,
    terminationGracePeriod,
  };
}

/** The types of the props of a RedisJobQueue. */
export const QUEUE_PROPS: Shape<RedisJobQueueProps> = {
  ...OBJECT_PROPS,
  auth: given(
    REDIS_AUTH,
    "write auth: RedisAuth.password(SecretKey.of('redis-login', 'password'))",
  ),
  redis: REDIS,
  image: ruled,
  imagePullPolicy: POD_PROPS.imagePullPolicy,
  imagePullSecrets: POD_PROPS.imagePullSecrets,
  podAnnotations: POD_PROPS.podAnnotations,
  podLabels: POD_PROPS.podLabels,
  runAs: POD_PROPS.runAs,
  scheduling: POD_PROPS.scheduling,
  serviceAccountName: POD_PROPS.serviceAccountName,
  terminationGracePeriod: POD_PROPS.terminationGracePeriod,
  reaper: objectOf<ReaperOptions>({ period: duration, resources: RESOURCES }),
  patches: objectOf(QUEUE_PATCHES),
};

/**
 * What is only known to be wrong when everything was declared.
 *
 * @param queues names of the queues
 * @param authentication the login of KEDA, where something scales by a queue
 */
export function declarationFaults(
  construct: Construct,
  { redis, patches }: RedisJobQueueProps,
  queues: readonly string[],
  authentication: ApiObject | undefined,
): string[] {
  const faults: Error[] = [];
  if (queues.length === 0) {
    faults.push(explain(construct, 'must have a queue', "write queue.job('jobProduct')"));
  }
  const counted = redis?.spec.type === 'own' ? (redis.spec.metrics?.queues ?? []) : [];
  const unknown = counted.findIndex((name) => !queues.includes(name));
  if (queues.length > 0 && unknown >= 0) {
    const rule = { rule: `must be a queue of this Redis (${queues.join(', ')})` };
    faults.push(invalid(construct, `redis.metrics.queues[${unknown}]`, rule, counted[unknown]));
  }
  if (patches?.triggerAuthentication !== undefined && authentication === undefined) {
    const what = 'patches.triggerAuthentication must be left out, because there is no such object';
    faults.push(explain(construct, what));
  }
  return faults.map(({ message }) => message);
}
