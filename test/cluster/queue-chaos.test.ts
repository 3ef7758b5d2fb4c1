import { setTimeout as sleep } from 'node:timers/promises';
import { Run, WorkItemList, WorkItems } from '../../constructs';
import { REDIS, type Work } from './queue';
import { type ItemRun, QueueUser } from './queue-user';

const QUEUE = 'jobProduct';
const MAX_ATTEMPTS = 6;
const OUTAGES = 6;
const KILLED_EACH_TIME = 4;

/**
 * A Job waits before it makes another pod, the longer the more of its pods failed: 10 seconds, 20, 40.
 * With many Jobs there are always some that work.
 */
const JOBS = 8;

const GOOD: readonly Work[] = Array.from({ length: 140 }, (_, index) => ({
  name: `scene-${index}`,
  seconds: 2 + (index % 3),
}));
const POISON: readonly Work[] = Array.from({ length: 5 }, (_, index) => ({
  name: `poison-${index}`,
  says: 'no such scene',
  exit: 65,
}));
const FAILING: readonly Work[] = Array.from({ length: 5 }, (_, index) => ({
  name: `failing-${index}`,
  says: 'the disk is full',
  exit: 1,
}));

/** Good ones with the others between them. */
const ITEMS = [...POISON, ...FAILING].reduce<readonly Work[]>(
  (items, other, index) => items.toSpliced(index * 15, 0, other),
  GOOD,
);

// The tests are one story, in this order.
describe('Workers and Redis that are killed again and again', () => {
  let user: QueueUser;
  let killed = 0;

  beforeAll(async () => {
    user = await QueueUser.create('chaos', { queues: [QUEUE], maxAttempts: MAX_ATTEMPTS });
    await user.apply((parts) => {
      const queue = parts.queue(QUEUE);
      const items = new WorkItems(parts.chart, 'items', { queue, list: WorkItemList.of(ITEMS) });
      for (const id of workers()) parts.workers(id, { queue, after: [items], run: Run.job() });
    });
    expect(await user.ended('items')).toMatchObject({ end: 'Complete' });
  });

  afterAll(() => user.delete());

  /** Kills some workers, one in this way, the next in that one. */
  async function killWorkers(): Promise<void> {
    const pods = await user.pods('component=worker');
    for (const pod of pods.slice(0, KILLED_EACH_TIME)) {
      killed += 1;
      if (killed % 2 === 0) await user.kill(pod);
      else await user.namespace.kubectl('delete', 'pod', pod, '--force', '--wait=false');
    }
  }

  /** Kills Redis: a container that was killed twice would wait before it starts again. */
  const killRedis = (outage: number) =>
    user.replaceRedis(() =>
      outage % 2 === 0
        ? user.kill(`${REDIS}-0`)
        : user.namespace.kubectl('delete', 'pod', `${REDIS}-0`),
    );

  test('while they work', async () => {
    for (let outage = 0; outage < OUTAGES; outage += 1) {
      await killWorkers();
      await sleep(2000);
      const { waiting = 0 } = await user.status(QUEUE);
      expect(waiting).toBeGreaterThan(0);
      await killRedis(outage);
    }
    expect(killed).toBeGreaterThanOrEqual(OUTAGES);
  });

  test('end all with 0 in the end', async () => {
    for (const id of workers()) expect(await user.ended(id)).toMatchObject({ end: 'Complete' });
    expect(await user.status(QUEUE)).toEqual({
      waiting: 0,
      running: 0,
      paused: 0,
      dead: POISON.length + FAILING.length,
    });
  });

  test('have done every item, but those that nobody can do', async () => {
    const runs = await user.runs();
    const done = new Set(runs.filter(({ ended }) => ended !== undefined).map(({ name }) => name));
    expect([...done].sort()).toEqual(GOOD.map(({ name }) => name).sort());
    const repeated = runs.filter(({ name }) => done.has(name)).length - done.size;
    process.stdout.write(
      `${ITEMS.length} items, ${killed} workers and ${OUTAGES} times Redis killed: ` +
        `${repeated} of ${GOOD.length} good items were begun again ` +
        `(${((100 * repeated) / GOOD.length).toFixed(1)} %)\n`,
    );
  });

  test('have put the others with the dead ones, with the reason', async () => {
    const dead = await user.dead(QUEUE);
    const reasons = new Map(dead.map(({ item, reason }) => [item, reason]));
    expect(reasons.size).toBe(dead.length);
    for (const item of POISON) {
      expect(reasons.get(JSON.stringify(item))).toBe('ended with code 65: no such scene');
    }
    for (const item of FAILING) {
      expect(reasons.get(JSON.stringify(item))).toBe('ended with code 1: the disk is full');
    }
  });

  test('never worked on one item at once', async () => {
    expect(overlaps(await user.runs())).toEqual([]);
  });
});

function workers(): string[] {
  return Array.from({ length: JOBS }, (_, index) => `worker-${index}`);
}

/** The runs that began while another one of the same item had not ended, which came to its end. */
function overlaps(runs: readonly ItemRun[]): ItemRun[] {
  return runs.filter((run) =>
    runs.some(
      ({ name, began, ended = 0 }) => name === run.name && began < run.began && run.began < ended,
    ),
  );
}
