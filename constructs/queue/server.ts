import type { ApiObject } from 'cdk8s';
import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClaimedVolume } from '../claimed-volume';
import { ConfigFile } from '../config/config-file';
import { ConfigFileMount } from '../config-file-mount';
import type { Identity } from '../identity';
import { must } from '../invalid';
import type { ExtraContainerProps } from '../pod/container';
import type { Exception } from '../pod/exceptions';
import { Health } from '../pod/health';
import type { Mount } from '../pod/mount';
import { buildPod } from '../pod/pod';
import { queueName } from '../rules/queues';
import { headlessName, singlePod, statefulSet } from '../stateful';
import { clientEnvironment, REDIS_PORT } from './client';
import type { RedisJobQueuePatches } from './patches';
import type { QueuePodProps } from './props';
import type { OwnRedisOptions } from './redis';
import type { RedisAuthSpec } from './redis-auth';
import { DATA, redisConfig } from './redis-config';
import { SCRIPTS, serverFiles } from './scripts';

/** Name of the port of Redis. */
export const REDIS_PORT_NAME = 'redis';

/** Name of the port with metrics. */
export const EXPORTER_PORT_NAME = 'metrics';

/** Port with metrics. */
export const EXPORTER_PORT = 9121;

// Not in /etc/redis, which Debian's package makes, and closes to all users but its own.
const CONFIG = `${SCRIPTS}/redis.conf`;

/** What the StatefulSet is made of beside its options. */
export interface ServerParts {
  readonly identity: Identity;
  readonly image: string;
  readonly auth: RedisAuthSpec;
  /** Files with secrets. */
  readonly secrets: readonly Mount[];
  readonly volume: ClaimedVolume;
  readonly exceptions: readonly Exception[];
  readonly serviceAccountName: string;
}

/**
 * The StatefulSet of a Redis, with its configuration.
 *
 * @throws where an option breaks the rules
 */
export function server(
  construct: Construct,
  props: QueuePodProps,
  options: OwnRedisOptions,
  { identity, image, auth, secrets, volume, exceptions, serviceAccountName }: ServerParts,
  patches: RedisJobQueuePatches,
): ApiObject {
  const { name, namespace, labels, annotations, selector } = identity;
  const config = new ConfigFileMount(construct, `${name}-server`, {
    namespace,
    labels,
    annotations,
    files: {
      [CONFIG]: ConfigFile.text(redisConfig(construct, options)),
      ...serverFiles(options.metrics !== undefined),
    },
  });
  const env = clientEnvironment({ host: '127.0.0.1', port: REDIS_PORT }, auth);
  const ping = (what: string) => ['sh', `${SCRIPTS}/ping.sh`, what];
  const main: ExtraContainerProps = {
    name,
    image,
    imagePullPolicy: props.imagePullPolicy,
    command: ['sh', `${SCRIPTS}/serve.sh`, CONFIG],
    env,
    ports: { [REDIS_PORT_NAME]: REDIS_PORT },
    mounts: [volume.mountAt(DATA), config, ...secrets],
    resources: options.resources,
    // A server that still reads its file refuses commands, and is not to be killed for it.
    health: Health.command(ping('ready'), {
      livenessCommand: ping('alive'),
      startupAllowance: Duration.minutes(30),
    }),
  };
  const sidecars = [
    ...(options.sidecars ?? []),
    ...exporter(construct, props, options, env, [config, ...secrets]),
  ];
  const pod = buildPod(
    construct,
    identity,
    { ...props, ...main, sidecars },
    main,
    selector,
    serviceAccountName,
  );
  const reason = 'one Redis holds the queues: a second one would not know their items';
  return statefulSet(
    construct,
    { name, namespace, labels, annotations },
    {
      selector,
      serviceName: headlessName(name),
      template: pod.template,
      exceptions: [...pod.exceptions, ...exceptions, singlePod(reason)],
    },
    patches.statefulSet,
  );
}

function exporter(
  construct: Construct,
  { imagePullPolicy }: QueuePodProps,
  { metrics }: OwnRedisOptions,
  env: ExtraContainerProps['env'],
  mounts: readonly Mount[],
): ExtraContainerProps[] {
  if (metrics === undefined) return [];
  const { image = 'docker.io/oliver006/redis_exporter:v1.66.0-alpine', queues = [] } = metrics;
  for (const [index, queue] of queues.entries()) {
    must(construct, `redis.metrics.queues[${index}]`, queue, queueName(queue));
  }
  const keys = queues.flatMap((queue) => [queue, `${queue}:processing`, `${queue}:dead`]);
  return [
    {
      name: 'exporter',
      image,
      imagePullPolicy,
      command: ['sh', `${SCRIPTS}/export.sh`],
      args: [
        `--redis.addr=redis://127.0.0.1:${REDIS_PORT}`,
        ...(keys.length > 0 ? [`--check-single-keys=${keys.join(',')}`] : []),
      ],
      env,
      ports: { [EXPORTER_PORT_NAME]: EXPORTER_PORT },
      mounts,
      resources: metrics.resources,
      health: Health.http('/health', { port: EXPORTER_PORT_NAME }),
    },
  ];
}
