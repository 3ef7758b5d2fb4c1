import { Duration } from 'cdk8s';
import {
  type CommandHealthOptions,
  type GeoApiServiceProps,
  Health,
  type HealthOptions,
  type HttpHealthOptions,
} from '../../constructs';
import { containerOf, only, podOf } from './support/chart';
import { errorOf } from './support/errors';
import { apiChart } from './support/samples';

const tcp: Required<HealthOptions> = {
  startupAllowance: Duration.minutes(20),
  period: Duration.seconds(15),
  timeout: Duration.seconds(3),
  failureThreshold: 4,
  port: 'metrics',
};
const http: Required<HttpHealthOptions> = {
  ...tcp,
  livenessPath: '/alive',
  livenessPort: 'http',
  headers: { Host: 'tiles.example.org' },
};
const command: Required<CommandHealthOptions> = {
  ...tcp,
  livenessCommand: ['test', '-e', '/tmp/a'],
};

/** The probes of an API with a port of metrics. */
function probesOf(health?: Health, props: Partial<GeoApiServiceProps> = {}) {
  const chart = apiChart({ health, metrics: { port: 9090 }, ...props });
  const { startupProbe, readinessProbe, livenessProbe } = containerOf(chart);
  return { startupProbe, readinessProbe, livenessProbe };
}

const numbers = { timeoutSeconds: 5, failureThreshold: 3 };
const times = { timeoutSeconds: 3, failureThreshold: 4 };

describe('Health', () => {
  test('asks whether the port is open, and gives five minutes to start', () => {
    const tcpSocket = { port: 'http' };
    expect(probesOf()).toEqual({
      startupProbe: { tcpSocket, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 },
      readinessProbe: { tcpSocket, periodSeconds: 10, ...numbers },
      livenessProbe: { tcpSocket, periodSeconds: 20, ...numbers },
    });
  });

  test('can ask for a path, and then restarts only where the port is closed', () => {
    const httpGet = { path: '/healthz', port: 'http' };
    expect(probesOf(Health.http('/healthz'))).toEqual({
      startupProbe: { httpGet, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 },
      readinessProbe: { httpGet, periodSeconds: 10, ...numbers },
      livenessProbe: { tcpSocket: { port: 'http' }, periodSeconds: 20, ...numbers },
    });
  });

  test('can ask for a path with all options', () => {
    const httpHeaders = [{ name: 'Host', value: 'tiles.example.org' }];
    const ready = { httpGet: { path: '/ready', port: 'metrics', httpHeaders } };
    expect(probesOf(Health.http('/ready', http))).toEqual({
      startupProbe: { ...ready, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 240 },
      readinessProbe: { ...ready, periodSeconds: 15, ...times },
      livenessProbe: {
        httpGet: { path: '/alive', port: 'http', httpHeaders },
        periodSeconds: 30,
        ...times,
      },
    });
  });

  test('can ask another port whether it is open, of a process that is never busy', () => {
    const health = Health.http('/ready', { livenessPort: 'metrics' });
    expect(probesOf(health)).toMatchObject({
      readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
      livenessProbe: { tcpSocket: { port: 'metrics' } },
    });
    const unknown = Health.http('/ready', { livenessPort: 'nanny' });
    expect(errorOf(() => probesOf(unknown)).message).toBe(
      "GeoApiService 'system/tiles': health.livenessPort must be one of the container's ports " +
        "(http, metrics), got 'nanny'",
    );
  });

  test('can ask for a port with all options', () => {
    expect(probesOf(Health.tcp(tcp)).readinessProbe).toEqual({
      tcpSocket: { port: 'metrics' },
      periodSeconds: 15,
      ...times,
    });
  });

  test('can run a command, and restarts where the port is closed or a second one says so', () => {
    expect(probesOf(Health.command(['pg_isready']))).toMatchObject({
      readinessProbe: { exec: { command: ['pg_isready'] } },
      livenessProbe: { tcpSocket: { port: 'http' }, periodSeconds: 20 },
    });
    expect(probesOf(Health.command(['pg_isready'], { port: 'metrics' }))).toMatchObject({
      livenessProbe: { tcpSocket: { port: 'metrics' } },
    });
    expect(probesOf(Health.command(['pg_isready'], command)).livenessProbe).toEqual({
      exec: { command: ['test', '-e', '/tmp/a'] },
      periodSeconds: 30,
      ...times,
    });
  });

  test('never restarts by what decides on readiness, unless both are the open port', () => {
    for (const health of [
      Health.http('/a'),
      Health.http('/a', http),
      Health.command(['a'], command),
    ]) {
      const { readinessProbe, livenessProbe } = probesOf(health);
      const { httpGet, tcpSocket, exec } = livenessProbe ?? {};
      expect(readinessProbe).not.toMatchObject({ httpGet, tcpSocket, exec });
    }
  });

  test('of a command restarts nothing where the container has no port', () => {
    const sidecar = { name: 'worker', image: 'registry.example.org/worker:1.0' };
    const chart = apiChart({ sidecars: [{ ...sidecar, health: Health.command(['alive']) }] });
    const [, worker] = podOf(chart).spec.containers;
    expect(worker).toMatchObject({ readinessProbe: { exec: { command: ['alive'] } } });
    expect(worker).not.toHaveProperty('livenessProbe');
  });

  test('lets a rollout take as long as a slow start', () => {
    const health = Health.tcp({ startupAllowance: Duration.minutes(30) });
    expect(only(apiChart({ health }), 'Deployment').spec.progressDeadlineSeconds).toBe(2100);
  });

  test('throws if the port is none of the container', () => {
    expect(errorOf(() => probesOf(Health.tcp({ port: 'admin' }))).message).toBe(
      "GeoApiService 'system/tiles': health.port must be one of the container's ports (http, " +
        "metrics), got 'admin'",
    );
  });
});
