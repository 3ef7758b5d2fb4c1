import { kubectl } from './kubectl';
import { TestNamespace } from './namespace';
import { type ExportFolder, Outside } from './outside';
import { loginSecret, type QueueParts, type QueueProps, queueManifests, REDIS } from './queue';

const REAPER = `deployment/${REDIS}-reaper`;

/** The label of the pods of a construct. */
export const podsOf = (name: string): string => `app.kubernetes.io/name=${name}`;

/** One run of a work item, as `work/work.py` records it. */
export interface ItemRun {
  readonly name: string;
  /** 0 where the worker does not count. */
  readonly attempt: number;
  readonly pod: string;
  /** In seconds. */
  readonly began: number;
  readonly ended?: number;
}

/** An item that was given up. */
export interface DeadItem {
  readonly item: string;
  readonly reason: string;
  readonly attempts: number;
}

/** A Job, as the API server has it. */
export interface JobState {
  readonly metadata: { readonly name: string };
  readonly status: {
    readonly active?: number;
    readonly succeeded?: number;
    readonly failed?: number;
    readonly conditions?: readonly JobCondition[];
  };
}

interface JobCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

/** Redis with its queues in a namespace of a suite, and what people do with them. */
export class QueueUser {
  static async create(prefix: string, props: QueueProps): Promise<QueueUser> {
    const [outside, namespace] = await Promise.all([
      Outside.create(),
      TestNamespace.create(prefix, 'restricted'),
    ]);
    await namespace.apply(loginSecret());
    return new QueueUser(outside, namespace, await outside.folder('shared'), props);
  }

  private constructor(
    readonly outside: Outside,
    readonly namespace: TestNamespace,
    private readonly folder: ExportFolder,
    private readonly props: QueueProps,
  ) {}

  /**
   * Applies the manifests of Redis, and of what is built around it, without a warning of the server;
   * waits for Redis, and gives the manifests.
   */
  async apply(
    build: (parts: QueueParts) => void = () => undefined,
    props: Partial<QueueProps> = {},
  ): Promise<string> {
    const { name } = this.namespace;
    const manifests = await queueManifests(name, this.folder, { ...this.props, ...props }, build);
    const { stderr } = await this.namespace.apply(manifests, '--validate=strict');
    if (stderr !== '') throw new Error(`kubectl apply says: ${stderr}`);
    await this.isReady();
    return manifests;
  }

  /** Waits until Redis and the reaper are of the newest template and ready, and reach each other. */
  private async isReady(): Promise<void> {
    await this.namespace.rolledOut(REDIS, 'statefulset');
    await this.namespace.rolledOut(`${REDIS}-reaper`);
    await this.namespace.eventually(
      'Redis answers',
      () => this.queue('status'),
      () => true,
    );
  }

  /** What the documented command `queue` says. */
  queue(...args: string[]): Promise<string> {
    return this.namespace.exec(REAPER, 'queue', ...args);
  }

  /** How many items of a queue wait, run, pause, and are dead. */
  async status(queue: string): Promise<Record<string, number>> {
    const [, ...lines] = (await this.queue('status', queue)).trim().split('\n');
    return Object.fromEntries(
      lines.map((line) => {
        const [what = '', count] = line.trim().split(' ');
        return [what, Number(count)];
      }),
    );
  }

  /** The items that were given up, the first one first. */
  async dead(queue: string): Promise<DeadItem[]> {
    const lines = (await this.queue('dead', queue)).split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line));
  }

  /** What a script in the reaper's container prints, in which `redis` is redis-cli with the login. */
  shell(script: string): Promise<string> {
    const sourced = `. /opt/cdk8s-eo/redis.sh; ${script}`;
    return this.namespace.exec(REAPER, 'sh', '-c', sourced);
  }

  /** The items that wait, the next one first. */
  async waiting(queue: string): Promise<string[]> {
    const list = await this.shell(`redis lrange ${queue} 0 -1`);
    return list.split('\n').slice(0, -1).reverse();
  }

  /** Every run of an item so far, in the order in which they began. */
  async runs(): Promise<ItemRun[]> {
    const lines = await this.outside.lines('shared', 'run-');
    const runs: ItemRun[] = lines.map((line) => JSON.parse(line));
    return runs.sort((a, b) => a.began - b.began);
  }

  /** The Job of a construct. */
  async job(name: string): Promise<JobState> {
    const get = ['get', 'jobs', '--selector', podsOf(name), '--output=json'];
    const { stdout } = await this.namespace.kubectl(...get);
    const [job]: JobState[] = JSON.parse(stdout).items;
    if (job === undefined) throw new Error(`there is no Job of ${name}`);
    return job;
  }

  /** Waits for the end of a Job; gives the Job, and how it has ended. */
  async ended(name: string): Promise<JobState & { readonly end: string }> {
    const job = await this.namespace.eventually(
      `the Job of ${name} ends`,
      () => this.job(name),
      ({ status }) => endOf(status) !== undefined,
    );
    return { ...job, end: endOf(job.status) ?? '' };
  }

  /** The names of the pods with a label that run. */
  async pods(label: string): Promise<string[]> {
    const running = '--field-selector=status.phase=Running';
    const names = '--output=jsonpath={.items[*].metadata.name}';
    const { stdout } = await this.namespace.kubectl('get', 'pods', '-l', label, running, names);
    return stdout.split(' ').filter((pod) => pod !== '');
  }

  /** Brings the end of Redis about, and waits until another container of it is ready. */
  async replaceRedis(end: () => Promise<unknown>): Promise<void> {
    const of = '.status.containerStatuses[0]';
    const container = () =>
      this.namespace.get(`pod/${REDIS}-0`, `{${of}.containerID} {${of}.ready}`);
    const [before = ''] = (await container()).split(' ');
    await end();
    await this.namespace.eventually(
      'another Redis is ready',
      container,
      (now) => now.endsWith(' true') && !now.startsWith(before),
    );
    await this.isReady();
  }

  /** Kills the container of a pod as a crash would. */
  async kill(pod: string): Promise<void> {
    const id = await this.namespace.get(`pod/${pod}`, '{.status.containerStatuses[0].containerID}');
    await this.outside.kill(id);
  }

  /** Deletes all, the volume of the shared folder too, which is in no namespace. */
  async delete(): Promise<void> {
    await Promise.all([this.namespace.delete(), this.outside.delete()]);
    await kubectl(['delete', 'pv', `${this.namespace.name}.shared`, '--ignore-not-found']);
  }
}

/** `Complete`, or `Failed` with its reason. */
function endOf({ conditions = [] }: JobState['status']): string | undefined {
  const end = conditions.find(
    ({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'),
  );
  return end && (end.type === 'Failed' ? `Failed: ${end.reason}` : end.type);
}
