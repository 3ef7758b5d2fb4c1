import { redisSetting, redisSettingKey, redisUser } from '../../../constructs/rules/redis';
import { accepts, refuses, WRONG_TYPES } from './tables';

describe('redisSettingKey', () => {
  const rule = 'must be a key of redis.conf in lower case';
  const fix = "such as 'slowlog-max-len'";
  accepts(redisSettingKey, ['hz', 'slowlog-max-len', 'io-threads', 'list-max-listpack-size']);
  refuses(redisSettingKey, [
    ...WRONG_TYPES.map((value) => [value, rule, fix] as const),
    ['HZ', rule, fix],
    ['slowlog max', rule, fix],
    ['-hz', rule, fix],
    ['hz 10\nappendonly', rule, fix],
  ]);
});

describe('redisSetting', () => {
  const rule = 'must be a text on one line';
  const fix = 'write \'""\' for nothing';
  accepts(redisSetting, ['10', '""', 'yes', 'normal 0 0 0']);
  refuses(redisSetting, [
    [10, rule, fix],
    [true, rule, fix],
    [undefined, rule, fix],
    ['', rule, fix],
    [' ', rule, fix],
    ['10\nappendonly no', rule, fix],
    ['10\rappendonly no', rule, fix],
    ['10\0', rule, fix],
  ]);
});

describe('redisUser', () => {
  const rule = "must be a name without spaces that does not begin with '-'";
  accepts(redisUser, ['eo', 'eo-worker', 'Ärzte', 'a:b']);
  refuses(redisUser, [
    [7, rule, undefined],
    [undefined, rule, undefined],
    ['', rule, undefined],
    ['-n', rule, undefined],
    ['a b', rule, undefined],
    ['a\tb', rule, undefined],
    ['a\u0007', rule, undefined],
  ]);
});
