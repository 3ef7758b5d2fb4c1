import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Chart, Duration, Size, Testing } from 'cdk8s';
import {
  DynamicVolume,
  ExistingClaim,
  Keda,
  type OwnRedisOptions,
  Peer,
  Redis,
  RedisAuth,
  type RedisJobQueueProps,
  Run,
  Scratch,
} from '../../constructs';
import { all, emptyChart, objectsOf, only } from './support/chart';
import { inconsistencies } from './support/consistency';
import { ERROR_SHAPE, errorOf, untyped } from './support/errors';
import type { Container, PodSpec } from './support/manifests';
import { restrictedViolations } from './support/pod-security';
import {
  everyExternalRedis,
  everyOwnRedis,
  everyQueueProp,
  list,
  password,
  products,
  queueWorker,
  queueYaml,
  redis,
  redisChart,
} from './support/queues';
import { api, share } from './support/samples';

const own = (options: OwnRedisOptions) => redisChart({ redis: Redis.own(options) });
const serverOf = (chart: Chart) => only(chart, 'StatefulSet').spec.template;
const reaperOf = (chart: Chart) => only(chart, 'Deployment').spec.template;
const main = ({ containers: [container] }: PodSpec): Container => {
  if (container) return container;
  throw new Error('expected a container, got none');
};
const variables = (container: Container) =>
  Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value]));
const policyOf = (chart: Chart, name: string) =>
  all(chart, 'NetworkPolicy').find(({ metadata }) => metadata.name === name)?.spec;
/** The name of each construct whose pods a rule lets in. */
const admitted = (chart: Chart) =>
  policyOf(chart, 'redis-master')?.ingress.flatMap(({ from = [] }) =>
    from.map(
      ({ podSelector, namespaceSelector }) =>
        podSelector?.matchLabels['app.kubernetes.io/name'] ??
        namespaceSelector?.matchLabels['kubernetes.io/metadata.name'],
    ),
  );
const configOf = (chart: Chart): string =>
  all(chart, 'ConfigMap').flatMap(({ data }) => data?.['redis.conf'] ?? [])[0] ?? '';

describe('A RedisJobQueue with minimal props', () => {
  const chart = redisChart();

  test('gives these objects', () => {
    expect(queueYaml(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
    expect(restrictedViolations(serverOf(chart))).toEqual([]);
    expect(restrictedViolations(reaperOf(chart))).toEqual([]);
  });

  test('has a selector that no release changes', () => {
    expect(only(chart, 'StatefulSet').spec.selector.matchLabels).toEqual({
      'app.kubernetes.io/name': 'redis-master',
      'app.kubernetes.io/instance': 'redis-master',
      'app.kubernetes.io/component': 'queue',
    });
    expect(only(chart, 'Deployment').spec.selector.matchLabels).toEqual({
      'app.kubernetes.io/name': 'redis-master-reaper',
      'app.kubernetes.io/instance': 'redis-master-reaper',
      'app.kubernetes.io/component': 'reaper',
    });
  });

  test('writes every step down, and evicts nothing', () => {
    expect(configOf(chart).split('\n')).toEqual([
      'dir /data',
      'port 6379',
      'protected-mode no',
      'appendonly yes',
      'appendfsync everysec',
      'save ""',
      'maxmemory-policy noeviction',
      `maxmemory ${(3 / 4) * 2 ** 30}`,
      'tcp-keepalive 60',
      'rename-command FLUSHALL ""',
      'rename-command FLUSHDB ""',
      '',
    ]);
  });

  test('keeps its file on a claim of its own that can grow', () => {
    const claim = only(chart, 'PersistentVolumeClaim');
    expect(claim.metadata.name).toBe('redis-master-data');
    expect(claim.spec).toMatchObject({
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '8Gi' } },
    });
    expect(claim.spec.storageClassName).toBeUndefined();
    expect(main(serverOf(chart).spec).volumeMounts).toContainEqual({
      name: 'redis-master-data',
      mountPath: '/data',
    });
  });

  test('asks the server, which may take half an hour to read its file', () => {
    const { startupProbe, readinessProbe, livenessProbe } = main(serverOf(chart).spec);
    const ping = (what: string) => ['sh', '/opt/cdk8s-eo/ping.sh', what];
    expect(readinessProbe?.exec?.command).toEqual(ping('ready'));
    expect(livenessProbe?.exec?.command).toEqual(ping('alive'));
    expect((startupProbe?.periodSeconds ?? 0) * (startupProbe?.failureThreshold ?? 0)).toBe(1800);
  });
});

