import { type Chart, Duration, Size, Testing } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  ConfigFile,
  ConfigFileMount,
  DynamicVolume,
  EnvFrom,
  EnvSource,
  ExistingClaim,
  Exposure,
  ExternalSecret,
  GeoApiService,
  type GeoApiServiceProps,
  gdalEnvironment,
  Health,
  type IngressOptions,
  InlineNfsVolume,
  NfsVolume,
  Peer,
  Replicas,
  RestrictedNamespace,
  Rollout,
  Scratch,
  SecretFileMount,
  SecretKey,
  Server,
} from '../../constructs';
import { check, type KubernetesObject } from '../../src/checks';
import { emptyChart } from './support/chart';
import {
  everyApiProp,
  everyClaimProp,
  everyConfigProp,
  everyDynamicVolumeProp,
  everyExternalSecretProp,
  everyInlineNfsProp,
  everyMetricsProp,
  everyNamespaceProp,
  everyReplicasProp,
  everySecretFileProp,
  everyShareProp,
} from './support/everything';
import { fullExposures, host, minimalExposures } from './support/exposures';
import { api, config, controllers, share } from './support/samples';

type Build = (chart: Chart) => unknown;

/** What the judge finds in a system, as the names of the rules. */
async function findings(build: Build, namespace?: string): Promise<string[]> {
  const chart = emptyChart(namespace);
  build(chart);
  const objects: KubernetesObject[] = Testing.synth(chart);
  const found = await check(objects);
  return found.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
}

const tiles = (props: Partial<GeoApiServiceProps>) => (chart: Chart) => api(chart, props);
const extra = { name: 'extra', image: 'registry.example.org/extra:1.0' };
const login = SecretKey.of('postgis-login', 'password');
const mounted = (mount: (chart: Chart) => NonNullable<GeoApiServiceProps['mounts']>[number]) => {
  return (chart: Chart) => api(chart, { mounts: [mount(chart)] });
};
const files = (of: Record<string, ConfigFile>) => mounted((chart) => config(chart, of));
const ingress = (options: Partial<IngressOptions>) =>
  tiles({ exposure: Exposure.ingress({ host, controller: controllers.nginx, ...options }) });

const minimal: readonly (readonly [string, Build])[] = [
  ['a ConfigFileMount', files({ '/a.yaml': ConfigFile.yaml({ bands: ['B02'] }) })],
  [
    'a DynamicVolume',
    mounted((chart) => new DynamicVolume(chart, 'a', { size: Size.gibibytes(1) }).mountAt('/a')),
  ],
  [
    'an ExistingClaim',
    mounted((chart) => new ExistingClaim(chart, 'a', { claimName: 'archive' }).mountAt('/a')),
  ],
  [
    'an ExternalSecret',
    (chart) =>
      new ExternalSecret(chart, 'usgs', {
        store: { name: 'vault' },
        data: { password: { key: 'eo/usgs', property: 'password' } },
      }),
  ],
  ['a GeoApiService', tiles({})],
  [
    'an InlineNfsVolume',
    mounted((chart) =>
      new InlineNfsVolume(chart, 'scenes', {
        server: 'nfs.example.org',
        path: '/scenes',
        reason: 'no volumes',
      }).mountAt('/data'),
    ),
  ],
  ['an NfsVolume', mounted((chart) => share(chart).mountAt('/data'))],
  ['a RestrictedNamespace', (chart) => new RestrictedNamespace(chart, 'eo')],
  [
    'a SecretFileMount',
    mounted((chart) => new SecretFileMount(chart, 'a', { files: { '/code/.netrc': login } })),
  ],
];

