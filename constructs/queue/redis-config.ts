import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import { asBytes, DEFAULT_MEMORY } from '../pod/resources';
import { redisSetting, redisSettingKey } from '../rules/redis';
import { REDIS_PORT } from './client';
import type { OwnRedisOptions } from './redis';

/** Folder in which Redis keeps its files. */
export const DATA = '/data';

/**
 * The lines of `redis.conf`.
 *
 * @throws where a setting is none, or is settled by the construct
 */
export function redisConfig(
  construct: Construct,
  { appendFsync = 'everysec', resources: { memory = DEFAULT_MEMORY } = {}, settings = {} }: Options,
): string {
  checkSettings(construct, settings);
  const { limit } = memory;
  const lines: Record<string, string> = {
    dir: DATA,
    port: String(REDIS_PORT),
    // Who may connect is said by the NetworkPolicy, and by the password where there is one.
    'protected-mode': 'no',
    appendonly: 'yes',
    appendfsync: appendFsync,
    save: '""',
    'maxmemory-policy': 'noeviction',
    ...(limit && { maxmemory: String(Math.floor((asBytes(limit) * 3) / 4)) }),
    'tcp-keepalive': '60',
    ...settings,
  };
  const all = Object.entries(lines).map(([key, value]) => `${key} ${value}`);
  // One command less with which a slip of the hand empties all queues.
  const refused = ['FLUSHALL', 'FLUSHDB'].map((command) => `rename-command ${command} ""`);
  return `${[...all, ...refused].join('\n')}\n`;
}

type Options = Pick<OwnRedisOptions, 'appendFsync' | 'resources' | 'settings'>;

const LOST = 'items could be lost otherwise';
const REACHED = 'the probes, the Service and the NetworkPolicy lead to where Redis listens';
const PASSWORD = 'auth says it';

/** Keys that the construct sets, or that would undo what it promises, and why nobody else may. */
const SETTLED: Readonly<Record<string, string>> = {
  aclfile: PASSWORD,
  appendfsync: 'redis.appendFsync says it',
  appendonly: LOST,
  bind: REACHED,
  'cluster-enabled': 'the keys of a queue must be in one Redis',
  daemonize: 'the container would end',
  dir: 'the volume is mounted there',
  include: 'the checks could not see what it says',
  maxmemory: 'three quarters of the limit in redis.resources are it',
  'maxmemory-policy': LOST,
  'no-appendfsync-on-rewrite': LOST,
  port: REACHED,
  'protected-mode': REACHED,
  'rename-command': 'the scripts need the commands',
  replicaof: LOST,
  requirepass: PASSWORD,
  save: 'the append-only file is enough',
  slaveof: LOST,
  'tls-port': REACHED,
  user: PASSWORD,
};

function checkSettings(construct: Construct, settings: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(settings)) {
    const why = Object.hasOwn(SETTLED, key.toLowerCase()) && SETTLED[key.toLowerCase()];
    if (why) throw explain(construct, `redis.settings.${key} must be left out, because ${why}`);
    must(construct, 'redis.settings key', key, redisSettingKey(key));
    must(construct, `redis.settings.${key}`, value, redisSetting(value));
  }
}
