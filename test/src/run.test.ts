import { join } from 'node:path';
import { run } from '../../src/run';
import type { Environment } from '../../src/selection';
import type { Registry } from '../../src/synthesize';
import { contentsOf, fill, testFolder } from './folder';
import { runProgram } from './program';
import { configMap, local, production, system } from './sample';

const folder = testFolder();
const dist = () => join(folder(), 'dist');

const registry: Registry<Environment> = {
  systems: [system('api'), system('queue')],
  environments: [local, production],
};

afterEach(() => {
  jest.restoreAllMocks();
  delete process.env.CDK8S_OUTDIR;
});

/** Runs the command in this process, without the type check. */
async function command(
  args: readonly string[],
  load: () => Registry<Environment> = () => registry,
) {
  let [stdout, stderr] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += text;
    return true;
  });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text;
    return true;
  });
  const exitCode = await run(['--no-type-check', ...args], load);
  return { exitCode, stdout, stderr };
}

const synthesis = (...args: readonly string[]) => command(['--output', dist(), ...args]);
const paths = () => Object.keys(contentsOf(dist()));

test('everything is written, and one line says what was done', async () => {
  expect(await synthesis()).toEqual({
    exitCode: 0,
    stdout: '4 files for 2 environments: 4 changed, 0 unchanged, 0 removed\n',
    stderr: '',
  });
  expect(paths()).toEqual([
    'local/api.k8s.yaml',
    'local/queue.k8s.yaml',
    'production/api.k8s.yaml',
    'production/queue.k8s.yaml',
  ]);
  expect((await synthesis()).stdout).toBe(
    '4 files for 2 environments: 0 changed, 4 unchanged, 0 removed\n',
  );
});

test('one file of one environment is not said in the plural', async () => {
  const { stdout } = await synthesis('--environment', 'local', '--system', 'api');

  expect(stdout).toBe('1 file for 1 environment: 1 changed, 0 unchanged, 0 removed\n');
  expect(paths()).toEqual(['local/api.k8s.yaml']);
});

test('environments and systems can be given more than once', async () => {
  const args = ['production', 'local', 'local'].flatMap((name) => ['--environment', name]);
  const { stdout } = await synthesis(...args, '--system', 'queue', '--system', 'queue');

  expect(stdout).toMatch(/^2 files for 2 environments/);
  expect(paths()).toEqual(['local/queue.k8s.yaml', 'production/queue.k8s.yaml']);
});

test('a part leaves the files of the other parts, and a whole build removes what it does not make', async () => {
  await synthesis();
  const smaller = { ...registry, systems: [system('api', (chart) => configMap(chart, 'new'))] };
  const part = await command(['--output', dist(), '--environment', 'local'], () => smaller);
  const after = paths();
  const whole = await command(['--output', dist()], () => smaller);

  expect(part.stdout).toBe('1 file for 1 environment: 1 changed, 0 unchanged, 1 removed\n');
  expect(after).toEqual([
    'local/api.k8s.yaml',
    'production/api.k8s.yaml',
    'production/queue.k8s.yaml',
  ]);
  expect(whole.stdout).toBe('2 files for 2 environments: 1 changed, 1 unchanged, 1 removed\n');
  expect(paths()).toEqual(['local/api.k8s.yaml', 'production/api.k8s.yaml']);
});

test('the output goes to the folder that cdk8s-cli gives, where the command line names none', async () => {
  process.env.CDK8S_OUTDIR = join(folder(), 'given');
  await command([]);
  await synthesis('--system', 'api');

  expect(Object.keys(contentsOf(folder())).sort()).toEqual([
    'dist/local/api.k8s.yaml',
    'dist/production/api.k8s.yaml',
    'given/local/api.k8s.yaml',
    'given/local/queue.k8s.yaml',
    'given/production/api.k8s.yaml',
    'given/production/queue.k8s.yaml',
  ]);
});

test.each([
  [['--bogus'], "Unknown option '--bogus'; the options are --environment, --system, --output, "],
  [['local'], "Unexpected argument 'local'; the options are --environment, "],
  [['--output'], "Option '--output <value>' argument missing; the options are "],
  [['--output', ''], '--output needs the name of a folder'],
  [['--environment', 'x'], "there is no environment 'x'; the environments are local, production"],
  [['--system', 'x'], "there is no system 'x'; the systems are api, queue"],
  [['--environment', './x.ts'], 'environment file ./x.ts: there is no file '],
])('%p is answered with one line that says what there is', async (args, message) => {
  fill(dist(), { 'local/api.k8s.yaml': 'as it was' });
  const { exitCode, stdout, stderr } = await synthesis(...args);

  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(/^.*\n$/);
  expect(stderr.startsWith(message)).toBe(true);
  expect(contentsOf(folder())).toEqual({ 'dist/local/api.k8s.yaml': 'as it was' });
});

test('--help explains the options, and does nothing else', async () => {
  const load = jest.fn(() => registry);
  const { exitCode, stdout } = await command(['--help'], load);

  expect(exitCode).toBe(0);
  expect(stdout).toContain('--environment NAME|FILE');
  expect(load).not.toHaveBeenCalled();
});

test('problems are told without a stack, and nothing is written', async () => {
  await synthesis();
  const before = contentsOf(dist());
  const broken = system('queue', (chart) => configMap(chart, 'a', { x: 1n }));
  const { exitCode, stdout, stderr } = await command(['--output', dist()], () => ({
    ...registry,
    systems: [system('api', (chart) => configMap(chart, 'changed')), broken],
  }));

  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr.split('\n')).toEqual([
    expect.stringMatching(
      '^queue/ConfigMap-a for local: ConfigMap default/a: data.x is a bigint; ',
    ),
    expect.stringMatching(
      '^queue/ConfigMap-a for production: ConfigMap eo/a: data.x is a bigint; ',
    ),
    '',
  ]);
  expect(contentsOf(dist())).toEqual(before);
});

test('an output that cannot be written is told without a stack', async () => {
  fill(folder(), { dist: 'a file' });

  expect(await synthesis()).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `${dist()} is not a folder; move it away, or choose another --output\n`,
  });
});

test('a mistake in the code comes with its stack', async () => {
  const mistake = new TypeError('x is not a function');
  const broken = system('api', () => {
    throw mistake;
  });

  await expect(
    command(['--output', dist()], () => ({ ...registry, systems: [broken] })),
  ).rejects.toBe(mistake);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
  'a %s while it synthesizes leaves the output as it was',
  (signal) => {
    fill(dist(), { 'local/api.k8s.yaml': 'as it was' });
    const result = runProgram(
      `
      const { run } = require('./src/run');
      const { system, local } = require('./test/src/sample');
      const stopped = system('api', () => process.kill(process.pid, '${signal}'));
      run(process.argv.slice(1), () => ({ systems: [stopped], environments: [local] }));
      `,
      ['--no-type-check', '--output', dist()],
    );

    expect(result).toMatchObject({ signal, stdout: '' });
    expect(contentsOf(folder())).toEqual({ 'dist/local/api.k8s.yaml': 'as it was' });
  },
);
