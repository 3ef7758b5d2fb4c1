import type { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import {
  BATCH_PATCHES,
  type BatchPatches,
  batchWorkload,
  identifyBatch,
} from './batch/batch-workload';
import { CONFIGURATION_ERROR, jobSpec } from './batch/job-spec';
import { type ScaledJobPatch, scaledJob } from './batch/scaled-job';
import { OBJECT_PROPS, type ObjectProps } from './identity';
import { explain } from './invalid';
import { checkQueueNamespace, JOB_QUEUE, type JobQueue, WRITE_QUEUE } from './job-queue';
import { KEDA, Keda, kedaOperatorOf } from './keda';
import type { DeepPartial } from './manifest';
import {
  type Client,
  CONNECTS_TO,
  type Connectable,
  type Connection,
  connect,
  Peer,
} from './network';
import { buildPod, POD_PROPS, type PodProps } from './pod/pod';
import { WORKER, Worker, workerPod } from './queue/worker';
import { RUN, Run } from './run';
import {
  anyMap,
  checkProps,
  either,
  given,
  instanceOf,
  listOf,
  objectOf,
  type Shape,
} from './shape';
import { WorkItems } from './work-items';
import { networkPolicy, serviceAccount } from './workload';

/** What a QueueWorkerJob is told. */
export interface QueueWorkerJobProps extends ObjectProps, PodProps {
  /** The queue that is drained. */
  readonly queue: JobQueue;

  /**
   * How the items are taken: by the library, which runs `command` for each, or by the program of the
   * image itself.
   *
   * @default Worker.perItem()
   */
  readonly worker?: Worker;

  /**
   * When the pods run: once for each content, on a schedule, or as long as KEDA finds items.
   *
   * @default Run.job()
   */
  readonly run?: Run | Keda;

  /**
   * The lists that must be in the queue before an empty queue means that all is done. Another list
   * makes another Job.
   *
   * @default []
   */
  readonly after?: readonly WorkItems[];

  /**
   * What the pods connect to beside DNS and the queue: other constructs, and peers with ports.
   *
   * @default []
   */
  readonly connectsTo?: readonly (Connectable | Connection)[];

  /**
   * Fields to merge into the objects.
   *
   * @default - none
   */
  readonly patches?: QueueWorkerJobPatches;
}

/** Fields to merge into the objects of a QueueWorkerJob. */
export interface QueueWorkerJobPatches extends BatchPatches {
  /** Fields of the ScaledJob. */
  readonly scaledJob?: ScaledJobPatch;

  /** Fields of the ServiceAccount. */
  readonly serviceAccount?: DeepPartial<k8s.KubeServiceAccountProps>;

  /** Fields of the NetworkPolicy. */
  readonly networkPolicy?: DeepPartial<k8s.KubeNetworkPolicyProps>;
}

/** The types of the props of a QueueWorkerJob. */
export const QUEUE_WORKER_PROPS: Shape<QueueWorkerJobProps> = {
  ...OBJECT_PROPS,
  ...POD_PROPS,
  queue: given(JOB_QUEUE, WRITE_QUEUE),
  worker: WORKER,
  run: either(
    'a Run or a Keda',
    'write Run.job() or Keda.scaledJob({ maxReplicas: 10 })',
    RUN,
    KEDA,
  ),
  after: listOf(instanceOf(WorkItems, 'write the WorkItems themselves')),
  connectsTo: listOf(CONNECTS_TO),
  patches: objectOf<QueueWorkerJobPatches>({
    ...BATCH_PATCHES,
    scaledJob: anyMap,
    serviceAccount: anyMap,
    networkPolicy: anyMap,
  }),
};

/** Many, because a pod that is lost costs nothing but time: its item is given back. */
const BACKOFF_LIMIT = 100;

/**
 * Pods that drain a queue: a Job with several pods, a CronJob, or a ScaledJob of KEDA.
 *
 * Each item is worked on at least once: after a crash it is begun again, so that the command must be
 * right the second time too. Write outputs under a name that the item gives, and in one step (a file
 * under another name that is then renamed, or one PUT). A pod ends with 0 only when nothing waits and
 * nothing is being worked on; one that is asked to end gives its item back. An item that failed or
 * crashed its pod too often is put with the dead ones.
 *
 * @example
 * const queue = new RedisJobQueue(chart, 'redis-master', {
 *   auth: RedisAuth.password(SecretKey.of('redis-login', 'password')),
 * });
 * const downloads = new QueueWorkerJob(chart, 'downloader', {
 *   queue: queue.job('jobScenes'),
 *   image: 'registry.example.org/landsat-downloader:0.0.4',
 *   command: ['python3', '/code/download.py'],
 *   run: Keda.scaledJob({ maxReplicas: 20 }),
 * });
 */
export class QueueWorkerJob extends Construct implements Client {
  /** The Job; undefined where the pods run in another way. */
  public readonly job?: ApiObject;

  /** The CronJob; undefined where the pods run in another way. */
  public readonly cronJob?: ApiObject;

  /** The ScaledJob; undefined where the pods run in another way. */
  public readonly scaledJob?: ApiObject;

  /** The NetworkPolicy of the pods. */
  public readonly networkPolicy: ApiObject;

  /** Where the pods are, for what they connect to. */
  public readonly connection: Pick<Connection, 'peer'>;

  /** @throws where a prop breaks the rules, or contradicts another one */
  constructor(scope: Construct, id: string, props: QueueWorkerJobProps) {
    super(scope, id);
    checkProps(this, props, QUEUE_WORKER_PROPS);
    const { queue, run = Run.job(), worker = Worker.perItem(), after = [], patches = {} } = props;
    const identity = identifyBatch(this, props, 'worker');
    const { name, namespace, labels, annotations, selector } = identity;
    const metadata = { name, namespace, labels, annotations };
    const { serviceAccountName = name, connectsTo = [] } = props;
    this.connection = { peer: Peer.pods(selector, namespace) };
    checkQueueNamespace(this, namespace, queue);
    checkLists(this, queue, after);
    checkEnvironment(this, props);
    if (props.serviceAccountName === undefined) {
      serviceAccount(this, metadata, patches.serviceAccount);
    } else if (patches.serviceAccount) {
      const what = 'patches.serviceAccount must be left out, because there is no such object';
      throw explain(this, what);
    }
    const lists = after.map(({ listName }) => listName);
    const parts = workerPod(this, queue, worker, props, lists);
    const env = { PYTHONUNBUFFERED: '1', ...queue.redis.environment(), ...props.env };
    const main = { ...props, ...parts.main, env, name };
    const pod = buildPod(
      this,
      identity,
      {
        ...props,
        ...main,
        initContainers: [...parts.initContainers, ...(props.initContainers ?? [])],
        // The original's `kubectl logs -l component=worker` finds the pods by it.
        podLabels: { component: 'worker', ...props.podLabels },
      },
      main,
      selector,
      serviceAccountName,
    );
    const spec = jobSpec(this, pod, run.spec, {
      backoffLimit: BACKOFF_LIMIT,
      failJobExitCodes: [CONFIGURATION_ERROR],
      container: name,
    });
    if (run instanceof Keda) {
      const trigger = queue.redis.trigger(queue.name, kedaOperatorOf(run));
      const { job, cronJob, scaledJob: patch } = patches;
      checkMade(this, { job, cronJob });
      this.scaledJob = scaledJob(this, identity, run, spec, trigger, pod.exceptions, patch);
    } else {
      const { scaledJob: missing, job, cronJob } = patches;
      checkMade(this, { scaledJob: missing });
      const made = batchWorkload(this, identity, run, spec, pod.exceptions, { job, cronJob });
      if (run.spec.type === 'job') this.job = made;
      else this.cronJob = made;
    }
    this.networkPolicy = networkPolicy(
      this,
      metadata,
      selector,
      () => [],
      [
        connect(this, 'queue', queue.redis),
        ...connectsTo.map((other, index) => connect(this, `connectsTo[${index}]`, other)),
      ],
      patches.networkPolicy,
    );
  }
}

/** @throws where a list goes into another queue, which this one would wait for in vain */
function checkLists(construct: Construct, queue: JobQueue, lists: readonly WorkItems[]): void {
  const index = lists.findIndex((list) => list.queue !== queue);
  if (index < 0) return;
  throw explain(
    construct,
    `after[${index}] must be put into the queue '${queue.name}', got '${lists[index]?.queue.name}'`,
  );
}

/** @throws where a variable of the queue is given another value */
function checkEnvironment(construct: Construct, { env = {}, queue }: QueueWorkerJobProps): void {
  const name = Object.keys(queue.redis.environment()).find((key) => key in env);
  if (name === undefined) return;
  throw explain(construct, `env.${name} must be left out, because the queue says it`);
}

function checkMade(construct: Construct, missing: Readonly<Record<string, unknown>>): void {
  const [name] = Object.keys(missing).filter((key) => missing[key] !== undefined);
  if (name === undefined) return;
  throw explain(construct, `patches.${name} must be left out, because there is no such object`);
}
