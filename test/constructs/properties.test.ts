import { type Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
  ConfigFile,
  ExistingClaim,
  Exposure,
  ExternalSecret,
  Health,
  Peer,
  Replicas,
  Scratch,
  SecretFileMount,
  SecretKey,
  Server,
} from '../../constructs';
import { all, containerOf, emptyChart, objectsOf, only, podOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { ERROR_SHAPE, untyped } from './support/errors';
import { restrictedViolations } from './support/pod-security';
import { amountOf } from './support/quantity';
import { api, config, controllers, share } from './support/samples';

/** Texts of every kind: legal names, nearly legal ones, and what nobody writes. */
const text = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/) },
  { weight: 1, arbitrary: fc.string({ maxLength: 70 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,70}[a-z0-9])?$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z0-9._/:@ -]{0,70}$/) },
);

/** Paths of every kind. */
const path = fc.oneof(
  text,
  fc
    .array(fc.oneof(fc.stringMatching(/^[\w .:~-]{0,12}$/), fc.constantFrom('..', '.', '')), {
      maxLength: 5,
    })
    .map((elements) => `/${elements.join('/')}`),
);

/** Numbers, and what is written in their place. */
const number = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1024, max: 65535 }) },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.integer({ max: 70000 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined, true, [5000], { port: 5000 }) },
);

/** Sizes above nothing, in units of their own. */
const size = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.constantFrom('kibi', 'mebi', 'gibi', 'tebi'))
  .map(([amount, unit]) => {
    const of = {
      kibi: Size.kibibytes,
      mebi: Size.mebibytes,
      gibi: Size.gibibytes,
      tebi: Size.tebibytes,
    };
    return of[unit](amount);
  });

const words = fc.dictionary(
  fc.oneof(text, fc.stringMatching(/^[A-Z][A-Z_]{0,20}$/)),
  fc.oneof({ weight: 8, arbitrary: text }, fc.integer(), fc.boolean()),
  { maxKeys: 2 },
);

/** The props of the constructs, by what the property below calls them. */
const PROPS = {
  api: [
    ...['allowDebug', 'annotations', 'args', 'command', 'connectsTo', 'drain', 'env', 'envFrom'],
    ...['exposure', 'health', 'image', 'imagePullPolicy', 'imagePullSecrets', 'initContainers'],
    ...['labels', 'metrics', 'mounts', 'name', 'namespace', 'podAnnotations', 'podLabels', 'port'],
    ...['patches', 'replicas', 'resources', 'rollout', 'runAs', 'scheduling', 'selector', 'server'],
    ...['serviceAccountName', 'serviceAccountToken', 'serviceName', 'servicePort', 'sidecars'],
    ...['terminationGracePeriod', 'workingDir', 'writableRootFilesystem', 'unknownProp'],
  ],
  config: [
    'annotations',
    'files',
    'labels',
    'name',
    'namespace',
    'notSecret',
    'patches',
    'rollout',
  ],
  deployment: ['metadata', 'spec', 'kind'],
  external: ['annotations', 'data', 'labels', 'name', 'namespace', 'refreshInterval', 'store'],
  gateway: ['controllerNamespace', 'gateway', 'host', 'path', 'requestTimeout', 'stripPrefix'],
  health: ['failureThreshold', 'headers', 'livenessPath', 'period', 'port', 'startupAllowance'],
  ingress: [
    ...['annotations', 'controller', 'host', 'maxBodySize', 'path', 'pathType', 'readTimeout'],
    ...['sendTimeout', 'stripPrefix', 'tls', 'withoutTls'],
  ],
  loadBalancer: [
    ...['address', 'addressPool', 'annotations', 'externalTrafficPolicy', 'legacyAnnotation'],
    ...['loadBalancerClass', 'sourceRanges'],
  ],
  metrics: ['namespace', 'path', 'port', 'serviceMonitor'],
  mount: ['readOnly', 'subPath'],
  replicas: [
    ...['cpuUtilization', 'max', 'memoryUtilization', 'min', 'podMetrics', 'scaleDownAfter'],
    'scaleUpAfter',
  ],
  resources: ['cpu', 'ephemeralStorage', 'extended', 'memory', 'unlimited'],
  scheduling: [
    ...['nodeSelector', 'priorityClassName', 'runtimeClassName', 'spreadOver', 'tolerations'],
  ],
  server: ['app', 'threads', 'timeout', 'workers'],
  share: [
    ...['accessModes', 'annotations', 'capacity', 'claimName', 'claimRequest', 'keepOnPrune'],
    ...['labels', 'mountOptions', 'name', 'namespace', 'owner', 'patches', 'path', 'readOnly'],
    ...['server', 'volumeName'],
  ],
  sidecar: [
    ...['args', 'command', 'env', 'envFrom', 'health', 'image', 'imagePullPolicy', 'mounts'],
    ...['name', 'ports', 'resources', 'workingDir'],
  ],
};

