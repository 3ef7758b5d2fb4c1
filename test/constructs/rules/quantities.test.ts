import fc from 'fast-check';
import { positiveQuantity, quantity } from '../../../constructs/rules/quantities';
import { accepts, refuses, WRONG_TYPES } from './tables';

const none = undefined;
const RULE =
  'must be a quantity: a number of at least 0, and at most one of the suffixes ' +
  'm, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei';

describe('quantity', () => {
  accepts(quantity, [
    ...['0', '1', '100m', '1.5', '.5', '1.', '+1', '1Ki', '10Mi', '10Gi', '10Ti', '1Pi', '1Ei'],
    ...['1k', '1M', '1G', '1T', '1P', '1E', '1e3', '1E-3', '500n', '500u'],
  ]);
  refuses(quantity, [
    ...WRONG_TYPES.map((value) => [value, RULE, none] as const),
    ['10GB', RULE, "write '10Gi', or '10G' for powers of 1000"],
    ['512MB', RULE, "write '512Mi', or '512M' for powers of 1000"],
    ['512mb', RULE, "write '512Mi', or '512M' for powers of 1000"],
    ['1gi', RULE, "write '1Gi'"],
    ['1GiB', RULE, "write '1Gi'"],
    ['1g', RULE, "write '1Gi', or '1G' for powers of 1000"],
    ['100K', RULE, "write '100Ki', or '100k' for powers of 1000"],
    ['100 Mi', RULE, "write '100Mi'"],
    ['500 m', RULE, "write '500m'"],
    ['1024b', RULE, "write '1024'"],
    ['1024 bytes', RULE, "write '1024'"],
    ['1,5Gi', RULE, "write '1.5Gi'"],
    ['2Gi\n', RULE, "write '2Gi'"],
    [2, RULE, "write '2'"],
    [0.5, RULE, "write '0.5'"],
    [-2, RULE, none],
    ['-1Gi', RULE, none],
    ['1.5.0', RULE, none],
    ['10mm', RULE, none],
    ['.', RULE, none],
    ['Gi', RULE, none],
    ['1e', RULE, "write '1Ei', or '1E' for powers of 1000"],
    ['ten', RULE, none],
    ['1 constructor', RULE, none],
  ]);

  it('accepts only what the server reads', () => {
    const server = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/;
    const text = fc.string({ unit: fc.constantFrom(...'01.+-eEinumkKMGTPB '.split('')) });
    fc.assert(
      fc.property(fc.oneof(text, fc.stringMatching(server)), (value) => {
        if (quantity(value) !== undefined) return;
        expect(value).toMatch(server);
        const suffix = value.replace(/^[+\d.]+/, '');
        expect(suffix).toMatch(/^([numkMGTPE]|[KMGTPE]i|[eE][-+]?\d+)?$/);
      }),
    );
  });
});

describe('positiveQuantity', () => {
  accepts(positiveQuantity, ['1', '1m', '.5', '1e-3', '10Gi']);
  refuses(positiveQuantity, [
    ['0', 'must be above 0', none],
    ['0.0', 'must be above 0', none],
    ['+0Ki', 'must be above 0', none],
    ['-1', RULE, none],
    ['10GB', RULE, "write '10Gi', or '10G' for powers of 1000"],
  ]);
});
