import { listRevision, queueName } from '../../../constructs/rules/queues';
import { accepts, refuses, WRONG_TYPES } from './tables';

describe('queueName', () => {
  const rule =
    "must be up to 100 letters, digits, '-', '_', '.' and ':', and begin with a letter or digit";
  const fix = "for example 'jobProduct'";
  const taken = 'must not be like a key that belongs to another queue, such as jobProduct:dead';
  accepts(queueName, [
    'jobProduct',
    'jobS2',
    '2019',
    'ard:landsat-8_l1tp.v2',
    'dead',
    'processing',
    'lists:all',
    'q'.repeat(100),
  ]);
  refuses(queueName, [
    ...WRONG_TYPES.map((value) => [value, rule, fix] as const),
    ['', rule, fix],
    ['-q', rule, fix],
    [':q', rule, fix],
    ['job Product', rule, fix],
    ['job\nProduct', rule, fix],
    ['{job}', rule, fix],
    ['jobé', rule, fix],
    ['q'.repeat(101), rule, fix],
    ...['attempts', 'claims', 'dead', 'finished', 'lists', 'processing', 'reaped'].map(
      (part) => [`jobProduct:${part}`, taken, undefined] as const,
    ),
    ['jobProduct:inserted:fiji', taken, undefined],
    ['jobProduct:leased_by_session:0a', taken, undefined],
  ]);
});

describe('listRevision', () => {
  const rule =
    "must be up to 63 letters, digits, '-', '_' and '.', and begin with a letter or digit";
  const fix = "for example '2'";
  accepts(listRevision, ['2', '2026-11-21', 'again_v1.2', 'r'.repeat(63)]);
  refuses(listRevision, [
    ...WRONG_TYPES.map((value) => [value, rule, fix] as const),
    ['', rule, fix],
    ['a b', rule, fix],
    ['a\\b', rule, fix],
    ['-2', rule, fix],
    ['a:b', rule, fix],
    ['r'.repeat(64), rule, fix],
  ]);
});
