import { type Chart, Duration, Size, Testing } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-27';
import {
  DynamicVolume,
  ExistingClaim,
  Health,
  InlineNfsVolume,
  Peer,
  Scratch,
  SecretKey,
} from '../../constructs';
import { PostgisServer, type PostgisServerProps } from '../../constructs/postgis-server';
import { check } from '../../src/checks';
import { all, emptyChart, only, yamlOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { ERROR_SHAPE, errorOf, untyped } from './support/errors';
import { restrictedViolations } from './support/pod-security';
import { api, share } from './support/samples';

const password = SecretKey.of('postgis-login', 'password');

function postgis(chart: Chart, props: Partial<PostgisServerProps> = {}): PostgisServer {
  return new PostgisServer(chart, 'postgis', { password, ...props });
}

function chartOf(props: Partial<PostgisServerProps> = {}): Chart {
  const chart = emptyChart();
  postgis(chart, props);
  return chart;
}

function podOf(chart: Chart) {
  return only(chart, 'StatefulSet').spec.template;
}

function containerOf(chart: Chart) {
  const [container] = podOf(chart).spec.containers;
  if (container) return container;
  throw new Error('expected a container, got none');
}

/** What the judge has against a chart. */
async function findings(chart: Chart): Promise<string[]> {
  const found = await check(Testing.synth(chart));
  return found.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
}

/** Every prop but `volume`, which takes the place of `size` and `storageClassName`. */
const everyProp: Required<Omit<PostgisServerProps, 'volume' | 'serviceAccountName'>> = {
  image: `registry.example.org/postgis:16.4-3.4.2@sha256:${'0'.repeat(64)}`,
  imagePullPolicy: 'IfNotPresent',
  imagePullSecrets: ['registry-login'],
  database: 'datacube',
  username: 'odc',
  password,
  maxConnections: 200,
  parameters: { shared_buffers: '1GB', 'postgis.gdal_enabled_drivers': 'GTiff' },
  initSql: 'CREATE EXTENSION hstore;\n',
  size: Size.gibibytes(100),
  storageClassName: 'fast',
  sharedMemory: Size.gibibytes(1),
  startupAllowance: Duration.hours(1),
  clients: [Peer.namespace('notebooks')],
  env: { TZ: 'UTC' },
  envFrom: [],
  mounts: [Scratch.at('/work', Size.gibibytes(5))],
  resources: {
    cpu: { request: Cpu.units(1), limit: Cpu.units(4) },
    memory: { request: Size.gibibytes(4), limit: Size.gibibytes(4) },
  },
  sidecars: [
    {
      name: 'exporter',
      image: 'registry.example.org/postgres-exporter:0.15.0',
      ports: { metrics: 9187 },
      health: Health.tcp(),
    },
  ],
  initContainers: [
    { name: 'look', image: 'registry.example.org/look:1.0', command: ['look-around'] },
  ],
  scheduling: { nodeSelector: { disk: 'ssd' } },
  terminationGracePeriod: Duration.minutes(10),
  podLabels: { tier: 'data' },
  podAnnotations: { 'example.org/profile': 'database' },
  runAs: { uid: 20000, gid: 20000 },
  writableRootFilesystem: { reason: 'the image writes beside its code' },
  serviceAccountToken: { reason: 'the exporter lists the pods of its namespace' },
  name: 'odc-database',
  namespace: 'odc',
  labels: { team: 'imagery' },
  annotations: { 'example.org/contact': 'imagery team' },
  patches: {
    statefulSet: { spec: { minReadySeconds: 5 } },
    service: { spec: { sessionAffinity: 'ClientIP' } },
    headlessService: { spec: { publishNotReadyAddresses: true } },
    serviceAccount: { metadata: { annotations: { 'example.org/reviewed': 'yes' } } },
    networkPolicy: { metadata: { annotations: { 'example.org/reviewed': 'yes' } } },
    podDisruptionBudget: { spec: { maxUnavailable: k8s.IntOrString.fromString('100%') } },
    persistentVolumeClaim: { metadata: { annotations: { 'example.org/backup': 'nightly' } } },
    configMap: { metadata: { annotations: { 'example.org/reviewed': 'yes' } } },
  },
};

describe('PostgisServer', () => {
  test('with minimal props is one pod with its data on a volume', async () => {
    const chart = chartOf();
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
    expect(restrictedViolations(podOf(chart))).toEqual([]);
    expect(await findings(chart)).toEqual([]);
  });

  test('with all props gives these objects', async () => {
    const chart = emptyChart('odc');
    postgis(chart, everyProp);
    expect(yamlOf(chart)).toMatchSnapshot();
    const known = ['root file systems are read-only', 'has no token and no service links'];
    expect(inconsistencies(chart)).toEqual(
      known.map((fact) => `StatefulSet odc-database: ${fact}`),
    );
    expect(await findings(chart)).toEqual([]);
  });

  test('ends by a fast shutdown, and has two minutes for it', () => {
    const chart = chartOf();
    expect(containerOf(chart).lifecycle).toEqual({
      preStop: { exec: { command: ['pg_ctl', 'kill', 'INT', '1'] } },
    });
    expect(podOf(chart).spec.terminationGracePeriodSeconds).toBe(120);
  });

  test('is replaced when it never got ready, without a person who deletes the pod', () => {
    expect(only(chartOf(), 'StatefulSet').spec.podManagementPolicy).toBe('Parallel');
  });

  test('is asked by TCP whether it is ready, and has ten minutes to start', () => {
    const { startupProbe, readinessProbe, livenessProbe } = containerOf(chartOf());
    const isReady = ['pg_isready', '--host=127.0.0.1', '--username=postgres', '--dbname=postgres'];
    expect(readinessProbe?.exec?.command).toEqual(isReady);
    expect(startupProbe?.exec?.command).toEqual(isReady);
    expect(livenessProbe?.tcpSocket).toEqual({ port: 'postgres' });
    expect((startupProbe?.periodSeconds ?? 0) * (startupProbe?.failureThreshold ?? 0)).toBe(600);
  });

  test('has the password in a file, and nowhere else', () => {
    const chart = chartOf();
    expect(containerOf(chart).env).toContainEqual({
      name: 'POSTGRES_PASSWORD_FILE',
      value: '/run/secrets/postgres-password',
    });
    expect(containerOf(chart).volumeMounts).toContainEqual({
      name: 'password',
      mountPath: '/run/secrets/postgres-password',
      subPath: '0',
      readOnly: true,
    });
    expect(yamlOf(chart)).not.toContain('secretKeyRef');
  });

  test('keeps its data in a folder below the mount of a claim of its own', () => {
    const chart = chartOf({ size: Size.gibibytes(20), storageClassName: 'fast' });
    const claim = only(chart, 'PersistentVolumeClaim');
    expect(claim.metadata.name).toBe('postgis-data');
    expect(claim.spec).toMatchObject({
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '20Gi' } },
      storageClassName: 'fast',
    });
    const [mount] = containerOf(chart).volumeMounts.filter(({ name }) => name === 'data');
    const folder = containerOf(chart).env?.find(({ name }) => name === 'PGDATA')?.value;
    expect(folder).toBe(`${mount?.mountPath}/pgdata`);
  });

  test.each([
    [
      'a DynamicVolume',
      (chart: Chart) => new DynamicVolume(chart, 'disk', { size: Size.gibibytes(50) }),
      'disk',
    ],
    [
      'an ExistingClaim',
      (chart: Chart) => new ExistingClaim(chart, 'old', { claimName: 'datacubedb' }),
      'datacubedb',
    ],
  ])('can keep its data on %s', async (_, volumeOf, claimName) => {
    const chart = emptyChart();
    const volume = volumeOf(chart);
    expect(postgis(chart, { volume }).volume).toBe(volume);
    expect(podOf(chart).spec.volumes).toContainEqual({
      name: volume.node.id,
      persistentVolumeClaim: { claimName },
    });
    expect(await findings(chart)).toEqual([]);
  });

  test('hands settings to the server, and SQL to its first start', () => {
    const chart = chartOf({
      parameters: { work_mem: '64MB' },
      initSql: 'CREATE EXTENSION hstore;',
    });
    expect(containerOf(chart).args).toEqual(['--max_connections=100', '--work_mem=64MB']);
    expect(only(chart, 'ConfigMap').data).toEqual({ '20_init.sql': 'CREATE EXTENSION hstore;' });
    expect(containerOf(chart).volumeMounts.map(({ mountPath }) => mountPath)).toContain(
      '/docker-entrypoint-initdb.d/20_init.sql',
    );
  });

  test('takes settings that only look like secrets', () => {
    const parameters = { password_encryption: 'scram-sha-256', ssl: 'off' };
    expect(containerOf(chartOf({ parameters })).args).toContain(
      '--password_encryption=scram-sha-256',
    );
  });

  test('can be told how initdb makes the database', () => {
    const env = { POSTGRES_INITDB_ARGS: '--locale-provider=icu --icu-locale=en' };
    expect(containerOf(chartOf({ env })).env).toContainEqual({
      name: 'POSTGRES_INITDB_ARGS',
      value: env.POSTGRES_INITDB_ARGS,
    });
  });

  test('can run under a ServiceAccount that exists', () => {
    const chart = chartOf({ serviceAccountName: 'database' });
    expect(all(chart, 'ServiceAccount')).toEqual([]);
    expect(podOf(chart).spec.serviceAccountName).toBe('database');
  });
});