/** The props that lift a default on purpose. */
const LOOSENING = ['serviceAccountToken', 'writableRootFilesystem'];

/** Builds objects, or gives the reason why not, which every error must be. */
function built(build: (chart: Chart) => unknown): Chart | undefined {
  const chart = emptyChart();
  try {
    build(chart);
    objectsOf(chart);
    return chart;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    expect(error.constructor).toBe(Error);
    expect(error.message).toMatch(ERROR_SHAPE);
    expect(error.message).not.toContain('\n');
    return undefined;
  }
}

/** What must hold of every system that was not refused. */
function sound(chart: Chart): void {
  expect(inconsistencies(chart)).toEqual([]);
  for (const { spec } of all(chart, 'Deployment')) {
    expect(restrictedViolations(spec.template)).toEqual([]);
  }
  const objects = objectsOf(chart);
  expect(JSON.parse(JSON.stringify(objects))).toEqual(objects);
}

const runs = { numRuns: 60 };

describe('Whatever a user writes, there is a clear error or a sound system:', () => {
  test('names', () => {
    const names = fc.record(
      { name: text, namespace: text, claimName: text, volumeName: text },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(names, (props) => {
        const chart = built((scope) => share(scope, props));
        if (!chart) return;
        sound(chart);
        const { metadata } = only(chart, 'PersistentVolumeClaim');
        expect(metadata.name).toBe(props.claimName ?? props.name ?? 'scenes');
        expect(metadata.namespace).toBe(props.namespace ?? 'eo');
      }),
      runs,
    );
  });

  test('names of an API', () => {
    const names = fc.record({ name: text, serviceName: text }, { requiredKeys: [] });
    fc.assert(
      fc.property(names, (props) => {
        const chart = built((scope) => api(scope, props));
        if (!chart) return;
        sound(chart);
        expect(only(chart, 'Deployment').metadata.name).toBe(props.name ?? 'tiles');
      }),
      runs,
    );
  });

  test('labels and annotations', () => {
    const props = fc.record({ labels: words, annotations: words, podLabels: words });
    fc.assert(
      fc.property(props, (given) => {
        const chart = built((scope) => api(scope, untyped(given)));
        if (!chart) return;
        sound(chart);
        expect(only(chart, 'Deployment').metadata.labels).toMatchObject(given.labels);
        expect(podOf(chart).metadata.labels).toMatchObject(given.podLabels);
      }),
      runs,
    );
  });

  test('servers and their folders', () => {
    fc.assert(
      fc.property(
        fc.oneof(text, fc.ipV4(), fc.ipV6(), fc.domain(), fc.webUrl()),
        path,
        (server, folder) => {
          const chart = built((scope) => share(scope, { server, path: folder }));
          if (!chart) return;
          sound(chart);
          expect(only(chart, 'PersistentVolume').spec.nfs).toMatchObject({ server, path: folder });
          expect(server).not.toMatch(/[/\s[\]]|^$/);
          expect(folder).toMatch(/^\/(?!.*(^|\/)\.\.(\/|$))/);
        },
      ),
      runs,
    );
  });

  test('mount options', () => {
    const option = fc.oneof(
      text,
      fc.constantFrom('hard', 'soft', 'ro', 'nfsvers=4.1', 'timeo=600'),
    );
    fc.assert(
      fc.property(fc.array(option, { maxLength: 4 }), fc.boolean(), (mountOptions, readOnly) => {
        const chart = built((scope) => share(scope, { mountOptions, readOnly }));
        if (!chart) return;
        sound(chart);
        expect(mountOptions.join()).toMatch(/^[a-z0-9_=.,]*$/);
      }),
      runs,
    );
  });

  test('sizes of shares', () => {
    fc.assert(
      fc.property(size, size, (capacity, claimRequest) => {
        const chart = built((scope) => share(scope, { capacity, claimRequest }));
        const fits = claimRequest.toKibibytes() <= capacity.toKibibytes();
        expect(chart !== undefined).toBe(fits);
        if (chart) sound(chart);
      }),
      runs,
    );
  });

  test('ports', () => {
    const inRange = fc.integer({ min: 30000, max: 32767 });
    fc.assert(
      fc.property(number, number, fc.oneof(inRange, number), (port, servicePort, nodePort) => {
        const chart = built((scope) =>
          api(
            scope,
            untyped({ port, servicePort, exposure: Exposure.nodePort(untyped(nodePort)) }),
          ),
        );
        if (!chart) return;
        sound(chart);
        const [service] = only(chart, 'Service').spec.ports;
        expect(service).toMatchObject({ port: servicePort ?? port ?? 5000, nodePort });
        expect(containerOf(chart).ports?.[0]?.containerPort).toBe(port ?? 5000);
      }),
      runs,
    );
  });

  test('paths in the container', () => {
    fc.assert(
      fc.property(
        fc.array(path, { maxLength: 4 }),
        fc.option(path, { nil: undefined }),
        (paths, workingDir) => {
          const chart = built((scope) => {
            const volume = share(scope);
            api(scope, { workingDir, mounts: paths.map((at) => volume.mountAt(at)) });
          });
          if (!chart) return;
          sound(chart);
          const mounted = containerOf(chart).volumeMounts.map(({ mountPath }) => mountPath);
          expect(mounted).toEqual([...new Set([...paths, '/tmp'])].sort());
        },
      ),
      runs,
    );
  });

  test('sub-paths', () => {
    fc.assert(
      fc.property(path, (existing) => {
        const chart = built((scope) =>
          api(scope, { mounts: [share(scope).mountAt('/data', { subPath: { existing } })] }),
        );
        if (!chart) return;
        sound(chart);
        expect(existing).toMatch(/^(?!\/|\.\.)[^\n]+$/);
      }),
      runs,
    );
  });

  test('environment variables', () => {
    fc.assert(
      fc.property(words, (env) => {
        const chart = built((scope) => api(scope, untyped({ env })));
        if (!chart) return;
        sound(chart);
        const given = Object.entries(env).map(([name, value]) => ({ name, value }));
        expect(containerOf(chart).env).toEqual(expect.arrayContaining(given));
      }),
      runs,
    );
  });

  test('scratch space and resources', () => {
    const pair = fc.record({ request: size, limit: size }, { requiredKeys: [] });
    const props = fc.record({ ephemeralStorage: pair, memory: pair }, { requiredKeys: [] });
    fc.assert(
      fc.property(props, size, fc.boolean(), (resources, scratch, inMemory) => {
        const mount = inMemory ? Scratch.inMemory('/work', scratch) : Scratch.at('/work', scratch);
        const chart = built((scope) => api(scope, { resources, mounts: [mount] }));
        if (!chart) return;
        sound(chart);
        const { limits } = containerOf(chart).resources;
        if (resources.memory?.limit) {
          expect(amountOf(limits.memory ?? '')).toBe(resources.memory.limit.toKibibytes() * 1024);
        }
      }),
      runs,
    );
  });

  test('cores', () => {
    const cores = fc.oneof(fc.nat(5000).map(Cpu.millis), fc.nat(64).map(Cpu.units));
    fc.assert(
      fc.property(cores, cores, (request, limit) => {
        const chart = built((scope) => api(scope, { resources: { cpu: { request, limit } } }));
        const [asked, most] = [request, limit].map(({ amount }) => amountOf(amount));
        expect(chart !== undefined).toBe(Number(asked) > 0 && Number(asked) <= Number(most));
        if (chart) sound(chart);
      }),
      runs,
    );
  });

  test('replicas', () => {
    const count = fc.oneof(fc.integer({ min: -1, max: 20 }), number);
    const percent = fc.oneof(fc.integer({ min: -5, max: 200 }), fc.constant(undefined));
    fc.assert(
      fc.property(count, count, percent, (min, max, cpuUtilization) => {
        const replicas = Replicas.auto(untyped({ min, max, cpuUtilization }));
        const chart = built((scope) => api(scope, { replicas }));
        if (!chart) return;
        sound(chart);
        const { minReplicas, maxReplicas } = only(chart, 'HorizontalPodAutoscaler').spec;
        expect(minReplicas).toBe(min ?? 2);
        expect(maxReplicas).toBeGreaterThanOrEqual(minReplicas);
      }),
      runs,
    );
  });

  test('times', () => {
    const time = fc.integer({ min: 0, max: 100000 }).map((seconds) => Duration.seconds(seconds));
    fc.assert(
      fc.property(
        time,
        time,
        time,
        time,
        (startupAllowance, period, drain, terminationGracePeriod) => {
          const health = Health.tcp({ startupAllowance, period });
          const chart = built((scope) => api(scope, { health, drain, terminationGracePeriod }));
          if (!chart) return;
          sound(chart);
          const { periodSeconds = 0, failureThreshold = 0 } = containerOf(chart).startupProbe ?? {};
          expect(periodSeconds * failureThreshold).toBeGreaterThanOrEqual(
            startupAllowance.toSeconds(),
          );
          expect(drain.toSeconds()).toBeLessThan(podOf(chart).spec.terminationGracePeriodSeconds);
        },
      ),
      runs,
    );
  });

  test('hosts and paths of routes', () => {
    const controller = fc.constantFrom(controllers.nginx, controllers.traefik);
    fc.assert(
      fc.property(
        fc.oneof(text, fc.domain()),
        path,
        controller,
        fc.boolean(),
        (host, at, by, stripPrefix) => {
          const chart = built((scope) =>
            api(scope, {
              exposure: Exposure.ingress({ host, path: at, controller: by, stripPrefix }),
            }),
          );
          if (!chart) return;
          sound(chart);
          const [rule] = only(chart, 'Ingress').spec.rules;
          expect(rule?.host).toBe(host);
          const shown = rule?.http.paths[0]?.path.replace(/\\/g, '');
          expect(shown?.startsWith(at.replace(/\/$/, ''))).toBe(true);
        },
      ),
      runs,
    );
  });

  test('networks', () => {
    const network = fc.oneof(
      text,
      fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 40 })).map(([ip, length]) => `${ip}/${length}`),
      fc.nat(255).map((first) => `${first}.0.0.0/8`),
      fc.constantFrom('192.0.2.1/32', '2001:db8::/32', '::/0'),
    );
    fc.assert(
      fc.property(network, fc.array(number, { maxLength: 2 }), (cidr, ports) => {
        const chart = built((scope) =>
          api(scope, { connectsTo: [{ peer: Peer.cidr(cidr), ports: untyped(ports) }] }),
        );
        if (!chart) return;
        sound(chart);
        expect(only(chart, 'NetworkPolicy').spec.egress[1]).toEqual({
          to: [{ ipBlock: { cidr } }],
          ports: ports.map((port) => ({ port, protocol: 'TCP' })),
        });
      }),
      runs,
    );
  });

  test('images', () => {
    const image = fc.oneof(
      text,
      fc.tuple(fc.domain(), text, text).map(([host, name, tag]) => `${host}/${name}:${tag}`),
    );
    fc.assert(
      fc.property(image, (name) => {
        const chart = built((scope) => api(scope, { image: name }));
        if (!chart) return;
        sound(chart);
        expect(containerOf(chart).image).toBe(name);
        expect(name).toMatch(/^[^\s]+(:(?!latest$)[\w][\w.-]*|@sha256:[0-9a-f]{64})$/);
      }),
      runs,
    );
  });

  test('commands', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(text, fc.integer()), { maxLength: 4 }), (command) => {
        const chart = built((scope) => api(scope, untyped({ command })));
        if (!chart) return;
        sound(chart);
        expect(containerOf(chart).command).toEqual(command);
      }),
      runs,
    );
  });

  test('ids of what has no object of its own', () => {
    fc.assert(
      fc.property(text, text, (claimId, secretId) => {
        // The package constructs takes no empty id, and none that an object has by itself.
        fc.pre([claimId, secretId].every((id) => id !== '' && !(id in {})));
        const chart = built((scope) => {
          const claim = new ExistingClaim(scope, claimId, { claimName: 'archive' });
          const files = { '/run/token': SecretKey.of('login', 'token') };
          const secret = new SecretFileMount(new Construct(scope, 'layer'), secretId, {
            files,
            revision: '1',
          });
          api(new Construct(scope, 'apis'), { mounts: [claim.mountAt('/data'), secret] });
        });
        if (chart) sound(chart);
      }),
      runs,
    );
  });

  test('values of any type in any prop', () => {
    const anything = fc.anything({
      maxDepth: 2,
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
    });
    const build: Readonly<Record<string, (chart: Chart, props: object) => unknown>> = {
      api: (chart, props) => api(chart, props),
      config: (chart, props) => config(chart, { '/a': ConfigFile.text('a') }, props),
      deployment: (chart, props) => api(chart, { patches: { deployment: props } }),
      gateway: (chart, props) => {
        const route = { host: 'a.example.org', gateway: { name: 'a', namespace: 'b' } };
        api(chart, { exposure: Exposure.gateway({ ...route, ...props }) });
      },
      health: (chart, props) => api(chart, { health: Health.http('/', props) }),
      ingress: (chart, props) => {
        const route = { host: 'a.example.org', controller: controllers.nginx, ...props };
        api(chart, { exposure: Exposure.ingress(route) });
      },
      loadBalancer: (chart, props) => api(chart, { exposure: Exposure.loadBalancer(props) }),
      metrics: (chart, props) =>
        api(chart, { metrics: { port: 9090, serviceMonitor: {}, ...props } }),
      mount: (chart, props) => api(chart, { mounts: [share(chart).mountAt('/data', props)] }),
      replicas: (chart, props) => api(chart, { replicas: Replicas.auto({ max: 3, ...props }) }),
      resources: (chart, props) => api(chart, { resources: props }),
      scheduling: (chart, props) => api(chart, { scheduling: props }),
      server: (chart, props) => api(chart, { server: Server.gunicorn({ app: 'a', ...props }) }),
      sidecar: (chart, props) => {
        const proxy = { name: 'proxy', image: 'proxy:2.1', ports: { web: 8080 }, ...props };
        api(chart, { sidecars: [proxy] });
      },
      external: (chart, props) =>
        new ExternalSecret(chart, 'usgs', {
          store: { name: 'vault' },
          data: { token: { key: 'eo/usgs' } },
          ...props,
        }),
      share: (chart, props) => share(chart, props),
    };
    const prop = fc.oneof(
      ...Object.entries(PROPS).map(([name, props]) =>
        fc.tuple(fc.constant(name), fc.constantFrom(...props)),
      ),
    );
    fc.assert(
      fc.property(prop, anything, ([name, key], value) => {
        const chart = built((scope) => build[name]?.(scope, { [key]: value }));
        if (chart && !LOOSENING.includes(key)) sound(chart);
      }),
      { numRuns: 300 },
    );
  });

  test('files and their texts', () => {
    const at = fc.oneof(
      fc.stringMatching(/^(\/[a-z0-9_][a-z0-9._-]{0,10}){1,3}$/),
      fc.stringMatching(/^\/[ab](\/[ .ab_é]{1,4}){1,2}$/),
    );
    const contents = fc.dictionary(at, fc.string({ unit: 'binary', maxLength: 50 }), {
      minKeys: 1,
      maxKeys: 4,
    });
    fc.assert(
      fc.property(contents, (texts) => {
        const files = Object.fromEntries(
          Object.entries(texts).map(([name, content]) => [name, ConfigFile.text(content)]),
        );
        const chart = built((scope) => api(scope, { mounts: [config(scope, files)] }));
        if (!chart) return;
        sound(chart);
        const { data, binaryData } = only(chart, 'ConfigMap');
        const mounts = containerOf(chart).volumeMounts.filter(({ name }) => name === 'config');
        expect(
          Object.fromEntries(
            mounts.map(({ mountPath, subPath = '' }) => [
              mountPath,
              data?.[subPath] ?? Buffer.from(binaryData?.[subPath] ?? '', 'base64').toString(),
            ]),
          ),
        ).toEqual(texts);
      }),
      runs,
    );
  });

  test('values of YAML and JSON', () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.oneof(
          text,
          fc.string({ unit: 'binary' }),
          fc.integer(),
          fc.boolean(),
          fc.constant(null),
        ),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[A-Za-z_]\w{0,8}$/), tie('value'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(value, (of) => {
        const files = {
          '/a.yaml': ConfigFile.yaml(untyped({ of })),
          '/a.json': ConfigFile.json(untyped({ of })),
        };
        const chart = built((scope) => config(scope, files));
        if (!chart) return;
        const data = only(chart, 'ConfigMap').data ?? {};
        expect(parse(data['a.yaml'] ?? '', { version: '1.1' })).toEqual({ of });
        expect(parse(data['a.yaml'] ?? '', { version: '1.2' })).toEqual({ of });
        expect(JSON.parse(data['a.json'] ?? '')).toEqual({ of });
      }),
      { numRuns: 150 },
    );
  });
});
