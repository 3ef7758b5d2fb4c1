import { parseArguments } from '../../../src/command/arguments';
import { runCommand } from './command';

test('a check has sensible defaults', () => {
  expect(parseArguments(['check', 'a.yaml', '-'])).toEqual({
    command: 'check',
    files: ['a.yaml', '-'],
    format: 'text',
    strict: false,
    quiet: false,
    kubernetes: '1.36',
    crds: [],
    colour: true,
    options: { podSecurity: undefined, ownRules: true },
  });
});

test('a diff has two sides', () => {
  expect(parseArguments(['diff', 'a', '-', '--kubernetes', '1.27'])).toEqual({
    command: 'diff',
    before: 'a',
    after: '-',
    format: 'text',
    kubernetes: '1.27',
    crds: [],
    colour: true,
  });
});

test('options may stand anywhere, and files that look like options behind --', () => {
  const args = ['check', '--crds', 'b', 'a', '--strict', '--crds=c', '--', '--d.yaml'];

  expect(parseArguments(args)).toMatchObject({
    files: ['a', '--d.yaml'],
    crds: ['b', 'c'],
    strict: true,
    quiet: false,
  });
});

test.each<[string, string]>([
  ['', 'say what to do: check or diff; npx cdk8s-eo --help tells more'],
  ['chek a', "there is no command 'chek'; did you mean check?"],
  ['a.yaml', "there is no command 'a.yaml'; npx cdk8s-eo --help tells more"],
  ['--hlep', 'there is no option --hlep; did you mean --help?'],
  ['check', 'name the files or folders to check, or - for standard input'],
  ['check a --kubernets 1.27', 'there is no option --kubernets; did you mean --kubernetes?'],
  ['check a -x', 'there is no option -x; npx cdk8s-eo --help tells more'],
  ['check a --kubernetes 1.28', "--kubernetes must be 1.27 or 1.36, got '1.28'"],
  ['check a --format yaml', "--format must be text, json or sarif, got 'yaml'"],
  ['check a --pod-security high', "--pod-security must be restricted, baseline or off, got 'high'"],
  ['check a --crds -', '--crds needs a file or folder'],
  ['check a --crds', "Option '--crds <value>' argument missing; npx cdk8s-eo --help tells more"],
  [
    'check a --strict=no',
    "Option '--strict' does not take an argument; npx cdk8s-eo --help tells more",
  ],
  ['diff a', 'name two files or folders, the old and the new one; there are 1'],
  ['diff a b c', 'name two files or folders, the old and the new one; there are 3'],
  ['diff - -', 'only one side can be standard input'],
  ['diff a b --format sarif', "--format must be text or json, got 'sarif'"],
  ['diff a b --strict', '--strict is an option of check alone'],
])("'%s' is answered with one line, and 2", async (line, message) => {
  expect(await runCommand(line.split(' ').filter(Boolean))).toEqual({
    status: 2,
    stdout: '',
    stderr: `${message}\n`,
  });
});

test.each([['--help'], ['-h'], ['check', '--help'], ['diff', 'a', 'b', '--help']])(
  'help is there at %s %s',
  async (...args) => {
    const { status, stdout } = await runCommand(args);

    expect(status).toBe(0);
    expect(stdout).toMatch(/^Judges Kubernetes manifests/);
  },
);

test('the help names every option', async () => {
  const { stdout } = await runCommand(['--help']);
  const options = ['crds', 'format', 'help', 'kubernetes', 'no-color', 'no-own-rules'];

  for (const name of [...options, 'pod-security', 'strict', 'version']) {
    expect(stdout).toContain(`--${name}`);
  }
});

test.each([['--version'], ['check', '--version'], ['diff', '--version']])(
  'the version is there at %s %s',
  async (...args) => {
    expect(await runCommand(args)).toEqual({ status: 0, stdout: '1.2.3\n', stderr: '' });
  },
);