const full: readonly (readonly [name: string, namespace: string, build: Build])[] = [
  [
    'a ConfigFileMount',
    'apps',
    (chart) => api(chart, { mounts: [new ConfigFileMount(chart, 'config', everyConfigProp)] }),
  ],
  [
    'a DynamicVolume',
    'caches',
    mounted((chart) => new DynamicVolume(chart, 'a', everyDynamicVolumeProp).mountAt('/a')),
  ],
  [
    'an ExistingClaim',
    'eo',
    mounted((chart) => new ExistingClaim(chart, 'archive', everyClaimProp).mountAt('/data')),
  ],
  [
    'an ExternalSecret',
    'imagery',
    (chart) => new ExternalSecret(chart, 'usgs', everyExternalSecretProp),
  ],
  [
    'an InlineNfsVolume',
    'eo',
    mounted((chart) => new InlineNfsVolume(chart, 'scenes', everyInlineNfsProp).mountAt('/data')),
  ],
  [
    'an NfsVolume',
    'archives',
    mounted((chart) => new NfsVolume(chart, 'scenes', everyShareProp).mountAt('/data')),
  ],
  [
    'a RestrictedNamespace',
    'eo',
    (chart) => {
      const { name } = everyNamespaceProp;
      new RestrictedNamespace(chart, 'eo', everyNamespaceProp);
      return api(chart, { namespace: name });
    },
  ],
  [
    'a SecretFileMount',
    'eo',
    mounted((chart) => new SecretFileMount(chart, 'logins', everySecretFileProp)),
  ],
  ['Metrics', 'eo', tiles({ metrics: everyMetricsProp })],
  ['Replicas', 'eo', tiles({ replicas: Replicas.auto(everyReplicasProp) })],
];

describe('The judge of finished objects has nothing against', () => {
  test.each(minimal)('%s with minimal props', async (_, build) => {
    expect(await findings(build)).toEqual([]);
  });

  test.each(full)('%s with all props', async (_, namespace, build) => {
    expect(await findings(build, namespace)).toEqual([]);
  });

  test.each(minimalExposures.filter(([name]) => name !== 'ingress'))(
    'Exposure.%s with minimal options',
    async (_, exposure) => {
      expect(await findings(tiles({ exposure }))).toEqual([]);
    },
  );

  test.each(fullExposures.filter(([name]) => name !== 'ingress without a dialect'))(
    'Exposure: %s with all options',
    async (_, exposure) => {
      expect(await findings(tiles({ exposure }))).toEqual([]);
    },
  );

  test.each<[string, Build]>([
    ['Server.flask', tiles({ server: Server.flask({ app: 'server.py' }) })],
    [
      'Server.gunicorn',
      tiles({ server: Server.gunicorn({ app: 'a:b', timeout: Duration.minutes(5) }) }),
    ],
    ['Server.uvicorn', tiles({ server: Server.uvicorn({ app: 'a:b', rootPath: '/tiles' }) })],
    [
      'a gunicorn behind nginx',
      tiles({
        server: Server.gunicorn({ app: 'a:b', timeout: Duration.minutes(5) }),
        exposure: Exposure.ingress({
          host,
          controller: controllers.nginx,
          tls: { secretName: 'tiles-tls' },
        }),
      }),
    ],
    ['Health.http', tiles({ health: Health.http('/healthz') })],
    [
      'Health.http with a liveness path',
      tiles({ health: Health.http('/a', { livenessPath: '/b' }) }),
    ],
    ['Health.command', tiles({ health: Health.command(['ready']) })],
    [
      'Health.command with a liveness command',
      tiles({ health: Health.command(['ready'], { livenessCommand: ['ready'] }) }),
    ],
    [
      'Exposure.nodePort with a policy',
      tiles({ exposure: Exposure.nodePort(30199, { externalTrafficPolicy: 'Local' }) }),
    ],
    ['gdalEnvironment', tiles({ env: gdalEnvironment() })],
    [
      'Rollout.rolling',
      tiles({ rollout: Rollout.rolling({ maxSurge: 2, maxUnavailable: '25%' }) }),
    ],
    ['Replicas.auto', tiles({ replicas: Replicas.auto({ max: 10 }) })],
    ['no replicas', tiles({ replicas: Replicas.fixed(0) })],
    ['scratch space', tiles({ mounts: [Scratch.at('/work', Size.gibibytes(50))] })],
    ['scratch space in memory', tiles({ mounts: [Scratch.inMemory('/m', Size.mebibytes(64))] })],
    ['fields and resources', tiles({ env: { IP: EnvSource.field('status.podIP') } })],
    [
      'a sidecar and an init container',
      tiles({
        sidecars: [{ ...extra, ports: { cache: 8081 }, health: Health.tcp() }],
        initContainers: [{ ...extra, name: 'first', command: ['migrate'] }],
      }),
    ],
    ['a drain of nothing', tiles({ drain: Duration.seconds(0) })],
    ['limits without requests', tiles({ resources: { cpu: { limit: Cpu.units(1) } } })],
    ['clients', tiles({ connectsTo: [{ peer: Peer.cidr('10.0.0.0/8'), ports: [5432] }] })],
    ['a selector', tiles({ selector: { app: 'tiles' }, serviceName: 'b', servicePort: 80 })],
    ['one port for metrics', tiles({ metrics: { port: 5000, serviceMonitor: {} } })],
    ['a read-only share', mounted((chart) => share(chart, { readOnly: true }).mountAt('/data'))],
    [
      'a folder of a share',
      mounted((chart) => share(chart).mountAt('/data', { subPath: { existing: 'l2a' } })),
    ],
    [
      'two shares',
      (chart) =>
        api(chart, {
          mounts: [
            share(chart).mountAt('/a'),
            share(chart, { path: '/mnt/md0/results' }, 'results').mountAt('/b'),
          ],
        }),
    ],
  ])('%s', async (_, build) => {
    expect(await findings(build)).toEqual([]);
  });
});

