import { createHash } from 'node:crypto';
import { RedisServer } from './redis-server';

/** A lease, attempts and a grace that no test uses up. */
export const LEASE = 60_000;
export const MOST = 3;
export const GRACE = 30_000;

/** A short lease, and a time in which it has run out. */
export const SHORT = 100;
export const LONGER = 150;

/** What `claim` gives, by its names. */
export interface Claimed {
  readonly state?: string;
  readonly item: string;
  readonly id: string;
  readonly attempt: string;
}

/** A Redis for the tests of a file, with another queue for each of them. */
export function useQueue() {
  let server: RedisServer;
  let count = 0;
  let queue: string;

  beforeAll(async () => {
    server = await RedisServer.start();
  });

  afterAll(() => server.remove());

  beforeEach(() => {
    count += 1;
    queue = `queue${String(count).padStart(3, '0')}`;
  });

  const step = (...args: readonly (string | number)[]) => server.step(queue, ...args);
  const cli = (...args: readonly string[]) => server.cli(args);
  const leaseKey = (item: string) => `${queue}:leased_by_session:${sha224(item)}`;

  return {
    server: () => server,
    queue: () => queue,
    step,
    cli,
    leaseKey,
    insert: (...items: readonly string[]) => step('insert', 'list', 'batch', ...items),

    /** The items that wait, the next one first. */
    waiting: async () => (await server.list(queue)).reverse(),
    taken: () => server.list(`${queue}:processing`),

    async claim(session: string, lease = LEASE): Promise<Claimed> {
      const [state, item = '', id = '', attempt = ''] = await step('claim', session, lease);
      return { state, item, id, attempt };
    },

    /** Every key of the queue with a digest of what is in it, but for the lists that were inserted. */
    async everything(): Promise<string[]> {
      const script = `
        local lines = {}
        for _, key in ipairs(redis.call('KEYS', KEYS[1] .. '*')) do
          table.insert(lines, key .. ' ' .. redis.sha1hex(redis.call('DUMP', key)))
        end
        return lines`;
      const lines = (await server.byteStep(script, [queue])).map(String);
      return lines.filter((line) => !line.startsWith(`${queue}:inserted:`)).sort();
    },

    /** What an unchanged rediswq worker does, step by step. */
    rediswq: {
      move: () => cli('RPOPLPUSH', queue, `${queue}:processing`),
      lease: (item: string, seconds = 60) =>
        cli('SETEX', leaseKey(item), String(seconds), 'a-session'),
      async complete(item: string): Promise<void> {
        await cli('LREM', `${queue}:processing`, '0', item);
        await cli('DEL', leaseKey(item));
      },
    },
  };
}

/** The id that a rediswq worker gives an item. */
function sha224(item: string): string {
  return createHash('sha224').update(item).digest('hex');
}