describe('The database of a PostgisServer', () => {
  test('is found in every namespace', () => {
    const chart = emptyChart();
    const { database } = postgis(chart, { database: 'datacube', username: 'odc' });
    expect(database.environment()).toEqual({
      PGHOST: 'postgis.eo.svc',
      PGPORT: '5432',
      PGDATABASE: 'datacube',
      PGUSER: 'odc',
      PGPASSWORD: password,
      PGSSLMODE: 'prefer',
    });
    expect(database.maxConnections).toBe(100);
    const { metadata, spec } =
      all(chart, 'Service').find(({ metadata: { name } }) => name === 'postgis') ?? {};
    expect([metadata?.namespace, spec?.ports]).toEqual([
      'eo',
      [{ name: 'postgres', port: 5432, targetPort: 'postgres', protocol: 'TCP' }],
    ]);
  });

  test('has the name of the server and the connections that it takes', () => {
    const { database } = postgis(emptyChart(), { maxConnections: 300 });
    expect([database.name, database.username, database.maxConnections]).toEqual([
      'postgis',
      'postgres',
      300,
    ]);
  });
});

describe('Only clients reach a PostgisServer:', () => {
  const ports = [{ port: 'postgres', protocol: 'TCP' }];
  const ingressOf = (chart: Chart) =>
    all(chart, 'NetworkPolicy').find(({ metadata }) => metadata.name === 'postgis')?.spec.ingress;

  test('nobody, where none is declared', () => {
    expect(ingressOf(chartOf())).toBeUndefined();
  });

  test.each([
    ['the construct', (server: PostgisServer) => server],
    ['its database', (server: PostgisServer) => server.database],
  ])('those that connect to %s', async (_, end) => {
    const chart = emptyChart();
    const server = postgis(chart);
    api(chart, { env: server.database.environment(), connectsTo: [end(server)] });
    expect(ingressOf(chart)).toMatchObject([
      {
        from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'tiles' } } }],
        ports,
      },
    ]);
    const egress = all(chart, 'NetworkPolicy').find(({ metadata }) => metadata.name === 'tiles');
    expect(egress?.spec.egress[1]).toMatchObject({
      to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'postgis' } } }],
      ports: [{ port: 5432, protocol: 'TCP' }],
    });
    expect(await findings(chart)).toEqual([]);
  });

  test('those that are named', () => {
    const chart = emptyChart();
    const server = postgis(chart, { clients: [Peer.cidr('10.0.0.0/8')] });
    server.addClient(Peer.cidr('192.168.0.0/16'));
    server.database.addClient(Peer.cidr('172.16.0.0/12'));
    expect(ingressOf(chart)).toEqual([
      {
        from: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((cidr) => ({
          ipBlock: { cidr },
        })),
        ports,
      },
    ]);
  });
});

