import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { asBytes } from '../pod/resources';
import type { IngressOptions } from './exposure';
import type { RouteTarget } from './route';

/**
 * Makes the ServersTransport that says how long Traefik waits for an answer of the service; without
 * one it waits for ever.
 *
 * @returns the annotation with which the Service uses it
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/serverstransport/
 */
export function traefikTransport(
  construct: Construct,
  target: RouteTarget,
  seconds: number,
): Record<string, string> {
  traefikObject(construct, 'ServersTransport', target, target.name, {
    forwardingTimeouts: { responseHeaderTimeout: `${seconds}s` },
  });
  const reference = `${target.namespace}-${target.name}@kubernetescrd`;
  return { 'traefik.ingress.kubernetes.io/service.serverstransport': reference };
}

/**
 * Makes the Middlewares with which Traefik limits request bodies and strips paths.
 *
 * @returns the annotations with which the Ingress uses them
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/middleware/
 */
export function traefikMiddlewares(
  construct: Construct,
  { maxBodySize, stripPrefix, path = '/', tls }: IngressOptions,
  target: RouteTarget,
): Record<string, string> {
  const middlewares = {
    ...(maxBodySize && {
      'body-size': { buffering: { maxRequestBodyBytes: asBytes(maxBodySize) } },
    }),
    ...(stripPrefix && path !== '/' && { 'strip-prefix': { stripPrefix: { prefixes: [path] } } }),
  };
  const references = Object.entries(middlewares).map(([name, spec]) => {
    const objectName = `${target.name}-${name}`;
    traefikObject(construct, 'Middleware', target, objectName, spec);
    return `${target.namespace}-${objectName}@kubernetescrd`;
  });
  return {
    'traefik.ingress.kubernetes.io/router.entrypoints': tls ? 'websecure' : 'web',
    ...(references.length > 0 && {
      'traefik.ingress.kubernetes.io/router.middlewares': references.join(','),
    }),
  };
}

function traefikObject(
  construct: Construct,
  kind: 'Middleware' | 'ServersTransport',
  { namespace, labels, annotations }: RouteTarget,
  name: string,
  spec: object,
): void {
  new ApiObject(construct, `${kind}-${name}`, {
    apiVersion: 'traefik.io/v1alpha1',
    kind,
    metadata: { name, namespace, labels: { ...labels }, annotations: { ...annotations } },
    spec,
  });
}