describe('The password of a RedisJobQueue', () => {
  const chart = emptyChart();
  const queue = products(chart);
  queueWorker(chart, { queue, after: [list(chart, { queue })] });
  const pods = [
    serverOf(chart),
    reaperOf(chart),
    ...all(chart, 'Job').map(({ spec }) => spec.template),
  ];

  test('is a file in every pod, and nothing else', () => {
    expect(pods).toHaveLength(4);
    for (const { spec } of pods) {
      expect(spec.volumes).toContainEqual({
        name: 'redis-master-login',
        projected: {
          defaultMode: 0o440,
          sources: [{ secret: { name: 'redis-login', items: [{ key: 'password', path: '0' }] } }],
        },
      });
      for (const { volumeMounts, env, args, command } of spec.containers) {
        expect(volumeMounts).toContainEqual({
          name: 'redis-master-login',
          mountPath: '/var/run/secrets/cdk8s-eo/redis/password',
          subPath: '0',
          readOnly: true,
        });
        expect(JSON.stringify([env, args, command])).not.toMatch(/secretKeyRef|redis-login/);
        expect(env).toContainEqual({
          name: 'REDIS_PASSWORD_FILE',
          value: '/var/run/secrets/cdk8s-eo/redis/password',
        });
      }
    }
  });

  test('can have a revision, with which the pods start again', () => {
    const revised = redisChart({ auth: RedisAuth.password(password, { revision: '2' }) });
    for (const { metadata } of [serverOf(revised), reaperOf(revised)]) {
      expect(metadata.annotations).toEqual({ 'cdk8s-eo/revision-redis-master-login': '2' });
    }
  });

  test('can be left out, with a reason', () => {
    const reason = 'the worker of the image knows no password';
    const open = redisChart({ auth: RedisAuth.none({ reason }) });
    expect(only(open, 'StatefulSet').metadata.annotations).toMatchObject({
      'cdk8s-eo/exception-redis-without-password': reason,
    });
    for (const { spec } of [serverOf(open), reaperOf(open)]) {
      expect(JSON.stringify(spec)).not.toMatch(/login|PASSWORD/);
    }
  });
});

describe('A RedisJobQueue with all props', () => {
  const chart = emptyChart('products');
  const queue = redis(chart, everyQueueProp(chart)).job('jobProduct');
  queueWorker(chart, { queue, run: Keda.scaledJob({ maxReplicas: 5 }) });

  test('gives these objects', () => {
    expect(queueYaml(chart)).toMatchSnapshot();
    expect(restrictedViolations(serverOf(chart))).toEqual([]);
    expect(restrictedViolations(reaperOf(chart))).toEqual([]);
  });

  test('runs its pods as it is told', () => {
    for (const { metadata, spec } of [serverOf(chart), reaperOf(chart)]) {
      expect(metadata.labels).toMatchObject({ tier: 'queues', team: 'imagery' });
      expect(spec).toMatchObject({
        imagePullSecrets: [{ name: 'registry-login' }],
        nodeSelector: { 'kubernetes.io/arch': 'amd64' },
        securityContext: { runAsUser: 999 },
        terminationGracePeriodSeconds: 120,
      });
      expect(main(spec).image).toMatch(/^registry.example.org\/valkey:8.0.2@sha256:0{64}$/);
      expect(main(spec).imagePullPolicy).toBe('IfNotPresent');
    }
  });

  test('gives the metrics of its queues to Prometheus, which finds the pod once', () => {
    const [, , exporter] = serverOf(chart).spec.containers;
    expect(exporter?.args).toContain(
      '--check-single-keys=jobProduct,jobProduct:processing,jobProduct:dead',
    );
    const { selector, endpoints } = only(chart, 'ServiceMonitor').spec;
    const found = all(chart, 'Service').filter(
      ({ metadata, spec }) =>
        Object.entries(selector.matchLabels).every(
          ([key, value]) => metadata.labels?.[key] === value,
        ) && spec.ports.some(({ name }) => endpoints.some(({ port }) => port === name)),
    );
    expect(found.map(({ metadata }) => metadata.name)).toEqual(['queue']);
    expect(policyOf(chart, 'queue')?.ingress.at(-1)).toEqual({
      from: [
        { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } } },
      ],
      ports: [{ protocol: 'TCP', port: 'metrics' }],
    });
  });
});

