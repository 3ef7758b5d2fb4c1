import { Cpu } from 'cdk8s-plus-27';
import { type Resources, WorkItemList, WorkItems } from '../../constructs';
import { kubectl } from './kubectl';
import { REDIS, SHARED, type Work } from './queue';
import { podsOf, QueueUser } from './queue-user';

const MANY = 100_000;

/** So many, inserted so slowly, that there is time for a crash in the middle. */
const SOME = 20_000;
const SLOW: Resources = { cpu: { request: Cpu.millis(50), limit: Cpu.millis(100) } };

const QUEUES = ['jobProduct', 'jobKilled', 'jobDeleted', 'jobCrash', 'jobFiji', 'jobMany'];

/** Work items that compress as little as those of a real list. */
function works(count: number): Work[] {
  return Array.from({ length: count }, (_, index) => {
    const hash = Math.imul(index + 1, 0x9e3779b1) >>> 0;
    return { name: `LC08_L1TP_042026_2020_${index}_${hash.toString(36)}`, seconds: index % 7 };
  });
}

const lines = (items: readonly Work[]) => items.map((item) => JSON.stringify(item));

// The tests are one story, in this order.
describe('Work items on a cluster', () => {
  let user: QueueUser;
  let manifests: string;

  beforeAll(async () => {
    user = await QueueUser.create('insertion', { queues: QUEUES });
    await user.apply();
  });

  afterAll(() => user.delete());

  /** Applies a list of items for a queue. */
  const insert = (id: string, queue: string, items: readonly Work[], resources?: Resources) =>
    user.apply((parts) => {
      const list = WorkItemList.of(items);
      new WorkItems(parts.chart, id, { queue: parts.queue(queue), list, resources });
    });

  /** The same, but with Redis stopped for half a minute when it has a part of the items. */
  async function insertPart(id: string, queue: string, items: readonly Work[]): Promise<void> {
    const [count] = await Promise.all([
      user.shell(
        `until [ "$(redis llen ${queue})" -gt 0 ]; do :; done
        redis client pause 30000 write >&2
        redis llen ${queue}`,
      ),
      insert(id, queue, items, SLOW),
    ]);
    expect(Number(count)).toBeGreaterThan(0);
    expect(Number(count)).toBeLessThan(items.length);
  }

  test('are in the queue in their order when the Job is done', async () => {
    manifests = await insert('products', 'jobProduct', works(300));
    expect(await user.ended('products')).toMatchObject({
      end: 'Complete',
      status: { succeeded: 1 },
    });
    expect(await user.waiting('jobProduct')).toEqual(lines(works(300)));
  });

  test('are not inserted again when the manifests are applied again', async () => {
    expect((await kubectl(['diff', '--filename', '-'], manifests)).stdout).toBe('');
    await user.namespace.apply(manifests);
    expect(await user.status('jobProduct')).toMatchObject({ waiting: 300 });
  });

  test('are not inserted again when the Job is deleted, and made again', async () => {
    const { metadata } = await user.job('products');
    await user.namespace.kubectl('delete', 'job', metadata.name);
    await user.namespace.apply(manifests);
    expect(await user.ended('products')).toMatchObject({ end: 'Complete' });
    const { stdout } = await user.namespace.kubectl('logs', `job/${metadata.name}`);
    expect(stdout).toContain('all 300 items of ');
    expect(stdout).toContain(' were inserted before');
    expect(await user.status('jobProduct')).toMatchObject({ waiting: 300 });
  });

  test('are each inserted once where the pod is killed in the middle', async () => {
    const items = works(SOME);
    await insertPart('killed', 'jobKilled', items);
    const [pod = ''] = await user.pods(podsOf('killed'));
    await user.kill(pod);
    await user.shell('redis client unpause');
    expect(await user.ended('killed')).toMatchObject({
      end: 'Complete',
      status: { failed: 1, succeeded: 1 },
    });
    expect(different(await user.waiting('jobKilled'), lines(items))).toEqual([]);
  });

  test('are each inserted once where the pod is deleted at once in the middle', async () => {
    const items = works(SOME);
    await insertPart('deleted', 'jobDeleted', items);
    const [pod = ''] = await user.pods(podsOf('deleted'));
    await user.namespace.kubectl('delete', 'pod', pod, '--force', '--wait=false');
    await user.shell('redis client unpause');
    expect(await user.ended('deleted')).toMatchObject({ end: 'Complete' });
    expect(different(await user.waiting('jobDeleted'), lines(items))).toEqual([]);
  });

  test('are each inserted once where Redis is killed in the middle', async () => {
    const items = works(SOME);
    await insertPart('crash', 'jobCrash', items);
    await user.kill(`${REDIS}-0`);
    expect(await user.ended('crash')).toMatchObject({ end: 'Complete' });
    expect(different(await user.waiting('jobCrash'), lines(items))).toEqual([]);
  });

  test('are the lines of a file on a volume', async () => {
    const items = works(500);
    await user.outside.write('shared/fiji-2019.txt', lines(items).join('\n'));
    await user.apply((parts) => {
      const list = WorkItemList.file(parts.shared.mountAt(SHARED), `${SHARED}/fiji-2019.txt`);
      new WorkItems(parts.chart, 'fiji', { queue: parts.queue('jobFiji'), list });
    });
    expect(await user.ended('fiji')).toMatchObject({ end: 'Complete' });
    expect(await user.waiting('jobFiji')).toEqual(lines(items));
  });

  test('are each inserted once where they are 100,000, compressed in ConfigMaps', async () => {
    const items = works(MANY);
    const began = Date.now();
    const [times] = await Promise.all([
      // What the clock of Redis says when it learns of the list, and when it has all items.
      user.shell(
        `until [ "$(redis exists jobMany:lists)" = 1 ]; do sleep 0.02; done; redis time
        until [ "$(redis llen jobMany)" = ${MANY} ]; do sleep 0.02; done; redis time`,
      ),
      insert('many', 'jobMany', items),
    ]);
    expect(await user.ended('many')).toMatchObject({ end: 'Complete' });
    const seconds = (Date.now() - began) / 1000;
    expect(different(await user.waiting('jobMany'), lines(items))).toEqual([]);
    const [since = 0, micros = 0, until = 0, moreMicros = 0] = times.split('\n').map(Number);
    const inRedis = until - since + (moreMicros - micros) / 1e6;
    process.stdout.write(
      `${MANY} items: in Redis within ${inRedis.toFixed(1)} s; from the apply to the end of the Job ` +
        `${seconds.toFixed(1)} s, ${Math.round(MANY / seconds)} a second\n`,
    );
  });
});

/** Where two long lists differ, of which jest would say too much. */
function different(actual: readonly string[], expected: readonly string[]): string[] {
  const found = Array.from({ length: Math.max(actual.length, expected.length) }, (_, index) =>
    actual[index] === expected[index] ? '' : `${index}: ${actual[index]}, not ${expected[index]}`,
  );
  return found.filter((difference) => difference !== '').slice(0, 10);
}
