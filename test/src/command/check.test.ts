import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { run } from '../../../src/command/run';
import { Progress } from '../../../src/command/terminal';
import { fill, testFolder } from '../folder';
import { BIN, ENVIRONMENT, runBin, runCommand } from './command';
import { judge } from './judge';

const folder = testFolder();
const at = (path: string) => join(folder(), path);

const service = (nodePort: number, name = 'tiler') => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: eo
spec:
  ports:
    - port: 80
      nodePort: ${nodePort}
`;
const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

/** The findings of a check as `file:document kind/name rule`. */
async function findings(...paths: string[]): Promise<string[]> {
  const { stdout, stderr } = await runCommand(['check', '--format', 'json', ...paths]);
  if (stderr !== '') throw new Error(stderr);
  const found: Record<string, string | number | null>[] = JSON.parse(stdout).findings;
  return found.map(({ file, document, kind, name, rule }) => {
    const short = `${file}`.replace(`${folder()}/`, '');
    return `${short}:${document} ${kind}/${name} ${rule}`;
  });
}

describe('the exit code is', () => {
  test.each<[string, readonly string[], string, number]>([
    ['0 where nothing is wrong', [], service(30199), 0],
    ['1 where there is an error', [], service(3199), 1],
    ['0 where there are only warnings', [], config, 0],
    ['1 where there are warnings, with --strict', ['--strict'], config, 1],
    ['2 where the YAML cannot be read', [], 'a: b: c', 2],
    ['2 where there is no object', [], '# nothing\n', 2],
    ['2 where a flag is misspelt', ['--stric'], service(30199), 2],
  ])('%s', async (_, flags, text, status) => {
    const result = await runCommand(['check', '-', ...flags], { stdin: text });

    expect(result.status).toBe(status);
    expect(result.stdout === '').toBe(status === 2);
    expect(result.stderr === '').toBe(status !== 2);
  });

  test('that of the process', () => {
    expect(runBin(['check', '-'], { input: service(3199) }).status).toBe(1);
    expect(runBin(['check', '-'], { input: 'a: b: c' }).status).toBe(2);
  });
});

test.each([
  [[], ['error', 'warning']],
  [['--quiet'], ['error']],
  [
    ['--quiet', '--strict'],
    ['error', 'warning'],
  ],
])('with %j are shown %j', async (flags, severities) => {
  const stdin = `${config}---\n${service(3199)}`;
  const { stdout } = await runCommand(['check', '-', '--format', 'json', ...flags], { stdin });
  const found: { severity: string }[] = JSON.parse(stdout).findings;

  expect([...new Set(found.map(({ severity }) => severity))].sort()).toEqual(severities);
});

test('a report for people names file, line, object, severity, message, reason, fix and rule', async () => {
  const header = '# Source: tiler/templates/service.yaml\n';
  fill(folder(), { 'web.yaml': `${config}---\n${header}${service(3199)}` });
  const { stdout } = await runCommand(['check', at('web.yaml')]);

  expect(stdout.replaceAll(`${folder()}/`, '')).toMatchSnapshot();
});

test('a terminal gets colours, unless somebody does not want them', async () => {
  const stdin = service(3199);
  const coloured = async (args: readonly string[], env = {}) => {
    const { stdout } = await runCommand(['check', '-', ...args], { stdin, isTTY: true, env });
    return stdout.includes('\u001b[31merror\u001b[39m');
  };

  expect(await coloured([])).toBe(true);
  expect(await coloured(['--no-color'])).toBe(false);
  expect(await coloured([], { NO_COLOR: '1' })).toBe(false);
  expect(await coloured([], { TERM: 'dumb' })).toBe(false);
  expect(await coloured(['--format', 'json'])).toBe(false);
  expect((await runCommand(['check', '-'], { stdin })).stdout).not.toContain('\u001b');
});

test('control characters of a manifest do not reach the terminal', async () => {
  const stdin = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "a\\e[2Jb" }\n';
  const { stdout } = await runCommand(['check', '-'], { stdin, isTTY: true });

  expect(stdout).toContain('ConfigMap a\\u001b[2Jb');
});

test('nor do those of a line that cannot be read', async () => {
  const { stderr } = await runCommand(['check', '-'], { stdin: 'a: \u001b[2Jb\n', isTTY: true });

  expect(stderr).toBe('-:1: control characters are not allowed\n  a: \\u001b[2Jb\n     ^\n');
});

test.each([
  ['check', '-'],
  ['diff', '-', 'new.yaml', '--kubernetes=1.27'],
])('%s prepares the judge before it reads', async (...args) => {
  const told: string[] = [];
  const stdin = async () => {
    told.push('read');
    return Buffer.of();
  };
  const prepare = (kubernetes: string) => told.push(kubernetes);
  const output = { write: () => undefined };
  const terminal = { stdin, stdout: output, stderr: output, env: {} };
  await run(args, { ...judge, prepare }, terminal, '1.2.3');

  expect(told).toEqual([args.includes('diff') ? '1.27' : '1.36', 'read']);
});

test('what was read and is no object, or not whole, is a finding among the others', async () => {
  const twice = service(3199).replace('spec:', 'spec:\n  ports: []');
  fill(folder(), { 'a.yaml': `text\n---\n${config}---\n${twice}` });

  expect(await findings(at('a.yaml'))).toEqual([
    'a.yaml:0 null/null not-an-object',
    'a.yaml:1 ConfigMap/a namespace',
    'a.yaml:2 Service/tiler duplicate-key',
    'a.yaml:2 Service/tiler invalid-value',
  ]);
});

test('an object that leaves its name to the API server is called by the beginning of it', async () => {
  const stdin = config.replace('name:', 'generateName:');
  const { stdout } = await runCommand(['check', '-', '--format', 'json'], { stdin });

  expect(JSON.parse(stdout).findings).toMatchObject([{ rule: 'namespace', name: 'a*' }]);
});

test('the lines of an item of a List are found', async () => {
  const item = '{apiVersion: v1, kind: A, metadata: {name: b, namespace: c},\n  x: 1, x: 2}';
  const stdin = `apiVersion: v1\nkind: List\nitems:\n- ${item}\n`;
  const { stdout } = await runCommand(['check', '-'], { stdin });

  expect(stdout).toContain('x is there twice\n    at   -:5\n');
});

test('every finding in SARIF has a rule that tells what must hold', async () => {
  const stdin = `text\n---\n${config}---\n${service(3199)}  type: a\n  type: b\n`;
  const { stdout } = await runCommand(['check', '-', '--format', 'sarif'], { stdin });
  const [{ tool, results }] = JSON.parse(stdout).runs;
  const found = results.map((result: { ruleId: string; ruleIndex: number }) => {
    expect(tool.driver.rules[result.ruleIndex]).toMatchObject({
      id: result.ruleId,
      help: { text: expect.stringMatching(/^[A-Z].*\.\)? [A-Z].*\.$/) },
    });
    return result.ruleId;
  });

  expect(found).toEqual(['not-an-object', 'namespace', 'duplicate-key', 'invalid-value']);
});

describe('the options', () => {
  test('reach the judge', async () => {
    const crd = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n';
    fill(folder(), {
      'crds/scene.yaml': `${crd}metadata: { name: scenes.eo.example.org }\n`,
      'a.yaml': config,
    });
    const check = jest.fn(async () => []);
    const output = { write: () => undefined };
    const terminal = { stdin: async () => Buffer.of(), stdout: output, stderr: output, env: {} };
    const args = ['check', at('a.yaml'), '--crds', at('crds'), '--kubernetes', '1.27'];
    const more = ['--pod-security', 'off', '--no-own-rules'];
    await run([...args, ...more], { ...judge, check }, terminal, '1.2.3');

    expect(check).toHaveBeenCalledWith([expect.objectContaining({ kind: 'ConfigMap' })], {
      kubernetes: '1.27',
      podSecurity: 'off',
      ownRules: false,
      definitions: [expect.objectContaining({ kind: 'CustomResourceDefinition' })],
    });
  });

  test('refuse a --crds without a definition', async () => {
    fill(folder(), { 'a.yaml': config });

    expect(await runCommand(['check', at('a.yaml'), '--crds', at('a.yaml')])).toMatchObject({
      status: 2,
      stderr: `there is no CustomResourceDefinition in ${at('a.yaml')}\n`,
    });
  });
});

const manyServices = (number: number) =>
  Array.from({ length: number }, (_, index) => service(3199, `tiler-${index}`)).join('---\n');

test('2,000 documents from a pipe are judged', () => {
  const { status, stdout } = runBin(['check', '-'], { input: manyServices(2_000) });

  expect(status).toBe(1);
  expect(stdout).toContain('    at   -:19999\n');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(
    '2000 objects in 1 file judged for Kubernetes 1.36: 2000 errors, 0 warnings, 0 info',
  );
}, 60_000);

test('a report that nobody reads to its end ends quietly, with its exit code', () => {
  const command = BIN.map((part) => `'${part}'`).join(' ');
  const script = `set -o pipefail; ${command} check - | head -n 1; echo "$?"`;
  const settings = { input: manyServices(2_000), env: ENVIRONMENT, encoding: 'utf8' } as const;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], settings);

  expect(stderr).toBe('');
  expect(stdout).toBe('Service eo/tiler-0 in standard input, document 0\n1\n');
});

test('a mistake in the judge ends with 2 and its stack, not with 1', () => {
  const script = `
    const { start } = require('./src/command/start');
    const check = async () => { throw new TypeError('not me'); };
    start({ check, prepare: () => undefined });
  `;
  const args = ['-r', BIN[2] ?? '', '-e', script, '--', 'skipped', 'check', '-'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: join(__dirname, '../../..'),
    env: ENVIRONMENT,
    input: config,
    encoding: 'utf8',
  });

  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^TypeError: not me\n {4}at /);
});

test('progress is told on a terminal alone, and taken away', async () => {
  jest.useFakeTimers({ now: 0, doNotFake: ['setImmediate', 'nextTick'] });
  try {
    const written = async (isTTY: boolean) => {
      let text = '';
      const output = {
        isTTY,
        write: (more: string) => {
          text += more;
        },
      };
      const work = new Promise((done) => setTimeout(done, 1000));
      const done = new Progress(output).during('judging', work);
      await jest.advanceTimersByTimeAsync(1000);
      await done;
      return text;
    };

    const [nothing, ...words] = (await written(true)).split('\r\u001b[K');
    expect([nothing, words.at(0), words.at(-1)]).toEqual(['', 'judging (1 s)', '']);
    expect(await written(false)).toBe('');
  } finally {
    jest.useRealTimers();
  }
});
