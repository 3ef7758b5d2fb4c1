import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXCEPTED_RULES } from '../constructs/pod/exceptions';
import { RULES, SERVER_RULES } from '../src/checks';

const page = readFileSync(join(__dirname, '../docs/exceptions.md'), 'utf8');
const rules = readFileSync(join(__dirname, '../docs/rules.md'), 'utf8');

describe('The exceptions that constructs write', () => {
  test('are from rules of the checks', () => {
    const known = [...RULES, ...SERVER_RULES].map(({ name }) => name);
    expect(EXCEPTED_RULES.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('are all on the page of exceptions, in the order of their names', () => {
    const listed = [...page.matchAll(/^\| \[?`([a-z-]+)`/gm)].map(([, name]) => name);
    expect(listed.slice(0, EXCEPTED_RULES.length)).toEqual([...EXCEPTED_RULES].sort());
  });

  test('lead to their rules', () => {
    const headings = [...rules.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading.toLowerCase().replaceAll(' ', '-'),
    );
    const targets = [...page.matchAll(/\(rules\.md#([^)]*)\)/g)].map(([, target = '']) => target);
    expect(targets.length).toBe(EXCEPTED_RULES.length);
    expect(targets.filter((target) => !headings.includes(target))).toEqual([]);
  });
});
