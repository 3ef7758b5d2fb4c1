import { readFileSync, writeFileSync } from 'node:fs';
import { useFiles } from './support/files';
import { type RunnerOptions, shell, startRunner } from './support/item-runner';
import { isAlive } from './support/processes';
import { useQueue } from './support/use-queue';
import { eventually, sleep } from './support/waiting';

const { server, queue, step, insert } = useQueue();
const { file, read, pidIn } = useFiles();

const start = (command: readonly string[], options?: RunnerOptions) =>
  startRunner(server(), queue(), command, options);
const dead = async () => (await step('dead')).map((entry) => JSON.parse(entry));

/** A file that may be run, but is nothing that the kernel knows. */
function noProgram(): string {
  writeFileSync(file('program'), Buffer.from([0, 1, 2, 3]), { mode: 0o755 });
  return file('program');
}

const NOTHING_LEFT = ['waiting 0', 'running 0', 'paused 0', 'dead 0'];

describe('a command that ends with 0', () => {
  test('is run once for each item, in their order, and the worker ends with 0', async () => {
    await insert('one', 'two', 'three');
    const runner = start(shell(`echo "$WORK_ITEM $WORK_ITEM_ATTEMPT" >>${file('log')}`));
    expect(await runner.ended).toEqual({ code: 0, signal: null });
    expect(read('log')).toBe('one 1\ntwo 1\nthree 1\n');
    expect(await step('status')).toEqual(NOTHING_LEFT);
  });

  test('has the item on its standard input too, and its id', async () => {
    await insert('{"scene":"Nadi – °"}');
    const runner = start(shell(`cat >${file('item')}; echo $WORK_ITEM_ID >${file('id')}`));
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(read('item')).toBe('{"scene":"Nadi – °"}');
    expect(read('id')).toMatch(/^[0-9a-f]{56}\n$/);
  });

  test('has an item on its standard input that is too large for a variable', async () => {
    const item = `${'x'.repeat(300_000)}\n`;
    await server().cli(['-x', 'LPUSH', queue()], Buffer.from(item));
    const runner = start(shell(`cat >${file('item')}; echo "[$WORK_ITEM]" >${file('variable')}`));
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(read('item')).toBe(item);
    expect(read('variable')).toBe('[]\n');
  });

  test('need not read a large item', async () => {
    await server().cli(['-x', 'LPUSH', queue()], Buffer.from('x'.repeat(300_000)));
    const command = shell(`echo $WORK_ITEM_ATTEMPT >>${file('log')}; sleep 3`);
    expect(await start(command, { lease: 1.5 }).ended).toMatchObject({ code: 0 });
    expect(read('log')).toBe('1\n');
    expect(await step('status')).toEqual(NOTHING_LEFT);
  });

  test('has an item of bytes that are no text', async () => {
    const item = Buffer.from([255, 0, 128, 10]);
    await server().cli(['-x', 'LPUSH', queue()], item);
    expect(await start(shell(`cat >${file('item')}`)).ended).toMatchObject({ code: 0 });
    expect(readFileSync(file('item'))).toEqual(item);
  });

  test('gets its arguments as they are, a -- among them', async () => {
    await insert('one');
    const args = ['--lease', '9', '--', 'a b', '-x', '--'];
    const runner = start(['sh', '-c', `printf '%s|' "$@" >${file('args')}`, 'name', ...args]);
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(read('args')).toBe(args.map((arg) => `${arg}|`).join(''));
  });

  test('may take longer than the lease, and is run once', async () => {
    await insert('one');
    const slow = shell(`echo $WORK_ITEM >>${file('log')}; sleep 3`);
    const runners = [start(slow, { lease: 1.5 }), start(slow, { lease: 1.5 })];
    for (const { ended } of runners) expect(await ended).toMatchObject({ code: 0 });
    expect(read('log')).toBe('one\n');
  });
});

describe('a command that fails', () => {
  test('is run again after a pause, and its item is buried after the most attempts', async () => {
    await insert('bad', 'good');
    const command = `echo "$WORK_ITEM $WORK_ITEM_ATTEMPT" >>${file('log')}
      test $WORK_ITEM = good || { echo "no such scene: °" >&2; exit 3; }`;
    const runner = start(shell(command));
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(read('log').split('\n').sort().join()).toBe(',bad 1,bad 2,bad 3,good 1');
    const reason = 'ended with code 3: no such scene: °';
    expect(await dead()).toMatchObject([{ item: 'bad', attempts: 3, reason }]);
    expect(runner.output).toContain('no such scene: °\n');
    expect(runner.output).toContain(`${reason}; another attempt follows`);
    expect(runner.output).toContain(`${reason}; buried`);
  });

  test('waits for its turn', async () => {
    await insert('one');
    const command = `date +%s%3N >>${file('log')}; exit $((2 - WORK_ITEM_ATTEMPT))`;
    expect(await start(shell(command), { pause: 1 }).ended).toMatchObject({ code: 0 });
    const [first = 0, second = 0] = read('log').split('\n').map(Number);
    expect(second - first).toBeGreaterThanOrEqual(1000);
  });

  test('leaves the end of what it said as the reason, if it says much', async () => {
    await insert('one');
    const command = `i=0; while [ $i -lt 20000 ]; do i=$((i+1)); echo "line $i"; done >&2; exit 1`;
    expect(await start(shell(command), { attempts: 1 }).ended).toMatchObject({ code: 0 });
    const [{ reason }] = await dead();
    expect(reason).toMatch(/^ended with code 1: .*line 20000$/s);
    expect(reason.length).toBeLessThan(600);
  });

  test('by a signal fails too', async () => {
    await insert('one');
    const runner = start(shell('kill -9 $$'), { attempts: 1 });
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(await dead()).toMatchObject([{ reason: 'was killed by signal 9' }]);
  });

  test('buries a bad item at once with 65', async () => {
    await insert('bad', 'good');
    const command = 'test $WORK_ITEM = good || { echo "no JSON" >&2; exit 65; }';
    expect(await start(shell(command)).ended).toMatchObject({ code: 0 });
    const reason = 'ended with code 65: no JSON';
    expect(await dead()).toMatchObject([{ item: 'bad', attempts: 1, reason }]);
  });
});

