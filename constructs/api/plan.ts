import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { Exposure } from '../exposure/exposure';
import type { RouteTarget } from '../exposure/route';
import type { GeoApiServiceProps } from '../geo-api-service';
import { checkLabels, type Identity, identify } from '../identity';
import { explain, must } from '../invalid';
import { checkMetrics, METRICS_PORT } from '../metrics';
import { checkContainerPort } from '../pod/container';
import type { EnvValue } from '../pod/env';
import { Replicas } from '../replicas';
import { serviceName as serviceNameRule } from '../rules/names';
import { port as portRule } from '../rules/numbers';
import { serverCommand } from '../server';

/** What the objects of an API agree on: each fact is said here once. */
export interface ApiPlan {
  readonly identity: Identity;
  readonly metadata: k8s.ObjectMeta;
  /** The labels by which the pods are selected. */
  readonly selector: Readonly<Record<string, string>>;
  /** The ports of the container by name; the API's own is the first. */
  readonly ports: Readonly<Record<string, number>>;
  /** Name of the port with metrics; undefined where there are none. */
  readonly metricsPort: string | undefined;
  /** The port of the API itself. */
  readonly port: number;
  readonly command: Command;
  readonly exposure: Exposure;
  readonly replicas: Replicas;
  /** What an Ingress or an HTTPRoute leads to. */
  readonly target: RouteTarget;
}

/** What the container runs. */
export interface Command {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, EnvValue>>;
  /** How long the server may take for a request; undefined where it sets no limit. */
  readonly requestSeconds?: number;
}

/** Name of the API's own port. */
export const API_PORT = 'http';

/** @throws where a prop breaks the rules, or contradicts another one */
export function planApi(construct: Construct, props: GeoApiServiceProps): ApiPlan {
  const { port = 5000, metrics, servicePort = port, exposure = Exposure.clusterIp() } = props;
  const identity = identify(construct, props, 'api');
  const { name, namespace, labels, annotations } = identity;
  const { serviceName = name, replicas = Replicas.fixed(2) } = props;
  must(construct, serviceNameProp(props), serviceName, serviceNameRule(serviceName));
  checkContainerPort(construct, 'port', port);
  if (metrics) checkContainerPort(construct, 'metrics.port', metrics.port);
  must(construct, 'servicePort', servicePort, portRule(servicePort));
  if (metrics) checkMetrics(construct, metrics);
  checkPatches(construct, props, exposure, replicas);
  const ownMetricsPort = metrics !== undefined && metrics.port !== port;
  const behindProxy = ['ingress', 'gateway'].includes(exposure.spec.type);
  const command = commandOf(construct, props, port, behindProxy);
  const metadata = { name, namespace, labels, annotations };
  return {
    identity,
    metadata,
    selector: selectorOf(construct, props.selector, identity.selector),
    ports: { [API_PORT]: port, ...(ownMetricsPort && { [METRICS_PORT]: metrics.port }) },
    port,
    metricsPort: metrics && (ownMetricsPort ? METRICS_PORT : API_PORT),
    command,
    exposure,
    replicas,
    target: {
      ...metadata,
      serviceName,
      servicePort,
      servicePortName: API_PORT,
      requestSeconds: command.requestSeconds,
    },
  };
}

/** The prop that the name of the Service comes from. */
function serviceNameProp({ serviceName, name }: GeoApiServiceProps): string {
  if (serviceName !== undefined) return 'serviceName';
  return name === undefined ? 'id' : 'name';
}

function selectorOf(
  construct: Construct,
  given: Readonly<Record<string, string>> | undefined,
  otherwise: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  checkLabels(construct, 'selector', given);
  if (given && Object.keys(given).length === 0) {
    throw explain(construct, 'selector must hold a label, or be left out');
  }
  return given ?? otherwise;
}

function commandOf(
  construct: Construct,
  props: GeoApiServiceProps,
  port: number,
  behindProxy: boolean,
): Command {
  const { server, command, args, env = {} } = props;
  if (server === undefined) return { command, args, env };
  if (command !== undefined || args !== undefined) {
    throw explain(
      construct,
      `${command ? 'command' : 'args'} must be left out where server is given, because the server is ` +
        'the command',
    );
  }
  const preset = serverCommand(construct, server, port, behindProxy);
  return { ...preset, env: { ...preset.env, ...env } };
}

function checkPatches(
  construct: Construct,
  { patches = {}, serviceAccountName, metrics, port = 5000 }: GeoApiServiceProps,
  exposure: Exposure,
  replicas: Replicas,
): void {
  const missing = {
    autoscaler: replicas.spec.type !== 'auto',
    ingress: exposure.spec.type !== 'ingress',
    httpRoute: exposure.spec.type !== 'gateway',
    metricsService: metrics === undefined || metrics.port === port,
    serviceMonitor: metrics?.serviceMonitor === undefined,
    serviceAccount: serviceAccountName !== undefined,
  };
  for (const [name, isMissing] of Object.entries(missing)) {
    if (!isMissing || Reflect.get(patches, name) === undefined) continue;
    throw explain(construct, `patches.${name} must be left out, because there is no such object`);
  }
}
