import { Duration } from 'cdk8s';
import {
  Exposure,
  type FlaskOptions,
  type GeoApiServiceProps,
  type GunicornOptions,
  Server,
  type UvicornOptions,
} from '../../constructs';
import { containerOf, only } from './support/chart';
import { errorOf } from './support/errors';
import { apiChart, controllers } from './support/samples';

const flask: Required<FlaskOptions> = { app: 'server.py' };
const gunicorn: Required<GunicornOptions> = {
  app: 'jobmanager.wsgi',
  workers: 4,
  threads: 8,
  timeout: Duration.minutes(5),
};
const uvicorn: Required<UvicornOptions> = {
  app: 'titiler.application.main:app',
  workers: 2,
  rootPath: '/tiles',
};

/** The command line of a server. */
function lineOf(server: Server, props: Partial<GeoApiServiceProps> = {}): string {
  const { command = [], args = [] } = containerOf(apiChart({ server, ...props }));
  return [...command, ...args].join(' ');
}

describe('Server', () => {
  test.each([
    ['flask', Server.flask(flask), 'flask run --host 0.0.0.0'],
    [
      'gunicorn with minimal options',
      Server.gunicorn({ app: 'server:app' }),
      'gunicorn --bind 0.0.0.0:5000 --workers 2 --threads 4 --timeout 30 --graceful-timeout 30 ' +
        '--worker-tmp-dir /dev/shm ' +
        '--access-logfile - server:app',
    ],
    [
      'gunicorn with all options',
      Server.gunicorn(gunicorn),
      'gunicorn --bind 0.0.0.0:5000 --workers 4 --threads 8 --timeout 300 --graceful-timeout 300 ' +
        '--worker-tmp-dir /dev/shm ' +
        '--access-logfile - jobmanager.wsgi',
    ],
    [
      'uvicorn with minimal options',
      Server.uvicorn({ app: 'server:app' }),
      'uvicorn --host 0.0.0.0 --port 5000 --workers 1 server:app',
    ],
    [
      'uvicorn with all options',
      Server.uvicorn(uvicorn),
      'uvicorn --host 0.0.0.0 --port 5000 --workers 2 --root-path /tiles ' +
        'titiler.application.main:app',
    ],
  ])('can be %s', (_, server, line) => {
    expect(lineOf(server)).toBe(line);
  });

  test.each([
    ['gunicorn', Server.gunicorn({ app: 'a:b' }), '--forwarded-allow-ips * --access-logfile - a:b'],
    ['uvicorn', Server.uvicorn({ app: 'a:b' }), '--proxy-headers --forwarded-allow-ips * a:b'],
  ])('takes the word of a proxy on who asks, as %s, and of nobody else', (_, server, end) => {
    const behind = Exposure.ingress({ host: 'tiles.example.org', controller: controllers.nginx });
    expect(lineOf(server, { exposure: behind })).toContain(end);
    for (const exposure of [Exposure.nodePort(30199), Exposure.clusterIp()]) {
      expect(lineOf(server, { exposure })).not.toMatch(/proxy|forwarded/);
    }
  });

  test.each([
    ['flask', Server.flask(flask), 'flask run --host 0.0.0.0 --port 8000'],
    ['gunicorn', Server.gunicorn(gunicorn), 'gunicorn --bind 0.0.0.0:8000 --workers'],
    ['uvicorn', Server.uvicorn(uvicorn), 'uvicorn --host 0.0.0.0 --port 8000 --workers'],
  ])('listens on the port of the API, as %s', (_, server, begin) => {
    expect(lineOf(server, { port: 8000 })).toMatch(new RegExp(`^${begin}`));
  });

  test('tells flask where the application is, and leaves that to the user', () => {
    const server = Server.flask(flask);
    expect(containerOf(apiChart({ server })).env).toContainEqual({
      name: 'FLASK_APP',
      value: 'server.py',
    });
    expect(containerOf(apiChart({ server, env: { FLASK_APP: 'other.py' } })).env).toContainEqual({
      name: 'FLASK_APP',
      value: 'other.py',
    });
  });
});

describe('A debug server', () => {
  const starts: readonly (readonly [string, Partial<GeoApiServiceProps>])[] = [
    ['env.FLASK_DEBUG', { env: { FLASK_DEBUG: '1' } }],
    ['env.FLASK_DEBUG', { env: { FLASK_DEBUG: 'True' } }],
    ['env.FLASK_ENV', { env: { FLASK_ENV: 'development' } }],
    ['env.DJANGO_DEBUG', { env: { DJANGO_DEBUG: 'yes' } }],
    ['env.DEBUG', { env: { DEBUG: 'on' } }],
    ['env.UVICORN_RELOAD', { env: { UVICORN_RELOAD: 'true' } }],
    ['env.FLASK_RUN_RELOAD', { env: { FLASK_RUN_RELOAD: '1' } }],
    ['--debug', { command: ['flask', 'run', '--debug'] }],
    ['--reload', { command: ['uvicorn'], args: ['--reload', 'server:app'] }],
  ];

  test.each(starts)('is refused where %s starts it by %j', (setting, props) => {
    expect(errorOf(() => apiChart(props)).message).toBe(
      `GeoApiService 'system/tiles': ${setting} must be left out: anybody who reaches a debug server ` +
        "can run code in it; or say why: allowDebug: { reason: '...' }",
    );
  });

  test.each(starts)('can be allowed where %s starts it by %j, with a reason', (_, props) => {
    const reason = 'we are looking for a memory leak';
    const chart = apiChart({ ...props, allowDebug: { reason } });
    expect(only(chart, 'Deployment').metadata.annotations).toEqual({
      'cdk8s-eo/exception-debug-server': reason,
    });
  });

  test.each(['0', 'false', 'False', 'no', 'off', ''])(
    'is not started by FLASK_DEBUG=%p',
    (value) => {
      expect(() => apiChart({ env: { FLASK_DEBUG: value } })).not.toThrow();
    },
  );

  test('is refused with a reason that says nothing', () => {
    const props = { env: { FLASK_DEBUG: '1' }, allowDebug: { reason: 'debug' } };
    expect(errorOf(() => apiChart(props)).message).toBe(
      "GeoApiService 'system/tiles': allowDebug.reason must say in a sentence why the pods run a " +
        "debug server, got 'debug'",
    );
  });
});
