import type { Construct } from 'constructs';
import { must } from '../invalid';
import type { EnvValue } from '../pod/env';
import type { Mount } from '../pod/mount';
import { host as hostRule } from '../rules/hosts';
import { integerIn, port as portRule } from '../rules/numbers';
import { SecretFileMount } from '../secret-file-mount';
import type { SecretKey } from '../secret-key';
import type { RedisSpec, RedisTls } from './redis';
import type { RedisAuthSpec } from './redis-auth';

/** Where a Redis is, and what its clients need to reach it. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly database?: number;
  readonly tls?: RedisTls;
}

/**
 * The address of a Redis.
 *
 * @param name of the Service, where the Redis is the queue's own
 * @throws where the host, the port or the database breaks the rules
 */
export function addressOf(construct: Construct, spec: RedisSpec, name: string): RedisAddress {
  if (spec.type === 'own') return { host: name, port: REDIS_PORT };
  const { host, port = REDIS_PORT, database, tls } = spec;
  must(construct, 'redis.host', host, hostRule(host));
  must(construct, 'redis.port', port, portRule(port));
  if (database !== undefined) {
    must(construct, 'redis.database', database, integerIn(database, 0, 1023));
  }
  return { host, port, database, tls };
}

/** The port that Redis listens on, unless it is told otherwise. */
export const REDIS_PORT = 6379;

const FOLDER = '/var/run/secrets/cdk8s-eo/redis';
const PASSWORD_FILE = `${FOLDER}/password`;
const CA_FILE = `${FOLDER}/ca.crt`;

/** The variables by which scripts and workers find a Redis; of secrets they name the files. */
export function clientEnvironment(
  { host, port, database, tls }: RedisAddress,
  auth: RedisAuthSpec,
): Record<string, EnvValue> {
  return {
    REDIS_SERVICE_HOST: host,
    REDIS_SERVICE_PORT: String(port),
    ...(database && { REDIS_DATABASE: String(database) }),
    ...(auth.type === 'password' && { REDIS_PASSWORD_FILE: PASSWORD_FILE }),
    ...(auth.type === 'password' && auth.username && { REDIS_USERNAME: auth.username }),
    ...(tls && { REDIS_TLS: 'yes' }),
    ...(tls?.ca && { REDIS_CA_FILE: CA_FILE }),
  };
}

/** The options of the item runner that say the same, beside host and port. */
export function runnerOptions({ database, tls }: RedisAddress, auth: RedisAuthSpec): string[] {
  return [
    ...(database ? ['--database', String(database)] : []),
    ...(auth.type === 'password' ? ['--password-file', PASSWORD_FILE] : []),
    ...(auth.type === 'password' && auth.username ? ['--username', auth.username] : []),
    ...(tls ? ['--tls'] : []),
    ...(tls?.ca ? ['--ca-file', CA_FILE] : []),
  ];
}

/**
 * The files with secrets that clients need; none where there is neither password nor authority.
 *
 * @throws where a reference or the revision breaks the rules
 */
export function clientSecrets(
  construct: Construct,
  name: string,
  { tls }: Pick<RedisAddress, 'tls'>,
  auth: RedisAuthSpec,
): Mount[] {
  const login = auth.type === 'password' ? auth : undefined;
  const files: Record<string, SecretKey> = {
    ...(login && { [PASSWORD_FILE]: login.password }),
    ...(tls?.ca && { [CA_FILE]: tls.ca }),
  };
  if (Object.keys(files).length === 0) return [];
  const { revision } = login ?? {};
  return [new SecretFileMount(construct, `${name}-login`, { files, revision })];
}