describe('a command that takes too long', () => {
  test('is ended, and fails', async () => {
    await insert('one');
    const runner = start(shell('echo working >&2; sleep 60'), { attempts: 1, timeout: 0.5 });
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(await dead()).toMatchObject([{ reason: 'took longer than 0.5 s: working' }]);
  });

  test('fails although it then ends with 0', async () => {
    await insert('one');
    const command = shell("trap 'exit 0' TERM; sleep 60 & wait");
    expect(await start(command, { attempts: 1, timeout: 0.5 }).ended).toMatchObject({ code: 0 });
    expect(await dead()).toHaveLength(1);
  });

  test('is killed where it does not listen', async () => {
    await insert('one');
    const command = shell("trap '' TERM; while :; do sleep 60; done");
    const runner = start(command, { attempts: 1, timeout: 0.5, grace: 0.5 });
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(await dead()).toHaveLength(1);
  });
});

describe('a wrong configuration', () => {
  test('ends the worker with 78 where the command does, and gives the item back', async () => {
    await insert('one', 'two');
    const runner = start(shell('echo "no such bucket" >&2; exit 78'));
    expect(await runner.ended).toMatchObject({ code: 78 });
    expect(runner.output).toContain('the command ended with code 78: no such bucket');
    expect(await step('claim', 'a', 1000)).toMatchObject(['item', 'one', expect.anything(), '1']);
  });

  test.each([
    ['is not there', () => ['/no/such/program']],
    ['is no program', () => [__filename]],
    ['is none for this machine', () => [noProgram()]],
    ['is a folder', () => [__dirname]],
  ])('ends the worker with 78 where the command %s', async (_, command) => {
    await insert('one');
    const runner = start(command());
    expect(await runner.ended).toMatchObject({ code: 78 });
    expect(runner.output).toContain('cannot run the command');
    expect(await step('claim', 'a', 1000)).toMatchObject(['item', 'one', expect.anything(), '1']);
  });

  test('ends the worker with 78 where the file of the password is missing', async () => {
    const runner = start(['true'], { more: ['--password-file', '/no/such/file'] });
    expect(await runner.ended).toMatchObject({ code: 78 });
    expect(runner.output).toContain('cannot read /no/such/file');
  });

  test('ends the worker with 78 where the key of the queue is another thing', async () => {
    await server().cli(['SET', queue(), 'no list']);
    const runner = start(['true']);
    expect(await runner.ended).toMatchObject({ code: 78 });
    expect(runner.output).toContain('WRONGTYPE');
  });
});

describe('a worker that is asked to end', () => {
  /** A command that says its pid and that of its child, and waits. */
  const waiting = (end = '') => `${end}
    sleep 60 & echo $! >${file('child')}; echo $$ >${file('pid')}; wait; wait`;

  test('gives its item back to the head, and ends with 143', async () => {
    await insert('one', 'two');
    const runner = start(shell(waiting()));
    const pids = [await pidIn('child'), await pidIn('pid')];
    runner.signal('SIGTERM');
    expect(await runner.ended).toEqual({ code: 143, signal: null });
    expect(pids.map(isAlive)).toEqual([false, false]);
    expect(await step('claim', 'a', 1000)).toMatchObject(['item', 'one', expect.anything(), '1']);
  });

  test('does not take what the command then says for an outcome', async () => {
    await insert('one');
    const runner = start(shell(waiting("trap 'exit 0' TERM;")));
    await pidIn('pid');
    runner.signal('SIGTERM');
    expect(await runner.ended).toMatchObject({ code: 143 });
    expect(await step('status')).toEqual(['waiting 1', 'running 0', 'paused 0', 'dead 0']);
  });

  test('kills a command that does not end, and keeps the lease until then', async () => {
    await insert('one');
    const runner = start(shell(waiting("trap '' TERM;")), { lease: 2, grace: 3 });
    const pid = await pidIn('pid');
    runner.signal('SIGTERM');
    await sleep(2500);
    expect(await step('reap', 3, 0)).toEqual(['0', '0']);
    expect(await runner.ended).toMatchObject({ code: 143 });
    expect(isAlive(pid)).toBe(false);
    expect(await step('claim', 'a', 1000)).toMatchObject(['item', 'one', expect.anything(), '1']);
  });

  test('ends at once where it waits', async () => {
    await insert('one');
    await server().cli(['RPOPLPUSH', queue(), `${queue()}:processing`]);
    const runner = start(['true'], { poll: 60, unleased: 60 });
    await eventually(
      'it has looked',
      () => step('running'),
      ([line]) => line !== undefined,
    );
    await sleep(700);
    runner.signal('SIGTERM');
    expect(await runner.ended).toMatchObject({ code: 143 });
  });

  test('survives it hundreds of times', async () => {
    await insert('one');
    const runner = start(shell(`echo $$ >${file('pid')}; exec sleep 1`));
    await pidIn('pid');
    for (let i = 0; i < 300; i += 1) runner.signal('SIGTERM');
    expect(await runner.ended).toMatchObject({ code: 143 });
  });
});

