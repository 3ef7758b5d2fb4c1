import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import { type Exception, REASON, type Reason, reasonOf } from '../pod/exceptions';
import { redisUser } from '../rules/redis';
import { SECRET_KEY, type SecretKey } from '../secret-key';
import { type Check, given, instanceOf, objectOf, ruled, text } from '../shape';
import type { RedisSpec } from './redis';

/** What a login with a password may say beside it. */
export interface RedisPasswordOptions {
  /**
   * User of a Redis that others run.
   *
   * @default - the default user
   */
  readonly username?: string;

  /**
   * A word that changes with the password: pods read it when they start, and a new revision starts new
   * ones.
   *
   * @default - pods keep the password that they started with
   */
  readonly revision?: string;
}

/** How clients of a Redis log in. */
export class RedisAuth {
  /**
   * With a password, which every container gets as a file.
   *
   * @param password key of a Secret that exists
   */
  public static password(password: SecretKey, options: RedisPasswordOptions = {}): RedisAuth {
    return new RedisAuth({ type: 'password', password, ...options });
  }

  /**
   * Without one, for workers that know none: only the NetworkPolicy keeps others away. The reason is
   * written into the manifest of the server.
   */
  public static none(reason: Reason): RedisAuth {
    return new RedisAuth({ type: 'none', ...reason });
  }

  /** @internal */
  public readonly spec: RedisAuthSpec;

  private constructor(spec: RedisAuthSpec) {
    this.spec = spec;
  }
}

/** What a login was told. */
export type RedisAuthSpec =
  | ({ readonly type: 'password'; readonly password: SecretKey } & RedisPasswordOptions)
  | ({ readonly type: 'none' } & Reason);

const PASSWORD = objectOf<RedisPasswordOptions & { type: string; password: SecretKey }>({
  type: ruled,
  password: given(SECRET_KEY),
  username: text,
  revision: text,
});

/** The type of `auth`. */
export const REDIS_AUTH: Check = instanceOf(
  RedisAuth,
  "write RedisAuth.password(SecretKey.of('redis-login', 'password'))",
  ({ spec }, path) =>
    spec.type === 'none' ? REASON({ reason: spec.reason }, path) : PASSWORD(spec, path),
);

/** @throws where the user is no name, or the Redis is the queue's own, which has but one */
export function checkUser(construct: Construct, auth: RedisAuthSpec, redis: RedisSpec): void {
  if (auth.type === 'none' || auth.username === undefined) return;
  must(construct, 'auth.username', auth.username, redisUser(auth.username));
  if (redis.type === 'external') return;
  throw explain(construct, 'auth.username must be left out, because the own Redis has one user');
}

/** What a Redis without a password is an exception from. */
export function passwordExceptions(construct: Construct, spec: RedisAuthSpec): Exception[] {
  if (spec.type === 'password') return [];
  const reason = reasonOf(construct, 'auth.reason', spec.reason, 'Redis has no password');
  return [{ name: 'redis-without-password', reason, checks: [] }];
}
