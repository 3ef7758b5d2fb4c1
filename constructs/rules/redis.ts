import { type Violation, violation } from './violation';

/** A key of `redis.conf`. */
export function redisSettingKey(value: unknown): Violation | undefined {
  if (typeof value === 'string' && /^[a-z][-a-z0-9]*$/.test(value)) return undefined;
  return violation('must be a key of redis.conf in lower case', "such as 'slowlog-max-len'");
}

/** What stands after a key of `redis.conf`, on the same line. */
export function redisSetting(value: unknown): Violation | undefined {
  if (typeof value === 'string' && value.trim() !== '' && !/[\r\n\0]/.test(value)) return undefined;
  return violation('must be a text on one line', 'write \'""\' for nothing');
}

/** The name of a user in an ACL of Redis. */
export function redisUser(value: unknown): Violation | undefined {
  if (typeof value === 'string' && /^[^\s\p{Cc}-][^\s\p{Cc}]*$/u.test(value)) return undefined;
  return violation("must be a name without spaces that does not begin with '-'");
}
