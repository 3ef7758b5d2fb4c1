import { type Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import fc from 'fast-check';
import {
  ConfigFile,
  DynamicVolume,
  EnvFrom,
  EnvSource,
  ExistingClaim,
  Exposure,
  ExternalSecret,
  Health,
  InlineNfsVolume,
  Peer,
  Replicas,
  RestrictedNamespace,
  Rollout,
  Scratch,
  SecretFileMount,
  SecretKey,
} from '../../constructs';
import { emptyChart, objectsOf } from '../constructs/support/chart';
import { untyped } from '../constructs/support/errors';
import { api, config, controllers, share } from '../constructs/support/samples';
import { NAMESPACE } from './bases';
import type { Manifest } from './manifest';

// Random props, most of them near to what the constructs take: what the constructs refuse by
// themselves is no object, and nothing to ask a server about.

const name = fc.oneof(
  { weight: 12, arbitrary: fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,70}[a-z0-9])?$/) },
  { weight: 1, arbitrary: fc.string({ maxLength: 70 }) },
);
const value = fc.oneof(
  name,
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const path = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^(\/[a-z0-9._-]{1,12}){1,4}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^\/[\w .:~%*()-]{0,20}(\/[\w.]{0,5}){0,2}$/) },
);
const port = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1024, max: 65535 }) },
  { weight: 1, arbitrary: fc.integer({ min: -1, max: 70000 }) },
);
const sizes = [Size.kibibytes, Size.mebibytes, Size.gibibytes, Size.tebibytes];
const size = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.nat(3))
  .map(([amount, unit]) => sizes[unit]?.(amount) ?? Size.gibibytes(amount));
const seconds = fc.integer({ min: 0, max: 100_000 });
const labels = fc.dictionary(
  fc.oneof(name, fc.stringMatching(/^([a-z.]{1,20}\/)?[A-Za-z0-9._-]{1,63}$/)),
  value,
  { maxKeys: 3 },
);
const environment = fc.dictionary(
  fc.oneof(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,20}$/), name, fc.string({ maxLength: 6 })),
  value,
  { maxKeys: 3 },
);
const peer = fc.oneof(
  fc.constant(() => Peer.anywhere()),
  name.map((of) => () => Peer.namespace(of)),
  labels.map((of) => () => Peer.pods(of)),
  fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 33 })).map(
    ([ip, length]) =>
      () =>
        Peer.cidr(`${ip}/${length}`),
  ),
  fc.constantFrom('10.0.0.0/8', '2001:db8::/32').map((cidr) => () => Peer.cidr(cidr)),
);
const exposure = fc.oneof(
  fc.constant(() => Exposure.clusterIp()),
  fc.integer({ min: 29_990, max: 32_780 }).map((node) => () => Exposure.nodePort(node)),
  fc
    .record({ address: fc.ipV4(), sourceRanges: fc.array(fc.ipV4().map((ip) => `${ip}/32`)) })
    .map((options) => () => Exposure.loadBalancer(options)),
  fc
    .record({
      host: fc.oneof(fc.domain(), name),
      path,
      controller: fc.constantFrom(controllers.nginx, controllers.traefik, controllers.none),
      stripPrefix: fc.boolean(),
      pathType: fc.constantFrom('Prefix', 'Exact'),
      annotations: labels,
    })
    .map((options) => () => Exposure.ingress(untyped(options))),
  fc
    .record({ host: fc.oneof(fc.domain(), name), path, stripPrefix: fc.boolean(), gateway: name })
    .map(
      ({ gateway, ...options }) =>
        () =>
          Exposure.gateway({ ...options, gateway: { name: gateway, namespace: 'gateways' } }),
    ),
);
const health = fc.oneof(
  fc.record({ path, period: seconds, startupAllowance: seconds, failureThreshold: fc.nat(20) }).map(
    (of) => () =>
      Health.http(of.path, {
        failureThreshold: of.failureThreshold,
        period: Duration.seconds(of.period),
        startupAllowance: Duration.seconds(of.startupAllowance),
      }),
  ),
  fc.constant(() => Health.tcp()),
  fc.array(value, { maxLength: 3 }).map((command) => () => Health.command(command)),
);
const replicas = fc.oneof(
  fc
    .record({ min: fc.nat(10), max: fc.nat(20), cpuUtilization: fc.integer({ min: -1, max: 200 }) })
    .map((options) => () => Replicas.auto(options)),
  fc.nat(10).map((count) => () => Replicas.fixed(count, 'because this is only a test')),
);
const rollout = fc
  .record({
    maxSurge: fc.oneof(fc.integer({ min: -1, max: 5 }), fc.constantFrom('25%', '0%', '101%', 'a')),
    maxUnavailable: fc.oneof(fc.integer({ min: -1, max: 5 }), fc.constantFrom('25%', '0%', '101%')),
  })
  .map((options) => () => Rollout.rolling(options));