test('what a command leaves running ends with it', async () => {
  await insert('one');
  const runner = start(shell(`sleep 60 >/dev/null 2>&1 & echo $! >${file('child')}`));
  const child = await pidIn('child');
  expect(await runner.ended).toMatchObject({ code: 0 });
  expect(isAlive(child)).toBe(false);
});

describe('a claim that is lost', () => {
  test('ends the command, and its end changes nothing', async () => {
    await insert('one');
    const command = `echo $$ >${file('pid')}; test $WORK_ITEM_ATTEMPT = 2 || exec sleep 60`;
    const runner = start(shell(command), { lease: 2 });
    const pid = await pidIn('pid');
    // As if Redis had lost its last second: the item waits again, and another worker has it.
    await server().cli(['LPUSH', queue(), 'one']);
    const lease = await server().cli(['KEYS', `${queue()}:leased*`]);
    await server().cli(['SET', lease, 'another-session', 'PX', '4000']);
    await server().cli(['DEL', `${queue()}:claims`, `${queue()}:processing`]);
    await eventually(
      'the command has ended',
      () => isAlive(pid),
      (alive) => !alive,
    );
    expect(runner.output).toContain('the claim is lost');
    expect(await server().cli(['GET', lease])).toBe('another-session');
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(await step('status')).toEqual(NOTHING_LEFT);
  });

  test('does not acknowledge a command that ended before that was known', async () => {
    await insert('one');
    const command = `echo $$ >>${file('log')}; while [ ! -e ${file('go')} ]; do sleep 0.05; done`;
    const runner = start(shell(command), { lease: 30, attempts: 1 });
    await eventually(
      'it runs',
      () => read('log'),
      (text) => text !== '',
    );
    const lease = await server().cli(['KEYS', `${queue()}:leased*`]);
    await server().cli(['SET', lease, 'another-session', 'PX', '30000']);
    writeFileSync(file('go'), '');
    await eventually(
      'the worker says so',
      () => runner.output,
      (output) => output.includes('the claim was lost before the item was done'),
    );
    expect(await server().list(`${queue()}:processing`)).toEqual(['one']);
    runner.signal('SIGTERM');
    await runner.ended;
  });
});

describe('exit code 0', () => {
  test('waits for what another worker has, and does it where that one is gone', async () => {
    await insert('one');
    await step('claim', 'another-session', 2000);
    const runner = start(shell(`echo $WORK_ITEM >>${file('log')}`));
    await sleep(1000);
    expect(runner.isRunning).toBe(true);
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(read('log')).toBe('one\n');
  });

  test('waits for what an unchanged worker has', async () => {
    await insert('one');
    await server().cli(['RPOPLPUSH', queue(), `${queue()}:processing`]);
    const runner = start(['true'], { unleased: 60 });
    await sleep(1000);
    expect(runner.isRunning).toBe(true);
    await server().cli(['LREM', `${queue()}:processing`, '0', 'one']);
    expect(await runner.ended).toMatchObject({ code: 0 });
  });

  test('waits for the lists that the worker is for', async () => {
    const after = ['--after', 'first', '--after', 'second'];
    const runner = start(shell(`echo $WORK_ITEM >>${file('log')}`), { more: after });
    await step('insert', 'first', '0', 'one');
    await step('finish', 'first');
    await eventually(
      'it is done',
      () => read('log'),
      (text) => text === 'one\n',
    );
    await sleep(500);
    expect(runner.isRunning).toBe(true);
    await step('insert', 'second', '0', 'two');
    await step('finish', 'second');
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(read('log')).toBe('one\ntwo\n');
  });

  test('waits until the queue has been empty for a while', async () => {
    const runner = start(shell(`echo $WORK_ITEM >>${file('log')}`), { empty: 1.5 });
    await sleep(1000);
    await insert('one');
    await eventually(
      'it is done',
      () => read('log'),
      (text) => text === 'one\n',
    );
    const done = Date.now();
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(Date.now() - done).toBeGreaterThanOrEqual(1400);
  });
});
