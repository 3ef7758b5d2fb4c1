import { Duration, Size } from 'cdk8s';
import { Exposure, type IngressOptions, Peer, Server } from '../../constructs';
import { all, only, yamlOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { fullExposures, gateway, host, minimalExposures, traefik } from './support/exposures';
import { apiChart, controllers, exposedChart } from './support/samples';

const slow = Server.gunicorn({ app: 'tiles:app', timeout: Duration.seconds(300) });
const namespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

/** The Service, the policy and the way in, without the pods. */
function exposedYaml(exposure: Exposure): string {
  const documents = yamlOf(exposedChart(exposure)).split('---\n');
  const pods = /^kind: (Deployment|ServiceAccount|PodDisruptionBudget)$/m;
  return documents.filter((document) => !pods.test(document)).join('---\n');
}

describe('Exposure with minimal options', () => {
  test.each(minimalExposures)('%s gives these objects', (_, exposure) => {
    expect(exposedYaml(exposure)).toMatchSnapshot();
    expect(inconsistencies(exposedChart(exposure))).toEqual([]);
  });
});

describe('Exposure with all options', () => {
  test.each(fullExposures)('%s gives these objects', (_, exposure) => {
    expect(exposedYaml(exposure)).toMatchSnapshot();
    expect(inconsistencies(exposedChart(exposure))).toEqual([]);
  });
});

describe('The NetworkPolicy lets in', () => {
  const ports = [{ port: 'http', protocol: 'TCP' }];

  test.each([
    ['nobody for clusterIp', Exposure.clusterIp(), undefined],
    [
      'the declared clients for clusterIp',
      Exposure.clusterIp({ clients: [Peer.namespace('portal'), Peer.cidr('10.0.0.0/8')] }),
      [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }, namespace('portal')], ports }],
    ],
    ['anyone on the port for nodePort', Exposure.nodePort(30199), [{ ports }]],
    ['anyone on the port for loadBalancer', Exposure.loadBalancer(), [{ ports }]],
    [
      "the controller's namespace for ingress",
      Exposure.ingress({ host, controller: controllers.nginx }),
      [{ from: [namespace('ingress-nginx')], ports }],
    ],
    [
      "the Gateway's namespace for gateway",
      Exposure.gateway({ host, gateway }),
      [{ from: [namespace('gateways')], ports }],
    ],
    [
      'the namespace of the pods that serve the Gateway, where it is another one',
      Exposure.gateway({ host, gateway, controllerNamespace: 'envoy-gateway-system' }),
      [{ from: [namespace('envoy-gateway-system')], ports }],
    ],
  ])('%s', (_, exposure, expected) => {
    expect(only(exposedChart(exposure), 'NetworkPolicy').spec.ingress).toEqual(expected);
  });
});

describe('The Service', () => {
  test('of a nodePort says why it is one', () => {
    const { metadata, spec } = only(exposedChart(Exposure.nodePort(30199)), 'Service');
    expect(spec).toMatchObject({ type: 'NodePort', ports: [{ nodePort: 30199 }] });
    expect(metadata.annotations).toEqual({
      'cdk8s-eo/exception-node-port':
        'the service is reached from outside of the cluster on a port of the nodes',
      'kube-score/ignore': 'service-type',
    });
  });

  test.each([
    [{ addressPool: 'public' }, { 'metallb.io/address-pool': 'public' }],
    [
      { addressPool: 'public', legacyAnnotation: true },
      { 'metallb.io/address-pool': 'public', 'metallb.universe.tf/address-pool': 'public' },
    ],
    [{ address: '192.0.2.1' }, { 'metallb.io/loadBalancerIPs': '192.0.2.1' }],
  ])('of a loadBalancer with %j tells MetalLB', (options, annotations) => {
    const { metadata } = only(exposedChart(Exposure.loadBalancer(options)), 'Service');
    expect(metadata.annotations).toEqual(annotations);
  });
});

