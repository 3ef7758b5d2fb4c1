import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Fleet } from './fleet';
import { startRunner } from './item-runner';
import { WorkLog } from './log';
import type { Random } from './random';
import type { RedisServer } from './redis-server';
import { eventually, sleep } from './waiting';

export const QUEUE = 'jobProduct';
export const LEASE_SECONDS = 2.5;
export const MOST_ATTEMPTS = 10;
export const EMPTY_SECONDS = 3;
const PAUSE_SECONDS = 0.5;
const REAP_SECONDS = 0.5;
const POLL_SECONDS = 0.3;
const WORKERS = 8;
const WORKER_KILLS = 110;
const REDIS_KILLS = 6;

/** How many there are of each sort, and of equal items. */
const SORTS = { good: 1000, slow: 16, poison: 15, failing: 10, crashing: 6 };
const EQUAL = { texts: 10, copies: 5 };

/** All items in an order of chance, but for those that take long, which come first, and equal ones. */
export function itemsOf(random: Random): string[] {
  const plain = Object.entries(SORTS).flatMap(([sort, count]) =>
    Array.from({ length: count }, (_, index) => `${sort}-${index}`),
  );
  const equal = Array.from({ length: EQUAL.texts * EQUAL.copies }, (_, index) => {
    return `equal-${Math.floor(index / EQUAL.copies)}`;
  });
  const isLong = (item: string) => item.startsWith('crashing') || item.startsWith('failing');
  const items = random.shuffled(plain);
  // Equal items one behind the other, so that several workers would begin them at once.
  const [long, rest] = [items.filter(isLong), items.filter((item) => !isLong(item))];
  return [...long, ...rest.slice(0, 500), ...equal, ...rest.slice(500)];
}

/** What has happened to the items, by the time that all workers have ended with 0. */
export interface Report {
  readonly log: WorkLog;
  readonly dead: readonly { item: string; reason: string; attempts: number }[];
  readonly status: readonly string[];
  readonly workerKills: number;
  /** How often a worker was started in the place of a dead one: killed, or by its own command. */
  readonly restarts: number;
  readonly redisKills: number;
  readonly seconds: number;
  /** From the last death of a worker or of Redis until the queue was drained. */
  readonly secondsAfterLastKill: number;
  /** How long commands ran after that, and paused, if all had done so one after the other. */
  readonly secondsOfWorkLeft: number;
}

/**
 * Lets workers drain a queue while they and Redis are killed.
 *
 * @param lostSeconds of what Redis wrote last are lost with each of its deaths
 */
export async function chaos(
  server: RedisServer,
  random: Random,
  items: readonly string[],
  lostSeconds: number,
): Promise<Report> {
  const log = new WorkLog(join(server.folder, 'log'));
  const locks = join(server.folder, 'locks');
  mkdirSync(locks);
  await server.step(QUEUE, 'insert', 'list', '0', ...items);
  // Nothing that was inserted is lost: it is on the disk, as the insertion makes sure of.
  await sleep(lostSeconds * 1000 + 1500);

  const began = Date.now();
  const command = ['sh', join(__dirname, '../work.sh'), log.path, locks];
  const options = {
    ...{ lease: LEASE_SECONDS, attempts: MOST_ATTEMPTS, pause: PAUSE_SECONDS },
    ...{ reap: REAP_SECONDS, poll: POLL_SECONDS, empty: EMPTY_SECONDS },
  };
  const fleet = new Fleet(WORKERS, () => startRunner(server, QUEUE, command, options));
  let redisKills = 0;
  let lastRedisStart = began;
  const killRedis = async () => {
    redisKills += 1;
    await server.kill(lostSeconds);
    await sleep(random.between(100, 1000));
    await server.restart();
    lastRedisStart = Date.now();
  };
  try {
    await Promise.race([fleet.drained, killing(fleet, killRedis, log, random)]);
    await fleet.drained;
  } finally {
    fleet.close();
  }

  const end = Date.now();
  const lastKill = Math.max(fleet.lastDeath, lastRedisStart);
  return {
    log,
    dead: (await server.step(QUEUE, 'dead')).map((entry) => JSON.parse(entry)),
    status: await server.step(QUEUE, 'status'),
    workerKills: fleet.kills,
    restarts: fleet.restarts,
    redisKills,
    seconds: (end - began) / 1000,
    secondsAfterLastKill: (end - lastKill) / 1000,
    secondsOfWorkLeft: workAfter(log, lastKill),
  };
}

/** Kills workers, commands alone and Redis by the work that is done, and so at any speed of the machine. */
async function killing(
  fleet: Fleet,
  killRedis: () => Promise<void>,
  log: WorkLog,
  random: Random,
): Promise<void> {
  const steps = WORKER_KILLS + REDIS_KILLS;
  const isForRedis = (number: number) => number % Math.ceil(steps / (REDIS_KILLS + 1)) === 0;
  for (let number = 1; number <= steps; number += 1) {
    const due = (SORTS.good * 0.9 * number) / steps;
    const done = () => log.countsOf('end').size;
    await eventually(`${due} items are done`, done, (count) => count >= due, 60);
    await sleep(random.between(0, 100));
    if (isForRedis(number)) await killRedis();
    else fleet.kill(random);
    fleet.killCommand(random);
  }
}

/** For how many seconds commands ran after a time, and items that failed paused. */
function workAfter(log: WorkLog, time: number): number {
  const lines = log.lines();
  const durations = lines
    .filter(({ event }) => event === 'end')
    .map((end) => {
      const start = lines.find(({ event, pid }) => event === 'start' && pid === end.pid);
      return Math.max(0, end.time - Math.max(time, start?.time ?? end.time)) / 1000;
    });
  const failures = lines.filter(
    ({ event, item, time: at }) => event === 'start' && item.startsWith('failing') && at > time,
  );
  const attempts = new Set(failures.map(({ attempt }) => attempt)).size;
  const untilNext = PAUSE_SECONDS + REAP_SECONDS + 1.5 * POLL_SECONDS;
  return durations.reduce((sum, duration) => sum + duration, attempts * untilNext);
}
