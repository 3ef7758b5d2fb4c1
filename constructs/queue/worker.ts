import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import type { JobQueue } from '../job-queue';
import type { ContainerProps, ExtraContainerProps } from '../pod/container';
import type { PodProps } from '../pod/pod';
import { DEFAULT_GRACE } from '../pod/pod';
import { checkCommand, checkWords } from '../pod/words';
import { integerIn } from '../rules/numbers';
import { type Check, duration, instanceOf, objectOf, ruled, text } from '../shape';
import { SCRIPTS } from './scripts';

/** How the command is run for each item. */
export interface ItemRunnerOptions {
  /**
   * How long one item may take before the attempt counts as failed.
   *
   * @default - as long as it needs
   */
  readonly timeout?: Duration;

  /**
   * The Python of the image, 3.6 or newer.
   *
   * @default 'python3'
   */
  readonly python?: string;
}

/** How a worker takes its items. */
export class Worker {
  /**
   * The library takes the items, and runs the command of the container once for each: any image with
   * Python will do. The item is on the standard input and in `WORK_ITEM`, its attempt in
   * `WORK_ITEM_ATTEMPT`.
   *
   * The exit code says what becomes of the item: 0 is done; 65 (`EX_DATAERR`) is a bad item, which is
   * buried at once; 78 (`EX_CONFIG`) gives it back and fails the Job; any other is a failed attempt.
   * The end of the standard error is kept as the reason.
   */
  public static perItem(options: ItemRunnerOptions = {}): Worker {
    return new Worker({ type: 'perItem', ...options });
  }

  /**
   * The program of the image takes the items itself, by the rediswq protocol: it must end with 0 when
   * none is left.
   *
   * @see https://kubernetes.io/docs/tasks/job/fine-parallel-processing-work-queue/
   */
  public static rediswq(): Worker {
    return new Worker({ type: 'rediswq' });
  }

  /** @internal */
  public readonly spec: WorkerSpec;

  private constructor(spec: WorkerSpec) {
    this.spec = spec;
  }
}

/** What a worker was told. */
export type WorkerSpec =
  | ({ readonly type: 'perItem' } & ItemRunnerOptions)
  | { readonly type: 'rediswq' };

const SPECS = {
  perItem: objectOf<ItemRunnerOptions & { type: string }>({
    type: ruled,
    timeout: duration,
    python: text,
  }),
  rediswq: objectOf({ type: ruled }),
};

/** The type of `worker`. */
export const WORKER: Check = instanceOf(
  Worker,
  'write Worker.perItem() or Worker.rediswq()',
  ({ spec }, path) => SPECS[spec.type](spec, path),
);

/** What a worker adds to its pods. */
export interface WorkerPod {
  readonly main: Pick<ContainerProps, 'command' | 'args' | 'mounts'>;
  readonly initContainers: readonly ExtraContainerProps[];
}

/**
 * The command of the pods, and what must end before it starts.
 *
 * @param lists that must be in the queue before an empty one means that all is done
 * @throws where the command is missing, or a time breaks the rules
 */
export function workerPod(
  construct: Construct,
  queue: JobQueue,
  { spec }: Worker,
  props: PodProps,
  lists: readonly string[],
): WorkerPod {
  const { mounts = [] } = props;
  if (spec.type === 'rediswq') {
    const { command, args } = props;
    return {
      main: { command, args, mounts: [...mounts, ...queue.redis.mounts] },
      initContainers: [waiting(queue, lists)],
    };
  }
  const runner = queue.redis.runner();
  const { python = 'python3' } = spec;
  checkCommand(construct, 'worker.python', [python]);
  return {
    main: {
      command: [python, `${SCRIPTS}/item_runner.py`],
      args: [
        ...['--queue', queue.name],
        ...['--script', `${SCRIPTS}/queue.lua`],
        ...['--lease', seconds(queue.leaseMilliseconds)],
        ...['--attempts', String(queue.maxAttempts)],
        ...['--pause', seconds(queue.retryDelayMilliseconds)],
        ...['--unleased', seconds(queue.graceMilliseconds)],
        ...['--grace', String(graceOf(construct, queue, props))],
        ...timeoutOf(construct, spec),
        ...runner.options,
        ...lists.flatMap((list) => ['--after', list]),
        '--',
        ...commandOf(construct, props),
      ],
      mounts: [...mounts, ...runner.mounts],
    },
    initContainers: [],
  };
}

/** An unchanged worker takes an empty queue for a finished one, and a missing Redis for a failure. */
function waiting({ name, redis }: JobQueue, lists: readonly string[]): ExtraContainerProps {
  return {
    name: 'wait-for-queue',
    image: redis.image,
    imagePullPolicy: redis.pods.imagePullPolicy,
    command: ['sh', `${SCRIPTS}/wait.sh`, name, ...lists],
    env: redis.environment(),
    mounts: redis.tools,
  };
}

function commandOf(construct: Construct, { command, args }: PodProps): string[] {
  if (command === undefined) {
    throw explain(
      construct,
      'command must be given, because it is run for each item',
      "write command: ['python3', '/code/geomedian.py'], or worker: Worker.rediswq()",
    );
  }
  checkCommand(construct, 'command', command);
  checkWords(construct, 'args', args);
  return [...command, ...(args ?? [])];
}

/** How long the command has to end when the pod is asked to: the item is given back after that. */
function graceOf(construct: Construct, queue: JobQueue, props: PodProps): number {
  const grace = (props.terminationGracePeriod ?? DEFAULT_GRACE).toSeconds({ integral: false });
  must(construct, 'terminationGracePeriod in seconds', grace, integerIn(grace, 20, 86400));
  // Within the lease, or another worker could begin the item before this one has ended.
  return Math.floor(Math.min(grace - 15, queue.leaseMilliseconds / 2000));
}

function timeoutOf(construct: Construct, { timeout }: ItemRunnerOptions): string[] {
  if (timeout === undefined) return [];
  const given = timeout.toSeconds({ integral: false });
  must(construct, 'worker.timeout in seconds', given, integerIn(given, 1, 2592000));
  return ['--timeout', String(given)];
}

function seconds(milliseconds: number): string {
  return String(milliseconds / 1000);
}