describe('A RedisJobQueue can', () => {
  test('be certain of the disk with each step', () => {
    expect(configOf(own({ appendFsync: 'always' }))).toContain('\nappendfsync always\n');
  });

  test('be given settings, and memory of which it fills three quarters', () => {
    const resources = { memory: { request: Size.gibibytes(2), limit: Size.gibibytes(8) } };
    const config = configOf(own({ settings: { 'io-threads': '2' }, resources }));
    expect(config).toContain('\nio-threads 2\n');
    expect(config).toContain(`\nmaxmemory ${6 * 2 ** 30}\n`);
  });

  test('be given no limit of memory', () => {
    const unlimited = { reason: 'the node is its own' };
    const resources = { memory: { request: Size.gibibytes(2) }, unlimited };
    expect(configOf(own({ resources }))).not.toMatch(/^maxmemory /m);
  });

  test('keep its file on a volume of a class, or on one that is there', () => {
    const claim = only(
      own({ size: Size.gibibytes(20), storageClassName: 'fast' }),
      'PersistentVolumeClaim',
    );
    expect(claim.spec).toMatchObject({
      resources: { requests: { storage: '20Gi' } },
      storageClassName: 'fast',
    });
    const chart = emptyChart();
    const volume = new ExistingClaim(chart, 'old', { claimName: 'redis-data' });
    const queue = redis(chart, { redis: Redis.own({ volume }) });
    queue.job('jobProduct');
    expect(queue.volume).toBe(volume);
    expect(all(chart, 'PersistentVolumeClaim')).toEqual([]);
    expect(serverOf(chart).spec.volumes).toContainEqual({
      name: 'old',
      persistentVolumeClaim: { claimName: 'redis-data' },
    });
  });

  test('run under a ServiceAccount that is there', () => {
    const chart = redisChart({ serviceAccountName: 'queues' });
    expect(all(chart, 'ServiceAccount')).toEqual([]);
    for (const { spec } of [serverOf(chart), reaperOf(chart)]) {
      expect(spec.serviceAccountName).toBe('queues');
    }
  });

  test('have the same names and bytes in every order of declaration', () => {
    const [one, other] = [emptyChart(), emptyChart()];
    const first = redis(one);
    queueWorker(one, { queue: first.job('jobA') }, 'a');
    queueWorker(one, { queue: first.job('jobB') }, 'b');
    const second = redis(other);
    const jobB = second.job('jobB');
    queueWorker(other, { queue: second.job('jobA') }, 'a');
    queueWorker(other, { queue: jobB }, 'b');
    expect(objectsOf(one)).toEqual(objectsOf(other));
  });
});

describe('The reaper', () => {
  test('looks after all queues, also those that are declared after it', () => {
    const chart = emptyChart();
    const queue = redis(chart, { reaper: { period: Duration.seconds(5) } });
    queue.job('jobWater', { lease: Duration.seconds(30), maxAttempts: 5 });
    queue.job('jobProduct');
    const container = main(reaperOf(chart).spec);
    expect(variables(container).QUEUES).toBe('jobProduct 3 60000\njobWater 5 15000');
    expect(container.command).toEqual(['sh', '/opt/cdk8s-eo/reap.sh', '5']);
  });

  test('has the command for people in its path', () => {
    const { volumeMounts } = main(reaperOf(redisChart()).spec);
    expect(volumeMounts.map(({ mountPath }) => mountPath)).toContain('/usr/local/bin/queue');
  });

  test('reaches Redis alone', () => {
    const { egress, ingress } = policyOf(redisChart(), 'redis-master-reaper') ?? {};
    expect(ingress).toBeUndefined();
    expect(egress?.slice(1)).toMatchObject([
      {
        to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'queue' } } }],
        ports: [{ port: 6379, protocol: 'TCP' }],
      },
    ]);
  });
});

