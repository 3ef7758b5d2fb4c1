import { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { explain, invalid, must } from '../invalid';
import { credentialIn } from '../rules/credentials/credentials';
import { integerIn } from '../rules/numbers';
import { urlPath } from '../rules/paths';
import {
  type Check,
  duration,
  given,
  instanceOf,
  listOf,
  mapOf,
  objectOf,
  ruled,
  text,
} from '../shape';
import { checkCommand } from './words';

/** How often and how long Kubernetes asks. */
export interface HealthOptions {
  /**
   * How long the container may take until it first answers, before it is started again.
   *
   * @default Duration.minutes(5)
   */
  readonly startupAllowance?: Duration;

  /**
   * How often readiness is asked for; liveness is asked for half as often.
   *
   * @default Duration.seconds(10)
   */
  readonly period?: Duration;

  /**
   * How long an answer may take.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * How many failures in a row count.
   *
   * @default 3
   */
  readonly failureThreshold?: number;

  /**
   * Name of the container's port to ask.
   *
   * @default - the container's first port
   */
  readonly port?: string;
}

/** What Kubernetes asks over HTTP. */
export interface HttpHealthOptions extends HealthOptions {
  /**
   * Path that tells whether the process must be started again. It must not depend on a database or
   * another service: a failing one would make Kubernetes restart every pod.
   *
   * @default - whether the port accepts connections
   */
  readonly livenessPath?: string;

  /**
   * Name of the port that liveness is asked of: that of a process which answers while the one that does
   * the work is busy, or is started again.
   *
   * @default - the port of readiness
   */
  readonly livenessPort?: string;

  /**
   * Headers of the requests, such as `Host` for an application that accepts only known hosts.
   *
   * @default {}
   */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What Kubernetes asks by commands. */
export interface CommandHealthOptions extends HealthOptions {
  /**
   * Command that tells whether the process must be started again.
   *
   * @default - whether the port accepts connections, where the container has one
   */
  readonly livenessCommand?: readonly string[];
}

/** How Kubernetes learns whether a container has started, is ready, and lives. */
export class Health {
  /**
   * Ready when a path answers with a status of 200 to 399.
   *
   * @param path for example `/healthz`
   */
  public static http(path: string, options: HttpHealthOptions = {}): Health {
    return new Health({ type: 'http', path, ...options });
  }

  /** Ready when the port accepts connections. */
  public static tcp(options: HealthOptions = {}): Health {
    return new Health({ type: 'tcp', ...options });
  }

  /** Ready when a command in the container succeeds. */
  public static command(command: readonly string[], options: CommandHealthOptions = {}): Health {
    return new Health({ type: 'command', command, ...options });
  }

  /** @internal */
  public readonly spec: HealthSpec;

  private constructor(spec: HealthSpec) {
    this.spec = spec;
  }
}

type HealthSpec =
  | ({ type: 'http'; path: string } & HttpHealthOptions)
  | ({ type: 'tcp' } & HealthOptions)
  | ({ type: 'command'; command: readonly string[] } & CommandHealthOptions);

const OPTIONS = {
  type: ruled,
  startupAllowance: duration,
  period: duration,
  timeout: duration,
  failureThreshold: ruled,
  port: ruled,
};

const SPECS = {
  http: objectOf({
    ...OPTIONS,
    path: ruled,
    livenessPath: ruled,
    livenessPort: ruled,
    headers: mapOf(text),
  }),
  tcp: objectOf(OPTIONS),
  command: objectOf({
    ...OPTIONS,
    command: given(listOf(text)),
    livenessCommand: listOf(text),
  }),
};

/** The type of `health`. */
export const HEALTH: Check = instanceOf(Health, "write Health.http('/healthz')", ({ spec }, path) =>
  SPECS[spec.type](spec, path),
);

/** The probes of a container. */
export type Probes = Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>;

const STARTUP_PERIOD_SECONDS = 5;

/**
 * The probes of a container.
 *
 * @param ports the container's ports by name
 * @throws where a path or a number is out of its range, and where the port does not exist
 */
export function probes(
  construct: Construct,
  prop: string,
  { spec }: Health,
  ports: Readonly<Record<string, number>>,
): Probes {
  const allowance = seconds(construct, `${prop}.startupAllowance`, spec.startupAllowance, 300);
  const period = seconds(construct, `${prop}.period`, spec.period, 10);
  const timeoutSeconds = seconds(construct, `${prop}.timeout`, spec.timeout, 5);
  const failureThreshold = spec.failureThreshold ?? 3;
  must(
    construct,
    `${prop}.failureThreshold`,
    failureThreshold,
    integerIn(failureThreshold, 1, 1000),
  );
  const { ready, live } = actions(construct, prop, spec, ports);
  return {
    startupProbe: {
      ...ready,
      periodSeconds: STARTUP_PERIOD_SECONDS,
      timeoutSeconds,
      failureThreshold: Math.ceil(allowance / STARTUP_PERIOD_SECONDS),
    },
    readinessProbe: { ...ready, periodSeconds: period, timeoutSeconds, failureThreshold },
    livenessProbe: live && {
      ...live,
      periodSeconds: period * 2,
      timeoutSeconds,
      failureThreshold,
    },
  };
}

type Action = Pick<k8s.Probe, 'httpGet' | 'tcpSocket' | 'exec'>;

function actions(
  construct: Construct,
  prop: string,
  spec: HealthSpec,
  ports: Readonly<Record<string, number>>,
): { ready: Action; live?: Action } {
  if (spec.type === 'command') {
    const { command, livenessCommand } = spec;
    if (command.length === 0 || livenessCommand?.length === 0) {
      throw explain(construct, `${prop} must give a command with at least one word`);
    }
    checkCommand(construct, `${prop} command`, command);
    checkCommand(construct, `${prop}.livenessCommand`, livenessCommand);
    const ready = { exec: { command: [...command] } };
    if (livenessCommand) return { ready, live: { exec: { command: [...livenessCommand] } } };
    if (spec.port === undefined && Object.keys(ports).length === 0) return { ready };
    const live = portOf(construct, `${prop}.port`, spec.port, ports);
    return { ready, live: { tcpSocket: { port: live } } };
  }
  const port = portOf(construct, `${prop}.port`, spec.port, ports);
  if (spec.type === 'tcp') return { ready: { tcpSocket: { port } }, live: { tcpSocket: { port } } };
  const { path, livenessPath, livenessPort } = spec;
  must(construct, `${prop} path`, path, urlPath(path));
  const httpHeaders = headers(construct, prop, spec.headers);
  const ready = { httpGet: { path, port, httpHeaders } };
  const live =
    livenessPort === undefined
      ? port
      : portOf(construct, `${prop}.livenessPort`, livenessPort, ports);
  if (livenessPath === undefined) return { ready, live: { tcpSocket: { port: live } } };
  must(construct, `${prop}.livenessPath`, livenessPath, urlPath(livenessPath));
  return { ready, live: { httpGet: { path: livenessPath, port: live, httpHeaders } } };
}

function portOf(
  construct: Construct,
  prop: string,
  given: string | undefined,
  ports: Readonly<Record<string, number>>,
): k8s.IntOrString {
  const names = Object.keys(ports);
  const name = given ?? names[0];
  if (name !== undefined && names.includes(name)) return k8s.IntOrString.fromString(name);
  const rule = `must be one of the container's ports (${names.join(', ') || 'it has none'})`;
  throw invalid(construct, prop, { rule }, given);
}

function headers(
  construct: Construct,
  prop: string,
  given: Readonly<Record<string, string>> | undefined,
): k8s.HttpHeader[] | undefined {
  if (given === undefined) return undefined;
  return Object.entries(given).map(([name, value]) => {
    if (!/^[-A-Za-z0-9]+$/.test(name)) {
      throw explain(
        construct,
        `${prop}.headers must have names of letters, digits and '-', got '${name}'`,
      );
    }
    const finding = credentialIn(name, value);
    if (finding) {
      throw explain(
        construct,
        `${prop}.headers must not hold a credential (${finding.key}: ${finding.reason})`,
        'ask a path that needs no login, or write Health.command() with a script of the image',
      );
    }
    return { name, value };
  });
}

function seconds(
  construct: Construct,
  prop: string,
  duration: Duration | undefined,
  otherwise: number,
): number {
  const value = (duration ?? Duration.seconds(otherwise)).toSeconds({ integral: false });
  must(construct, `${prop} in seconds`, value, integerIn(value, 1, 86400));
  return value;
}
