import { Duration, Size } from 'cdk8s';
import {
  type ClusterIpOptions,
  Exposure,
  type GatewayOptions,
  type IngressOptions,
  type LoadBalancerOptions,
  type NodePortOptions,
  Peer,
} from '../../../constructs';
import { controllers } from './samples';

/** The host of the routes. */
export const host = 'tiles.example.org';

/** The Gateway of the routes. */
export const gateway = { name: 'public', namespace: 'gateways' };

/** Every option of each way; what is not said by types is said by the controllers' dialects. */
const clusterIp: Required<ClusterIpOptions> = { clients: [Peer.namespace('portal')] };
const nodePort: Required<NodePortOptions> = {
  range: { min: 20000, max: 22767 },
  externalTrafficPolicy: 'Local',
};
const loadBalancer: Required<LoadBalancerOptions> = {
  addressPool: 'public',
  legacyAnnotation: true,
  address: '192.0.2.10',
  loadBalancerClass: 'metallb.io/metallb',
  sourceRanges: ['192.0.2.0/24', '2001:db8::/32'],
  externalTrafficPolicy: 'Local',
  annotations: { 'example.org/cost-center': 'imagery' },
};
const ingress: Required<Omit<IngressOptions, 'withoutTls'>> = {
  controller: controllers.nginx,
  host,
  path: '/tiles',
  pathType: 'Prefix',
  stripPrefix: true,
  maxBodySize: Size.gibibytes(4),
  readTimeout: Duration.minutes(10),
  sendTimeout: Duration.minutes(5),
  tls: { secretName: 'tiles-tls', issuer: { name: 'letsencrypt', kind: 'ClusterIssuer' } },
  annotations: { 'example.org/owner': 'imagery' },
};
const { sendTimeout, ...common } = ingress;

/** All that traefik can be told. */
export const traefik = { ...common, controller: controllers.traefik };

const httpRoute: Required<GatewayOptions> = {
  gateway: { ...gateway, listener: 'https' },
  controllerNamespace: 'envoy-gateway-system',
  host,
  path: '/tiles',
  stripPrefix: true,
  requestTimeout: Duration.minutes(10),
};

/** Each way with no more than it needs. */
export const minimalExposures: readonly (readonly [string, Exposure])[] = [
  ['clusterIp', Exposure.clusterIp()],
  ['nodePort', Exposure.nodePort(30199)],
  ['loadBalancer', Exposure.loadBalancer()],
  ['ingress', Exposure.ingress({ host, controller: controllers.none })],
  ['gateway', Exposure.gateway({ host, gateway })],
];

/** Each way with all that can be said of it. */
export const fullExposures: readonly (readonly [string, Exposure])[] = [
  ['clusterIp', Exposure.clusterIp(clusterIp)],
  ['nodePort', Exposure.nodePort(20199, nodePort)],
  ['loadBalancer', Exposure.loadBalancer(loadBalancer)],
  ['ingress of nginx', Exposure.ingress(ingress)],
  ['ingress of traefik', Exposure.ingress(traefik)],
  [
    'ingress without a dialect',
    Exposure.ingress({ host, controller: controllers.none, path: '/tiles', pathType: 'Exact' }),
  ],
  ['gateway', Exposure.gateway(httpRoute)],
];
