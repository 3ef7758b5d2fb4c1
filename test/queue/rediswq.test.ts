import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Fleet } from './support/fleet';
import { WorkLog } from './support/log';
import { Running } from './support/processes';
import { pythonWith } from './support/python';
import { Random } from './support/random';
import { RedisServer, SCRIPTS } from './support/redis-server';
import { eventually, sleep } from './support/waiting';

const QUEUE = 'jobProduct';
const MOST = 4;

let python: string;
let server: RedisServer;
let log: WorkLog;
let locks: string;
let reaper: Running | undefined;

beforeAll(() => {
  python = pythonWith('redis==5.0.8');
}, 120_000);

beforeEach(async () => {
  server = await RedisServer.start();
  log = new WorkLog(join(server.folder, 'log'));
  locks = join(server.folder, 'locks');
  mkdirSync(locks);
});

afterEach(async () => {
  reaper?.killAll();
  await reaper?.ended;
  await server.remove();
});

const step = (...args: readonly (string | number)[]) => server.step(QUEUE, ...args);

function startWorker(...more: readonly string[]): Running {
  const files = ['--log', log.path, '--locks', locks];
  const address = ['--port', String(server.port), '--queue', QUEUE];
  return new Running(python, [join(__dirname, 'rediswq.py'), ...address, ...files, ...more]);
}

/** Starts what runs in the reaper's pod, once a second. */
function startReaper(graceMilliseconds: number): void {
  reaper = new Running('sh', [join(SCRIPTS, 'reap.sh'), '1'], {
    env: {
      ...process.env,
      REDIS_SERVICE_HOST: '127.0.0.1',
      REDIS_SERVICE_PORT: String(server.port),
      QUEUE_SCRIPT: join(SCRIPTS, 'queue.lua'),
      QUEUES: `${QUEUE} ${MOST} ${graceMilliseconds}\n`,
    },
  });
}

const moved = () =>
  eventually(
    'an item was moved',
    () => log.of('moved').length,
    (count) => count > 0,
  );

test('a worker drains a queue without a reaper', async () => {
  await step('insert', 'list', 'batch', 'one', 'two', 'three');
  expect(await startWorker().ended).toMatchObject({ code: 0 });
  expect(log.of('end').map(({ item }) => item)).toEqual(['one', 'two', 'three']);
});

test('an item is run once although its worker waits between the move and the lease', async () => {
  await step('insert', 'list', 'batch', 'one');
  const slow = startWorker('--hold');
  await moved();
  startReaper(60_000);
  const other = startWorker();
  await sleep(2500);
  expect(log.of('start')).toEqual([]);
  slow.write('\n');
  expect(await slow.ended).toMatchObject({ code: 0 });
  expect(await other.ended).toMatchObject({ code: 0 });
  expect(log.of('start')).toHaveLength(1);
  expect(log.of('end')).toHaveLength(1);
});

test('an item is given back whose worker was killed between the move and the lease', async () => {
  await step('insert', 'list', 'batch', 'one');
  const slow = startWorker('--hold');
  await moved();
  slow.killAll();
  startReaper(1000);
  expect(await startWorker().ended).toMatchObject({ code: 0 });
  expect(log.of('end')).toHaveLength(1);
  expect(reaper?.output).toContain(`reap: ${QUEUE}: given back and buried: 1 0`);
});

test('an item is given back whose worker was killed during its work', async () => {
  await step('insert', 'list', 'batch', 'one');
  const slow = startWorker('--work', '1000');
  await eventually(
    'it works',
    () => log.of('start').length,
    (count) => count > 0,
  );
  startReaper(1000);
  slow.killAll();
  expect(await startWorker().ended).toMatchObject({ code: 0 });
  expect(log.of('end')).toHaveLength(1);
});

test('workers that crash and are killed at random moments lose nothing, and run nothing twice at once', async () => {
  const random = new Random(5);
  const good = Array.from({ length: 300 }, (_, index) => `good-${index}`);
  const poison = Array.from({ length: 5 }, (_, index) => `poison-${index}`);
  const items = random.shuffled([...good, ...poison]);
  await step('insert', 'list', 'batch', ...items);
  startReaper(1500);
  const fleet = new Fleet(5, (number) =>
    startWorker('--seed', String(number), '--crash-rate', '0.03', '--crash-between', '0.03'),
  );
  for (let done = 20; done <= 280; done += 10) {
    await eventually(
      `${done} are done`,
      () => log.of('end').length,
      (ends) => ends >= done,
      40,
    );
    await sleep(random.between(0, 100));
    fleet.kill(random);
  }
  await fleet.drained;

  const dead = (await step('dead')).map((entry) => JSON.parse(entry));
  const buried = new Set(dead.map(({ item }) => item));
  const ended = log.countsOf('end');
  expect(log.of('overlap')).toEqual([]);
  expect(items.filter((item) => !ended.has(item) && !buried.has(item))).toEqual([]);
  expect(poison.filter((item) => !buried.has(item))).toEqual([]);
  for (const { attempts, reason } of dead) {
    expect(attempts).toBe(MOST);
    expect(reason).toContain('the lease ran out 4 times');
  }
  expect(await step('status')).toEqual([
    'waiting 0',
    'running 0',
    'paused 0',
    `dead ${dead.length}`,
  ]);
  const runs = log.of('start').length;
  console.log(
    `rediswq: ${items.length} items, ${runs} runs, ${fleet.kills} kills and ${fleet.restarts} restarts, ` +
      `${dead.length - poison.length} good items buried`,
  );
}, 120_000);
