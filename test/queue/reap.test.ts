import { GRACE, LONGER, MOST, SHORT, useQueue } from './support/use-queue';
import { sleep } from './support/waiting';

const { server, queue, step, cli, leaseKey, insert, waiting, taken, claim, everything, rediswq } =
  useQueue();
const { move, lease, complete } = rediswq;

describe('reap, of a claim', () => {
  test('leaves it alone during the lease, and gives the item back after it', async () => {
    await insert('one', 'two');
    const { id } = await claim('a');
    expect(await step('reap', MOST, GRACE)).toEqual(['0', '0']);
    await step('renew', 'a', id, 1);
    await sleep(20);
    expect(await step('reap', MOST, GRACE)).toEqual(['1', '0']);
    expect(await waiting()).toEqual(['two', 'one']);
    await claim('a');
    expect(await claim('b')).toMatchObject({ item: 'one', attempt: '2' });
  });

  test('buries the item after the most attempts, and says why', async () => {
    await insert('one');
    for (const answer of [
      ['1', '0'],
      ['1', '0'],
      ['0', '1'],
    ]) {
      await claim('a', SHORT);
      await sleep(LONGER);
      expect(await step('reap', MOST, GRACE)).toEqual(answer);
    }
    const [entry = ''] = await step('dead');
    expect(JSON.parse(entry)).toMatchObject({
      item: 'one',
      attempts: 3,
      reason: 'the lease ran out 3 times: the worker crashed, was killed, or took too long',
    });
  });

  test('counts failures and crashes together', async () => {
    await insert('one');
    const { id } = await claim('a');
    await step('fail', 'a', id, 'one', 'no', 2, 0);
    await claim('a', SHORT);
    await sleep(LONGER);
    expect(await step('reap', 2, GRACE)).toEqual(['0', '1']);
  });

  test('does not bury an item that failed once and paused, whatever the limit', async () => {
    await insert('one');
    const { id } = await claim('a');
    await step('fail', 'a', id, 'one', 'no', 2, SHORT);
    await sleep(LONGER);
    expect(await step('reap', 1, GRACE)).toEqual(['1', '0']);
  });
});

describe('reap, of an unchanged worker', () => {
  const BRIEF = 1000;

  test('leaves an item alone between the move and the lease', async () => {
    await insert('one');
    await move();
    for (const _ of [1, 2, 3]) expect(await step('reap', MOST, GRACE)).toEqual(['0', '0']);
    await lease('one');
    expect(await step('reap', MOST, 0)).toEqual(['0', '0']);
    expect(await taken()).toEqual(['one']);
  });

  test('gives an item back that had no lease for the grace, and counts the attempt', async () => {
    await insert('one');
    await move();
    expect(await step('reap', MOST, BRIEF)).toEqual(['0', '0']);
    expect(await step('reap', MOST, BRIEF)).toEqual(['0', '0']);
    await sleep(BRIEF + 50);
    expect(await step('reap', MOST, BRIEF)).toEqual(['1', '0']);
    expect(await waiting()).toEqual(['one']);
    expect(await claim('a')).toMatchObject({ attempt: '2' });
  });

  test('gives an item back whose lease ran out, after the grace', async () => {
    await insert('one');
    await move();
    await lease('one', 1);
    expect(await step('reap', MOST, BRIEF)).toEqual(['0', '0']);
    await sleep(1100);
    expect(await step('reap', MOST, BRIEF)).toEqual(['0', '0']);
    await sleep(BRIEF + 50);
    expect(await step('reap', MOST, BRIEF)).toEqual(['1', '0']);
  });

  test('begins the grace anew where there was a lease in between', async () => {
    await insert('one');
    await move();
    await step('reap', MOST, BRIEF);
    await sleep(BRIEF + 50);
    await lease('one');
    expect(await step('reap', MOST, BRIEF)).toEqual(['0', '0']);
    await cli('DEL', leaseKey('one'));
    expect(await step('reap', MOST, BRIEF)).toEqual(['0', '0']);
    expect(await taken()).toEqual(['one']);
  });

  test('buries an item that the workers lost the most times', async () => {
    await insert('one');
    for (const answer of [
      ['1', '0'],
      ['0', '1'],
    ]) {
      await move();
      await step('reap', 2, 50);
      await sleep(100);
      expect(await step('reap', 2, 50)).toEqual(answer);
    }
    const [entry = ''] = await step('dead');
    expect(JSON.parse(entry)).toMatchObject({ item: 'one', attempts: 2 });
    expect(await taken()).toEqual([]);
  });

  test('gives both of two equal items back that were taken and lost', async () => {
    await insert('same', 'same');
    await move();
    await move();
    expect(await step('reap', MOST, 50)).toEqual(['0', '0']);
    for (const _ of [1, 2]) {
      await sleep(100);
      expect(await step('reap', MOST, 50)).toEqual(['1', '0']);
    }
    expect(await waiting()).toEqual(['same', 'same']);
  });

  test('forgets an item that was completed', async () => {
    await insert('one', 'two');
    await move();
    await step('reap', MOST, 50);
    await sleep(100);
    await step('reap', MOST, 50);
    for (const _ of [1, 2]) await move();
    await step('reap', MOST, GRACE);
    expect(await cli('HLEN', `${queue()}:claims`)).toBe('2');
    await complete('one');
    await step('reap', MOST, GRACE);
    expect(await cli('HKEYS', `${queue()}:claims`)).toBe('two');
    expect(await cli('EXISTS', `${queue()}:attempts`)).toBe('0');
    await complete('two');
    await step('reap', MOST, GRACE);
    expect(await everything()).toEqual([]);
  });

  test('forgets the attempts of an item that was completed between two looks', async () => {
    await insert('one');
    await move();
    await step('reap', MOST, 0);
    expect(await step('reap', MOST, 0)).toEqual(['1', '0']);
    await move();
    await complete('one');
    await step('reap', MOST, 0);
    expect(await everything()).toEqual([]);
  });
});

test('reap does nothing where others have just looked', async () => {
  await insert('one');
  await claim('a', 1);
  await sleep(20);
  expect(await step('reap', MOST, GRACE, 1500)).toEqual(['1', '0']);
  await claim('a', 1);
  expect(await step('reap', MOST, GRACE, 1500)).toEqual(['0', '0']);
  await sleep(1600);
  expect(await step('reap', MOST, GRACE, 1500)).toEqual(['1', '0']);
});

test('reap computes the id of an item once: it takes Lua a while', async () => {
  await insert(...Array.from({ length: 2000 }, (_, index) => `${index}`.padEnd(300, '.')));
  const moveAll =
    "for _ = 1, 2000 do redis.call('RPOPLPUSH', KEYS[1], KEYS[1] .. ':processing') end";
  await server().byteStep(moveAll, [queue()]);
  const timed = async () => {
    const start = Date.now();
    await step('reap', MOST, GRACE);
    return Date.now() - start;
  };
  const first = await timed();
  expect(await timed()).toBeLessThan(first / 2);
});
