import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { must } from './invalid';
import { integerIn } from './rules/numbers';
import { urlPath } from './rules/paths';
import { type Check, duration, instanceOf, objectOf, ruled, text } from './shape';

/** What Flask's own server is told. */
export interface FlaskOptions {
  /** Where the application is, as `FLASK_APP` names it: `server.py` or `package.module:app`. */
  readonly app: string;
}

/** What Gunicorn is told. */
export interface GunicornOptions {
  /** The application, such as `jobmanager.wsgi` or `server:app`. */
  readonly app: string;

  /**
   * Worker processes.
   *
   * @default 2
   */
  readonly workers?: number;

  /**
   * Threads in each worker; with more than one the workers are of the class `gthread`.
   *
   * @default 4
   */
  readonly threads?: number;

  /**
   * How long a worker may be silent before it is killed: with one thread, the longest request. An
   * Ingress waits at least as long, and pods that end have as long for their last requests.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;
}

/** What Uvicorn is told. */
export interface UvicornOptions {
  /** The application, such as `titiler.application.main:app`. */
  readonly app: string;

  /**
   * Worker processes.
   *
   * @default 1
   */
  readonly workers?: number;

  /**
   * Path under which a proxy that strips it serves the application.
   *
   * @default - the root
   */
  readonly rootPath?: string;
}

/** The program that serves an API, and what it needs: its command line and its environment. */
export class Server {
  /**
   * Flask's own server, `flask run`: one process for development and small internal services.
   *
   * @see https://flask.palletsprojects.com/en/stable/deploying/
   */
  public static flask(options: FlaskOptions): Server {
    return new Server({ type: 'flask', ...options });
  }

  /**
   * Gunicorn, for WSGI applications such as Django and Flask.
   *
   * @see https://docs.gunicorn.org/en/stable/settings.html
   */
  public static gunicorn(options: GunicornOptions): Server {
    return new Server({ type: 'gunicorn', ...options });
  }

  /**
   * Uvicorn, for ASGI applications such as FastAPI and titiler.
   *
   * @see https://www.uvicorn.org/settings/
   */
  public static uvicorn(options: UvicornOptions): Server {
    return new Server({ type: 'uvicorn', ...options });
  }

  /** @internal */
  public readonly spec: ServerSpec;

  private constructor(spec: ServerSpec) {
    this.spec = spec;
  }
}

type ServerSpec =
  | ({ readonly type: 'flask' } & FlaskOptions)
  | ({ readonly type: 'gunicorn' } & GunicornOptions)
  | ({ readonly type: 'uvicorn' } & UvicornOptions);

const SPECS = {
  flask: objectOf<FlaskOptions & { type: string }>({ type: ruled, app: text }),
  gunicorn: objectOf<GunicornOptions & { type: string }>({
    type: ruled,
    app: text,
    workers: ruled,
    threads: ruled,
    timeout: duration,
  }),
  uvicorn: objectOf<UvicornOptions & { type: string }>({
    type: ruled,
    app: text,
    workers: ruled,
    rootPath: ruled,
  }),
};

/** The type of `server`. */
export const SERVER: Check = instanceOf(
  Server,
  "write Server.flask({ app: 'server.py' })",
  ({ spec }, path) => SPECS[spec.type](spec, path),
);

/** What a server adds to a container. */
export interface ServerCommand {
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** How long the server gives a request; undefined where it sets no limit. */
  readonly requestSeconds?: number;
}

const FLASK_PORT = 5000;
const NAME_IT = 'must name the application';

/**
 * The command line of a server.
 *
 * @param port the port to listen on
 * @param behindProxy whether only a proxy connects, whose word on the client is taken
 * @throws where a number is out of its range, and where the application or a path is none
 */
export function serverCommand(
  construct: Construct,
  { spec }: Server,
  port: number,
  behindProxy: boolean,
): ServerCommand {
  const trust = behindProxy ? ['--forwarded-allow-ips', '*'] : [];
  const rule = spec.app?.trim() ? 'must name the application, not an option' : NAME_IT;
  const isNamed = /^\s*[^\s-]/.test(spec.app ?? '');
  must(construct, 'server.app', spec.app, isNamed ? undefined : { rule });
  switch (spec.type) {
    case 'flask': {
      const portArgs = port === FLASK_PORT ? [] : ['--port', String(port)];
      return {
        command: ['flask'],
        args: ['run', '--host', '0.0.0.0', ...portArgs],
        env: { FLASK_APP: spec.app },
      };
    }
    case 'gunicorn': {
      const { workers = 2, threads = 4, timeout = Duration.seconds(30) } = spec;
      const requestSeconds = timeout.toSeconds({ integral: false });
      must(construct, 'server.workers', workers, integerIn(workers, 1, 256));
      must(construct, 'server.threads', threads, integerIn(threads, 1, 256));
      must(
        construct,
        'server.timeout in seconds',
        requestSeconds,
        integerIn(requestSeconds, 1, 86400),
      );
      return {
        command: ['gunicorn'],
        args: [
          ...['--bind', `0.0.0.0:${port}`],
          ...['--workers', String(workers)],
          ...['--threads', String(threads)],
          ...['--timeout', String(requestSeconds)],
          ...['--graceful-timeout', String(requestSeconds)],
          ...['--worker-tmp-dir', '/dev/shm'],
          ...trust,
          ...['--access-logfile', '-'],
          spec.app,
        ],
        env: {},
        requestSeconds,
      };
    }
    case 'uvicorn': {
      const { workers = 1, rootPath } = spec;
      must(construct, 'server.workers', workers, integerIn(workers, 1, 256));
      if (rootPath !== undefined) must(construct, 'server.rootPath', rootPath, urlPath(rootPath));
      return {
        command: ['uvicorn'],
        args: [
          ...['--host', '0.0.0.0'],
          ...['--port', String(port)],
          ...['--workers', String(workers)],
          ...(behindProxy ? ['--proxy-headers', ...trust] : []),
          ...(rootPath === undefined ? [] : ['--root-path', rootPath]),
          spec.app,
        ],
        env: {},
      };
    }
  }
}