/** A chart's content, which is built later: the constructs may refuse it. */
type Build = (chart: Chart) => unknown;

const service: fc.Arbitrary<Build> = fc
  .record(
    {
      ...{ name, serviceName: name, labels, annotations: labels, podLabels: labels, port },
      ...{ podAnnotations: labels, servicePort: port, exposure, health, replicas, rollout },
      ...{ env: environment, workingDir: path, connectsTo: fc.array(peer, { maxLength: 2 }) },
      command: fc.array(value, { maxLength: 3 }),
      imagePullSecrets: fc.array(name, { maxLength: 2 }),
      serviceAccountName: name,
      grace: seconds,
      drain: fc.nat(40),
      scheduling: fc.record(
        {
          nodeSelector: labels,
          priorityClassName: name,
          spreadOver: fc.array(name, { maxLength: 2 }),
          tolerations: fc.array(fc.record({ key: name, value }), { maxLength: 2 }),
        },
        { requiredKeys: [] },
      ),
      memory: fc.record({ request: size, limit: size }),
      cpu: fc.tuple(fc.nat(5000), fc.nat(8000)),
      extended: fc.dictionary(fc.constantFrom('nvidia.com/gpu', 'a', 'a.b/c'), fc.integer()),
      mounts: fc.array(path, { maxLength: 3 }),
      scratch: fc.tuple(path, size, fc.boolean()),
      sidecar: fc.record({ name, port, env: environment }),
      metrics: fc.record({ port, path, serviceMonitor: fc.constant({}) }),
      from: fc.tuple(name, value),
    },
    { requiredKeys: [] },
  )
  .map((of) => (chart) => {
    const { exposure, health, replicas, rollout, connectsTo, grace, drain, mounts, scratch } = of;
    const { memory, cpu, extended, sidecar, from, ...props } = of;
    const scenes = mounts && share(chart);
    const scratches =
      scratch &&
      (scratch[2] ? Scratch.inMemory(scratch[0], scratch[1]) : Scratch.at(scratch[0], scratch[1]));
    return api(
      chart,
      untyped({
        ...props,
        exposure: exposure?.(),
        health: health?.(),
        replicas: replicas?.(),
        rollout: rollout?.(),
        connectsTo: connectsTo?.map((make) => ({ peer: make(), ports: [443] })),
        drain: drain === undefined ? undefined : Duration.seconds(drain),
        terminationGracePeriod: grace === undefined ? undefined : Duration.seconds(grace),
        resources: {
          memory,
          cpu: cpu && { request: Cpu.millis(cpu[0]), limit: Cpu.millis(cpu[1]) },
          extended,
        },
        mounts: [
          ...(mounts ?? []).map((at) => scenes?.mountAt(at)),
          ...(scratches ? [scratches] : []),
        ],
        env: {
          ...of.env,
          ...(from
            ? {
                SECRET: SecretKey.of(from[0], from[1]),
                MAP: EnvSource.configMapKey(from[0], from[1]),
              }
            : {}),
        },
        envFrom: from ? [EnvFrom.configMap(from[0]), EnvFrom.secret(from[0])] : undefined,
        sidecars: sidecar
          ? [{ ...sidecar, image: 'registry.example.org/proxy:2.1', ports: { web: sidecar.port } }]
          : undefined,
      }),
    );
  });

