import { RedisAuth, Run, WorkItemList, WorkItems } from '../../constructs';
import type { Work } from './queue';
import { QueueUser } from './queue-user';

const QUEUE = 'jobProduct';
const GOOD: readonly Work[] = Array.from({ length: 20 }, (_, index) => ({
  name: `scene-${index}`,
  seconds: 0.5,
}));
const CRASHING: Work = { name: 'crashing', crashes: true };

// The tests are one story, in this order.
describe('Workers that only know the rediswq protocol', () => {
  let user: QueueUser;

  beforeAll(async () => {
    const auth = RedisAuth.none({ reason: 'the workers know no password' });
    user = await QueueUser.create('rediswq', { queues: [QUEUE], auth });
    await user.apply((parts) => {
      const queue = parts.queue(QUEUE);
      const list = WorkItemList.of([CRASHING, ...GOOD]);
      const items = new WorkItems(parts.chart, 'items', { queue, list });
      parts.rediswqWorkers('worker', { queue, after: [items], run: Run.job({ parallelism: 3 }) });
    });
  });

  afterAll(() => user.delete());

  test('drain the queue', async () => {
    const { end } = await user.ended('worker');
    expect(end).toBe('Complete');
    const done = (await user.runs()).filter(({ ended }) => ended !== undefined);
    expect(done.map(({ name }) => name).sort()).toEqual(GOOD.map(({ name }) => name).sort());
  });

  test("are found by the original's command for their logs", async () => {
    const command = ['get', 'pods', '-l', 'component=worker', '-o', 'name'];
    const pods = (await user.namespace.kubectl(...command)).stdout.trim().split('\n');
    const logs = await Promise.all(pods.map((pod) => user.namespace.kubectl('logs', pod)));
    for (const { stdout } of logs) expect(stdout).toMatch(/^worker with session /);
    expect(logs.length).toBeGreaterThanOrEqual(3);
  });

  test('leave an item with the dead ones that crashes them again and again', async () => {
    const runs = (await user.runs()).filter(({ name }) => name === CRASHING.name);
    expect(runs).toHaveLength(3);
    expect(await user.dead(QUEUE)).toEqual([
      expect.objectContaining({
        item: JSON.stringify(CRASHING),
        attempts: 3,
        reason: expect.stringMatching('^the lease ran out 3 times: '),
      }),
    ]);
    expect(await user.status(QUEUE)).toEqual({ waiting: 0, running: 0, paused: 0, dead: 1 });
  });
});
