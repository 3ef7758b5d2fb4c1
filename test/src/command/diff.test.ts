import { fill, testFolder } from '../folder';
import { runCommand } from './command';

const folder = testFolder();

const object = (kind: string, name: string, rest = '') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: eo }\n${rest}---\n`;
const settings = (level: string) => object('ConfigMap', 'settings', `data: { level: ${level} }\n`);
const job = (image: string) => object('Job', 'import', `spec: { template: { image: ${image} } }\n`);

async function diff(before: string, after: string, ...args: string[]) {
  fill(folder(), { 'old.yaml': before, 'new.yaml': after });
  const paths = ['old.yaml', 'new.yaml'].map((name) => `${folder()}/${name}`);
  const { status, stdout, stderr } = await runCommand(['diff', ...paths, ...args]);
  const short = (text: string) => text.replaceAll(`${folder()}/`, '');
  return { status, stdout: short(stdout), stderr: short(stderr) };
}

test('nothing that changes ends with 0', async () => {
  const reordered = 'metadata:\n  namespace: eo\n  name: a\nkind: ConfigMap\napiVersion: v1\n';

  expect(await diff(object('ConfigMap', 'a'), reordered)).toEqual({
    status: 0,
    stdout: '0 changes for Kubernetes 1.36: nothing changes\n',
    stderr: '',
  });
});

test('something that changes ends with 1, and what is refused comes first', async () => {
  const { status, stdout } = await diff(
    settings('debug') + object('ConfigMap', 'gone') + job('a:1'),
    object('ConfigMap', 'made') + settings('info') + job('a:2'),
  );

  expect(status).toBe(1);
  expect(stdout).toMatchSnapshot();
});

test('programs get the same as JSON, with null for what is not known', async () => {
  const { status, stdout } = await diff(
    job('a:1'),
    object('ConfigMap', 'made') + job('a:2'),
    '--format=json',
  );

  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchSnapshot();
});

test('an empty side is a side: everything is made, or goes', async () => {
  fill(folder(), { 'old.yaml': '', 'new.yaml': settings('info') });
  const [old, now] = ['old.yaml', 'new.yaml'].map((name) => `${folder()}/${name}`);
  const made = await runCommand(['diff', `${old}`, `${now}`]);
  const gone = await runCommand(['diff', `${now}`, `${old}`]);

  expect(made.stdout).toMatch(/^created ConfigMap eo\/settings\n/);
  expect(gone.stdout).toMatch(/^deleted ConfigMap eo\/settings /);
});

test.each([
  ['neither side has an object', '', '# none\n', 'there is no object in old.yaml and new.yaml'],
  [
    'a document is no object',
    settings('info'),
    '---\na: 1\n',
    'new.yaml:2: apiVersion is missing; ' +
      'give it apiVersion, or leave it out if it is no object of Kubernetes',
  ],
])('where %s, it ends with 2', async (_, before, after, message) => {
  expect(await diff(before, after)).toEqual({ status: 2, stdout: '', stderr: `${message}\n` });
});

test('the values of a Secret are in no report', async () => {
  const secret = (value: string) => object('Secret', 'a', `data: { key: ${value} }\n`);
  const { stdout } = await diff(secret('b2xk'), secret('bmV3'));
  const { stdout: json } = await diff(secret('b2xk'), secret('bmV3'), '--format', 'json');

  expect(stdout).toContain('data.key: "(hidden)" -> "(hidden)"');
  expect(stdout + json).not.toMatch(/b2xk|bmV3/);
});

test('long values are shown around their first difference', async () => {
  const text = (word: string) => `${'a'.repeat(200)}${word}${'b'.repeat(200)}`;
  const { stdout } = await diff(settings(text('X')), settings(text('Y')));

  const [before, after] = ['X', 'Y'].map(
    (word) => `...${'a'.repeat(20)}${word}${'b'.repeat(59)}...`,
  );
  expect(stdout).toContain(`data.level: ${before} -> ${after}\n`);
});
