import { Run, WorkItemList, WorkItems } from '../../constructs';
import type { QueueParts, Work } from './queue';
import { type ItemRun, QueueUser } from './queue-user';

const QUEUES = ['jobProduct', 'jobSlow', 'jobWrong'];

const GOOD: readonly Work[] = Array.from({ length: 26 }, (_, index) => ({
  name: `scene-${index}`,
  seconds: 0.2,
}));
const POISON: readonly Work[] = [
  { name: 'poison-1', says: 'no such scene', exit: 65 },
  { name: 'poison-2', says: 'the scene is all clouds', exit: 65 },
];
const FAILING: readonly Work[] = [{ name: 'failing', says: 'the disk is full', exit: 3 }];

const names = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name).sort();

// The tests are one story, in this order.
describe('Workers on a cluster', () => {
  let user: QueueUser;

  beforeAll(async () => {
    user = await QueueUser.create('workers', { queues: QUEUES });
  });

  afterAll(() => user.delete());

  /** Applies a list, and workers that drain it. */
  const drain = (
    id: string,
    queue: string,
    items: readonly Work[],
    work: (parts: QueueParts, list: WorkItems<Work>) => void,
  ) =>
    user.apply((parts) => {
      const list = WorkItemList.of(items);
      work(parts, new WorkItems(parts.chart, `${id}-items`, { queue: parts.queue(queue), list }));
    });

  /** How often work on an item has begun, with the attempt of each time. */
  const attemptsOf = (item: string, runs: readonly ItemRun[]) =>
    runs.filter(({ name }) => name === item).map(({ attempt }) => attempt);

  test('drain a queue, and end all with 0', async () => {
    await drain('products', 'jobProduct', [...GOOD, ...POISON, ...FAILING], (parts, list) => {
      const queue = parts.queue('jobProduct');
      parts.workers('products', { queue, after: [list], run: Run.job({ parallelism: 3 }) });
    });
    const { end, status } = await user.ended('products');
    expect({ end, status }).toMatchObject({ end: 'Complete', status: { succeeded: 3 } });
    expect(status.failed ?? 0).toBe(0);
    const runs = await user.runs();
    expect(names(runs.filter(({ ended }) => ended !== undefined))).toEqual(names(GOOD));
    expect(new Set(runs.map(({ pod }) => pod)).size).toBeGreaterThan(1);
  });

  test('are found by the command of the original', async () => {
    const command = ['get', 'pods', '-l', 'component=worker', '-o', 'name'];
    const pods = (await user.namespace.kubectl(...command)).stdout.trim().split('\n');
    expect(pods).toHaveLength(3);
    const { stdout } = await user.namespace.kubectl('logs', pods[0] ?? '');
    expect(stdout).toContain('item runner: item ');
  });

  test('leave what was in vain with the dead items, with its reason and count', async () => {
    expect(await user.queue('status', 'jobProduct')).toBe(
      'jobProduct\n  waiting 0\n  running 0\n  paused 0\n  dead 3\n',
    );
    const dead = (await user.dead('jobProduct')).sort((a, b) => (a.item < b.item ? -1 : 1));
    const entry = (item: Work | undefined, attempts: number, reason: string) =>
      expect.objectContaining({ item: JSON.stringify(item), attempts, reason });
    expect(dead).toEqual([
      entry(FAILING[0], 3, 'ended with code 3: the disk is full'),
      entry(POISON[0], 1, 'ended with code 65: no such scene'),
      entry(POISON[1], 1, 'ended with code 65: the scene is all clouds'),
    ]);
  });

  test('get the dead items again that somebody requeues', async () => {
    expect(await user.queue('requeue', 'jobProduct')).toBe('3\n');
    expect(await user.status('jobProduct')).toMatchObject({ waiting: 3, dead: 0 });
  });

  test('give an item back when they are deleted, and lose it when they are killed', async () => {
    const items = [
      { name: 'given-back', waits: true },
      { name: 'lost', waits: true },
    ];
    await drain('slow', 'jobSlow', items, (parts, list) => {
      const queue = parts.queue('jobSlow');
      parts.workers('slow', { queue, after: [list], run: Run.job({ parallelism: 2 }) });
    });
    const begun = await user.namespace.eventually(
      'both items are begun',
      () => user.runs(),
      (runs) => items.every(({ name }) => attemptsOf(name, runs).length === 1),
    );
    const podOf = (item: string) => begun.find(({ name }) => name === item)?.pod ?? '';
    const running = (await user.queue('running', 'jobSlow')).trim().split('\n');
    expect(running).toHaveLength(2);
    for (const { name } of items) {
      const line = new RegExp(`^${podOf(name)}-\\w+\tattempt 1\t\\d+ s\t.*"${name}"`);
      expect(running).toContainEqual(expect.stringMatching(line));
    }

    await user.kill(podOf('lost'));
    await user.namespace.kubectl('delete', 'pod', podOf('given-back'));
    const runs = await user.namespace.eventually(
      'both items are begun again',
      () => user.runs(),
      (now) => items.every(({ name }) => attemptsOf(name, now).length === 2),
    );
    expect(attemptsOf('given-back', runs)).toEqual([1, 1]);
    expect(attemptsOf('lost', runs)).toEqual([1, 2]);

    await user.outside.write('shared/go', '');
    const { end, status } = await user.ended('slow');
    expect({ end, status }).toMatchObject({
      end: 'Complete',
      status: { failed: 2, succeeded: 2 },
    });
    const ended = (await user.runs()).filter((run) => run.ended !== undefined);
    expect(names(ended)).toEqual(names([...GOOD, ...items]));
  });

  test('fail their Job at once when their configuration is wrong, and lose no item', async () => {
    const items = [{ name: 'wrong', says: 'there is no database', exit: 78 }];
    await drain('wrong', 'jobWrong', items, (parts, list) => {
      const queue = parts.queue('jobWrong');
      parts.workers('wrong', { queue, after: [list], run: Run.job({ parallelism: 2 }) });
    });
    const { end, status } = await user.ended('wrong');
    expect(end).toBe('Failed: PodFailurePolicy');
    expect(status.succeeded ?? 0).toBe(0);
    await user.namespace.eventually(
      'the item waits',
      () => user.status('jobWrong'),
      ({ waiting, running }) => waiting === 1 && running === 0,
    );
    expect(attemptsOf('wrong', await user.runs()).every((attempt) => attempt === 1)).toBe(true);
  });
});
