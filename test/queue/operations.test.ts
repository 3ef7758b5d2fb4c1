import { readFileSync } from 'node:fs';
import { run } from './support/processes';
import { QUEUE_SCRIPT, RedisServer } from './support/redis-server';
import { GRACE, LEASE, LONGER, MOST, SHORT, useQueue } from './support/use-queue';
import { sleep } from './support/waiting';

const { server, queue, step, cli, leaseKey, insert, waiting, taken, claim, everything, rediswq } =
  useQueue();
const { move, lease, complete } = rediswq;

describe('claim', () => {
  test('gives the items in the order in which they were inserted', async () => {
    await insert('one', 'two', 'three');
    expect((await claim('a')).item).toBe('one');
    expect((await claim('b')).item).toBe('two');
    expect((await claim('c')).item).toBe('three');
    expect(await taken()).toEqual(['three', 'two', 'one']);
  });

  test('gives the id that rediswq gives, whatever the length', async () => {
    const lengths = [1, 3, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 121, 1000, 100_000];
    const items = [...lengths.map((length) => 'x'.repeat(length)), 'Suva – 20 °C, "Fiji"'];
    await insert(...items);
    const program =
      'import hashlib, sys\nfor i in sys.argv[1:]: print(hashlib.sha224(i.encode()).hexdigest())';
    const ids = run('python3', '-c', program, ...items)
      .trim()
      .split('\n');
    for (const [index, id] of ids.entries()) {
      expect(await claim(`s${index}`)).toMatchObject({ item: items[index], id });
    }
  });

  test('sets the lease of rediswq, with the session and the time', async () => {
    await insert('one');
    await claim('a', LEASE);
    expect(await cli('GET', leaseKey('one'))).toBe('a');
    const left = Number(await cli('PTTL', leaseKey('one')));
    expect(left).toBeGreaterThan(LEASE - 5000);
    expect(left).toBeLessThanOrEqual(LEASE);
  });

  test('says whether others still work, or nothing is left', async () => {
    expect(await step('claim', 'a', LEASE)).toEqual(['empty']);
    await insert('one');
    const { id } = await claim('a');
    expect(await step('claim', 'b', LEASE)).toEqual(['wait']);
    await step('complete', 'a', id, 'one');
    expect(await step('claim', 'b', LEASE)).toEqual(['empty']);
  });

  test('waits for items that an unchanged worker has', async () => {
    await insert('one');
    await move();
    expect(await step('claim', 'a', LEASE)).toEqual(['wait']);
  });

  test('gives equal items one after the other, and first what stands behind them', async () => {
    await insert('same', 'same', 'other', 'same');
    const { id } = await claim('a');
    expect((await claim('b')).item).toBe('other');
    expect(await claim('c')).toMatchObject({ state: 'wait' });
    expect(await waiting()).toEqual(['same', 'same']);
    await step('complete', 'a', id, 'same');
    expect((await claim('c')).item).toBe('same');
    expect(await claim('d')).toMatchObject({ state: 'wait' });
  });

  test('finds an item behind hundreds of equal ones in a few calls', async () => {
    await insert(...Array(250).fill('same'), 'other');
    await claim('a');
    const found = [await claim('b'), await claim('b'), await claim('b')];
    expect(found.map(({ item }) => item)).toEqual(['', '', 'other']);
    expect(await waiting()).toHaveLength(249);
  });

  test('leaves an item alone while an unchanged worker has an equal one', async () => {
    await insert('same', 'same');
    await move();
    await lease('same');
    expect(await claim('a')).toMatchObject({ state: 'wait' });
    await complete('same');
    expect(await claim('a')).toMatchObject({ item: 'same' });
  });

  test('leaves an item alone while an equal one is still to be given back', async () => {
    await insert('same', 'same');
    await claim('a', SHORT);
    await sleep(LONGER);
    expect(await claim('b')).toMatchObject({ state: 'wait' });
    await step('reap', MOST, GRACE);
    expect(await claim('b')).toMatchObject({ item: 'same' });
    expect(await claim('c')).toMatchObject({ state: 'wait' });
  });

  test('counts the attempts', async () => {
    await insert('one');
    for (const attempt of ['1', '2', '3']) {
      const { id, ...claimed } = await claim('a');
      expect(claimed).toEqual({ state: 'item', item: 'one', attempt });
      await step('fail', 'a', id, 'one', 'no', 9, 0);
    }
  });
});

