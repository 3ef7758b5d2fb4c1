import { Duration, Size } from 'cdk8s';
import { Exposure, Peer } from '../../../../constructs';
import { untyped } from '../errors';
import { api, controllers } from '../samples';
import { ingress, type Row, route, SLOW, tiles } from './row';
import { DNS_NAME, LABEL, LABEL_KEY, LABEL_VALUE, NETWORK, SUBDOMAIN, URL_PATH } from './rules';

/** Who reaches an API, and what it reaches. */
export const connections: readonly Row[] = [
  [
    'a port in quotes',
    tiles({ port: '5000' }),
    "GeoApiService 'system/tiles': port must be a whole number in 1-65535, got '5000'; write 5000 (a number, without quotes)",
  ],
  [
    'a port of zero',
    tiles({ port: 0 }),
    "GeoApiService 'system/tiles': port must be a whole number in 1-65535, got 0",
  ],
  [
    'a port above the range',
    tiles({ port: 65536 }),
    "GeoApiService 'system/tiles': port must be a whole number in 1-65535, got 65536",
  ],
  [
    'half a port',
    tiles({ port: 80.5 }),
    "GeoApiService 'system/tiles': port must be a whole number in 1-65535, got 80.5",
  ],
  [
    'a port that is no number',
    tiles({ port: Number.NaN }),
    "GeoApiService 'system/tiles': port must be a whole number in 1-65535, got NaN",
  ],
  [
    'a port by its name',
    tiles({ port: 'http' }),
    "GeoApiService 'system/tiles': port must be a whole number in 1-65535, got 'http'",
  ],
  [
    'a port that is null',
    tiles({ port: null }),
    "GeoApiService 'system/tiles': port must be a whole number in 1-65535, got null",
  ],
  [
    'a port of the Service in quotes',
    tiles({ servicePort: '80' }),
    "GeoApiService 'system/tiles': servicePort must be a whole number in 1-65535, got '80'; write 80 (a number, without quotes)",
  ],
  [
    'a port of the Service below zero',
    tiles({ servicePort: -1 }),
    "GeoApiService 'system/tiles': servicePort must be a whole number in 1-65535, got -1",
  ],
  [
    'a node port below the range',
    tiles({ exposure: Exposure.nodePort(3199) }),
    "GeoApiService 'system/tiles': nodePort must be in 30000-32767, got 3199",
  ],
  [
    'a node port above the range',
    tiles({ exposure: Exposure.nodePort(32768) }),
    "GeoApiService 'system/tiles': nodePort must be in 30000-32767, got 32768",
  ],
  [
    'a node port in quotes',
    tiles({ exposure: Exposure.nodePort(untyped('30199')) }),
    "GeoApiService 'system/tiles': nodePort must be a whole number in 30000-32767, got '30199'; write 30199 (a number, without quotes)",
  ],
  [
    'no node port',
    tiles({ exposure: Exposure.nodePort(untyped(undefined)) }),
    "GeoApiService 'system/tiles': nodePort must be a whole number in 30000-32767, got nothing",
  ],
  [
    'a node port outside of an own range',
    tiles({ exposure: Exposure.nodePort(30199, { range: { min: 20000, max: 22767 } }) }),
    "GeoApiService 'system/tiles': nodePort must be in 20000-22767, got 30199",
  ],
  [
    'an address with its prefix length',
    tiles({ exposure: Exposure.loadBalancer({ address: '192.0.2.1/32' }) }),
    "GeoApiService 'system/tiles': exposure.address must be an IPv4 or IPv6 address, got '192.0.2.1/32'; write '192.0.2.1'",
  ],
  [
    'an address that is a host',
    tiles({ exposure: Exposure.loadBalancer({ address: 'tiles.example.org' }) }),
    "GeoApiService 'system/tiles': exposure.address must be an IPv4 or IPv6 address, got 'tiles.example.org'",
  ],
  [
    'a class of load balancers with a space',
    tiles({ exposure: Exposure.loadBalancer({ loadBalancerClass: 'my balancer' }) }),
    `GeoApiService 'system/tiles': exposure.loadBalancerClass ${LABEL_KEY}, got 'my balancer'; write 'my-balancer'`,
  ],
  [
    'a source without its prefix length',
    tiles({ exposure: Exposure.loadBalancer({ sourceRanges: ['10.0.0.1'] }) }),
    `GeoApiService 'system/tiles': exposure.sourceRanges ${NETWORK}, got '10.0.0.1'; add the prefix length; '10.0.0.1/32' is this one address`,
  ],
  [
    'a source with an address in the network',
    tiles({ exposure: Exposure.loadBalancer({ sourceRanges: ['10.1.2.3/8'] }) }),
    "GeoApiService 'system/tiles': exposure.sourceRanges must be the first address of its network, got '10.1.2.3/8'; write '10.0.0.0/8'",
  ],
  [
    'an annotation of a load balancer that is a boolean',
    tiles({ exposure: Exposure.loadBalancer(untyped({ annotations: { internal: true } })) }),
    "GeoApiService 'system/tiles': exposure.annotations['internal'] must be a string, got true",
  ],
  [
    'a host as a URL',
    ingress({ host: 'https://tiles.example.org' }),
    `GeoApiService 'system/tiles': exposure.host ${DNS_NAME}, got 'https://tiles.example.org'; write 'tiles.example.org'`,
  ],
  [
    'a host with a port',
    ingress({ host: 'tiles.example.org:8080' }),
    `GeoApiService 'system/tiles': exposure.host ${DNS_NAME}, got 'tiles.example.org:8080'; write 'tiles.example.org'`,
  ],
  [
    'a host with a path',
    ingress({ host: 'tiles.example.org/tiles' }),
    `GeoApiService 'system/tiles': exposure.host ${DNS_NAME}, got 'tiles.example.org/tiles'; write 'tiles.example.org'`,
  ],
  [
    'a host in capitals',
    ingress({ host: 'Tiles.Example.org' }),
    `GeoApiService 'system/tiles': exposure.host ${DNS_NAME}, got 'Tiles.Example.org'; write 'tiles.example.org'`,
  ],
  [
    'a host that is an address',
    ingress({ host: '192.0.2.1' }),
    `GeoApiService 'system/tiles': exposure.host ${DNS_NAME}, got '192.0.2.1'`,
  ],
  [
    'a host of two wildcards',
    ingress({ host: '*.*.example.org' }),
    `GeoApiService 'system/tiles': exposure.host ${DNS_NAME}, got '*.*.example.org'`,
  ],
  [
    'no host',
    ingress({ host: undefined }),
    `GeoApiService 'system/tiles': exposure.host ${DNS_NAME}, got nothing`,
  ],
  [
    'a relative path of a route',
    ingress({ path: 'tiles' }),
    `GeoApiService 'system/tiles': exposure.path ${URL_PATH}, got 'tiles'; write '/tiles'`,
  ],
  [
    'a path of a route with two slashes',
    ingress({ path: '/tiles//a' }),
    `GeoApiService 'system/tiles': exposure.path ${URL_PATH}, got '/tiles//a'; write '/tiles/a'`,
  ],
  [
    'a path of a route as a regular expression',
    ingress({ path: '/tiles(/|$)(.*)' }),
    `GeoApiService 'system/tiles': exposure.path ${URL_PATH}, got '/tiles(/|$)(.*)'; write '/tiles'`,
  ],
  [
    'a class of ingresses with capitals',
    ingress({ controller: { className: 'Nginx', namespace: 'a' } }),
    `GeoApiService 'system/tiles': exposure.controller.className ${SUBDOMAIN}, got 'Nginx'; write 'nginx'`,
  ],
  [
    'a certificate by a name that is none',
    ingress({ tls: { secretName: 'Tiles_TLS' } }),
    `GeoApiService 'system/tiles': exposure.tls.secretName ${SUBDOMAIN}, got 'Tiles_TLS'; write 'tiles-tls'`,
  ],
  [
    'an issuer by a name that is none',
    ingress({ tls: { secretName: 'tls', issuer: { name: "Let's Encrypt", kind: 'Issuer' } } }),
    `GeoApiService 'system/tiles': exposure.tls.issuer.name ${SUBDOMAIN}, got 'Let's Encrypt'; write 'let-s-encrypt'`,
  ],
  [
    'an annotation of an ingress that is a boolean',
    ingress({ annotations: { 'example.org/a': true } }),
    "GeoApiService 'system/tiles': exposure.annotations['example.org/a'] must be a string, got true",
  ],
  [
    'a body size without a dialect',
    ingress({ controller: controllers.none, maxBodySize: Size.mebibytes(5) }),
    "GeoApiService 'system/tiles': exposure.maxBodySize must be left out, because controllers of the dialect 'none' cannot be told of it on an Ingress; name the controller's dialect, 'nginx' or 'traefik', or say it in annotations",
  ],
  [
    'a stripped path without a dialect',
    ingress({ controller: controllers.none, path: '/tiles', stripPrefix: true }),
    "GeoApiService 'system/tiles': exposure.stripPrefix must be left out, because controllers of the dialect 'none' cannot be told of it on an Ingress; name the controller's dialect, 'nginx' or 'traefik', or say it in annotations",
  ],
  [
    'a timeout to send of traefik',
    ingress({ controller: controllers.traefik, sendTimeout: Duration.seconds(5) }),
    "GeoApiService 'system/tiles': exposure.sendTimeout must be left out, because controllers of the dialect 'traefik' cannot be told of it on an Ingress; set it in the configuration of the controller",
  ],
  [
    'a timeout below a second, of an ingress',
    ingress({ readTimeout: Duration.millis(500) }),
    "GeoApiService 'system/tiles': exposure.readTimeout in seconds must be a whole number in 1-86400, got 0.5",
  ],
  [
    'a proxy that waits shorter than the server',
    (chart) =>
      api(chart, {
        server: SLOW,
        exposure: Exposure.ingress({
          host: 'a.org',
          controller: controllers.nginx,
          readTimeout: Duration.minutes(1),
        }),
      }),
    "GeoApiService 'system/tiles': exposure.readTimeout must be at least server.timeout, 300 s, got 60 s: the proxy would give up on requests that the server still works on; write Duration.seconds(300), or leave exposure.readTimeout out",
  ],
  [
    'a Gateway of a name with capitals',
    route({ gateway: { name: 'Public', namespace: 'gateways' } }),
    `GeoApiService 'system/tiles': exposure.gateway.name ${SUBDOMAIN}, got 'Public'; write 'public'`,
  ],
  [
    'a host of a Gateway with a port',
    route({ host: 'tiles.example.org:443' }),
    `GeoApiService 'system/tiles': exposure.host ${DNS_NAME}, got 'tiles.example.org:443'; write 'tiles.example.org'`,
  ],
  [
    'a path of a Gateway that is relative',
    route({ path: 'tiles' }),
    `GeoApiService 'system/tiles': exposure.path ${URL_PATH}, got 'tiles'; write '/tiles'`,
  ],
  [
    'a Gateway that waits for nothing',
    route({ requestTimeout: Duration.seconds(0) }),
    "GeoApiService 'system/tiles': exposure.requestTimeout in seconds must be a whole number in 1-86400, got 0",
  ],
  [
    'a network without its prefix length',
    tiles({ connectsTo: [{ peer: Peer.cidr('10.20.0.1') }] }),
    `GeoApiService 'system/tiles': connectsTo[0] ${NETWORK}, got '10.20.0.1'; add the prefix length; '10.20.0.1/32' is this one address`,
  ],
  [
    'a network with a prefix length above 32',
    tiles({ connectsTo: [{ peer: Peer.cidr('10.0.0.0/33') }] }),
    "GeoApiService 'system/tiles': connectsTo[0] must have a prefix length in 0-32, got '10.0.0.0/33'",
  ],
  [
    'a host in place of a network',
    tiles({ connectsTo: [{ peer: Peer.cidr('db.example.org') }] }),
    `GeoApiService 'system/tiles': connectsTo[0] ${NETWORK}, got 'db.example.org'`,
  ],
  [
    'an exception that is no network',
    tiles({ connectsTo: [{ peer: Peer.cidr('10.0.0.0/8', ['10.1']) }] }),
    `GeoApiService 'system/tiles': connectsTo[0] except ${NETWORK}, got '10.1'`,
  ],
  [
    'a peer in a namespace with capitals',
    tiles({ connectsTo: [{ peer: Peer.namespace('DB') }] }),
    `GeoApiService 'system/tiles': connectsTo[0] namespace ${LABEL}, got 'DB'; write 'db'`,
  ],
  [
    'a peer by a label with a space',
    tiles({ connectsTo: [{ peer: Peer.pods({ app: 'my db' }) }] }),
    `GeoApiService 'system/tiles': connectsTo[0]['app'] ${LABEL_VALUE}, got 'my db'; write 'my-db'`,
  ],
  [
    'a connection without a port',
    tiles({ connectsTo: [{ peer: Peer.anywhere(), ports: [] }] }),
    "GeoApiService 'system/tiles': connectsTo[0].ports must hold a port, or be left out",
  ],
  [
    'a connection to a port in quotes',
    tiles({ connectsTo: [{ peer: Peer.anywhere(), ports: ['5432'] }] }),
    "GeoApiService 'system/tiles': connectsTo[0].ports must be a whole number in 1-65535, got '5432'; write 5432 (a number, without quotes)",
  ],
  [
    'a client of a network that is none',
    tiles({ exposure: Exposure.clusterIp({ clients: [Peer.cidr('10.0.0.1')] }) }),
    `GeoApiService 'system/tiles': exposure.clients ${NETWORK}, got '10.0.0.1'; add the prefix length; '10.0.0.1/32' is this one address`,
  ],
  [
    'a client that is added later, of a network that is none',
    (chart) => api(chart).addClient(Peer.cidr('intranet')),
    `GeoApiService 'system/tiles': addClient ${NETWORK}, got 'intranet'`,
  ],
  [
    'an exception outside of its network',
    tiles({ connectsTo: [{ peer: Peer.cidr('10.0.0.0/8', ['11.0.0.0/16']) }] }),
    "GeoApiService 'system/tiles': connectsTo[0] except must be a smaller network within '10.0.0.0/8', got '11.0.0.0/16'",
  ],
  [
    'an exception as large as its network',
    tiles({ connectsTo: [{ peer: Peer.cidr('10.0.0.0/8', ['10.0.0.0/8']) }] }),
    "GeoApiService 'system/tiles': connectsTo[0] except must be a smaller network within '10.0.0.0/8', got '10.0.0.0/8'",
  ],
  [
    'an old class of ingresses that contradicts',
    ingress({ annotations: { 'kubernetes.io/ingress.class': 'traefik' } }),
    "GeoApiService 'system/tiles': annotations['kubernetes.io/ingress.class'] must be left out, got 'traefik'; write exposure.controller.className: 'traefik'",
  ],
  [
    'a stripped path of an exact route',
    ingress({ path: '/tiles', pathType: 'Exact', stripPrefix: true }),
    "GeoApiService 'system/tiles': exposure.stripPrefix must be left out where pathType is Exact, because nothing would be left of the path; write pathType: 'Prefix'",
  ],
  [
    'a largest request of nothing, which means any',
    ingress({ maxBodySize: Size.mebibytes(0) }),
    "GeoApiService 'system/tiles': exposure.maxBodySize must be above 0, which controllers take for no limit, got 0Mi",
  ],
  [
    'a pool of addresses without a name',
    tiles({ exposure: Exposure.loadBalancer({ addressPool: '' }) }),
    `GeoApiService 'system/tiles': exposure.addressPool ${SUBDOMAIN}, got ''`,
  ],
  [
    'a pool of addresses with a space',
    tiles({ exposure: Exposure.loadBalancer({ addressPool: 'my pool' }) }),
    `GeoApiService 'system/tiles': exposure.addressPool ${SUBDOMAIN}, got 'my pool'; write 'my-pool'`,
  ],
  [
    'an old annotation without a pool',
    tiles({ exposure: Exposure.loadBalancer({ legacyAnnotation: true }) }),
    "GeoApiService 'system/tiles': exposure.addressPool must be given where legacyAnnotation is true",
  ],
  [
    'a listener with a space',
    route({ gateway: { name: 'public', namespace: 'gateways', listener: 'my listener' } }),
    `GeoApiService 'system/tiles': exposure.gateway.listener ${SUBDOMAIN}, got 'my listener'; write 'my-listener'`,
  ],
  [
    'an old class of ingresses among the annotations of all objects',
    (chart) =>
      api(chart, {
        annotations: { 'kubernetes.io/ingress.class': 'nginx' },
        exposure: Exposure.ingress({ host: 'tiles.example.org', controller: controllers.nginx }),
      }),
    "GeoApiService 'system/tiles': annotations['kubernetes.io/ingress.class'] must be left out, got 'nginx'; write exposure.controller.className: 'nginx'",
  ],
  [
    'an exception of another kind of addresses',
    tiles({ connectsTo: [{ peer: Peer.cidr('10.0.0.0/8', ['2001:db8::/32']) }] }),
    "GeoApiService 'system/tiles': connectsTo[0] except must be a smaller network within '10.0.0.0/8', got '2001:db8::/32'",
  ],
  [
    'a controller without a namespace',
    ingress({ controller: { className: 'nginx' } }),
    `GeoApiService 'system/tiles': exposure.controller.namespace ${LABEL}, got nothing`,
  ],
  [
    'a Gateway without a namespace',
    route({ gateway: { name: 'public' } }),
    `GeoApiService 'system/tiles': exposure.gateway.namespace ${LABEL}, got nothing`,
  ],
  [
    'a namespace of the pods of a Gateway with capitals',
    route({ controllerNamespace: 'Envoy' }),
    `GeoApiService 'system/tiles': exposure.controllerNamespace ${LABEL}, got 'Envoy'; write 'envoy'`,
  ],
  [
    'a privileged port of the API',
    tiles({ port: 80 }),
    "GeoApiService 'system/tiles': port must be at least 1024, because the process does not run as root, got 80; let the program listen on a higher port; the Service may keep the low one",
  ],
];