describe('Secrets that are filled in are no credentials to the judge, in', () => {
  const value = { user: 'eo', password: login };

  test.each<[string, ConfigFile]>([
    ['YAML', ConfigFile.yaml({ database: value, list: [login] })],
    ['JSON', ConfigFile.json({ database: value, list: [login] })],
    ['an INI file', ConfigFile.ini({ database: value })],
    ['a dotenv file', ConfigFile.dotenv({ DB_PASSWORD: login, API_TOKEN: login })],
  ])('%s', async (_, file) => {
    expect(await findings(files({ '/etc/app.conf': file, '/etc/app/config': file }))).toEqual([]);
  });
});

describe('What a user weakens is recorded, so that the judge has nothing against', () => {
  const reason = 'it is so at ESA';

  test.each<[string, Build]>([
    [
      'keys that hold no secret',
      mounted((chart) =>
        config(
          chart,
          {
            '/a/config.yaml': ConfigFile.yaml({ PARAMS: { password: 'hunter2hunter2' } }),
            '/b/config.yaml': ConfigFile.text('PARAMS:\n  password: hunter2hunter2\n'),
          },
          { notSecret: { keys: ['PARAMS.password'], reason } },
        ),
      ),
    ],
    ['secrets in variables', tiles({ env: { DB_PASSWORD: login } })],
    ['a whole Secret in variables', tiles({ envFrom: [EnvFrom.secret('usgs')] })],
    ['secrets in variables of a sidecar', tiles({ sidecars: [{ ...extra, env: { A: login } }] })],
    [
      'secrets in variables of an init container',
      tiles({ initContainers: [{ ...extra, envFrom: [EnvFrom.secret('usgs')] }] }),
    ],
    [
      'no limit of the processor',
      tiles({ resources: { cpu: { request: Cpu.units(1) }, unlimited: { reason } } }),
    ],
    ['no limits at all', tiles({ resources: { cpu: {}, memory: {}, unlimited: { reason } } })],
    [
      'no limit of a sidecar',
      tiles({ sidecars: [{ ...extra, resources: { memory: {}, unlimited: { reason } } }] }),
    ],
    ['pods that are not spread', tiles({ scheduling: { spreadOver: [] } })],
    ['plain HTTP', ingress({ withoutTls: { reason } })],
    ['a single pod', tiles({ replicas: Replicas.fixed(1) })],
    ['a gap in each rollout', tiles({ rollout: Rollout.recreate() })],
    ['an image that the node has', tiles({ imagePullPolicy: 'IfNotPresent' })],
    ['an id of the node', tiles({ runAs: { uid: 1000, gid: 1000, reason } })],
    [
      'a share of such an owner',
      (chart) => {
        const owner = { uid: 1500, gid: 1600 };
        return api(chart, { mounts: [share(chart, { owner }).mountAt('/data')] });
      },
    ],
    ['a writable root file system', tiles({ writableRootFilesystem: { reason } })],
    ['a token', tiles({ serviceAccountToken: { reason } })],
    ['FLASK_DEBUG', tiles({ env: { FLASK_DEBUG: '1' }, allowDebug: { reason } })],
    [
      'flask run --debug of a sidecar',
      tiles({
        sidecars: [{ ...extra, command: ['sh', '-c', 'exec flask run --debug'] }],
        allowDebug: { reason },
      }),
    ],
    [
      'a claim that exists, in a sidecar alone',
      (chart) => {
        const archive = new ExistingClaim(chart, 'archive', { claimName: 'archive' });
        return api(chart, { sidecars: [{ ...extra, mounts: [archive.mountAt('/data')] }] });
      },
    ],
  ])('%s', async (_, build) => {
    expect(await findings(build)).toEqual([]);
  });
});

