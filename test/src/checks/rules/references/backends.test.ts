import { findings } from './findings';
import { deployment, object, service } from './objects';

const backend = (name: string, port: string) => `{ service: { name: ${name}, port: { ${port} } } }`;

function ingress(name: string, host: string, path: string, annotations = ''): string {
  const rule = `{ host: ${host}, http: { paths: [{ path: ${path}, pathType: Prefix, backend: ${backend('tiles', 'number: 80')} }] } }`;
  return object('networking.k8s.io/v1', 'Ingress', name, `{ rules: [${rule}] }`, { annotations });
}

function route(spec: string, name = 'tiles'): string {
  return object('gateway.networking.k8s.io/v1', 'HTTPRoute', name, spec);
}

const tiles = service('tiles', '{ ports: [{ name: http, port: 80, targetPort: 8080 }] }');

describe('backends', () => {
  test('a Service that is not here is an error only where the others are', () => {
    const wrong = object(
      'networking.k8s.io/v1',
      'Ingress',
      'a',
      `{ defaultBackend: ${backend('tiler', 'number: 80')} }`,
    );
    expect(findings('backend-without-service', tiles, wrong)).toEqual([
      'Ingress eo/a: spec.defaultBackend.service.name is "tiler", which is no Service of the ' +
        'namespace (there is "tiles")',
    ]);
    expect(findings('backend-not-here', tiles, wrong)).toEqual([]);
    expect(findings('backend-without-service', wrong)).toEqual([]);
    expect(findings('backend-not-here', wrong)).toHaveLength(1);
  });

  test('a Service that an operator may make is only told', () => {
    const wrong = ingress('a', 'a.example.com', '/').replaceAll(
      'name: tiles',
      'name: dask-scheduler',
    );
    const dask = object('kubernetes.dask.org/v1', 'DaskCluster', 'dask', '{}');
    expect(findings('backend-without-service', tiles, wrong, dask)).toEqual([]);
    expect(findings('backend-not-here', tiles, wrong, dask)).toHaveLength(1);
  });

  test('the port must be one of the Service, not of its pods', () => {
    const to = (port: string) =>
      object(
        'networking.k8s.io/v1',
        'Ingress',
        'a',
        `{ defaultBackend: ${backend('tiles', port)} }`,
      );
    expect(findings('backend-port-missing', tiles, to('number: 80'))).toEqual([]);
    expect(findings('backend-port-missing', tiles, to('name: http'))).toEqual([]);
    expect(findings('backend-port-missing', tiles, to('number: 8080'))).toEqual([
      'Ingress eo/a: spec.defaultBackend.service.port.number is 8080, which is no port of Service ' +
        'tiles: it has 80 (http)',
    ]);
    expect(findings('backend-port-missing', tiles, to('name: web'))).toHaveLength(1);
  });

  test('an action of the AWS controller is no Service', () => {
    const action = ingress('a', 'a.example.com', '/').replace(
      backend('tiles', 'number: 80'),
      backend('ssl-redirect', 'name: use-annotation'),
    );
    expect(findings('backend-without-service', tiles, action)).toEqual([]);
  });

  test('a route is judged alike, also into another namespace', () => {
    const to = (ref: string) => route(`{ rules: [{ backendRefs: [{ ${ref} }] }] }`);
    expect(findings('backend-without-service', tiles, to('name: tiler, port: 80'))).toHaveLength(1);
    expect(findings('backend-port-missing', tiles, to('name: tiles, port: 8080'))).toEqual([
      'HTTPRoute eo/tiles: spec.rules[0].backendRefs[0].port is 8080, which is no port of Service ' +
        'tiles: it has 80 (http)',
    ]);
    const other = to('name: tiles, port: 80, namespace: other');
    expect(findings('backend-without-service', tiles, other)).toEqual([]);
    expect(findings('backend-not-here', tiles, other)).toHaveLength(1);
    const bucket = to('name: x, kind: Bucket, group: example.com');
    expect(findings('backend-without-service', tiles, bucket)).toEqual([]);
  });
});

