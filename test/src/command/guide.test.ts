import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../../src/checks';
import { HELP } from '../../../src/command/help';
import { fill, testFolder } from '../folder';
import { BIN, ENVIRONMENT, runCommand } from './command';

const folder = testFolder();
const ROOT = join(__dirname, '../../..');
const guide = readFileSync(join(ROOT, 'docs/check.md'), 'utf8');
const blocks = [...guide.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, language, text = '']) => ({
  language,
  text,
}));
const inLanguage = (language: string) =>
  blocks.filter((block) => block.language === language).map(({ text }) => text);
const [manifest = ''] = inLanguage('yaml');
const [checked, compared] = inLanguage('');

/** Runs a command of the guide, as it is published, in the folder of the test. */
function main(command: string, input = '') {
  const [node = '', ...loader] = BIN.slice(0, -1);
  const args = command.trim().split(' ').slice(2);
  return spawnSync(node, [...loader, join(ROOT, 'src/command/main.ts'), ...args], {
    cwd: folder(),
    env: ENVIRONMENT,
    encoding: 'utf8',
    input,
  });
}

/** A Job as the guide's diff has it. */
const job = (image: string) => `apiVersion: batch/v1
kind: Job
metadata: { name: import, namespace: eo }
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: import, image: ${image} }]
`;

describe('the guide to checks', () => {
  test('shows what its check really says', () => {
    fill(folder(), { 'web.yaml': manifest });
    const [command = ''] = inLanguage('sh');
    const { status, stdout } = main(command);

    expect(command).toBe('npx cdk8s-eo check web.yaml\n');
    expect({ status, stdout }).toEqual({ status: 1, stdout: checked });
  });

  test('shows how its JSON really begins', () => {
    fill(folder(), { 'web.yaml': manifest });
    const { stdout } = main('npx cdk8s-eo check web.yaml --format json');
    const [json = ''] = inLanguage('json');

    expect(stdout.slice(0, json.length)).toBe(json);
  });

  test('shows what its diff really says', () => {
    const [before, after] = ['1.4.1', '1.4.2'].map((tag) => `registry.example.org/import:${tag}`);
    fill(folder(), { 'dist/import.yaml': job(after ?? '') });
    const [command = ''] = inLanguage('sh').filter((text) => text.includes(' diff '));
    const { status, stdout } = main(command.split(' | ')[1] ?? '', job(before ?? ''));

    expect({ status, stdout }).toEqual({ status: 1, stdout: compared });
  });

  test('has only commands that the command line takes', async () => {
    const commands = [...guide.matchAll(/npx cdk8s-eo ((?:check|diff) [^|>\n`]+)/g)];

    expect(commands.length).toBeGreaterThan(4);
    for (const [, args = ''] of commands) {
      const { stderr } = await runCommand(args.trim().split(' '));
      expect(stderr).toMatch(/^(?:|there is no (?:file or folder|object) .*\n)$/);
    }
  });

  test('names every option that the help names', () => {
    const options = [...HELP.matchAll(/--[a-z-]+/g)].map(([option]) => option);

    for (const option of options.filter((name) => !['--help', '--version'].includes(name))) {
      expect(guide).toContain(`\`${option}`);
    }
  });

  test('shows an exception to a rule that there is', () => {
    const [, rule] = /cdk8s-eo\/exception-([\w-]+): .{10,}/.exec(guide) ?? [];

    expect(RULES.map(({ name }) => name)).toContain(rule);
  });
});

test('the README shows what its check really says', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, section = ''] = readme.split('## Nothing is refused later');
  const [shown, command, said] = [...section.matchAll(/```\w*\n([\s\S]*?)```/g)].map(
    ([, text = '']) => text,
  );
  fill(folder(), { 'tiler.yaml': shown ?? '' });
  const { status, stdout } = main(command ?? '');

  expect({ status, stdout }).toEqual({ status: 1, stdout: said });
});
