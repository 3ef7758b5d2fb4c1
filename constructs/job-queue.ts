import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { invalid, must } from './invalid';
import { lineOf } from './queue/item';
import type { RedisJobQueue } from './redis-job-queue';
import { integerIn } from './rules/numbers';
import { queueName } from './rules/queues';
import { type Check, checkValue, duration, instanceOf, objectOf, ruled, type Shape } from './shape';

/** One piece of work: an object that becomes JSON, or a text that is taken as it is. */
export type WorkItem = object | string;

/** What a queue is told. */
export interface JobQueueOptions {
  /**
   * How long an item is a worker's without a sign of life; after that another one gets it. The item
   * runner gives signs while its command runs, so that a few minutes do for items of hours. A rediswq
   * worker gives none: what it asks for in its own code counts, and must be longer than any item.
   *
   * @default Duration.minutes(5)
   */
  readonly lease?: Duration;

  /**
   * How often an item is tried before it is put with the dead ones.
   *
   * @default 3
   */
  readonly maxAttempts?: number;

  /**
   * How long an item that failed waits before it is tried again.
   *
   * @default Duration.seconds(30)
   */
  readonly retryDelay?: Duration;
}

const OPTIONS: Shape<JobQueueOptions> = {
  lease: duration,
  maxAttempts: ruled,
  retryDelay: duration,
};

/**
 * A named queue of work items in a Redis: what those who fill it, work it off, scale by it and look
 * after it share. Made by `RedisJobQueue.job()`.
 *
 * @typeParam Item what the items are
 */
export class JobQueue<Item extends WorkItem = WorkItem> {
  /** The key of the list in Redis. */
  public readonly name: string;

  /** The Redis that it is in. */
  public readonly redis: RedisJobQueue;

  /** How long an item is a worker's without a sign of life, in milliseconds. */
  public readonly leaseMilliseconds: number;

  /** How often an item is tried. */
  public readonly maxAttempts: number;

  /** How long an item that failed waits, in milliseconds. */
  public readonly retryDelayMilliseconds: number;

  /**
   * @param redis the Redis that it is in
   * @param name the key of the list
   * @throws where the name, the lease or a number breaks the rules
   */
  constructor(redis: RedisJobQueue, name: string, options: JobQueueOptions = {}) {
    const prop = `job('${name}')`;
    must(redis, 'job: name', name, queueName(name));
    checkValue(redis, prop, options, objectOf(OPTIONS));
    const { maxAttempts = 3 } = options;
    const { lease = Duration.minutes(5), retryDelay = Duration.seconds(30) } = options;
    const seconds = {
      lease: lease.toMilliseconds() / 1000,
      retryDelay: retryDelay.toMilliseconds() / 1000,
    };
    must(redis, `${prop}.lease in seconds`, seconds.lease, integerIn(seconds.lease, 5, 604800));
    must(redis, `${prop}.maxAttempts`, maxAttempts, integerIn(maxAttempts, 1, 1000));
    const delay = integerIn(seconds.retryDelay, 0, 86400);
    must(redis, `${prop}.retryDelay in seconds`, seconds.retryDelay, delay);
    this.redis = redis;
    this.name = name;
    this.leaseMilliseconds = lease.toMilliseconds();
    this.maxAttempts = maxAttempts;
    this.retryDelayMilliseconds = retryDelay.toMilliseconds();
  }

  /** The key of the list with the items that were given up, and why. */
  public get deadLetterKey(): string {
    return `${this.name}:dead`;
  }

  /**
   * For how long a taken item may be without a lease before it is given back, in milliseconds: an
   * unchanged rediswq worker takes an item in one step, and the lease in the next.
   */
  public get graceMilliseconds(): number {
    return Math.min(this.leaseMilliseconds / 2, 60000);
  }

  /**
   * An item as it is in the list.
   *
   * @param prop how errors call the item
   * @param construct which construct they name
   * @throws where it is no object or text, cannot be written as JSON, is larger than 64 KiB, or holds
   *   what looks like a credential
   */
  public encode(item: Item, prop: string, construct: Construct = this.redis): string {
    return lineOf(construct, item, prop);
  }
}

/** How a queue is made, where another thing stands in its place. */
export const WRITE_QUEUE = "write queue.job('jobProduct') of a RedisJobQueue";

/** The type of `queue`. */
export const JOB_QUEUE: Check = instanceOf(JobQueue, WRITE_QUEUE);

/** @throws where pods are in another namespace than the login and the scripts of their queue */
export function checkQueueNamespace(
  construct: Construct,
  namespace: string,
  { redis }: JobQueue,
): void {
  if (namespace === redis.namespace) return;
  const rule = { rule: `must be that of the queue, '${redis.namespace}'`, fix: 'leave it out' };
  throw invalid(construct, 'namespace', rule, namespace);
}