const volume: fc.Arbitrary<Build> = fc
  .record(
    {
      ...{ name, claimName: name, volumeName: name, labels, annotations: labels, path },
      server: fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain(), name),
      mountOptions: fc.array(fc.constantFrom('hard', 'ro', 'nfsvers=4.1', 'timeo=600', 'soft')),
      capacity: size,
      claimRequest: size,
      readOnly: fc.boolean(),
      accessModes: fc.array(fc.constantFrom('ReadWriteOnce', 'ReadWriteMany', 'ReadOnlyMany')),
    },
    { requiredKeys: [] },
  )
  .map((props) => (chart) => share(chart, untyped(props)));

const files: fc.Arbitrary<Build> = fc
  .record({
    contents: fc.dictionary(path, fc.string({ unit: 'binary', maxLength: 50 }), { minKeys: 1 }),
    name,
    labels,
  })
  .map(({ contents, ...props }) => (chart) => {
    const texts = Object.entries(contents).map(([at, text]) => [at, ConfigFile.text(text)]);
    const mounted = config(chart, Object.fromEntries(texts), props);
    return api(chart, { mounts: [mounted] });
  });

const secrets: fc.Arbitrary<Build> = fc
  .record({
    name,
    labels,
    store: name,
    data: fc.dictionary(name, fc.record({ key: value }), { minKeys: 1, maxKeys: 3 }),
    refresh: seconds,
  })
  .map(({ store, refresh, ...props }) => (chart) => {
    const refreshInterval = Duration.seconds(refresh);
    return new ExternalSecret(chart, 'usgs', { ...props, store: { name: store }, refreshInterval });
  });

const claims: fc.Arbitrary<Build> = fc
  .record({ claimName: name, path, size, storageClassName: name, server: fc.domain(), key: name })
  .map(({ claimName, path: at, size: of, storageClassName, server, key }) => (chart) => {
    const data = new DynamicVolume(chart, 'data', { size: of, storageClassName });
    const archive = new ExistingClaim(chart, 'archive', { claimName });
    const reason = 'the cluster has no other way to it';
    const inline = new InlineNfsVolume(chart, 'inline', { server, path: at, reason });
    const token = new SecretFileMount(chart, 'token', {
      files: { '/run/token': SecretKey.of(claimName, key) },
      revision: '1',
    });
    const mounts = [data.mountAt('/data'), archive.mountAt('/archive'), inline.mountAt(at), token];
    return api(chart, { mounts });
  });

const namespaces: fc.Arbitrary<Build> = fc
  .record({ name, version: fc.constantFrom('latest', 'v1.27', 'v1', '') })
  .map((props) => (chart) => new RestrictedNamespace(chart, 'own', props));

/** What the constructs make of random props; nothing where they refuse them. */
export const random: fc.Arbitrary<readonly Manifest[]> = fc
  .oneof(
    { weight: 8, arbitrary: service },
    { weight: 3, arbitrary: volume },
    { weight: 3, arbitrary: files },
    { weight: 2, arbitrary: secrets },
    { weight: 2, arbitrary: claims },
    { weight: 1, arbitrary: namespaces },
  )
  .map((build) => {
    const chart = emptyChart(`${NAMESPACE.metadata.name}`);
    try {
      build(chart);
      return JSON.parse(JSON.stringify(objectsOf(chart)));
    } catch (error) {
      if (error instanceof Error) return [];
      throw error;
    }
  });
