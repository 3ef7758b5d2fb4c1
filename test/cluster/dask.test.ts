import { Size } from 'cdk8s';
import { Dask } from '../../constructs';
import { type Computed, computation, computed, SUM } from './dask';
import { kubectl } from './kubectl';
import { QueueUser } from './queue-user';
import { settings } from './settings';

const NARROW = { resources: { memory: { limit: Size.mebibytes(400) } } };
const WIDE = { name: 'wide', replicas: 1, threads: 3, memoryLimit: Size.mebibytes(300) };

/** The workers of one narrow and one wide group: nine tenths of the limit, and what was said. */
const BOTH = [
  { nthreads: 1, memory_limit: Math.floor(400 * 2 ** 20 * 0.9) },
  { nthreads: 1, memory_limit: Math.floor(400 * 2 ** 20 * 0.9) },
  { nthreads: 3, memory_limit: 300 * 2 ** 20 },
];

// The tests are one story, in this order.
describe('A DaskWorkerJob on a cluster', () => {
  let user: QueueUser;

  beforeAll(async () => {
    await operatorIsThere();
    user = await QueueUser.create('dask', { queues: ['deployed', 'operated', 'scaled'] });
    await user.apply();
    await user.namespace.apply(stranger());
  });

  afterAll(async () => {
    if (user === undefined) return;
    // The operator looks for a scheduler that is gone for ever, where its Service goes first.
    await user.namespace.kubectl('delete', 'daskautoscalers', '--all');
    await user.namespace.kubectl('delete', 'daskclusters', '--all');
    await user.delete();
  });

  /** How many workers of the cluster of a job there are. */
  const workers = async (job: string) =>
    (
      await user.namespace.get(
        'pods',
        `{range .items[?(@.metadata.labels.app\\.kubernetes\\.io/component=="dask-worker")]}{.metadata.name}{"\\n"}{end}`,
      )
    )
      .split('\n')
      .filter((name) => name.startsWith(`${job}-`)).length;

  test('computes an item on Deployments, whose workers are as their containers', async () => {
    await user.apply((parts) => {
      const dask = Dask.deployment({ workers: [NARROW, WIDE] });
      computation(parts, 'deployed', dask, [{ name: 'deployed', seconds: 1 }]);
    });
    expect(await user.ended('deployed')).toMatchObject({ end: 'Complete' });
    const { sum, ...found } = await computed(user, 'deployed');
    expect(sum).toBe(SUM);
    expect(sizes(found)).toEqual(BOTH);
  });

  test('lets nobody reach the scheduler and the workers but one another', async () => {
    const of = (component: string, group = '') => [
      'pods',
      '-l',
      `app.kubernetes.io/component=${component}${group}`,
    ];
    const ip = '--output=jsonpath={.items[0].status.podIP}';
    const name = '--output=jsonpath={.items[0].metadata.name}';
    const get = async (...args: string[]) => (await user.namespace.kubectl('get', ...args)).stdout;
    const scheduler = await get(...of('dask-scheduler'), ip);
    const worker = await get(...of('dask-worker'), ip);
    const wide = await get(...of('dask-worker', ',app.kubernetes.io/instance=deployed-wide'), name);

    const answers = (pod: string, host: string, port: number) =>
      user.namespace.exec(pod, 'python3', '-c', connecting(host, port));
    expect(await answers(wide, scheduler, 8786)).toBe('open\n');
    expect(await answers(wide, worker, 8788)).toBe('open\n');
    for (const port of [8786, 8787]) {
      expect(await answers('stranger', scheduler, port)).toBe('closed\n');
    }
    for (const port of [8788, 8789, 8790]) {
      expect(await answers('stranger', worker, port)).toBe('closed\n');
    }
    // Of the scheduler's own workers, nobody has to see the dashboard.
    expect(await answers(wide, scheduler, 8787)).toBe('closed\n');
    // A small node has no room for the next cluster beside it.
    await user.namespace.kubectl('delete', 'deployments', '-l', 'app.kubernetes.io/name=deployed');
  });

  test('computes an item on a cluster that the Dask operator makes', async () => {
    await user.apply((parts) => {
      const dask = Dask.operator({ workers: [NARROW, WIDE] });
      computation(parts, 'operated', dask, [{ name: 'operated', seconds: 1 }]);
    });
    expect(await user.ended('operated')).toMatchObject({ end: 'Complete' });
    const { sum, ...found } = await computed(user, 'operated');
    expect(sum).toBe(SUM);
    expect(sizes(found)).toEqual(BOTH);
    const cluster = await user.namespace.get('daskclusters', '{.items[*].metadata.name}');
    const groups = await user.namespace.get('daskworkergroups', '{.items[*].metadata.name}');
    expect(groups).toBe(`${cluster}-default ${cluster}-wide`);
    await user.namespace.kubectl('delete', 'daskclusters', '--all');
    await user.namespace.eventually(
      'its workers are gone',
      () => workers('operated'),
      (count) => count === 0,
    );
  });

  test('has more workers while there is work for them, where the operator scales', async () => {
    await user.apply((parts) => {
      const dask = Dask.operator({ autoscale: { minimum: 1, maximum: 3 }, workers: SMALL });
      computation(parts, 'scaled', dask, [{ name: 'scaled', seconds: 4 }]);
    });
    await user.namespace.eventually(
      'there is one worker',
      () => workers('scaled'),
      (n) => n === 1,
    );
    await user.namespace.eventually(
      'there are three',
      () => workers('scaled'),
      (n) => n === 3,
    );
    expect(await user.ended('scaled')).toMatchObject({ end: 'Complete' });
    expect((await computed(user, 'scaled')).sum).toBe(SUM);
    await user.namespace.eventually(
      'there is one again',
      () => workers('scaled'),
      (n) => n === 1,
    );
  });
});

const SMALL = { resources: { memory: { limit: Size.mebibytes(400) } } };

/** Threads and memory of the workers, the narrow ones first. */
function sizes({ workers }: Pick<Computed, 'workers'>) {
  return workers.map(({ nthreads, memory_limit }) => ({ nthreads, memory_limit }));
}

/** @throws where nobody would make a DaskCluster */
async function operatorIsThere(): Promise<void> {
  const crd = 'customresourcedefinition/daskclusters.kubernetes.dask.org';
  const { stdout } = await kubectl(['get', crd, '--ignore-not-found', '--output=name']);
  if (stdout === '')
    throw new Error(
      'the Dask operator is missing: test/cluster/README.md says how it is installed',
    );
}

/** A program that says whether a port is open. */
function connecting(host: string, port: number): string {
  return `import socket
try:
    socket.create_connection((${JSON.stringify(host)}, ${port}), timeout=3).close()
    print("open")
except TimeoutError:
    print("closed")`;
}

/** A pod that is nobody's client, and may connect to everything that lets it. */
function stranger(): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'stranger' },
    spec: {
      terminationGracePeriodSeconds: 0,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'stranger',
          image: settings.images.odc,
          imagePullPolicy: 'IfNotPresent',
          command: ['sleep', 'infinity'],
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  });
}
