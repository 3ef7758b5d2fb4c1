import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ServiceExposure } from '../exposure/service';
import { must } from '../invalid';
import { type DeepPartial, manifest } from '../manifest';
import { METRICS_PORT } from '../metrics';
import { exceptionAnnotations } from '../pod/exceptions';
import { serviceName as serviceNameRule } from '../rules/names';
import { API_PORT, type ApiPlan } from './plan';

/** The Service of an API. */
export function service(
  construct: Construct,
  { metadata, selector, target }: ApiPlan,
  { fields, nodePort, annotations, exceptions }: ServiceExposure,
  patch: DeepPartial<k8s.KubeServiceProps> | undefined,
): ApiObject {
  return manifest(
    construct,
    'Service',
    k8s.KubeService,
    {
      metadata: {
        ...metadata,
        name: target.serviceName,
        annotations: {
          ...exceptionAnnotations(exceptions),
          ...metadata.annotations,
          ...annotations,
        },
      },
      spec: {
        ...fields,
        selector,
        ports: [{ ...portOf(API_PORT, target.servicePort), nodePort }],
      },
    },
    patch,
  );
}

/**
 * The Service by which Prometheus finds metrics on a port of their own: inside the cluster, however
 * the API itself is exposed.
 */
export function metricsService(
  construct: Construct,
  { metadata, selector, target, ports }: ApiPlan,
  patch: DeepPartial<k8s.KubeServiceProps> | undefined,
): ApiObject {
  const name = `${target.serviceName}-metrics`;
  must(construct, 'serviceName with metrics', name, serviceNameRule(name));
  const port = ports[METRICS_PORT] ?? target.servicePort;
  return manifest(
    construct,
    'MetricsService',
    k8s.KubeService,
    {
      metadata: { ...metadata, name },
      spec: { type: 'ClusterIP', selector, ports: [portOf(METRICS_PORT, port)] },
    },
    patch,
  );
}

/** A port of a Service, which finds that of the container by its name. */
function portOf(name: string, port: number): k8s.ServicePort {
  return { name, port, targetPort: k8s.IntOrString.fromString(name), protocol: 'TCP' };
}