describe('renew', () => {
  test('begins the lease anew', async () => {
    await insert('one');
    const { id } = await claim('a', 5000);
    expect(await step('renew', 'a', id, LEASE)).toEqual(['1']);
    expect(Number(await cli('PTTL', leaseKey('one')))).toBeGreaterThan(LEASE - 5000);
  });

  test('says that the claim is lost: to another session, and after the lease', async () => {
    await insert('one');
    const { id } = await claim('a', SHORT);
    expect(await step('renew', 'b', id, LEASE)).toEqual(['0']);
    await sleep(LONGER);
    expect(await step('renew', 'a', id, LEASE)).toEqual(['0']);
    expect(await cli('EXISTS', leaseKey('one'))).toBe('0');
  });
});

describe('complete', () => {
  test('leaves nothing behind of an item', async () => {
    await insert('one', 'two');
    const one = await claim('a');
    const two = await claim('b');
    expect(await step('complete', 'a', one.id, 'one')).toEqual(['1']);
    expect(await taken()).toEqual(['two']);
    expect(await step('complete', 'b', two.id, 'two')).toEqual(['1']);
    expect(await everything()).toEqual([]);
  });

  test('leaves the other one of two equal items', async () => {
    await insert('same', 'same');
    const { id } = await claim('a');
    await step('complete', 'a', id, 'same');
    expect(await waiting()).toEqual(['same']);
  });
});

describe('one whose claim is lost', () => {
  test.each([
    ['complete', [], '0'],
    ['release', [], '0'],
    ['fail', ['why', 1, 0], 'lost'],
    ['bury', ['why'], 'lost'],
  ])('changes nothing with %s', async (operation, args, answer) => {
    await insert('one');
    const { id } = await claim('a');
    const before = await everything();
    expect(await step(operation, 'b', id, 'one', ...args)).toEqual([answer]);
    expect(await everything()).toEqual(before);
  });
});

describe('release', () => {
  test('puts the item at the head, as if it had never been claimed', async () => {
    await insert('one', 'two');
    const before = await everything();
    const { id } = await claim('a');
    expect(await step('release', 'a', id, 'one')).toEqual(['1']);
    expect(await everything()).toEqual(before);
    expect(await claim('b')).toMatchObject({ item: 'one', attempt: '1' });
  });

  test('keeps the attempts before it', async () => {
    await insert('one');
    const first = await claim('a');
    await step('fail', 'a', first.id, 'one', 'no', MOST, 0);
    await claim('b');
    await step('release', 'b', first.id, 'one');
    expect(await claim('c')).toMatchObject({ attempt: '2' });
  });
});

describe('fail', () => {
  test('puts the item at the end without a pause', async () => {
    await insert('one', 'two');
    const { id } = await claim('a');
    expect(await step('fail', 'a', id, 'one', 'no', MOST, 0)).toEqual(['retry']);
    expect(await waiting()).toEqual(['two', 'one']);
    expect(await taken()).toEqual([]);
  });

  test('gives the item to nobody during the pause, and then back', async () => {
    await insert('one');
    const { id } = await claim('a');
    expect(await step('fail', 'a', id, 'one', 'no', MOST, 1500)).toEqual(['retry']);
    expect(await step('status')).toContain('paused 1');
    expect(await step('reap', MOST, GRACE)).toEqual(['0', '0']);
    expect(await step('claim', 'b', LEASE)).toEqual(['wait']);
    await sleep(1600);
    expect(await step('reap', MOST, GRACE)).toEqual(['1', '0']);
    expect(await claim('b')).toMatchObject({ item: 'one', attempt: '2' });
  });

  test('buries the item after the most attempts, with the last reason', async () => {
    await insert('one');
    for (const [reason, answer] of [
      ['first', 'retry'],
      ['second', 'retry'],
      ['third: "°"', 'dead'],
    ] as const) {
      const { id } = await claim('a');
      expect(await step('fail', 'a', id, 'one', reason, MOST, 0)).toEqual([answer]);
    }
    const [entry = ''] = await step('dead');
    const { time, ...dead } = JSON.parse(entry);
    expect(dead).toEqual({ item: 'one', reason: 'third: "°"', attempts: 3 });
    expect(Math.abs(time - Date.now() / 1000)).toBeLessThan(10);
    expect((await everything()).map((line) => line.split(' ')[0])).toEqual([`${queue()}:dead`]);
    expect(await step('claim', 'b', LEASE)).toEqual(['empty']);
  });
});

