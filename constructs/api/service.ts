import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ServiceExposure } from '../exposure/service';
import { type DeepPartial, manifest } from '../manifest';
import { exceptionAnnotations } from '../pod/exceptions';
import { API_PORT, type ApiPlan } from './plan';

/** The Service of an API: a port for each of the container's, found by its name. */
export function service(
  construct: Construct,
  { metadata, selector, ports, target }: ApiPlan,
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
          ...annotations,
          ...metadata.annotations,
        },
      },
      spec: {
        ...fields,
        selector,
        ports: Object.entries(ports).map(([name, port]) => ({
          name,
          port: name === API_PORT ? target.servicePort : port,
          targetPort: k8s.IntOrString.fromString(name),
          nodePort: name === API_PORT ? nodePort : undefined,
          protocol: 'TCP',
        })),
      },
    },
    patch,
  );
}
