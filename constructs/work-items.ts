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
import { type Identity, OBJECT_PROPS, type ObjectProps } from './identity';
import { invalid, must } from './invalid';
import {
  checkQueueNamespace,
  JOB_QUEUE,
  type JobQueue,
  type WorkItem,
  WRITE_QUEUE,
} from './job-queue';
import type { DeepPartial } from './manifest';
import { type Client, type Connection, connect, Peer } from './network';
import { buildPod } from './pod/pod';
import { RESOURCES, type Resources } from './pod/resources';
import { ITEM_LIST, isBelow, type WorkItemList } from './queue/item-list';
import { itemsVolume } from './queue/items-volume';
import { SCRIPTS } from './queue/scripts';
import { listRevision } from './rules/queues';
import { RUN, Run } from './run';
import { anyMap, checkProps, given, objectOf, type Shape } from './shape';
import { networkPolicy, serviceAccount } from './workload';

/** What WorkItems are told. */
export interface WorkItemsProps<Item extends WorkItem = WorkItem> extends ObjectProps {
  /** The queue that they are put into. */
  readonly queue: JobQueue<Item>;

  /** The items: those that are written here, or the lines of a file on a volume. */
  readonly list: WorkItemList<Item>;

  /**
   * How the Job runs; with another `revision`, the same items are put into the queue once more.
   *
   * @default Run.job()
   */
  readonly run?: Run;

  /**
   * What the container asks for, and the most that it gets.
   *
   * @default - 100 millicores to 1 core, 256 Mi to 1 Gi of memory
   */
  readonly resources?: Resources;

  /**
   * Fields to merge into the objects.
   *
   * @default - none
   */
  readonly patches?: WorkItemsPatches;
}

/** Fields to merge into the objects of WorkItems. */
export interface WorkItemsPatches extends Pick<BatchPatches, 'job'> {
  /** Fields of the ServiceAccount. */
  readonly serviceAccount?: DeepPartial<k8s.KubeServiceAccountProps>;

  /** Fields of the NetworkPolicy. */
  readonly networkPolicy?: DeepPartial<k8s.KubeNetworkPolicyProps>;
}

const PROPS: Shape<WorkItemsProps> = {
  ...OBJECT_PROPS,
  queue: given(JOB_QUEUE, WRITE_QUEUE),
  list: given(ITEM_LIST, 'write WorkItemList.of([…])'),
  run: RUN,
  resources: RESOURCES,
  patches: objectOf<WorkItemsPatches>({
    job: BATCH_PATCHES.job,
    serviceAccount: anyMap,
    networkPolicy: anyMap,
  }),
};

/**
 * A list of work items, put into a queue by a Job: each item exactly once, however often the
 * manifests are applied, and wherever the Job was interrupted. The Job is done when Redis has the items
 * on its disk.
 *
 * A list that is written here is in ConfigMaps: as text while it is small, compressed beyond.
 *
 * @example
 * const scenes = new WorkItems(chart, 'scenes-2019', {
 *   queue: new RedisJobQueue(chart, 'redis-master', {
 *     auth: RedisAuth.password(SecretKey.of('redis-login', 'password')),
 *   }).job<{ scene: string }>('jobScenes'),
 *   list: WorkItemList.of([{ scene: 'LC08_L1TP_042025_20200624_20200707_01_T1' }]),
 * });
 */
export class WorkItems<Item extends WorkItem = WorkItem> extends Construct implements Client {
  /** The Job. */
  public readonly job: ApiObject;

  /** The queue that they are put into. */
  public readonly queue: JobQueue;

  /** Under which name Redis remembers what of the list was inserted. */
  public readonly listName: string;

  /** Where the pod is. */
  public readonly connection: Pick<Connection, 'peer'>;

  /** @throws where an item or a prop breaks the rules, and where an item is there twice */
  constructor(scope: Construct, id: string, props: WorkItemsProps<Item>) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { queue, run = Run.job(), patches = {} } = props;
    const { redis } = queue;
    this.queue = queue;
    if (run.spec.type !== 'job') {
      const fix = 'write Run.job({ revision }) to insert the items again';
      throw invalid(this, 'run', { rule: 'must be a Job, which runs once', fix }, run);
    }
    const identity = identifyBatch(this, props, 'work-items');
    const { name, namespace, labels, annotations, selector } = identity;
    const metadata = { name, namespace, labels, annotations };
    checkQueueNamespace(this, namespace, queue);
    this.connection = { peer: Peer.pods(selector, namespace) };
    const { mount, path, content } = this.source(props, identity);
    const { revision } = run.spec;
    if (revision !== undefined) must(this, 'run.revision', revision, listRevision(revision));
    // A dot is in no name, so that no other list can come to the same.
    this.listName = [name, content, revision].filter((part) => part !== undefined).join('.');
    serviceAccount(this, metadata, patches.serviceAccount);
    const main = {
      name,
      image: redis.image,
      imagePullPolicy: redis.pods.imagePullPolicy,
      command: ['sh', `${SCRIPTS}/insert.sh`],
      args: [path],
      env: { ...redis.environment(), QUEUE: queue.name, LIST: this.listName },
      mounts: [...redis.tools, mount],
      resources: props.resources,
    };
    const pod = buildPod(this, identity, { ...redis.pods, ...main }, main, selector, name);
    const spec = jobSpec(this, pod, run.spec, {
      backoffLimit: 20,
      failJobExitCodes: [CONFIGURATION_ERROR],
      container: name,
    });
    this.job = batchWorkload(this, identity, run, spec, pod.exceptions, { job: patches.job });
    networkPolicy(
      this,
      metadata,
      selector,
      () => [],
      [connect(this, 'queue', redis)],
      patches.networkPolicy,
    );
  }

  /** Where the pod finds the items, and what stands for them in the name of the list. */
  private source({ queue, list: { spec } }: WorkItemsProps<Item>, identity: Identity) {
    if (spec.type === 'items') return itemsVolume(this, identity, queue, spec);
    const { mount, path } = spec;
    const fix = `write WorkItemList.file(volume.mountAt('/lists'), '/lists/scenes.txt')`;
    const rule = { rule: 'must be below the path of its mount', fix };
    if (!isBelow(mount, path)) throw invalid(this, 'list: path', rule, path);
    return { mount, path, content: undefined };
  }
}