test('bury gives the item up at once', async () => {
  await insert('one');
  const { id } = await claim('a');
  expect(await step('bury', 'a', id, 'one', 'no item')).toEqual(['dead']);
  const [entry = ''] = await step('dead');
  expect(JSON.parse(entry)).toMatchObject({ item: 'one', reason: 'no item', attempts: 1 });
  expect(await taken()).toEqual([]);
});

describe('insert', () => {
  test('inserts a batch once', async () => {
    expect(await step('insert', 'list', '0', 'one', 'two')).toEqual(['2']);
    expect(await step('insert', 'list', '0', 'one', 'two')).toEqual(['0']);
    expect(await step('insert', 'list', '1', 'three')).toEqual(['1']);
    expect(await step('insert', 'other', '0', 'four')).toEqual(['1']);
    expect(await waiting()).toEqual(['one', 'two', 'three', 'four']);
    expect(await step('inserted', 'list')).toEqual(['2']);
    expect(await step('inserted', 'no-list')).toEqual(['0']);
  });

  test.each([7_999, 20_000])('inserts %d items at once, in their order', async (number) => {
    const items = Array.from({ length: number }, (_, index) => String(index));
    expect(await insert(...items)).toEqual([String(number)]);
    expect(await insert(...items)).toEqual(['0']);
    expect(await waiting()).toEqual(items);
  });

  test('does not remember a batch that could not be inserted', async () => {
    await cli('SET', queue(), 'no list');
    await expect(insert('one')).rejects.toThrow('WRONGTYPE');
    await cli('DEL', queue());
    expect(await insert('one')).toEqual(['1']);
  });

  test('fills Redis only so far that the items can still be taken', async () => {
    const full = await RedisServer.start({ args: ['--maxmemory', '4mb'] });
    const item = 'x'.repeat(5000);
    const fill = async () => {
      for (let batch = 0; ; batch += 1) await full.step('q', 'insert', 'list', batch, item);
    };
    await expect(fill()).rejects.toThrow('OOM nine tenths of maxmemory are used');
    expect(await full.step('q', 'claim', 'a', LEASE)).toContain(item);
    await full.remove();
  });

  test('says which lists have begun with which content, and which are finished', async () => {
    expect(await step('begin', 'list', 'digest')).toEqual(['1']);
    expect(await step('begin', 'list', 'other')).toEqual(['0']);
    expect(await step('begin', 'list', 'digest')).toEqual(['1']);
    expect(await step('begin', 'other-list', 'other')).toEqual(['1']);
    expect(await step('finished', 'list')).toEqual(['0']);
    expect(await step('finish', 'list')).toEqual(['1']);
    expect(await step('finished', 'list')).toEqual(['1']);
    expect(await step('finished', 'other-list')).toEqual(['0']);
  });
});

describe('requeue', () => {
  async function buryAll(...items: readonly string[]): Promise<void> {
    await insert(...items);
    for (const item of items) {
      const { id } = await claim('a');
      await step('bury', 'a', id, item, 'no');
    }
  }

  test('gives the dead items all their attempts again', async () => {
    await buryAll('one', 'two');
    expect(await step('requeue')).toEqual(['2']);
    expect(await step('dead')).toEqual([]);
    expect(await claim('a')).toMatchObject({ item: 'one', attempt: '1' });
    expect(await claim('b')).toMatchObject({ item: 'two', attempt: '1' });
    expect(await step('requeue')).toEqual(['0']);
  });

  test('does nothing where it cannot read an entry', async () => {
    await buryAll('one');
    await cli('RPUSH', `${queue()}:dead`, 'no JSON');
    const before = await everything();
    await expect(step('requeue')).rejects.toThrow('ERR');
    expect(await everything()).toEqual(before);
  });
});

