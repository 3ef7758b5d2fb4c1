import { PEER } from '../network';
import { REASON } from '../pod/exceptions';
import { dnsLabel } from '../rules/names';
import {
  type Check,
  duration,
  flag,
  follows,
  given,
  instanceOf,
  listOf,
  mapOf,
  objectOf,
  oneOf,
  optional,
  ruled,
  type Shape,
  size,
} from '../shape';
import {
  type ClusterIpOptions,
  Exposure,
  type GatewayOptions,
  type IngressController,
  type IngressOptions,
  type IngressTls,
  type LoadBalancerOptions,
  type NodePortOptions,
  type RouteOptions,
} from './exposure';

const TRAFFIC = oneOf('Cluster', 'Local');

const ROUTE: Shape<RouteOptions> = { path: ruled, stripPrefix: flag };

const SPECS = {
  clusterIp: objectOf<Typed<ClusterIpOptions>>({ type: ruled, clients: listOf(PEER) }),
  nodePort: objectOf<Typed<NodePortOptions> & { nodePort: number }>({
    type: ruled,
    nodePort: ruled,
    range: objectOf<NonNullable<NodePortOptions['range']>>({ min: ruled, max: ruled }),
    externalTrafficPolicy: TRAFFIC,
  }),
  loadBalancer: objectOf<Typed<LoadBalancerOptions>>({
    type: ruled,
    addressPool: ruled,
    legacyAnnotation: flag,
    address: ruled,
    loadBalancerClass: ruled,
    sourceRanges: listOf(ruled),
    externalTrafficPolicy: TRAFFIC,
    annotations: mapOf(ruled),
  }),
  ingress: objectOf<Typed<IngressOptions>>({
    ...ROUTE,
    type: ruled,
    controller: given(
      objectOf<IngressController>({
        className: ruled,
        namespace: follows(dnsLabel),
        dialect: oneOf('nginx', 'traefik', 'none'),
      }),
      "write { className: 'nginx', namespace: 'ingress-nginx', dialect: 'nginx' }",
    ),
    host: ruled,
    pathType: oneOf('Prefix', 'Exact'),
    maxBodySize: size,
    readTimeout: duration,
    sendTimeout: duration,
    tls: objectOf<IngressTls>({
      secretName: ruled,
      issuer: objectOf<NonNullable<IngressTls['issuer']>>({
        name: ruled,
        kind: given(oneOf('Issuer', 'ClusterIssuer')),
      }),
    }),
    withoutTls: REASON,
    annotations: mapOf(ruled),
  }),
  gateway: objectOf<Typed<GatewayOptions>>({
    ...ROUTE,
    type: ruled,
    gateway: given(
      objectOf<GatewayOptions['gateway']>({
        name: ruled,
        namespace: follows(dnsLabel),
        listener: ruled,
      }),
      "write { name: 'public', namespace: 'gateways' }",
    ),
    controllerNamespace: optional(follows(dnsLabel)),
    host: ruled,
    requestTimeout: duration,
  }),
};

type Typed<Options> = Options & { readonly type: string };

/** The type of `exposure`. */
export const EXPOSURE: Check = instanceOf(
  Exposure,
  'write Exposure.nodePort(30199)',
  ({ spec }, path) => SPECS[spec.type](spec, path),
);