describe('Exactly the clients of a RedisJobQueue reach it:', () => {
  test('the reaper alone, where nobody else is declared', () => {
    expect(admitted(redisChart())).toEqual(['redis-master-reaper']);
  });

  test('workers, insertions, KEDA, and what connects to it', () => {
    const chart = emptyChart();
    const queue = products(chart);
    const scaled = { queue, run: Keda.scaledJob({ maxReplicas: 5, operatorNamespace: 'scaling' }) };
    queueWorker(chart, { queue });
    queueWorker(chart, scaled, 'scaled');
    queueWorker(chart, scaled, 'scaled-too');
    list(chart, { queue });
    api(chart, { connectsTo: [queue.redis] });
    queue.redis.addClient(Peer.namespace('notebooks'));
    expect(admitted(chart)?.sort()).toEqual([
      'fiji',
      'geomedian',
      'notebooks',
      'redis-master-reaper',
      'scaled',
      'scaled-too',
      'scaling',
      'tiles',
    ]);
  });
});

test('A service that fills a queue itself has the login, and is let in', () => {
  const chart = emptyChart();
  const queue = redis(chart);
  queue.job('jobProduct');
  api(chart, { env: queue.environment(), mounts: queue.mounts, connectsTo: [queue] });
  const tiles = all(chart, 'Deployment').find(({ metadata }) => metadata.name === 'tiles');
  const [container] = tiles?.spec.template.spec.containers ?? [];
  const file = '/var/run/secrets/cdk8s-eo/redis/password';
  expect(container?.env).toContainEqual({ name: 'REDIS_PASSWORD_FILE', value: file });
  expect(container?.volumeMounts.map(({ mountPath }) => mountPath)).toContain(file);
  expect(admitted(chart)).toContain('tiles');
});

