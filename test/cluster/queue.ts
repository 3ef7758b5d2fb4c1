import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Chart, Duration, Size } from 'cdk8s';
import {
  ConfigFile,
  ConfigFileMount,
  type JobQueue,
  type Mount,
  NfsVolume,
  QueueWorkerJob,
  type QueueWorkerJobProps,
  Redis,
  RedisAuth,
  RedisJobQueue,
  type RedisJobQueueProps,
  SecretKey,
  Worker,
} from '../../constructs';
import type { System } from '../../src/build-systems';
import { synthesize } from '../../src/synthesize';
import type { ExportFolder } from './outside';
import { settings } from './settings';

/** Name of the Service of Redis, and of all that it is made of. */
export const REDIS = 'redis-master';

/** The key of the Secret with the password of Redis. */
const LOGIN = SecretKey.of('redis-login', 'password');

/** Where the shared folder is in the pods. */
export const SHARED = '/shared';

/** A work item of the tests: `work/work.py` does what it says. */
export interface Work {
  readonly name: string;
  readonly seconds?: number;
  /** Whether the work goes on only when there is a file `go` in the shared folder. */
  readonly waits?: boolean;
  /** Whether it ends the process that works on it. */
  readonly crashes?: boolean;
  /** What is written to the standard error. */
  readonly says?: string;
  readonly exit?: number;
}

/** What is said of a queue of the tests. */
export interface QueueProps extends Partial<RedisJobQueueProps> {
  /** The names of the queues, all of them, so that what is built around them changes no pod. */
  readonly queues: readonly string[];
  /** How often an item is tried. */
  readonly maxAttempts?: number;
}

/** What the manifests of a test are built of. */
export class QueueParts {
  /** The Redis. */
  readonly redis: RedisJobQueue;

  /** A folder of the NFS export. */
  readonly shared: NfsVolume;

  private readonly code: Mount;
  private readonly queues: ReadonlyMap<string, JobQueue<Work>>;

  constructor(
    readonly chart: Chart,
    folder: ExportFolder,
    { queues, maxAttempts, ...props }: QueueProps,
  ) {
    const redis = new RedisJobQueue(chart, REDIS, {
      image: settings.images.redis,
      imagePullPolicy: 'IfNotPresent',
      auth: RedisAuth.password(LOGIN),
      redis: Redis.own({ size: Size.gibibytes(1) }),
      reaper: { period: Duration.seconds(2) },
      ...props,
    });
    // As short as tests need it.
    const times = { lease: Duration.seconds(15), retryDelay: Duration.seconds(1) };
    const made = queues.map((name) => redis.job<Work>(name, { ...times, maxAttempts }));
    this.redis = redis;
    this.queues = new Map(made.map((queue) => [queue.name, queue]));
    this.shared = new NfsVolume(chart, 'shared', { ...folder, capacity: Size.gibibytes(1) });
    this.code = new ConfigFileMount(chart, 'work', {
      files: {
        '/code/work.py': ConfigFile.file(join(__dirname, 'work', 'work.py')),
        '/code/worker.py': ConfigFile.file(join(__dirname, 'work', 'rediswq_worker.py')),
        '/code/rediswq.py': ConfigFile.file(join(__dirname, '..', 'queue', 'rediswq.py')),
      },
    });
  }

  /** A queue that the suite has declared. */
  queue(name: string): JobQueue<Work> {
    const queue = this.queues.get(name);
    if (queue === undefined) throw new Error(`the suite declares no queue '${name}'`);
    return queue;
  }

  /** Workers that the library gives their items. */
  workers(id: string, props: Omit<QueueWorkerJobProps, 'image'>): QueueWorkerJob {
    return this.job(id, { command: ['python3', '/code/work.py', SHARED], ...props });
  }

  /** Workers that take their items themselves. */
  rediswqWorkers(id: string, props: Omit<QueueWorkerJobProps, 'image'>): QueueWorkerJob {
    const command = ['python3', '/code/worker.py', props.queue.name, SHARED];
    return this.job(id, { command, worker: Worker.rediswq(), ...props });
  }

  private job(id: string, props: Omit<QueueWorkerJobProps, 'image'>): QueueWorkerJob {
    return new QueueWorkerJob(this.chart, id, {
      image: settings.images.python,
      imagePullPolicy: 'IfNotPresent',
      mounts: [this.shared.mountAt(SHARED), this.code],
      terminationGracePeriod: Duration.seconds(20),
      ...props,
    });
  }
}

/** The manifests of a queue and of what works on it, judged as those of a user are. */
export async function queueManifests(
  namespace: string,
  folder: ExportFolder,
  props: QueueProps,
  build: (parts: QueueParts) => void,
): Promise<string> {
  const system: System<{ readonly name: string }> = {
    name: 'queue',
    build(app) {
      const chart = new Chart(app, 'queue', { namespace });
      build(new QueueParts(chart, folder, props));
      return chart;
    },
  };
  const { files } = await synthesize({ systems: [system], environments: [{ name: 'test' }] });
  return [...files.values()].join('');
}

/** The Secret that the manifests only name. */
export function loginSecret(): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: LOGIN.secretName },
    stringData: { [LOGIN.key]: anyPassword() },
  });
}

/** A password that nobody knows. */
export const anyPassword = (): string => randomBytes(16).toString('hex');
