import { chaos, itemsOf, LEASE_SECONDS, MOST_ATTEMPTS, QUEUE, type Report } from './support/chaos';
import { Random } from './support/random';
import { RedisServer } from './support/redis-server';

/** Figures of all runs, by their names. */
const table: Record<string, Record<string, number>> = {};

afterAll(() => console.table(transposed(table)));

/** Rows as columns: a table that is narrow enough to be read. */
function transposed(rows: Record<string, Record<string, number>>) {
  const [first = {}] = Object.values(rows);
  return Object.fromEntries(
    Object.keys(first).map((name) => [
      name,
      Object.fromEntries(Object.entries(rows).map(([row, figures]) => [row, figures[name]])),
    ]),
  );
}

/** How often each text is in a list. */
function countsOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

describe.each([
  { appendfsync: 'always', lostSeconds: 0, seed: 1 },
  // With the power, a Redis that writes each second loses a second and more.
  { appendfsync: 'everysec', lostSeconds: 1.2, seed: 2 },
] as const)(
  'under $appendfsync, with workers and Redis killed',
  ({ appendfsync, lostSeconds, seed }) => {
    const random = new Random(seed);
    const items = itemsOf(random);
    let server: RedisServer;
    let report: Report;

    beforeAll(async () => {
      server = await RedisServer.start({ appendfsync });
      report = await chaos(server, random, items, lostSeconds);
      table[appendfsync] = figuresOf(items, report);
    }, 180_000);

    afterAll(() => server.remove());

    const ofSort = (sort: string) => items.filter((item) => item.startsWith(`${sort}-`));
    const deadOf = (sort: string) => report.dead.filter(({ item }) => item.startsWith(`${sort}-`));

    test('enough items were there, and enough was killed', () => {
      expect(items.length).toBeGreaterThanOrEqual(1000);
      expect(report.workerKills).toBeGreaterThanOrEqual(100);
      expect(report.redisKills).toBeGreaterThanOrEqual(5);
    });

    test('every item ended done or dead, and nothing is left', async () => {
      const dead = countsOf(report.dead.map(({ item }) => item));
      const done = report.log.countsOf('end');
      // Of equal items, each one that is not dead was acknowledged, each after a run of its own.
      const missing = [...countsOf(items)].filter(
        ([item, count]) => (done.get(item) ?? 0) < count - (dead.get(item) ?? 0),
      );
      expect(missing).toEqual([]);
      expect(report.status.slice(0, 3)).toEqual(['waiting 0', 'running 0', 'paused 0']);
      const keys = (await server.cli(['KEYS', '*'])).split('\n').sort();
      const expiring = `${QUEUE}:reaped`;
      const left = keys.filter((key) => key !== expiring);
      expect(left).toEqual([`${QUEUE}:dead`, `${QUEUE}:inserted:list`]);
    });

    test('nothing was stuck: the queue was drained within twice the lease and the work left', () => {
      // The workers end when nothing was left for three seconds.
      const limit = 2 * LEASE_SECONDS + report.secondsOfWorkLeft + 3;
      expect(report.secondsAfterLastKill).toBeLessThan(limit);
    });

    test('every bad item is dead, with its reason', () => {
      const reasons = (sort: string) => deadOf(sort).map(({ reason }) => reason);
      for (const sort of ['poison', 'failing', 'crashing']) {
        expect(
          deadOf(sort)
            .map(({ item }) => item)
            .sort(),
        ).toEqual(ofSort(sort).sort());
      }
      for (const reason of reasons('poison')) {
        expect(reason).toMatch(/^ended with code 65: poison-\d+ is no work item$/);
      }
      const ranOut = `the lease ran out ${MOST_ATTEMPTS} times: the worker crashed, was killed, or took too long`;
      for (const reason of reasons('failing')) {
        // The last attempt may have been ended by a kill.
        if (reason !== ranOut)
          expect(reason).toMatch(/^ended with code 1: failing-\d+ cannot be done$/);
      }
      for (const reason of reasons('crashing')) expect(reason).toBe(ranOut);
      for (const { attempts } of [...deadOf('failing'), ...deadOf('crashing')]) {
        expect(attempts).toBe(MOST_ATTEMPTS);
      }
    });

    test('a good item is dead only where it was hit as often as it may be tried', () => {
      for (const { item, attempts } of [...deadOf('good'), ...deadOf('slow'), ...deadOf('equal')]) {
        expect({ item, attempts }).toEqual({ item, attempts: MOST_ATTEMPTS });
      }
    });

    if (appendfsync === 'always') {
      test('no item, nor an equal one, ran twice at once', () => {
        expect(report.log.of('overlap')).toEqual([]);
      });
    }
  },
);

function figuresOf(items: readonly string[], report: Report): Record<string, number> {
  const { log, dead } = report;
  const runs = log.of('start').length;
  // What fails or crashes is run as often as it may be, and all else once.
  const needed = items.filter((item) => !/^(failing|crashing)-/.test(item)).length;
  const repeated = runs - needed - (items.length - needed) * MOST_ATTEMPTS;
  const isGood = (item: string) => /^(good|slow|equal)-/.test(item);
  const buried = dead.filter(({ item }) => isGood(item)).length;
  const doneTwice = log.of('end').length - (items.filter(isGood).length - buried);
  return {
    items: items.length,
    'workers killed': report.workerKills,
    'workers killed by their command': report.restarts - report.workerKills,
    'Redis killed': report.redisKills,
    runs,
    'runs repeated, a hundred items': Math.round((1000 * repeated) / items.length) / 10,
    'done again': doneTwice,
    'at once': log.of('overlap').length,
    dead: dead.length,
    'good ones dead': buried,
    seconds: Math.round(report.seconds),
    'seconds after the last kill': Math.round(report.secondsAfterLastKill * 10) / 10,
  };
}
