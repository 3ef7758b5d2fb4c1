import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Running } from './support/processes';
import { Random } from './support/random';
import { QUEUE_SCRIPT, RedisServer, SCRIPTS } from './support/redis-server';
import { eventually, sleep } from './support/waiting';

const QUEUE = 'jobScenes';
const LIST = 'scenes-2019-abc';
const COUNT = 100_000;

/** About 300 bytes each. */
const items = Array.from({ length: COUNT }, (_, index) =>
  JSON.stringify({
    scene: `LC08_L1TP_042025_${String(index).padStart(8, '0')}_20200707_01_T1`,
    place: 'Viti Levu – "Nadi" °',
    bands: 'red green blue nir swir1 swir2'.repeat(7),
  }),
);

let server: RedisServer;
let folder: string;

beforeEach(async () => {
  server = await RedisServer.start({ appendfsync: 'everysec' });
  folder = join(server.folder, 'items');
  mkdirSync(folder);
  for (let chunk = 0; chunk < 10; chunk += 1) {
    const lines = items.slice((chunk * COUNT) / 10, ((chunk + 1) * COUNT) / 10);
    // The last one of them is readable text.
    const text = `${lines.join('\n')}\n`;
    if (chunk === 9) writeFileSync(join(folder, `000${chunk}.txt`), text);
    else writeFileSync(join(folder, `000${chunk}.txt.gz`), gzipSync(text));
  }
});

afterEach(() => server.remove());

/** Starts what runs in the pod of the Job. */
function startInsertion(path = folder, list = LIST): Running {
  return new Running('sh', [join(SCRIPTS, 'insert.sh'), path], {
    env: {
      ...process.env,
      REDIS_SERVICE_HOST: '127.0.0.1',
      REDIS_SERVICE_PORT: String(server.port),
      QUEUE_SCRIPT,
      QUEUE,
      LIST: list,
    },
  });
}

const step = (...args: readonly string[]) => server.step(QUEUE, ...args);
const length = async () => Number(await server.cli(['LLEN', QUEUE]).catch(() => 0));
const inserted = async () => (await server.list(QUEUE)).reverse();

/** Waits until so many items are in the queue. */
const reaches = (count: number) => eventually(`${count} items`, length, (now) => now >= count, 60);

test('100,000 items are inserted in their order, and no second time', async () => {
  const start = Date.now();
  const first = startInsertion();
  await reaches(COUNT);
  const seconds = (Date.now() - start) / 1000;
  expect(await first.ended).toMatchObject({ code: 0 });
  const all = (Date.now() - start) / 1000;
  console.log(
    `inserted ${COUNT} items of ${items[0]?.length} bytes in ${seconds} s, ` +
      `${Math.round(COUNT / seconds)} a second; ${all} s until they were on the disk`,
  );
  expect(await inserted()).toEqual(items);

  expect(await startInsertion().ended).toMatchObject({ code: 0 });
  expect(await length()).toBe(COUNT);
  expect(await step('finished', LIST)).toEqual(['1']);
}, 60_000);

test('each item is there once although the insertion was killed again and again', async () => {
  const random = new Random(3);
  for (const part of [0.1, 0.4, 0.7]) {
    const insertion = startInsertion();
    await reaches(COUNT * part);
    await sleep(random.between(0, 50));
    insertion.killAll();
    await insertion.ended;
  }
  expect(await startInsertion().ended).toMatchObject({ code: 0 });
  expect(await inserted()).toEqual(items);
}, 60_000);

test('each item is there once although Redis was killed, and lost what it wrote last', async () => {
  const insertion = startInsertion();
  for (const part of [0.2, 0.6]) {
    await reaches(COUNT * part);
    await server.kill(1.2);
    await server.restart();
  }
  expect(await insertion.ended).toMatchObject({ code: 0 });
  const all = await inserted();
  expect(all).toHaveLength(COUNT);
  expect(new Set(all)).toEqual(new Set(items));
}, 60_000);

test('what was inserted when the insertion ended is not lost with the power', async () => {
  expect(await startInsertion().ended).toMatchObject({ code: 0 });
  await server.kill(1.2);
  await server.restart();
  expect(await length()).toBe(COUNT);
  expect(await step('finished', LIST)).toEqual(['1']);
}, 60_000);

test('one file is inserted too, with empty lines left out, and again as another list', async () => {
  const path = join(server.folder, 'list.txt');
  writeFileSync(path, 'one\r\n\n  \ntwo "°"\n\nthree');
  for (const list of ['a', 'b']) {
    expect(await startInsertion(path, list).ended).toMatchObject({ code: 0 });
  }
  const once = ['one', 'two "°"', 'three'];
  expect(await inserted()).toEqual([...once, ...once]);
});

test('a list whose content has changed is refused for good', async () => {
  const path = join(server.folder, 'list.txt');
  writeFileSync(path, 'one\n');
  expect(await startInsertion(path).ended).toMatchObject({ code: 0 });
  writeFileSync(path, 'one\ntwo\n');
  const second = startInsertion(path);
  expect(await second.ended).toMatchObject({ code: 78 });
  expect(second.output).toContain('has changed since it was inserted');
  expect(await inserted()).toEqual(['one']);
});

test('the insertion fails without the file, and waits for Redis', async () => {
  const path = join(server.folder, 'list.txt');
  expect(await startInsertion(path).ended).toMatchObject({ code: 1 });
  writeFileSync(path, 'one\n');
  await server.kill();
  const insertion = startInsertion(path);
  await sleep(500);
  await server.restart();
  expect(await insertion.ended).toMatchObject({ code: 0 });
  expect(await inserted()).toEqual(['one']);
});
