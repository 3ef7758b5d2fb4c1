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
import { OBJECT_PROPS, type ObjectProps } from './identity';
import { explain, invalid, must } from './invalid';
import type { DeepPartial } from './manifest';
import {
  type Client,
  CONNECTS_TO,
  type Connectable,
  type Connection,
  connect,
  Peer,
} from './network';
import type { ExtraContainerProps } from './pod/container';
import { buildPod, POD_PROPS, type PodProps } from './pod/pod';
import { labelValue } from './rules/names';
import { RUN, Run } from './run';
import { anyMap, checkProps, listOf, objectOf, type Shape, text } from './shape';
import { networkPolicy, serviceAccount } from './workload';

/** What a TaskJob is told. */
export interface TaskJobProps extends ObjectProps, PodProps {
  /**
   * When the command runs: once for each content of its Job, or on a schedule.
   *
   * @default Run.job()
   */
  readonly run?: Run;

  /**
   * What the pod connects to beside DNS: other constructs, and peers with ports. Everything else is
   * closed by a NetworkPolicy, and nothing connects to the pod.
   *
   * @default []
   */
  readonly connectsTo?: readonly (Connectable | Connection)[];

  /**
   * What the task is within its system, for the label `app.kubernetes.io/component`.
   *
   * @default 'task'
   */
  readonly component?: string;

  /**
   * Containers that run beside the main one. The task is done when all of them have ended: each must
   * end by itself.
   *
   * @default []
   */
  readonly sidecars?: readonly ExtraContainerProps[];

  /**
   * Fields to merge into the objects. A field that does not reach the output is an error. Lists of
   * named items are merged by their names (mounts by their paths); every other list takes the place
   * of the whole one.
   *
   * @default - none
   */
  readonly patches?: TaskJobPatches;
}

/** Fields to merge into the objects of a TaskJob. */
export interface TaskJobPatches extends BatchPatches {
  /** Fields of the ServiceAccount. */
  readonly serviceAccount?: DeepPartial<k8s.KubeServiceAccountProps>;

  /** Fields of the NetworkPolicy. */
  readonly networkPolicy?: DeepPartial<k8s.KubeNetworkPolicyProps>;
}

const PROPS: Shape<TaskJobProps> = {
  ...OBJECT_PROPS,
  ...POD_PROPS,
  run: RUN,
  connectsTo: listOf(CONNECTS_TO),
  component: text,
  patches: objectOf<TaskJobPatches>({
    ...BATCH_PATCHES,
    serviceAccount: anyMap,
    networkPolicy: anyMap,
  }),
};

/** The pauses between the attempts are about 10 minutes together: what a task needs is there by then. */
const BACKOFF_LIMIT = 6;

/**
 * One command in one pod, once for each content or on a schedule: to set up a schema, to index scenes,
 * to migrate a database. A Job or CronJob, its ServiceAccount and NetworkPolicy.
 *
 * The command must fail while what it needs is not there, and be safe to run again: it waits for no
 * other object, but is tried up to 7 times within about 10 minutes (`backoffLimit` says otherwise),
 * and again when its node is lost. A command that ends with exit code 78 (`EX_CONFIG`) says that no
 * further attempt can help: the Job fails at once. A pod that failed is not restarted but followed by
 * another one (`restartPolicy: Never`), so that its log can be read.
 *
 * The name of a Job ends in a hash of all that cannot be changed in it. Another image, command or
 * variable is another Job; the same content runs once. What `patches.job` changes counts, what
 * `addJsonPatch` changes does not. A Job that has failed for good is tried again with another
 * `revision`, or when somebody deletes it and applies it again.
 *
 * Old Jobs stay where nothing prunes them, as with `kubectl apply`, also while they still run. The
 * finished one stays too, because Argo CD and Flux make a Job again that is deleted, which would run
 * it again: `ttlAfterFinished` is for clusters without them.
 *
 * @example
 * const schema = new TaskJob(chart, 'datacube-init', {
 *   image: 'registry.example.org/datacube:1.8.19',
 *   command: ['datacube', 'system', 'init', '--no-default-types'],
 *   connectsTo: [{ peer: Peer.cidr('10.20.0.7/32'), ports: [5432] }],
 * });
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export class TaskJob extends Construct implements Client {
  /** The Job; undefined where the task runs on a schedule. */
  public readonly job?: ApiObject;

  /** The CronJob; undefined where the task runs once. */
  public readonly cronJob?: ApiObject;

  /** The NetworkPolicy of the pod. */
  public readonly networkPolicy: ApiObject;

  /** Undefined where the pod runs under a ServiceAccount that exists. */
  public readonly serviceAccount?: ApiObject;

  /** Where the pod is, for what it connects to: `catalogue.addClient(task.connection.peer)`. */
  public readonly connection: Pick<Connection, 'peer'>;

  /** @throws where a prop breaks the rules, or contradicts another one */
  constructor(scope: Construct, id: string, props: TaskJobProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { run = Run.job(), connectsTo = [], component = 'task', patches = {} } = props;
    checkOnePod(this, run);
    must(this, 'component', component, labelValue(component));
    const identity = identifyBatch(this, props, component);
    const { name, namespace, labels, annotations, selector } = identity;
    const metadata = { name, namespace, labels, annotations };
    const { serviceAccountName = name } = props;
    this.connection = { peer: Peer.pods(selector, namespace) };

    if (props.serviceAccountName === undefined) {
      this.serviceAccount = serviceAccount(this, metadata, patches.serviceAccount);
    } else if (patches.serviceAccount) {
      throw explain(
        this,
        'patches.serviceAccount must be left out, because there is no such object',
      );
    }
    const main = { ...props, name };
    const pod = buildPod(this, identity, props, main, selector, serviceAccountName);
    const spec = jobSpec(this, pod, run.spec, {
      backoffLimit: BACKOFF_LIMIT,
      failJobExitCodes: [CONFIGURATION_ERROR],
      container: name,
    });
    const workload = batchWorkload(this, identity, run, spec, pod.exceptions, patches);
    if (run.spec.type === 'job') this.job = workload;
    else this.cronJob = workload;
    this.networkPolicy = networkPolicy(
      this,
      metadata,
      selector,
      () => [],
      connectsTo.map((other, index) => connect(this, `connectsTo[${index}]`, other)),
      patches.networkPolicy,
    );
  }
}

/** @throws where several pods would do the same work */
function checkOnePod(construct: Construct, { spec: { parallelism = 1 } }: Run): void {
  if (parallelism === 1) return;
  const rule = 'must be 1, because every pod would run the same command';
  const fix = 'leave it out, or share the work by a queue';
  throw invalid(construct, 'run.parallelism', { rule, fix }, parallelism);
}
