import { nearest } from '../../../constructs/rules/nearest';
import { quoted, violation } from '../../../constructs/rules/violation';

describe('violation', () => {
  it('has no fix key where there is no fix', () => {
    expect(violation('must be')).toStrictEqual({ rule: 'must be' });
    expect(violation('must be', 'be')).toStrictEqual({ rule: 'must be', fix: 'be' });
  });
});

describe('quoted', () => {
  it.each([
    ['data', "'data'"],
    ["it's", "'it\\'s'"],
    ['say "a"', `'say "a"'`],
    ['a\nb\\', "'a\\nb\\\\'"],
  ])('writes %j on one line, as TypeScript reads it', (text, expected) => {
    expect(quoted(text)).toBe(expected);
  });
});

describe('nearest', () => {
  const known = ['hard', 'soft', 'nfsvers', 'noatime', 'nodiratime'];
  it.each([
    ['hrad', 'hard'],
    ['HARD ', 'hard'],
    ['nfsver', 'nfsvers'],
    ['noatimes', 'noatime'],
    ['sofft', 'soft'],
    ['something', undefined],
    ['x', undefined],
    ['', undefined],
  ])('finds for %j the word %j', (word, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });
});