describe('An Ingress', () => {
  const nginxAnnotations = (options: Partial<IngressOptions>, server?: Server) => {
    const exposure = Exposure.ingress({ host, controller: controllers.nginx, ...options });
    const { annotations = {} } = only(exposedChart(exposure, { server }), 'Ingress').metadata;
    return Object.fromEntries(
      Object.entries(annotations).map(([key, value]) => [key.replace(/^.*\//, ''), value]),
    );
  };

  test.each([
    [Size.mebibytes(4000), '4000m'],
    [Size.gibibytes(1), '1024m'],
    [Size.kibibytes(1500), '2m'],
  ])('tells nginx the body size %j as %s', (maxBodySize, expected) => {
    expect(nginxAnnotations({ maxBodySize })).toEqual({ 'proxy-body-size': expected });
  });

  test('waits as long as gunicorn does', () => {
    expect(nginxAnnotations({}, slow)).toEqual({
      'proxy-read-timeout': '300',
      'proxy-send-timeout': '300',
    });
  });

  test('may wait longer than gunicorn does', () => {
    expect(nginxAnnotations({ readTimeout: Duration.minutes(10) }, slow)).toEqual({
      'proxy-read-timeout': '600',
      'proxy-send-timeout': '600',
    });
  });

  test('may send for a shorter time than it waits', () => {
    const sendTimeout = Duration.seconds(60);
    expect(nginxAnnotations({ sendTimeout }, slow)).toEqual({
      'proxy-read-timeout': '300',
      'proxy-send-timeout': '60',
    });
  });

  test('strips the path by a regular expression of nginx', () => {
    const options = { host, controller: controllers.nginx, path: '/tiles/', stripPrefix: true };
    const [path] = only(exposedChart(Exposure.ingress(options)), 'Ingress').spec.rules.flatMap(
      ({ http }) => http.paths,
    );
    expect(path).toMatchObject({ path: '/tiles(/|$)(.*)', pathType: 'ImplementationSpecific' });
    expect('/tiles/1/2/3.png'.replace(new RegExp(`^${path?.path}`), '/$2')).toBe('/1/2/3.png');
    expect('/tiles'.replace(new RegExp(`^${path?.path}`), '/$2')).toBe('/');
    expect('/tilesets').not.toMatch(new RegExp(`^${path?.path}`));
  });

  test('strips a path with the signs of regular expressions in it', () => {
    const options = { host, controller: controllers.nginx, path: '/v1.0', stripPrefix: true };
    const [path] = only(exposedChart(Exposure.ingress(options)), 'Ingress').spec.rules.flatMap(
      ({ http }) => http.paths,
    );
    expect('/v1.0/tiles').toMatch(new RegExp(`^${path?.path}`));
    expect('/v1x0/tiles').not.toMatch(new RegExp(`^${path?.path}`));
  });

  test('says of itself what is said of all objects, and its own word wins', () => {
    const annotations = { 'example.org/team': 'routes' };
    const everywhere = { 'example.org/team': 'imagery', 'example.org/reviewed': 'yes' };
    const expected = { 'example.org/team': 'routes', 'example.org/reviewed': 'yes' };
    const routed = Exposure.ingress({ host, controller: controllers.nginx, annotations });
    const balanced = Exposure.loadBalancer({ annotations });
    const behind = apiChart({ exposure: routed, annotations: everywhere });
    expect(only(behind, 'Ingress').metadata.annotations).toEqual(expected);
    const before = apiChart({ exposure: balanced, annotations: everywhere });
    expect(only(before, 'Service').metadata.annotations).toEqual(expected);
  });

  test('strips nothing at the root', () => {
    const options = { host, controller: controllers.nginx, stripPrefix: true };
    const { metadata, spec } = only(exposedChart(Exposure.ingress(options)), 'Ingress');
    expect(metadata.annotations).toBeUndefined();
    expect(spec.rules[0]?.http.paths).toMatchObject([{ path: '/', pathType: 'Prefix' }]);
  });

  test('leads traefik through Middlewares, which stand in the output', () => {
    const chart = exposedChart(Exposure.ingress(traefik));
    const middlewares = all(chart, 'Middleware');
    expect(middlewares.map(({ spec }) => spec)).toEqual([
      { buffering: { maxRequestBodyBytes: 4 * 1024 ** 3 } },
      { stripPrefix: { prefixes: ['/tiles'] } },
    ]);
    const references = middlewares.map(({ metadata }) => `eo-${metadata.name}@kubernetescrd`);
    expect(only(chart, 'Ingress').metadata.annotations).toMatchObject({
      'traefik.ingress.kubernetes.io/router.middlewares': references.join(','),
    });
    const transport = only(chart, 'ServersTransport');
    expect(transport.spec).toEqual({ forwardingTimeouts: { responseHeaderTimeout: '600s' } });
    expect(only(chart, 'Service').metadata.annotations).toEqual({
      'traefik.ingress.kubernetes.io/service.serverstransport': `eo-${transport.metadata.name}@kubernetescrd`,
    });
  });

  test.each([
    ['websecure', { secretName: 'tiles-tls' }],
    ['web', undefined],
  ])('enters traefik at %s', (entrypoint, tls) => {
    const exposure = Exposure.ingress({ host, controller: controllers.traefik, tls });
    expect(only(exposedChart(exposure), 'Ingress').metadata.annotations).toEqual({
      'traefik.ingress.kubernetes.io/router.entrypoints': entrypoint,
    });
  });

  test.each([
    ['Issuer', 'cert-manager.io/issuer'],
    ['ClusterIssuer', 'cert-manager.io/cluster-issuer'],
  ] as const)('asks a %s of cert-manager for its certificate', (kind, annotation) => {
    const tls = { secretName: 'tiles-tls', issuer: { name: 'letsencrypt', kind } };
    const exposure = Exposure.ingress({ host, controller: controllers.none, tls });
    const { metadata, spec } = only(exposedChart(exposure), 'Ingress');
    expect(metadata.annotations).toEqual({ [annotation]: 'letsencrypt' });
    expect(spec.tls).toEqual([{ hosts: [host], secretName: 'tiles-tls' }]);
  });

  test('says why it has no TLS', () => {
    const reason = 'TLS ends at the load balancer before it';
    const exposure = Exposure.ingress({
      host,
      controller: controllers.nginx,
      withoutTls: { reason },
    });
    expect(only(exposedChart(exposure), 'Ingress').metadata.annotations).toEqual({
      'cdk8s-eo/exception-ingress-without-tls': reason,
    });
  });

  test('may stand for every name below a host', () => {
    const exposure = Exposure.ingress({ host: '*.example.org', controller: controllers.none });
    expect(only(exposedChart(exposure), 'Ingress').spec.rules[0]?.host).toBe('*.example.org');
  });
});

describe('An HTTPRoute', () => {
  test('waits as long as gunicorn does', () => {
    const chart = exposedChart(Exposure.gateway({ host, gateway }), { server: slow });
    expect(only(chart, 'HTTPRoute').spec.rules[0]?.timeouts).toEqual({ request: '300s' });
  });

  test('leads to the port of the Service', () => {
    const chart = exposedChart(Exposure.gateway({ host, gateway }), { servicePort: 80 });
    expect(only(chart, 'HTTPRoute').spec.rules[0]?.backendRefs).toEqual([
      { name: 'tiles', port: 80 },
    ]);
  });
});

describe('Exposure throws', () => {
  test.each([
    [
      'readTimeout',
      Exposure.ingress({ host, controller: controllers.nginx, readTimeout: Duration.minutes(1) }),
    ],
    [
      'readTimeout',
      Exposure.ingress({ host, controller: controllers.traefik, readTimeout: Duration.minutes(1) }),
    ],
    ['requestTimeout', Exposure.gateway({ host, gateway, requestTimeout: Duration.minutes(1) })],
  ])('if the %s is shorter than that of gunicorn', (prop, exposure) => {
    expect(errorOf(() => exposedChart(exposure, { server: slow })).message).toBe(
      `GeoApiService 'system/tiles': exposure.${prop} must be at least server.timeout, 300 s, got ` +
        '60 s: the proxy would give up on requests that the server still works on; write ' +
        `Duration.seconds(300), or leave exposure.${prop} out`,
    );
  });

  test('if an Ingress has TLS and says why not', () => {
    const tls = { secretName: 'tiles-tls' };
    const withoutTls = { reason: 'TLS ends at the load balancer before it' };
    const exposure = Exposure.ingress({ host, controller: controllers.nginx, tls, withoutTls });
    expect(errorOf(() => exposedChart(exposure)).message).toBe(
      "GeoApiService 'system/tiles': exposure.withoutTls must be left out where exposure.tls is given",
    );
  });

  const unsaid = {
    maxBodySize: Size.mebibytes(5),
    readTimeout: Duration.minutes(1),
    sendTimeout: Duration.minutes(1),
    stripPrefix: true,
  };
  test.each(Object.entries(unsaid))(
    'if %s is asked of a controller without a dialect',
    (prop, value) => {
      const options = { host, path: '/tiles', controller: controllers.none, [prop]: value };
      expect(errorOf(() => exposedChart(Exposure.ingress(options))).message).toBe(
        `GeoApiService 'system/tiles': exposure.${prop} must be left out, because controllers of the ` +
          "dialect 'none' cannot be told of it on an Ingress; name the controller's dialect, 'nginx' " +
          "or 'traefik', or say it in annotations",
      );
    },
  );
});
