import { Peer, Redis, WorkItemList, WorkItems } from '../../constructs';
import { REDIS, type Work } from './queue';
import { QueueUser } from './queue-user';
import { settings } from './settings';

const QUEUE = 'jobProduct';
const ITEMS: readonly Work[] = Array.from({ length: 300 }, (_, index) => ({
  name: `scene-${index}`,
}));
const CLIENT = { 'example.org/visits': 'redis' };

// The tests are one story, in this order.
describe('Redis of a queue on a cluster', () => {
  let user: QueueUser;

  /** Applies it with a client and a list, and with more of its settings. */
  const apply = (more: Readonly<Record<string, string>> = {}) =>
    user.apply(
      (parts) => {
        parts.redis.addClient(Peer.pods(CLIENT));
        const list = WorkItemList.of(ITEMS);
        new WorkItems(parts.chart, 'items', { queue: parts.queue(QUEUE), list });
      },
      { redis: Redis.own({ settings: more }) },
    );

  beforeAll(async () => {
    user = await QueueUser.create('redis', { queues: [QUEUE] });
    await apply();
    await user.namespace.apply(JSON.stringify(visitor('client', CLIENT)));
    await user.namespace.apply(JSON.stringify(visitor('stranger', {})));
    expect(await user.ended('items')).toMatchObject({ end: 'Complete' });
  });

  afterAll(() => user.delete());

  /** What Redis says to a pod, or that it says nothing. */
  const ask = (pod: string, login = '') =>
    user.namespace.exec(
      `pod/${pod}`,
      ...['sh', '-c', `${login} timeout 4 redis-cli -h ${REDIS} llen ${QUEUE} 2>&1 || echo "[$?]"`],
    );

  const all = ITEMS.map((item) => JSON.stringify(item));
  const podId = () => user.namespace.get(`pod/${REDIS}-0`, '{.metadata.uid}');

  test('refuses who has no password, or a wrong one', async () => {
    await user.namespace.eventually(
      'the client reaches Redis',
      () => ask('client'),
      (answer) => answer.startsWith('NOAUTH '),
    );
    expect(await ask('client', 'REDISCLI_AUTH=wrong')).toContain('WRONGPASS ');
    expect(await ask('client', 'REDISCLI_AUTH=wrong')).not.toContain(String(ITEMS.length));
  });

  test('is out of reach for a pod that is no client', async () => {
    // 124 is how timeout says that it had to end the command: nobody answered.
    expect(await ask('stranger')).toBe('[124]\n');
  });

  test('has all items when its container was killed', async () => {
    const pod = await podId();
    await user.replaceRedis(() => user.kill(`${REDIS}-0`));
    expect(await user.waiting(QUEUE)).toEqual(all);
    expect(await podId()).toBe(pod);
  });

  test('has all items when its pod was deleted', async () => {
    const pod = await podId();
    await user.replaceRedis(() => user.namespace.kubectl('delete', 'pod', `${REDIS}-0`));
    expect(await podId()).not.toBe(pod);
    expect(await user.waiting(QUEUE)).toEqual(all);
  });

  test('has all items, and its new settings, after a rollout', async () => {
    const pod = await podId();
    await apply({ 'slowlog-log-slower-than': '20000' });
    expect(await podId()).not.toBe(pod);
    expect(await user.waiting(QUEUE)).toEqual(all);
    const setting = await user.shell('redis config get slowlog-log-slower-than');
    expect(setting).toBe('slowlog-log-slower-than\n20000\n');
  });
});

/** A pod with redis-cli. */
function visitor(name: string, labels: Readonly<Record<string, string>>) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels },
    spec: {
      terminationGracePeriodSeconds: 0,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name,
          image: settings.images.redis,
          imagePullPolicy: 'IfNotPresent',
          command: ['sleep', 'infinity'],
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}