describe('what people ask for', () => {
  test('status counts', async () => {
    await insert('one', 'two', 'three', 'four', 'five', 'six');
    const one = await claim('a');
    const two = await claim('b');
    await claim('c');
    await step('bury', 'a', one.id, 'one', 'no');
    await step('fail', 'b', two.id, 'two', 'no', MOST, LEASE);
    await move();
    expect(await step('status')).toEqual(['waiting 2', 'running 2', 'paused 1', 'dead 1']);
  });

  test('running says who works on what', async () => {
    await insert('one', 'two', 'three');
    const { id } = await claim('worker-a');
    await step('fail', 'worker-a', id, 'one', 'no', MOST, LEASE);
    await claim('worker-b');
    await move();
    const [three, two, one] = (await step('running')).map((line) => line.split('\t'));
    expect(three).toEqual(['nobody', 'attempt ?', '0 s', 'three']);
    expect(two).toEqual(['worker-b', 'attempt 1', expect.stringMatching(/^(5\d|60) s$/), 'two']);
    expect(one).toEqual(['waiting', 'attempt 1', expect.stringMatching(/^(5\d|60) s$/), 'one']);
  });
});

describe('what is wrong', () => {
  test.each(['nonsense', 'Claim', '__index'])('the operation %j is refused', async (operation) => {
    await expect(step(operation)).rejects.toThrow(`ERR unknown operation ${operation}`);
  });

  test.each(['', '0', '-1', '1.5', '1e3', 'x', '0x10', '9999999999999999999', 'nan', 'inf'])(
    'a lease of %j is refused before anything is done',
    async (wrong) => {
      await insert('one');
      const before = await everything();
      const message = `lease must be a whole number from 1, got ${wrong}`.trim();
      await expect(step('claim', 'a', wrong)).rejects.toThrow(message);
      expect(await everything()).toEqual(before);
      const { id } = await claim('a');
      await expect(step('renew', 'a', id, wrong)).rejects.toThrow(message);
    },
  );

  test.each([
    ['fail', ['0', '0'], 'most attempts must be a whole number from 1'],
    ['fail', ['3', '-1'], 'pause must be a whole number from 0'],
    ['fail', ['3'], 'pause must be a whole number from 0, got nil'],
    ['reap', ['x', '0'], 'most attempts must be a whole number from 1'],
    ['reap', ['3'], 'grace must be a whole number from 0, got nil'],
    ['reap', ['3', '0', 'x'], 'pause must be a whole number from 0'],
  ])('%s with %j is refused before anything is done', async (operation, numbers, message) => {
    await insert('one');
    const { id } = await claim('a', 1);
    const before = await everything();
    const args = operation === 'fail' ? ['a', id, 'one', 'no'] : [];
    await expect(step(operation, ...args, ...numbers)).rejects.toThrow(message);
    expect(await everything()).toEqual(before);
  });
});

describe('an item', () => {
  const script = readFileSync(QUEUE_SCRIPT, 'utf8');
  const bytes = async (args: readonly string[], last?: Buffer) =>
    server().byteStep(script, [queue(), ...args], last);

  test.each([
    ['UTF-8', Buffer.from('{"name":"Nadi – Viti Levu 🌋"}')],
    ['quotes', Buffer.from(`{"a":"\\"b\\"'c'"} $HOME \`x\` %s ;`)],
    ['ends of lines', Buffer.from('one\r\ntwo\n\n')],
    ['bytes that are no text', Buffer.from([0, 255, 0, 128, 13, 10, 34, 92, 127, 47])],
    ['100 KB', Buffer.from('{"scenes":"'.padEnd(100_000, 'LC08_'))],
  ])('may hold %s', async (_, item) => {
    expect((await bytes(['insert', 'list', 'batch'], item)).map(String)).toEqual(['1']);
    const [, first, id = Buffer.of()] = await bytes(['claim', 'a', '60000']);
    expect(first).toEqual(item);
    await bytes(['release', 'a', id.toString()], item);
    const [, second] = await bytes(['claim', 'a', '1']);
    expect(second).toEqual(item);
    await sleep(20);
    expect((await bytes(['reap', '1', '0'])).map(String)).toEqual(['0', '1']);
    expect((await bytes(['requeue'])).map(String)).toEqual(['1']);
    const [, third] = await bytes(['claim', 'a', '60000']);
    expect(third).toEqual(item);
    expect((await bytes(['complete', 'a', id.toString()], item)).map(String)).toEqual(['1']);
    expect(await everything()).toEqual([]);
  });
});