describe('What nobody has said a reason for, the judge warns of:', () => {
  test.each<[string, string[], Build]>([
    ['an Ingress without TLS', ['ingress-without-tls'], ingress({})],
    [
      'a limit that is left out, which is easily forgotten',
      ['unset-resources'],
      tiles({ resources: { memory: { request: Size.gibibytes(2) } } }),
    ],
    [
      'the name of a ServiceAccount, which may be misspelt',
      ['missing-reference'],
      tiles({ serviceAccountName: 'tiles-identity' }),
    ],
    [
      'the name of a ConfigMap, which may be misspelt',
      ['missing-reference'],
      tiles({ envFrom: [EnvFrom.configMap('settings')] }),
    ],
    [
      'the name of a ConfigMap for one variable',
      ['missing-reference'],
      tiles({ env: { BANDS: EnvSource.configMapKey('settings', 'bands') } }),
    ],
  ])('%s', async (_, rules, build) => {
    expect(await findings(build)).toEqual(rules);
  });

  test('all props of a GeoApiService, among which are an Ingress without TLS and such a name', async () => {
    const found = await findings(
      (chart) => new GeoApiService(chart, 'tiles', everyApiProp(chart)),
      'serving',
    );
    expect(found.sort()).toEqual(['ingress-without-tls', 'missing-reference']);
  });

  test('an inline NFS volume, where the namespace refuses its pods', async () => {
    const { server, path, reason } = everyInlineNfsProp;
    const found = await findings((chart) => {
      new RestrictedNamespace(chart, 'eo');
      const scenes = new InlineNfsVolume(chart, 'scenes', { server, path, reason });
      return api(chart, { mounts: [scenes.mountAt('/data')] });
    });
    expect(found).toEqual(['pod-security']);
  });
});

describe('What the judge would refuse in a file, the construct refuses before it:', () => {
  const secret = 'Xk29fLq8Zr41Tn7v';

  test.each<[string, string, ConfigFile]>([
    ['a file of one line that is named as a secret', '/run/db_password', ConfigFile.text(secret)],
    [
      'a text that is not UTF-8',
      '/a.ini',
      ConfigFile.binary(Buffer.from(`é\npassword=${secret}\n`, 'latin1')),
    ],
    ['a text', '/a.env', ConfigFile.text(`DB_PASSWORD=${secret}\n`)],
    ['an object', '/a.json', ConfigFile.json({ db: { password: secret } })],
  ])('%s', (_, path, file) => {
    expect(() => config(emptyChart(), { [path]: file })).toThrow(/must not hold credentials/);
  });

  test('also where another key of the file is excepted', () => {
    const file = ConfigFile.yaml({ a: { token: secret }, b: { token: secret } });
    const notSecret = { keys: ['a.token'], reason: 'it is the one of the examples' };
    expect(() => config(emptyChart(), { '/a.yaml': file }, { notSecret })).toThrow(/: b\.token \(/);
  });

  test('also in a patch', () => {
    const patches = { configMap: { data: { 'b.yaml': `password: ${secret}\n` } } };
    const build = () =>
      config(emptyChart(), { '/a': ConfigFile.text('a') }, { rollout: 'checksum', patches });
    expect(build).toThrow(/patches\.configMap\.data\['b\.yaml'\] must not hold credentials/);
  });
});
