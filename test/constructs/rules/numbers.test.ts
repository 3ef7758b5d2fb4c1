import fc from 'fast-check';
import {
  fileMode,
  integerIn,
  nodePort,
  percentOrCount,
  port,
  userId,
} from '../../../constructs/rules/numbers';
import { accepts, refuses, WRONG_TYPES } from './tables';

const none = undefined;

describe('integerIn', () => {
  accepts((value) => integerIn(value, 1, 10), [1, 10]);
  refuses(
    (value) => integerIn(value, 1, 10),
    [
      ...WRONG_TYPES.map((value) => [value, 'must be a whole number in 1-10', none] as const),
      [0, 'must be a whole number in 1-10', none],
      [11, 'must be a whole number in 1-10', none],
      [1.5, 'must be a whole number in 1-10', none],
      [1n, 'must be a whole number in 1-10', none],
      ['5', 'must be a whole number in 1-10', 'write 5 (a number, without quotes)'],
      [' 07\n', 'must be a whole number in 1-10', 'write 7 (a number, without quotes)'],
      ['50', 'must be a whole number in 1-10', none],
      ['five', 'must be a whole number in 1-10', none],
    ],
  );

  it('says an open or negative range so that it can be read', () => {
    expect(integerIn(-1, 0, Number.POSITIVE_INFINITY)?.rule).toBe(
      'must be a whole number of at least 0',
    );
    expect(integerIn(7, -5, 5)?.rule).toBe('must be a whole number from -5 to 5');
    expect(integerIn('-3', -5, 5)?.fix).toBe('write -3 (a number, without quotes)');
  });

  it('accepts exactly the whole numbers of the range', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.double(), fc.anything()), (value) => {
        const within = typeof value === 'number' && value % 1 === 0 && value >= 0 && value <= 99;
        expect(integerIn(value, 0, 99) === undefined).toBe(within);
      }),
    );
  });
});

describe('port', () => {
  accepts(port, [1, 5000, 65535]);
  refuses(port, [
    [0, 'must be a whole number in 1-65535', none],
    [65536, 'must be a whole number in 1-65535', none],
    ['5000', 'must be a whole number in 1-65535', 'write 5000 (a number, without quotes)'],
  ]);
});

describe('nodePort', () => {
  accepts(nodePort, [30000, 30199, 32767]);
  refuses(nodePort, [
    [3199, 'must be in 30000-32767', none],
    [32768, 'must be in 30000-32767', none],
    [30199.5, 'must be a whole number in 30000-32767', none],
    ['30199', 'must be a whole number in 30000-32767', 'write 30199 (a number, without quotes)'],
    [undefined, 'must be a whole number in 30000-32767', none],
  ]);

  it('takes the range that the cluster has', () => {
    const range = { min: 20000, max: 22767 };
    expect(nodePort(20000, range)).toBeUndefined();
    expect(nodePort(30199, range)).toStrictEqual({ rule: 'must be in 20000-22767' });
  });
});

describe('fileMode', () => {
  const rule = 'must be a file mode in octal, 0o000-0o777';
  accepts(fileMode, [0, 0o400, 0o440, 0o444, 0o500, 0o600, 0o640, 0o644, 0o755, 0o777, 420, 511]);
  refuses(fileMode, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    [644, rule, 'write 0o644'],
    [755, rule, 'write 0o755'],
    [600, rule, 'write 0o600'],
    [640, rule, 'write 0o640'],
    [777, rule, 'write 0o777'],
    [444, rule, 'write 0o444'],
    [440, rule, 'write 0o440'],
    [400, rule, 'write 0o400'],
    [500, rule, 'write 0o500'],
    ['0644', rule, 'write 0o644'],
    ['0o755', rule, 'write 0o755'],
    ['440', rule, 'write 0o440'],
    ['rw-r--r--', rule, none],
    [512, rule, none],
    [0o1777, rule, none],
    [-1, rule, none],
    [420.5, rule, none],
  ]);

  it('refuses, of all modes, only four that nobody sets and everybody means in octal', () => {
    const refused = Array.from({ length: 512 }, (_, mode) => mode).filter((mode) => fileMode(mode));
    expect(refused).toEqual([400, 440, 444, 500]);
  });
});

describe('userId', () => {
  const rule = 'must be a whole number in 1-4294967295';
  const root = 'must be a user id other than root, 1-4294967295';
  accepts(userId, [1, 1000, 10001, 4294967295]);
  refuses(userId, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    [0, root, none],
    ['root', root, none],
    [-1, rule, none],
    [4294967296, rule, none],
    ['1000', rule, 'write 1000 (a number, without quotes)'],
  ]);
});

describe('percentOrCount', () => {
  const rule = "must be a whole number of at least 0, or a percentage in '0%'-'100%'";
  accepts(percentOrCount, [0, 1, 2147483647, '0%', '25%', '100%']);
  refuses(percentOrCount, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    [-1, rule, none],
    [1.5, rule, none],
    [0.25, rule, "write '25%'"],
    ['1', rule, 'write 1 (a number, without quotes)'],
    ['25 %', rule, "write '25%'"],
    ['101%', rule, none],
    ['2.5%', rule, none],
    ['-5%', rule, none],
    ['25%\n', rule, "write '25%'"],
  ]);
});
