import { Duration } from 'cdk8s';
import { Keda, WorkItemList, WorkItems } from '../../constructs';
import { kubectl } from './kubectl';
import type { Work } from './queue';
import { type JobState, QueueUser } from './queue-user';

const QUEUE = 'jobProduct';
const MOST = 3;
const ITEMS: readonly Work[] = Array.from({ length: 12 }, (_, index) => ({
  name: `scene-${index}`,
  seconds: 2,
}));
const MISSING = 'KEDA is not in the cluster; see https://keda.sh/docs/latest/deploy/';

// The tests are one story, in this order.
describe('Workers that KEDA makes', () => {
  let user: QueueUser;

  /** Applies the workers, and a list of items where there is one. */
  const apply = (list?: WorkItemList<Work>) =>
    user.apply((parts) => {
      const queue = parts.queue(QUEUE);
      const run = Keda.scaledJob({ maxReplicas: MOST, pollingInterval: Duration.seconds(2) });
      parts.workers('scaled', { queue, run });
      if (list) new WorkItems(parts.chart, 'items', { queue, list });
    });

  const jobs = async (): Promise<JobState[]> => {
    const own = 'scaledjob.keda.sh/name=scaled';
    const { stdout } = await user.namespace.kubectl('get', 'jobs', '-l', own, '-o', 'json');
    return JSON.parse(stdout).items;
  };
  const active = (all: readonly JobState[]) => all.filter(({ status }) => status.active).length;

  beforeAll(async () => {
    const get = ['get', 'customresourcedefinition', 'scaledjobs.keda.sh', '--ignore-not-found'];
    if ((await kubectl(get)).stdout === '') throw new Error(MISSING);
    user = await QueueUser.create('keda', { queues: [QUEUE] });
    await apply();
  });

  afterAll(() => user?.delete());

  test('are none while nothing waits', async () => {
    await user.namespace.eventually(
      `KEDA looks at the queue (${MISSING})`,
      () =>
        user.namespace.get('scaledjob/scaled', '{.status.conditions[?(@.type=="Ready")].status}'),
      (ready) => ready === 'True',
    );
    expect(await jobs()).toEqual([]);
  });

  // Redis tells nobody of its items who does not log in: KEDA does, by the TriggerAuthentication.
  test('are made when items come, as many as may be', async () => {
    await apply(WorkItemList.of(ITEMS));
    await user.namespace.eventually('there are workers', jobs, (all) => active(all) === MOST);
  });

  test('drain the queue, and are none again', async () => {
    const counts: number[] = [];
    await user.namespace.eventually(
      'all items are done',
      async () => {
        counts.push(active(await jobs()));
        return user.runs();
      },
      (runs) => runs.filter(({ ended }) => ended !== undefined).length === ITEMS.length,
    );
    expect(Math.max(...counts)).toBe(MOST);
    await user.namespace.eventually('no worker is left', jobs, (all) => active(all) === 0);
    expect((await jobs()).filter(({ status }) => status.failed)).toEqual([]);
    expect(await user.status(QUEUE)).toEqual({ waiting: 0, running: 0, paused: 0, dead: 0 });
  });
});
