import { type ApiObject, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ServiceMonitor, type ServiceMonitorProps } from '../imports/monitoring.coreos.com';
import { checkLabels, type Identity } from './identity';
import { must } from './invalid';
import { type DeepPartial, manifest } from './manifest';
import { Peer } from './network';
import { dnsLabel } from './rules/names';
import { integerIn } from './rules/numbers';
import { urlPath } from './rules/paths';
import { type Check, duration, mapOf, objectOf, ruled } from './shape';

/** Metrics for Prometheus. */
export interface Metrics {
  /** Port on which the container answers with metrics; the API's own port may be given too. */
  readonly port: number;

  /**
   * Path of the metrics.
   *
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * Namespace of Prometheus, from which it connects.
   *
   * @default 'monitoring'
   */
  readonly namespace?: string;

  /**
   * A ServiceMonitor for the Prometheus operator, which its CustomResourceDefinition must be
   * installed for.
   *
   * @default - none
   */
  readonly serviceMonitor?: ServiceMonitorOptions;
}

/** How the Prometheus operator finds and reads metrics. */
export interface ServiceMonitorOptions {
  /**
   * Labels by which the Prometheus selects its monitors, such as `{ release: 'prometheus' }`.
   *
   * @default {}
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * How often the metrics are read.
   *
   * @default Duration.seconds(30)
   */
  readonly interval?: Duration;
}

/** The type of `serviceMonitor`. */
export const SERVICE_MONITOR: Check = objectOf<ServiceMonitorOptions>({
  labels: mapOf(ruled),
  interval: duration,
});

/** The type of `metrics`. */
export const METRICS: Check = objectOf<Metrics>({
  port: ruled,
  path: ruled,
  namespace: ruled,
  serviceMonitor: SERVICE_MONITOR,
});

/** Name of the port with metrics, where it is not the API's own. */
export const METRICS_PORT = 'metrics';

/** @throws where a path, a namespace or a label breaks the rules */
export function checkMetrics(
  construct: Construct,
  { path, namespace, serviceMonitor }: Metrics,
): void {
  if (path !== undefined) must(construct, 'metrics.path', path, urlPath(path));
  if (namespace !== undefined) must(construct, 'metrics.namespace', namespace, dnsLabel(namespace));
  checkLabels(construct, 'metrics.serviceMonitor.labels', serviceMonitor?.labels);
}

/** Fields of a ServiceMonitor, in the words of its definition. */
export interface ServiceMonitorPatch extends DeepPartial<ServiceMonitorProps> {}

/** Who reads the metrics. */
export function prometheusOf({ namespace = 'monitoring' }: Metrics): Peer {
  return Peer.namespace(namespace);
}

/** The ServiceMonitor of a service. */
export function serviceMonitor(
  construct: Construct,
  { name, namespace, labels, annotations, selector }: Identity,
  { path = '/metrics', serviceMonitor: options = {} }: Metrics,
  portName: string,
  patch: ServiceMonitorPatch | undefined,
): ApiObject {
  const interval = (options.interval ?? Duration.seconds(30)).toSeconds({ integral: false });
  must(
    construct,
    'metrics.serviceMonitor.interval in seconds',
    interval,
    integerIn(interval, 1, 86400),
  );
  return manifest(
    construct,
    'ServiceMonitor',
    ServiceMonitor,
    {
      metadata: { name, namespace, labels: { ...labels, ...options.labels }, annotations },
      spec: {
        endpoints: [{ port: portName, path, interval: `${interval}s` }],
        selector: { matchLabels: selector },
      },
    },
    patch,
  );
}