describe('ingress-path-twice', () => {
  const rule = 'ingress-path-twice';

  test('the later one is found, and names the earlier one', () => {
    expect(findings(rule, ingress('a', 'x.org', '/'), ingress('b', 'x.org', '/'))).toEqual([
      'Ingress eo/b: spec.rules[0].http.paths[0].path is that of another rule of Ingress eo/a, for x.org',
    ]);
  });

  test('another host, path, class or namespace-wide canary is fine', () => {
    const first = ingress('a', 'x.org', '/');
    expect(findings(rule, first, ingress('b', 'y.org', '/'))).toEqual([]);
    expect(findings(rule, first, ingress('b', 'x.org', '/b'))).toEqual([]);
    expect(
      findings(rule, first, ingress('b', 'x.org', '/', 'kubernetes.io/ingress.class: internal')),
    ).toEqual([]);
    const canary = 'nginx.ingress.kubernetes.io/canary: "true"';
    expect(findings(rule, first, ingress('b', 'x.org', '/', canary))).toEqual([]);
  });

  test('another namespace is no other host', () => {
    const other = ingress('a', 'x.org', '/').replace('namespace: eo', 'namespace: other');
    expect(findings(rule, ingress('a', 'x.org', '/'), other)).toHaveLength(1);
  });
});

describe('route-twice', () => {
  const rule = 'route-twice';
  const of = (match: string, host = 'x.org') =>
    `{ parentRefs: [{ name: public }], hostnames: [${host}], rules: [{ matches: [${match}] }] }`;

  test('the path / as a prefix is what a rule without a match has', () => {
    const all = '{ parentRefs: [{ name: public }], hostnames: [x.org], rules: [{ name: a }] }';
    expect(findings(rule, route(of('{ path: { value: / } }')), route(all, 'b'))).toEqual([
      'HTTPRoute eo/b: spec.rules[0] matches the same requests of the same host as HTTPRoute eo/tiles',
    ]);
  });

  test('other headers, methods, hosts or Gateways are other requests', () => {
    const first = route(of('{ path: { value: /a } }'));
    for (const other of [
      of('{ path: { value: /a }, method: POST }'),
      of('{ path: { value: /a }, headers: [{ name: x, value: y }] }'),
      of('{ path: { value: /a } }', 'y.org'),
      of('{ path: { value: /a } }').replace('public', 'private'),
    ]) {
      expect(findings(rule, first, route(other, 'b'))).toEqual([]);
    }
  });
});

describe('request-outlasts-proxy', () => {
  const rule = 'request-outlasts-proxy';
  const front = service('tiles', '{ selector: { app: tiles }, ports: [{ port: 80 }] }');
  const nginx = (annotations: string) => ingress('a', 'x.org', '/', annotations);
  const timeout = (seconds: number) =>
    `nginx.ingress.kubernetes.io/proxy-read-timeout: "${seconds}"`;
  const server = (container: string) => deployment('tiles', 'app: tiles', { container });

  test.each([
    ['an option', 'command: [gunicorn, --timeout=300, app]'],
    ['a short option', 'args: [gunicorn, -t, "300", app]'],
    ['a shell', 'command: [sh, -c, "exec /usr/bin/gunicorn --timeout 300 app"]'],
    [
      'the variable',
      'command: [gunicorn, app], env: [{ name: GUNICORN_CMD_ARGS, value: --timeout 300 }]',
    ],
  ])('the timeout of gunicorn is read from %s', (_, container) => {
    expect(findings(rule, nginx(timeout(299)), front, server(container))).toHaveLength(1);
    expect(findings(rule, nginx(timeout(300)), front, server(container))).toEqual([]);
  });

  test('nginx waits for 60 seconds where nothing else is said, and other proxies are not known', () => {
    const slow = server('command: [gunicorn, --timeout, "61", app]');
    const ofClass = (name: string) => nginx(`kubernetes.io/ingress.class: ${name}`);
    expect(findings(rule, ofClass('nginx'), front, slow)).toEqual([
      'Ingress eo/a: metadata.annotations["nginx.ingress.kubernetes.io/proxy-read-timeout"] lets nginx ' +
        'wait 60 s, and gunicorn of Deployment eo/tiles works up to 61 s on a request',
    ]);
    expect(findings(rule, ofClass('traefik'), front, slow)).toEqual([]);
  });

  test('a timeout of 0 is none', () => {
    const endless = server('command: [gunicorn, --timeout, "0", app]');
    expect(findings(rule, nginx(timeout(3600)), front, endless)).toHaveLength(1);
  });

  test.each([
    'command: [gunicorn, --timeout, "300", -k, uvicorn.workers.UvicornWorker, app]',
    'command: [gunicorn, --timeout, "300", --threads, "4", app]',
    'command: [gunicorn, -c, gunicorn.conf.py, app]',
    'command: [celery, --timeout, "300"]',
  ])('what says nothing of one request is not judged: %s', (container) => {
    expect(findings(rule, nginx(timeout(10)), front, server(container))).toEqual([]);
  });
});