describe('PostgisServer throws if', () => {
  const onNfs =
    'volume must not be on NFS, which may lose or stall what the server writes to the disk, got an ' +
    'object of the class NfsVolume; give a DynamicVolume or an ExistingClaim, which outlive the pod';

  test.each<[string, (chart: Chart) => Partial<PostgisServerProps>, string]>([
    ['the volume is on NFS', (chart) => ({ volume: share(chart) }), onNfs],
    [
      'the volume is an NFS share in the pod',
      (chart) => ({
        volume: untyped(
          new InlineNfsVolume(chart, 'nfs', {
            server: 'nfs.example.org',
            path: '/a',
            reason: 'no volumes may be made',
          }),
        ),
      }),
      'volume must be a ClaimedVolume, got an object of the class InlineNfsVolume; give a ' +
        'DynamicVolume or an ExistingClaim, which outlive the pod',
    ],
    [
      'the volume is scratch space',
      () => ({ volume: untyped(Scratch.at('/data')) }),
      'volume must be a ClaimedVolume, got {"volumes":[{"name":"scratch-data","emptyDir":{"sizeLimit":' +
        '{"value":"1Gi"}}}],"volumeMounts":[{"name":"scratch-data",...; give a DynamicVolume or an ' +
        'ExistingClaim, which outlive the pod',
    ],
    [
      'the volume is read-only',
      (chart) => ({ volume: new ExistingClaim(chart, 'old', { claimName: 'a', readOnly: true }) }),
      'volume must be a volume that the server can write to, got an object of the class ExistingClaim',
    ],
    [
      'a size stands beside a volume',
      (chart) => ({
        volume: new ExistingClaim(chart, 'old', { claimName: 'a' }),
        size: Size.gibibytes(1),
      }),
      "size must be left out where volume is given, because it is of the construct's own volume",
    ],
    [
      'a class stands beside a volume',
      (chart) => ({
        volume: new ExistingClaim(chart, 'old', { claimName: 'a' }),
        storageClassName: 'fast',
      }),
      "storageClassName must be left out where volume is given, because it is of the construct's own " +
        'volume',
    ],
    [
      'the password is none',
      () => ({ password: untyped('hush') }),
      "password must be a SecretKey, got '***'; write SecretKey.of('the-secret', 'key')",
    ],
    [
      'the name of the database is too long',
      () => ({ database: 'd'.repeat(64) }),
      'database must be a name of 1 to 63 bytes, without control characters or spaces at its ends, got ' +
        `'${'d'.repeat(64)}'`,
    ],
    [
      'the user is reserved',
      () => ({ username: 'pg_odc' }),
      "username must not begin with 'pg_', got 'pg_odc'",
    ],
    [
      'it takes no connections',
      () => ({ maxConnections: 0 }),
      'maxConnections must be a whole number in 1-262143, got 0',
    ],
    [
      'a setting has no name',
      () => ({ parameters: { 'work mem': '64MB' } }),
      "parameters key must be the name of a setting of PostgreSQL in lower case, such as 'work_mem', got " +
        "'work mem'",
    ],
    [
      'a setting is no text',
      () => ({ parameters: { work_mem: untyped(64) } }),
      "parameters['work_mem'] must be a string, got 64; write '64'",
    ],
    [
      'a setting has a prop of its own',
      () => ({ parameters: { max_connections: '500' } }),
      "parameters['max_connections'] must be left out, because maxConnections says it",
    ],
    [
      'a setting moves the port',
      () => ({ parameters: { port: '5433' } }),
      "parameters['port'] must be left out, because the Services and the NetworkPolicy lead to 5432",
    ],
    [
      'a setting holds a credential',
      () => ({ parameters: { primary_conninfo: 'host=a password=Xk29dkq1' } }),
      "args must not hold a credential (--primary_conninfo: its value sets 'password'); give the program " +
        'a SecretKey as an environment variable or a SecretFileMount',
    ],
    [
      'a variable has a prop of its own',
      () => ({ env: { PGDATA: '/data' } }),
      'env.PGDATA must be left out, because the construct says it; write database, username or password',
    ],
    [
      'the password is a variable too',
      () => ({ env: { POSTGRES_PASSWORD: password } }),
      'env.POSTGRES_PASSWORD must be left out, because the construct says it; write database, username ' +
        'or password',
    ],
    [
      'the shared memory is more than the memory',
      () => ({ sharedMemory: Size.gibibytes(1) }),
      'resources.memory.limit must be above the scratch space in memory, 1024 Mi, got 1Gi; raise the ' +
        'limit, or make the scratch space smaller',
    ],
    [
      'a patch is of no object',
      () => ({ patches: { configMap: {} } }),
      'patches.configMap must be left out, because there is no such object',
    ],
    [
      'a patch is of the account of somebody else',
      () => ({ serviceAccountName: 'database', patches: { serviceAccount: {} } }),
      'patches.serviceAccount must be left out, because there is no such object',
    ],
    [
      'a patch is of the claim of somebody else',
      (chart) => ({
        volume: new ExistingClaim(chart, 'old', { claimName: 'a' }),
        patches: { persistentVolumeClaim: {} },
      }),
      'patches.persistentVolumeClaim must be left out, because there is no such object',
    ],
    [
      'a client is none',
      () => ({ clients: [untyped('10.0.0.0/8')] }),
      "clients[0] must be a Peer, got '10.0.0.0/8'; write Peer.cidr('10.0.0.0/8')",
    ],
  ])('%s', (_, propsOf, message) => {
    const chart = emptyChart();
    const error = errorOf(() => postgis(chart, propsOf(chart)));
    expect(error.message).toBe(`PostgisServer 'system/postgis': ${message}`);
    expect(error.message).toMatch(ERROR_SHAPE);
  });

  test.each([
    ['its name is too long for what Kubernetes appends', 'd'.repeat(53)],
    ['its name is none of a Service', '3d-tiles'],
  ])('%s', (_, name) => {
    const error = errorOf(() => chartOf({ name }));
    expect(error.message).toContain(
      "PostgisServer 'system/postgis': name must be a Service name: lower case letters, digits and " +
        "'-', at most 52 characters",
    );
  });

  test('a size is none', () => {
    expect(errorOf(() => chartOf({ size: Size.gibibytes(0) })).message).toBe(
      "DynamicVolume 'system/postgis/data': size must be above 0, got 0Gi",
    );
  });

  test('the SQL holds a password, which is not shown', () => {
    const initSql = "CREATE ROLE odc LOGIN PASSWORD 'Xk29dkq1';";
    expect(errorOf(() => chartOf({ initSql })).message).toBe(
      "PostgisServer 'system/postgis': initSql must not hold a password, got '***'; make the role in a " +
        'Job that has the password from a Secret',
    );
  });
});
