import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useFiles } from './support/files';
import { shell, startRunner } from './support/item-runner';
import { isAlive, type Running, run } from './support/processes';
import { HangingProxy } from './support/proxy';
import { freePort, RedisServer } from './support/redis-server';
import { eventually } from './support/waiting';

const { folder, file, read, pidIn } = useFiles();

const queue = 'jobProduct';
const NOTHING_LEFT = ['waiting 0', 'running 0', 'paused 0', 'dead 0'];

describe('without Redis', () => {
  let own: RedisServer;

  beforeEach(async () => {
    own = await RedisServer.start({ appendfsync: 'always' });
  });

  afterEach(() => own.remove());

  test('a worker waits for it at the start', async () => {
    await own.step(queue, 'insert', 'list', 'batch', 'one');
    await own.kill();
    const runner = startRunner(own, queue, shell(`echo $WORK_ITEM >>${file('log')}`));
    await eventually(
      'it says so',
      () => runner.output,
      (said) => said.includes('refused'),
    );
    await own.restart();
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(read('log')).toBe('one\n');
  });

  test('a command goes on for its lease, which is renewed when Redis is back', async () => {
    await own.step(queue, 'insert', 'list', 'batch', 'one');
    const command = shell(`echo $$ >>${file('pid')}; sleep 7`);
    const runner = startRunner(own, queue, command, { lease: 6 });
    await pidIn('pid');
    await own.kill();
    await eventually(
      'it says so',
      () => runner.output,
      (said) => said.includes('cannot renew'),
    );
    await own.restart();
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(read('pid').trim().split('\n')).toHaveLength(1);
    expect(await own.step(queue, 'status')).toEqual(NOTHING_LEFT);
  });

  test('a command is ended before its lease runs out', async () => {
    await own.step(queue, 'insert', 'list', 'batch', 'one');
    const command = shell(`echo $$ >>${file('pid')}; exec sleep 60`);
    const runner = startRunner(own, queue, command, { lease: 8 });
    const pid = await pidIn('pid');
    const claimed = Date.now();
    await own.kill();
    await eventually(
      'the command has ended',
      () => isAlive(pid),
      (alive) => !alive,
    );
    expect(Date.now() - claimed).toBeLessThan(8000);
    expect(runner.output).toContain('the claim is lost');
    runner.killAll();
  });

  test('a command is ended before its lease runs out, also where Redis hangs', async () => {
    await own.step(queue, 'insert', 'list', 'batch', 'one');
    const proxy = await HangingProxy.to(own.port);
    const command = shell(`echo $$ >>${file('pid')}; exec sleep 60`);
    const runner = startRunner(proxy, queue, command, { lease: 8 });
    const pid = await pidIn('pid');
    const claimed = Date.now();
    proxy.hang();
    await eventually(
      'the command has ended',
      () => isAlive(pid),
      (alive) => !alive,
    );
    expect(Date.now() - claimed).toBeLessThan(8000);
    runner.killAll();
    proxy.close();
  });

  test('a worker fails with 1 when its patience is over', async () => {
    const port = await freePort();
    const runner = startRunner({ port }, queue, ['true'], { patience: 1 });
    expect(await runner.ended).toMatchObject({ code: 1 });
    expect(runner.output).toContain(`Redis at 127.0.0.1:${port}: `);
  });

  test('a worker that is asked to end does so', async () => {
    const runner = startRunner({ port: await freePort() }, queue, ['true']);
    await eventually(
      'it says so',
      () => runner.output,
      (said) => said.includes('refused'),
    );
    runner.signal('SIGTERM');
    expect(await runner.ended).toMatchObject({ code: 143 });
  });

  test('a worker waits for one that cannot write now', async () => {
    await own.step(queue, 'insert', 'list', 'batch', 'one');
    await own.cli(['CONFIG', 'SET', 'maxmemory', '1']);
    const runner = startRunner(own, queue, ['true']);
    await eventually(
      'it says so',
      () => runner.output,
      (said) => said.includes('OOM'),
    );
    await own.cli(['CONFIG', 'SET', 'maxmemory', '0']);
    expect(await runner.ended).toMatchObject({ code: 0 });
  });
});

describe('with a password', () => {
  let own: RedisServer;

  beforeAll(async () => {
    own = await RedisServer.start({ args: ['--requirepass', 'correct'], password: 'correct' });
    await own.cli(['ACL', 'SETUSER', 'worker', 'on', '>battery', '~*', '+@all']);
  });

  afterAll(() => own.remove());

  /** Runs a worker with a password in a file, on database 3. */
  function startWith(password: string, ...more: readonly string[]): Running {
    writeFileSync(file('password'), password);
    const options = ['--password-file', file('password'), '--database', '3', ...more];
    return startRunner(own, queue, ['true'], { more: options });
  }

  test.each([
    ['correct', []],
    ['correct\n', []],
    ['battery', ['--username', 'worker']],
  ])('%j logs in with %j', async (password, more) => {
    await own.cli(['-n', '3', 'LPUSH', queue, 'one']);
    expect(await startWith(password, ...more).ended).toMatchObject({ code: 0 });
    expect(await own.cli(['-n', '3', 'EXISTS', queue])).toBe('0');
  });

  test('a wrong one ends the worker with 78', async () => {
    const runner = startWith('wrong');
    expect(await runner.ended).toMatchObject({ code: 78 });
    expect(runner.output).toContain('WRONGPASS');
    expect(runner.output).not.toContain('wrong\n');
  });

  test('a missing one ends the worker with 78', async () => {
    const runner = startRunner(own, queue, ['true']);
    expect(await runner.ended).toMatchObject({ code: 78 });
    expect(runner.output).toContain('NOAUTH');
  });

  test('a database that is not there ends the worker with 78', async () => {
    const runner = startWith('correct', '--database', '99');
    expect(await runner.ended).toMatchObject({ code: 78 });
  });
});

describe('with TLS', () => {
  let own: RedisServer;

  beforeAll(async () => {
    const key = join(folder, 'tls.key');
    const certificate = join(folder, 'tls.crt');
    run(
      'openssl',
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=redis'],
      ...['-keyout', key, '-out', certificate, '-addext', 'subjectAltName=IP:127.0.0.1'],
    );
    own = await RedisServer.start({ tls: { certificate, key } });
  });

  afterAll(() => own.remove());

  test('a worker speaks it', async () => {
    await own.step(queue, 'insert', 'list', 'batch', 'one', 'x'.repeat(90_000));
    const more = ['--tls', '--ca-file', join(folder, 'tls.crt')];
    const runner = startRunner(own, queue, shell(`wc -c >>${file('log')}`), { more });
    expect(await runner.ended).toMatchObject({ code: 0 });
    expect(read('log')).toBe('3\n90000\n');
  });

  test('a worker does not trust an authority that it was not given', async () => {
    const runner = startRunner(own, queue, ['true'], { more: ['--tls'], patience: 1 });
    expect(await runner.ended).toMatchObject({ code: 1 });
    expect(runner.output).toContain('certificate verify failed');
  });

  test('a missing file of the authority ends the worker with 78', async () => {
    const more = ['--tls', '--ca-file', '/no/such/file'];
    const runner = startRunner(own, queue, ['true'], { more });
    expect(await runner.ended).toMatchObject({ code: 78 });
    expect(runner.output).toContain('cannot read /no/such/file');
  });
});
