import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Running } from './processes';
import { eventually } from './waiting';

export const SCRIPTS = join(__dirname, '../../../constructs/queue/scripts');
export const QUEUE_SCRIPT = join(SCRIPTS, 'queue.lua');

export interface RedisServerOptions {
  /** @default 'everysec' */
  readonly appendfsync?: 'always' | 'everysec';
  /** More arguments of redis-server. */
  readonly args?: readonly string[];
  /** The password of redis-cli. */
  readonly password?: string;
  /** With TLS, and nothing else: a certificate that is its own authority, and its key. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

/** Between two answers of redis-cli, or two elements of one: no item holds it. */
const DELIMITER = '\u001e-\u001f';

/** A Redis of its own on this machine, with an append-only file in a folder of its own. */
export class RedisServer {
  public static async start(options: RedisServerOptions = {}): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), options);
    await server.restart();
    return server;
  }

  /** The folder of its data, which the tests may write to as well. */
  public readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-eo-queue-'));

  private process?: Running;
  private sizes: { at: number; size: number }[] = [];
  private watch?: NodeJS.Timeout;

  private constructor(
    public readonly port: number,
    private readonly options: RedisServerOptions,
  ) {}

  /** Starts it, with the data that it has on the disk. */
  public async restart(): Promise<void> {
    const { appendfsync = 'everysec', args = [], tls } = this.options;
    const process = new Running('redis-server', [
      ...(tls
        ? ['--port', '0', '--tls-port', String(this.port), '--tls-auth-clients', 'no']
        : ['--port', String(this.port)]),
      ...(tls ? ['--tls-cert-file', tls.certificate, '--tls-key-file', tls.key] : []),
      ...['--bind', '127.0.0.1', '--dir', this.folder],
      ...['--save', '', '--appendonly', 'yes', '--appendfsync', appendfsync],
      ...['--auto-aof-rewrite-percentage', '0', '--maxmemory-policy', 'noeviction'],
      ...args,
    ]);
    this.process = process;
    await eventually(
      'redis-server answers',
      async () => {
        if (!process.isRunning) throw new Error(`redis-server ended:\n${process.output}`);
        return this.cli(['PING']).catch(String);
      },
      (answer) => answer === 'PONG',
    );
    this.sizes = [];
    this.watch = setInterval(() => {
      const size = statSync(this.logFile(), { throwIfNoEntry: false })?.size ?? 0;
      this.sizes.push({ at: Date.now(), size });
    }, 50).unref();
  }

  /**
   * Kills it with SIGKILL, with what the kernel has not written to the disk yet.
   *
   * What a killed process has written, the kernel still has: to lose it as with the power, the end of
   * the append-only file is cut off.
   *
   * @param seconds of what it wrote last are lost
   */
  public async kill(seconds = 0): Promise<void> {
    clearInterval(this.watch);
    this.process?.signal('SIGKILL');
    await this.process?.ended;
    const before = Date.now() - seconds * 1000;
    const durable = this.sizes.findLast(({ at }) => at <= before) ?? this.sizes[0];
    if (seconds > 0 && durable !== undefined) truncateSync(this.logFile(), durable.size);
  }

  /** Ends it, and removes its folder. */
  public async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true });
  }

  /** What redis-cli says, without the last end of line. */
  public async cli(args: readonly string[], input?: Buffer): Promise<string> {
    return (await this.bytes(args, input)).toString().replace(/\n$/, '');
  }

  /** What redis-cli says of one operation of the script, element by element. */
  public async step(queue: string, ...args: readonly (string | number)[]): Promise<string[]> {
    const words = args.map(String);
    const delimited = ['-d', DELIMITER, '--eval', QUEUE_SCRIPT, queue, ',', ...words];
    return elements((await this.bytes(delimited)).toString());
  }

  /** The same where the last argument is any bytes, and the answer is, too. */
  public async byteStep(script: string, args: readonly string[], last?: Buffer): Promise<Buffer[]> {
    const words = ['-d', DELIMITER, ...(last ? ['-x'] : []), 'EVAL', script, '1', ...args];
    const answer = (await this.bytes(words, last)).toString('latin1');
    return elements(answer).map((element) => Buffer.from(element, 'latin1'));
  }

  /** The elements of a list. */
  public async list(key: string): Promise<string[]> {
    return elements((await this.bytes(['-d', DELIMITER, 'LRANGE', key, '0', '-1'])).toString());
  }

  private bytes(args: readonly string[], input?: Buffer): Promise<Buffer> {
    const { password, tls } = this.options;
    const login = tls ? ['--tls', '--cacert', tls.certificate] : [];
    const words = ['-p', String(this.port), ...login, ...args];
    const env = { ...process.env, ...(password && { REDISCLI_AUTH: password }) };
    const options = { env, encoding: 'buffer', maxBuffer: 2 ** 28 } as const;
    return new Promise((resolve, reject) => {
      const child = execFile('redis-cli', words, options, (error, stdout, stderr) => {
        const said = stdout.toString().trim() || stderr.toString().trim();
        // redis-cli takes an error of the server for a good answer, and a missing server for a bad one.
        if (error || /^(ERR|NOAUTH|WRONGPASS|NOPERM|WRONGTYPE|OOM|LOADING|MISCONF)\b/.test(said)) {
          reject(new Error(said || error?.message));
        } else resolve(stdout);
      });
      child.stdin?.on('error', () => undefined).end(input);
    });
  }

  /** The part of the append-only file that is written to. */
  private logFile(): string {
    const folder = join(this.folder, 'appendonlydir');
    try {
      const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.incr.aof'));
      return join(folder, file);
    } catch {
      // Before version 7 there is one.
      return join(this.folder, 'appendonly.aof');
    }
  }
}

function elements(answer: string): string[] {
  const text = answer.replace(/\n$/, '');
  return text === '' ? [] : text.split(DELIMITER);
}

/** A port of the loopback interface on which nothing listens. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      server.close(() => (port ? resolve(port) : reject(new Error('no free port'))));
    });
  });
}
