import { type ApiObject, Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Identity } from '../identity';
import { must } from '../invalid';
import type { JobQueue } from '../job-queue';
import { lazyManifest } from '../manifest';
import { type Client, type Connectable, type Connection, connect, Peer } from '../network';
import type { ContainerProps, ExtraContainerProps } from '../pod/container';
import { exceptionAnnotations } from '../pod/exceptions';
import { Health } from '../pod/health';
import { buildPod, type Pod } from '../pod/pod';
import type { Resources } from '../pod/resources';
import { deploymentStrategy, Rollout } from '../rollout';
import { integerIn } from '../rules/numbers';
import { singlePod } from '../stateful';
import { networkPolicy } from '../workload';
import type { RedisJobQueuePatches } from './patches';
import type { QueuePodProps } from './props';
import { SCRIPTS } from './scripts';

/** How items are given back whose worker is gone. */
export interface ReaperOptions {
  /**
   * How often the queues are looked through.
   *
   * @default Duration.seconds(10)
   */
  readonly period?: Duration;

  /**
   * What the container asks for, and the most that it gets.
   *
   * @default - 100 millicores to 1 core, 256 Mi to 1 Gi of memory
   */
  readonly resources?: Resources;
}

const STARTUP = Duration.minutes(30);

/** What a reaper is made of beside its options. */
export interface ReaperParts {
  readonly identity: Identity;
  readonly container: Pick<ExtraContainerProps, 'image' | 'env' | 'mounts'>;
  readonly redis: Connectable;
  /** The queues that are declared when the output is made. */
  readonly queues: () => readonly JobQueue[];
  readonly serviceAccountName: string;
  readonly patches: RedisJobQueuePatches;
}

/**
 * The Deployment that gives items back whose lease ran out, and buries those that used up their
 * attempts. People ask it for the state of the queues.
 */
export class Reaper extends Construct implements Client {
  /** The Deployment. */
  public readonly deployment: ApiObject;

  /** Where its pod is. */
  public readonly connection: Pick<Connection, 'peer'>;

  /** @throws where an option breaks the rules */
  constructor(
    scope: Construct,
    id: string,
    props: QueuePodProps,
    options: ReaperOptions,
    { identity, container, redis, queues, serviceAccountName, patches }: ReaperParts,
  ) {
    super(scope, id);
    const { name, namespace, labels, annotations, selector } = identity;
    const metadata = { name, namespace, labels, annotations };
    this.connection = { peer: Peer.pods(selector, namespace) };
    const build = (list: string): Pod => {
      const main = { ...mainContainer(this, props, container, options, list), name };
      return buildPod(this, identity, { ...props, ...main }, main, selector, serviceAccountName);
    };
    const reason = 'one is enough to look through the queues, and workers do so too';
    const exceptions = exceptionAnnotations([...build('').exceptions, singlePod(reason)]);
    this.deployment = lazyManifest(
      this,
      'Resource',
      k8s.KubeDeployment,
      () => ({
        metadata: { ...metadata, annotations: { ...exceptions, ...annotations } },
        spec: {
          // Later than the pod, which waits for a Redis that reads its file.
          progressDeadlineSeconds: STARTUP.toSeconds() + 300,
          replicas: 1,
          revisionHistoryLimit: 5,
          selector: { matchLabels: selector },
          // Said in full: of half a strategy, kubectl would say at each apply that it changed.
          strategy: deploymentStrategy(this, Rollout.rolling()),
          template: build(listOf(queues())).template,
        },
      }),
      patches.reaper,
    );
    networkPolicy(
      this,
      metadata,
      selector,
      () => [],
      [connect(this, 'redis', redis)],
      patches.reaperNetworkPolicy,
    );
  }
}

function mainContainer(
  construct: Construct,
  { imagePullPolicy }: QueuePodProps,
  container: ReaperParts['container'],
  { period = Duration.seconds(10), resources }: ReaperOptions,
  list: string,
): ContainerProps & Pick<ExtraContainerProps, 'health'> {
  const seconds = period.toSeconds({ integral: false });
  must(construct, 'reaper.period in seconds', seconds, integerIn(seconds, 1, 300));
  const minutes = Math.ceil((seconds * 3) / 60) + 1;
  const recently = (file: string) => ['sh', '-c', `test -n "$(find ${file} -mmin -${minutes})"`];
  return {
    ...container,
    imagePullPolicy,
    command: ['sh', `${SCRIPTS}/reap.sh`, String(seconds)],
    env: { ...container.env, QUEUES: list },
    resources,
    health: Health.command(recently('/tmp/reaped'), {
      livenessCommand: recently('/tmp/alive'),
      startupAllowance: STARTUP,
    }),
  };
}

/** One queue a line: its key, the most attempts, and the milliseconds without a lease. */
function listOf(queues: readonly JobQueue[]): string {
  return [...queues]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, maxAttempts, graceMilliseconds }) =>
      [name, maxAttempts, graceMilliseconds].join(' '),
    )
    .join('\n');
}