describe('A Redis that others run', () => {
  const chart = emptyChart();
  const auth = RedisAuth.password(password, { username: 'eo' });
  const queue = products(chart, { auth, redis: Redis.external(everyExternalRedis) });
  list(chart, { queue });
  queueWorker(chart, { queue, run: Keda.scaledJob({ maxReplicas: 5 }) });

  test('gives these objects', () => {
    expect(queueYaml(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
    expect(all(chart, 'StatefulSet')).toEqual([]);
    expect(all(chart, 'Service')).toEqual([]);
    expect(queue.redis.statefulSet).toBeUndefined();
  });

  test('is found by everyone', () => {
    for (const container of [
      main(reaperOf(chart).spec),
      main(only(chart, 'Job').spec.template.spec),
    ]) {
      expect(variables(container)).toMatchObject({
        REDIS_SERVICE_HOST: 'redis.example.org',
        REDIS_SERVICE_PORT: '6380',
        REDIS_DATABASE: '3',
        REDIS_USERNAME: 'eo',
        REDIS_TLS: 'yes',
        REDIS_CA_FILE: '/var/run/secrets/cdk8s-eo/redis/ca.crt',
      });
    }
    for (const name of ['redis-master-reaper', 'fiji', 'geomedian']) {
      expect(policyOf(chart, name)?.egress.at(-1)).toEqual({
        to: [{ ipBlock: { cidr: '10.20.0.7/32' } }],
        ports: [{ port: 6380, protocol: 'TCP' }],
      });
    }
  });

  test('needs but a host and a peer', () => {
    const redisOfOthers = Redis.external({ host: 'cache.data.svc', peer: Peer.namespace('data') });
    const container = main(reaperOf(redisChart({ redis: redisOfOthers })).spec);
    expect(Object.keys(variables(container))).toEqual([
      'HOME',
      'REDIS_SERVICE_HOST',
      'REDIS_SERVICE_PORT',
      'REDIS_PASSWORD_FILE',
      'QUEUES',
    ]);
  });
});

describe('KEDA logs in', () => {
  const logins = (props: Partial<RedisJobQueueProps>) => {
    const chart = emptyChart();
    const queue = products(chart, props);
    const run = Keda.scaledJob({ maxReplicas: 5 });
    queueWorker(chart, { queue, run }, 'a');
    queueWorker(chart, { queue: queue.redis.job('jobWater'), run }, 'b');
    const objects = objectsOf(chart);
    const triggers = objects.flatMap((object) =>
      object.kind === 'ScaledJob' ? untyped<ScaledJob>(object).spec.triggers : [],
    );
    return {
      triggers,
      logins: objects.flatMap((object) =>
        object.kind === 'TriggerAuthentication' ? untyped<Login>(object).spec.secretTargetRef : [],
      ),
    };
  };
  interface ScaledJob {
    readonly spec: {
      readonly triggers: readonly { metadata: object; authenticationRef?: object }[];
    };
  }
  interface Login {
    readonly spec: { readonly secretTargetRef: readonly object[] };
  }
  const byPassword = { parameter: 'password', name: 'redis-login', key: 'password' };
  const byCa = { parameter: 'ca', name: 'redis-ca', key: 'ca.crt' };

  test('with the one password of all queues', () => {
    const found = logins({});
    expect(found.logins).toEqual([byPassword]);
    expect(found.triggers).toMatchObject([
      { authenticationRef: { name: 'redis-master' }, metadata: { listName: 'jobProduct' } },
      { authenticationRef: { name: 'redis-master' }, metadata: { listName: 'jobWater' } },
    ]);
  });

  test('as the user of a Redis of others, by TLS', () => {
    const auth = RedisAuth.password(password, { username: 'eo' });
    const found = logins({ auth, redis: Redis.external(everyExternalRedis) });
    expect(found.logins).toEqual([byPassword, byCa]);
    expect(found.triggers[0]?.metadata).toMatchObject({
      address: 'redis.example.org:6380',
      databaseIndex: '3',
      enableTLS: 'true',
      username: 'eo',
    });
  });

  test('with no more than the certificate, or nothing, where there is no password', () => {
    const auth = RedisAuth.none({ reason: 'the network is our own' });
    expect(logins({ auth, redis: Redis.external(everyExternalRedis) }).logins).toEqual([byCa]);
    const found = logins({ auth });
    expect(found.logins).toEqual([]);
    expect(found.triggers[0]?.authenticationRef).toBeUndefined();
  });
});

describe('RedisJobQueue throws if', () => {
  const rows: readonly (readonly [string, (chart: Chart) => object, string])[] = [
    [
      'it is not told how clients log in',
      () => ({ auth: undefined }),
      "auth must be given, got nothing; write auth: RedisAuth.password(SecretKey.of('redis-login', " +
        "'password'))",
    ],
    [
      'the password is none of a Secret, which is not shown',
      () => ({ auth: RedisAuth.password(untyped('hush')) }),
      "auth.password must be a SecretKey, got '***'; write SecretKey.of('the-secret', 'key')",
    ],
    [
      'nobody says why there is no password',
      () => ({ auth: RedisAuth.none({ reason: '' }) }),
      "auth.reason must say in a sentence why Redis has no password, got ''",
    ],
    [
      'the own Redis has another user',
      () => ({ auth: RedisAuth.password(password, { username: 'eo' }) }),
      'auth.username must be left out, because the own Redis has one user',
    ],
    [
      'a user is no name',
      () => ({
        auth: RedisAuth.password(password, { username: '-a b' }),
        redis: Redis.external(everyExternalRedis),
      }),
      "auth.username must be a name without spaces that does not begin with '-', got '-a b'",
    ],
    [
      'its name is too long for what is appended to it',
      () => ({ name: 'r'.repeat(53) }),
      "name must be a Service name: lower case letters, digits and '-', at most 52 characters, starting " +
        `with a letter and ending with a letter or digit, got '${'r'.repeat(53)}'; ` +
        'shorten it by 1 character',
    ],
    [
      'the volume is on NFS',
      (chart) => ({ redis: Redis.own({ volume: share(chart) }) }),
      'redis.volume must not be on NFS, which may lose or stall what the server writes to the disk, got ' +
        'an object of the class NfsVolume; give a DynamicVolume or an ExistingClaim, which outlive the pod',
    ],
    [
      'the volume is scratch space',
      () => ({ redis: Redis.own({ volume: untyped(Scratch.at('/data')) }) }),
      'redis.volume must be a ClaimedVolume, got {"volumes":[{"name":"scratch-data","emptyDir":' +
        '{"sizeLimit":{"value":"1Gi"}}}],"volumeMounts":[{"name":"scratch-data",...; give a DynamicVolume ' +
        'or an ExistingClaim, which outlive the pod',
    ],
    [
      'the volume is of a class of NFS',
      (chart) => {
        const size = Size.gibibytes(8);
        const volume = new DynamicVolume(chart, 'a', { size, storageClassName: 'nfs-csi' });
        return { redis: Redis.own({ volume }) };
      },
      'redis.volume.storageClassName must be a class of block devices, because NFS may lose or stall what ' +
        "is synced to the disk, got 'nfs-csi'; leave it out for the cluster's default class",
    ],
    [
      'the class is one of NFS',
      () => ({ redis: Redis.own({ storageClassName: 'efs-sc' }) }),
      'redis.storageClassName must be a class of block devices, because NFS may lose or stall what is ' +
        "synced to the disk, got 'efs-sc'; leave it out for the cluster's default class",
    ],
    [
      'a size stands beside a volume',
      (chart) => ({ redis: Redis.own({ ...everyOwnRedis(chart), size: Size.gibibytes(1) }) }),
      "redis.size must be left out where volume is given, because it is of the construct's own volume",
    ],
    [
      'a setting is settled',
      () => ({ redis: Redis.own({ settings: { appendonly: 'no' } }) }),
      'redis.settings.appendonly must be left out, because items could be lost otherwise',
    ],
    [
      'a setting is settled, in whatever letters',
      () => ({ redis: Redis.own({ settings: { MaxMemory: '1gb' } }) }),
      'redis.settings.MaxMemory must be left out, because three quarters of the limit in redis.resources ' +
        'are it',
    ],
    [
      'a setting is none',
      () => ({ redis: Redis.own({ settings: { 'io threads': '2' } }) }),
      "redis.settings key must be a key of redis.conf in lower case, got 'io threads'; such as " +
        "'slowlog-max-len'",
    ],
    [
      'a setting has two lines',
      () => ({ redis: Redis.own({ settings: { hz: '10\nappendonly no' } }) }),
      "redis.settings.hz must be a text on one line, got '10\\nappendonly no'; write '\"\"' for nothing",
    ],
    [
      'the disk is told in other words',
      () => ({ redis: Redis.own({ appendFsync: untyped('no') }) }),
      "redis.appendFsync must be one of 'everysec', 'always', got 'no'",
    ],
    [
      'an option is misspelt',
      () => ({ redis: Redis.own(untyped({ appendFSync: 'always' })) }),
      "redis.appendFSync must be left out, because there is no such prop, got 'always'; did you mean " +
        "'appendFsync'?",
    ],
    [
      'the name of a queue with metrics is none',
      () => ({ redis: Redis.own({ metrics: { queues: ['a b'] } }) }),
      "redis.metrics.queues[0] must be up to 100 letters, digits, '-', '_', '.' and ':', and begin with a " +
        "letter or digit, got 'a b'; for example 'jobProduct'",
    ],
    [
      'the namespace of Prometheus is none',
      () => ({ redis: Redis.own({ metrics: { namespace: 'Monitoring' } }) }),
      "redis.metrics.namespace must be a DNS label: lower case letters, digits and '-', at most " +
        "63 characters, starting and ending with a letter or digit, got 'Monitoring'; write 'monitoring'",
    ],
    [
      'a label of the ServiceMonitor is none',
      () => ({ redis: Redis.own({ metrics: { serviceMonitor: { labels: { release: 'a b' } } } }) }),
      "redis.metrics.serviceMonitor.labels['release'] must be empty or letters, digits, '-', '_' " +
        "and '.', at most 63 characters, starting and ending with a letter or digit, got 'a b'; write 'a-b'",
    ],
    [
      'the host of another Redis is none',
      () => ({ redis: Redis.external({ ...everyExternalRedis, host: 'redis://a' }) }),
      'redis.host must be a host name, an IPv4 address or an IPv6 address, without scheme, port or path, ' +
        "got 'redis://a'; write 'a'",
    ],
    [
      'the port of another Redis is none',
      () => ({ redis: Redis.external({ ...everyExternalRedis, port: 0 }) }),
      'redis.port must be a whole number in 1-65535, got 0',
    ],
    [
      'the database of another Redis is none',
      () => ({ redis: Redis.external({ ...everyExternalRedis, database: -1 }) }),
      'redis.database must be a whole number in 0-1023, got -1',
    ],
    [
      'the peer of another Redis is missing',
      () => ({ redis: Redis.external(untyped({ host: 'a' })) }),
      'redis.peer must be given, got nothing',
    ],
    [
      'the authority of another Redis is none, which is not shown',
      () => ({
        redis: Redis.external({ ...everyExternalRedis, tls: { ca: untyped('-----BEGIN') } }),
      }),
      "redis.tls.ca must be a SecretKey, got '***'; write SecretKey.of('the-secret', 'key')",
    ],
    [
      'a patch is of the server of others',
      () => ({ redis: Redis.external(everyExternalRedis), patches: { statefulSet: {} } }),
      'patches.statefulSet must be left out, because there is no such object',
    ],
    [
      'a patch is of a monitor that nobody asked for',
      () => ({ patches: { serviceMonitor: {} } }),
      'patches.serviceMonitor must be left out, because there is no such object',
    ],
    [
      'a patch is of the claim of somebody else',
      (chart) => ({
        redis: Redis.own(everyOwnRedis(chart)),
        patches: { persistentVolumeClaim: {} },
      }),
      'patches.persistentVolumeClaim must be left out, because there is no such object',
    ],
    [
      'a patch is of the account of somebody else',
      () => ({ serviceAccountName: 'queues', patches: { serviceAccount: {} } }),
      'patches.serviceAccount must be left out, because there is no such object',
    ],
  ];

  test.each(rows)('%s', (_, propsOf, message) => {
    const chart = emptyChart();
    const error = errorOf(() => redis(chart, untyped(propsOf(chart))));
    expect(error.message).toBe(`RedisJobQueue 'system/redis-master': ${message}`);
    expect(error.message).toMatch(ERROR_SHAPE);
  });

  test('the reaper looks too seldom', () => {
    const reaper = { period: Duration.minutes(10) };
    expect(errorOf(() => redisChart({ reaper })).message).toBe(
      "Reaper 'system/redis-master/Reaper': reaper.period in seconds must be a whole number in 1-300, " +
        'got 600',
    );
  });

  test('a client is none', () => {
    const queue = redis(emptyChart());
    expect(errorOf(() => queue.addClient(untyped('10.0.0.0/8'))).message).toBe(
      "RedisJobQueue 'system/redis-master': addClient: peer must be a Peer, got '10.0.0.0/8'; write " +
        "Peer.cidr('10.0.0.0/8')",
    );
  });

  test.each<[string, (chart: Chart) => unknown, string]>([
    [
      'no queue is declared',
      (chart) => redis(chart),
      "must have a queue; write queue.job('jobProduct')",
    ],
    [
      'metrics are of a queue that nobody declared',
      (chart) => products(chart, { redis: Redis.own({ metrics: { queues: ['jobWater'] } }) }),
      "redis.metrics.queues[0] must be a queue of this Redis (jobProduct), got 'jobWater'",
    ],
    [
      'a patch is of the login of KEDA, where nothing scales',
      (chart) =>
        queueWorker(chart, {
          queue: products(chart, { patches: { triggerAuthentication: {} } }),
          run: Run.job(),
        }),
      'patches.triggerAuthentication must be left out, because there is no such object',
    ],
  ])('%s, when the output is made', (_, build, message) => {
    const chart = emptyChart();
    build(chart);
    expect(errorOf(() => Testing.synth(chart)).message).toContain(
      `RedisJobQueue 'system/redis-master': ${message}`,
    );
  });
});

describe('The script', () => {
  const folder = join(__dirname, '../../constructs/queue/scripts');
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.sh'));

  test.each(scripts)('%s is one of a shell', (file) => {
    const { status, stderr } = spawnSync('sh', ['-n', join(folder, file)], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});
