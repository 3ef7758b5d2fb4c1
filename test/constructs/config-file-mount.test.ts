import { ApiObject, JsonPatch } from 'cdk8s';
import { Deployment, EnvValue, Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import {
  ConfigFile,
  ConfigFileMount,
  type ConfigFileMountProps,
  type ConfigRollout,
  SecretKey,
} from '../../constructs';
import { containerOf, emptyChart, objectsOf, only, podOf, yamlOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { everyConfigProp } from './support/everything';
import { restrictedViolations } from './support/pod-security';
import { api, config } from './support/samples';

const bands = ConfigFile.yaml({ bands: ['B02', 'B03', 'B04'] });

/** Name of the ConfigMap of these files. */
function nameOf(files: ConfigFileMountProps['files'], props: Partial<ConfigFileMountProps> = {}) {
  return config(emptyChart(), files, props).configMapName;
}

describe('ConfigFileMount with minimal props', () => {
  const chart = emptyChart();
  const mount = config(chart, { '/code/config.yaml': bands });
  api(chart, { mounts: [mount] });

  test('gives this ConfigMap', () => {
    const alone = emptyChart();
    config(alone, { '/code/config.yaml': bands });
    expect(yamlOf(alone)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
    expect(restrictedViolations(podOf(chart))).toEqual([]);
  });

  test('is immutable and named with the hash of its content', () => {
    const { metadata, immutable } = only(chart, 'ConfigMap');
    expect(metadata.name).toMatch(/^config-[0-9a-f]{10}$/);
    expect(metadata.name).toBe(mount.configMapName);
    expect(immutable).toBe(true);
  });

  test('is pruned only after the new pods are ready', () => {
    expect(only(chart, 'ConfigMap').metadata.annotations).toEqual({
      'argocd.argoproj.io/sync-options': 'PruneLast=true',
    });
  });

  test('has the file at its exact path, readable by all', () => {
    expect(podOf(chart).spec.volumes[0]).toEqual({
      name: 'config',
      configMap: {
        name: mount.configMapName,
        defaultMode: 0o444,
        items: [{ key: 'config.yaml', path: 'config.yaml', mode: 0o444 }],
      },
    });
    expect(containerOf(chart).volumeMounts[0]).toEqual({
      name: 'config',
      mountPath: '/code/config.yaml',
      subPath: 'config.yaml',
      readOnly: true,
    });
    expect(podOf(chart).spec.initContainers).toBeUndefined();
  });
});

test('ConfigFileMount with all props gives these objects', () => {
  const chart = emptyChart('apps');
  api(chart, { mounts: [new ConfigFileMount(chart, 'config', everyConfigProp)] });
  expect(yamlOf(chart)).toMatchSnapshot();
  expect(inconsistencies(chart)).toEqual([]);
  expect(restrictedViolations(podOf(chart))).toEqual([]);
});

describe('The name of the ConfigMap', () => {
  const files = { '/a/one': ConfigFile.text('1'), '/a/two': ConfigFile.text('2') };
  const name = nameOf(files);

  test('stays the same over releases', () => {
    expect(name).toMatchInlineSnapshot(`"config-6557095151"`);
  });

  test.each([
    ['in another order', nameOf({ '/a/two': files['/a/two'], '/a/one': files['/a/one'] })],
    ['as bytes', nameOf({ ...files, '/a/two': ConfigFile.binary(Buffer.from('2')) })],
    ['with other labels', nameOf(files, { labels: { team: 'imagery' } })],
  ])('is the same for the same files %s', (_, other) => {
    expect(other).toBe(name);
  });

  test.each([
    ['another text', nameOf({ ...files, '/a/two': ConfigFile.text('3') })],
    ['a line break more', nameOf({ ...files, '/a/two': ConfigFile.text('2\n') })],
    ['a file more', nameOf({ ...files, '/a/three': ConfigFile.text('') })],
    ['a file less', nameOf({ '/a/one': files['/a/one'] })],
    ['the texts exchanged', nameOf({ '/a/one': files['/a/two'], '/a/two': files['/a/one'] })],
    [
      'a text moved to its neighbour',
      nameOf({ '/a/one': ConfigFile.text('12'), '/a/two': ConfigFile.text('') }),
    ],
  ])('is another one with %s', (_, other) => {
    expect(other).toMatch(/^config-[0-9a-f]{10}$/);
    expect(other).not.toBe(name);
  });

  test('is the same wherever the construct stands', () => {
    const moved = new ConfigFileMount(new Construct(emptyChart(), 'layer'), 'config', { files });
    expect(moved.configMapName).toBe(name);
  });
});

describe('A changed file', () => {
  /** What an API with one file gets. */
  function withText(text: string, rollout: ConfigRollout) {
    const chart = emptyChart();
    api(chart, { mounts: [config(chart, { '/code/a': ConfigFile.text(text) }, { rollout })] });
    return { chart, pod: podOf(chart), name: only(chart, 'ConfigMap').metadata.name };
  }

  test('rolls the pods and gives a new ConfigMap where the name is hashed', () => {
    const [old, changed, restored] = ['1', '2', '1'].map((text) => withText(text, 'hashed-name'));
    expect(changed?.pod).not.toEqual(old?.pod);
    expect(changed?.name).not.toBe(old?.name);
    expect(restored?.pod).toEqual(old?.pod);
  });

  test('rolls the pods by a checksum where the name is kept', () => {
    const [old, changed, restored] = ['1', '2', '1'].map((text) => withText(text, 'checksum'));
    expect(changed?.name).toBe('config');
    expect(old?.pod.metadata.annotations).toEqual({
      'cdk8s-eo/checksum-config': expect.stringMatching(/^[0-9a-f]{10}$/),
    });
    expect(changed?.pod).not.toEqual(old?.pod);
    expect(restored?.pod).toEqual(old?.pod);
  });

  test('changes nothing of the pods where it is live', () => {
    const [old, changed] = ['1', '2'].map((text) => withText(text, 'live'));
    expect(changed?.name).toBe('config');
    expect(changed?.pod).toEqual(old?.pod);
  });

  test.each(['checksum', 'live'] as const)('can be applied in place with %s', (rollout) => {
    const { chart } = withText('1', rollout);
    expect(only(chart, 'ConfigMap').immutable).toBeUndefined();
    expect(only(chart, 'ConfigMap').metadata.annotations).toBeUndefined();
    expect(inconsistencies(chart)).toEqual([]);
  });
});

describe('ConfigFileMount can', () => {
  test('mount a folder whole, which is updated while pods run', () => {
    const chart = emptyChart();
    const files = { '/etc/app/a.yaml': bands, '/etc/app/b.txt': ConfigFile.text('b') };
    api(chart, { mounts: [config(chart, files, { rollout: 'live' })] });
    expect(containerOf(chart).volumeMounts[0]).toEqual({
      name: 'config',
      mountPath: '/etc/app',
      readOnly: true,
    });
    expect(podOf(chart).spec.volumes[0]?.configMap?.items.map(({ path }) => path)).toEqual([
      'a.yaml',
      'b.txt',
    ]);
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('hold files of one name in two folders', () => {
    const chart = emptyChart();
    const files = { '/a/app.conf': ConfigFile.text('a'), '/b/app.conf': ConfigFile.text('b') };
    api(chart, { mounts: [config(chart, files)] });
    expect(only(chart, 'ConfigMap').data).toEqual({ 'a_app.conf': 'a', 'b_app.conf': 'b' });
    expect(inconsistencies(chart)).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ['that differ in letters which no key may have', { '/code/é': '1', '/code/è': '2' }],
    ['with a space and without', { '/a/b c': '1', '/a/b_c': '2' }],
    ['one in a folder, one named alike', { '/a/b': '1', '/c/b': '2', '/a_b': '3' }],
    ['whose names begin with dots', { '/code/..config': '1', '/code/_.config': '2' }],
    ['with the longest name that Linux has', { [`/${'a'.repeat(255)}`]: '1' }],
  ])('hold files %s', (_, texts) => {
    const chart = emptyChart();
    const files = Object.entries(texts).map(([path, text]) => [path, ConfigFile.text(text)]);
    api(chart, { mounts: [config(chart, Object.fromEntries(files))] });
    const { data = {} } = only(chart, 'ConfigMap');
    expect(Object.values(data).sort()).toEqual(Object.values(texts).sort());
    const [volume] = podOf(chart).spec.volumes;
    for (const [path, text] of Object.entries(texts)) {
      const { subPath } =
        containerOf(chart).volumeMounts.find(({ mountPath }) => mountPath === path) ?? {};
      const { key = '' } = volume?.configMap?.items.find((item) => item.path === subPath) ?? {};
      expect(data[key]).toBe(text);
    }
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('hold files under the keys that it always had, where these are legal', () => {
    const texts = ['/code/.env', '/code/my file.txt', '/a/b.conf', '/c/b.conf'];
    const chart = emptyChart();
    config(chart, Object.fromEntries(texts.map((path) => [path, ConfigFile.text('a')])));
    expect(Object.keys(only(chart, 'ConfigMap').data ?? {}).sort()).toEqual([
      '.env',
      'a_b.conf',
      'c_b.conf',
      'my_file.txt',
    ]);
  });

  test('be seen by chosen containers only', () => {
    const chart = emptyChart();
    const mount = config(chart, { '/etc/nginx/nginx.conf': ConfigFile.text('daemon off;') });
    api(chart, { sidecars: [{ name: 'nginx', image: 'nginx:1.27.4', mounts: [mount] }] });
    const paths = podOf(chart).spec.containers.map(({ volumeMounts }) =>
      volumeMounts.map(({ mountPath }) => mountPath),
    );
    expect(paths).toEqual([['/tmp'], ['/etc/nginx/nginx.conf', '/tmp']]);
  });

  test('fill in secrets with the image of the container that sees the file', () => {
    const chart = emptyChart();
    const file = ConfigFile.yaml({ password: SecretKey.of('db', 'password') });
    const mounts = [config(chart, { '/etc/app.yaml': file })];
    api(chart, {
      sidecars: [{ name: 'proxy', image: 'proxy:2.1', imagePullPolicy: 'IfNotPresent', mounts }],
    });
    expect(podOf(chart).spec.initContainers).toMatchObject([
      { name: 'merge-config-0', image: 'proxy:2.1', imagePullPolicy: 'IfNotPresent' },
    ]);
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('fill in secrets once, where several containers see the file', () => {
    const chart = emptyChart();
    const file = ConfigFile.yaml({ password: SecretKey.of('db', 'password') });
    const mounts = [config(chart, { '/etc/app.yaml': file })];
    api(chart, { mounts, sidecars: [{ name: 'proxy', image: 'proxy:2.1', mounts }] });
    expect(podOf(chart).spec.initContainers?.map(({ name }) => name)).toEqual(['merge-config-0']);
  });

  test('keep files with secrets out of the ConfigMap and in memory', () => {
    const chart = emptyChart();
    const file = ConfigFile.yaml({ password: SecretKey.of('db', 'password') });
    api(chart, { mounts: [config(chart, { '/etc/app.yaml': file })] });
    expect(only(chart, 'ConfigMap').data).toEqual({
      'app.yaml': 'password: __cdk8s_eo_secret_0__\n',
    });
    expect(podOf(chart).spec.volumes).toEqual([
      expect.objectContaining({ name: 'config' }),
      { name: 'config-merged-0', emptyDir: { medium: 'Memory', sizeLimit: '2Mi' } },
      {
        name: 'config-secrets-0',
        projected: {
          defaultMode: 0o440,
          sources: [{ secret: { name: 'db', items: [{ key: 'password', path: '0' }] } }],
        },
      },
      expect.objectContaining({ name: 'tmp-tiles' }),
    ]);
  });

  test('hold exactly one MiB', () => {
    const text = 'x'.repeat(1024 * 1024);
    expect(() => nameOf({ '/a': ConfigFile.text(text) })).not.toThrow();
  });

  test('be used by a Deployment of cdk8s-plus', () => {
    const chart = emptyChart();
    const configMap = config(chart, { '/code/bands': ConfigFile.text('B02') }).asConfigMap();
    const deployment = new Deployment(chart, 'plus', {
      containers: [
        {
          image: 'busybox:1.36',
          envVariables: { BANDS: EnvValue.fromConfigMap(configMap, 'bands') },
        },
      ],
    });
    deployment.containers[0]?.mount('/code', Volume.fromConfigMap(chart, 'Volume', configMap));
    const { name } = only(chart, 'ConfigMap').metadata;
    expect(containerOf(chart).env).toEqual([
      { name: 'BANDS', valueFrom: { configMapKeyRef: { name, key: 'bands' } } },
    ]);
    expect(podOf(chart).spec.volumes).toMatchObject([{ configMap: { name } }]);
  });

  test('be changed by the JSON patches of cdk8s', () => {
    const chart = emptyChart();
    const { configMap } = config(chart, { '/code/a': ConfigFile.text('a') });
    ApiObject.of(configMap).addJsonPatch(
      JsonPatch.add('/metadata/annotations/example.org~1a', 'b'),
    );
    expect(only(chart, 'ConfigMap').metadata.annotations).toMatchObject({ 'example.org/a': 'b' });
  });

  test('be moved in the tree without a change to any object', () => {
    const [chart, other] = [emptyChart(), emptyChart()];
    new ConfigFileMount(chart, 'config', { files: { '/a': bands } });
    new ConfigFileMount(new Construct(other, 'layer'), 'config', { files: { '/a': bands } });
    expect(objectsOf(other)).toEqual(objectsOf(chart));
  });
});

test('ConfigFileMount writes down why keys hold no secret', () => {
  const chart = emptyChart();
  const notSecret = { keys: ['token'], reason: 'it is the token of the examples' };
  config(chart, { '/a.json': ConfigFile.json({ token: 'not-a-secret-token' }) }, { notSecret });
  expect(only(chart, 'ConfigMap').metadata.annotations).toMatchObject({
    'cdk8s-eo/exception-credential': notSecret.reason,
  });
});

describe('ConfigFileMount throws', () => {
  test.each([
    [
      { keys: ['token'], reason: 'no' },
      "notSecret.reason must say in a sentence why the keys hold no secret, got 'no'",
    ],
    [
      { keys: [], reason: 'it is the token of the examples' },
      'notSecret.keys must hold a key, or notSecret be left out',
    ],
  ])('if notSecret is %j', (notSecret, message) => {
    const build = () => nameOf({ '/a': ConfigFile.text('a') }, { notSecret });
    expect(errorOf(build).message).toBe(`ConfigFileMount 'system/config': ${message}`);
  });

  test('where a value looks like a credential, with the file and the key and without the value', () => {
    const file = ConfigFile.yaml({ s3: { url: 'http://s3', secret_key: 'c29tZSBzZWNyZXQ' } });
    expect(errorOf(() => nameOf({ '/code/config.yaml': file })).message).toBe(
      "ConfigFileMount 'system/config': files['/code/config.yaml'] must not hold credentials, " +
        'because everybody who reads the repository or the ConfigMap would see them: s3.secret_key ' +
        "(its name says 'secret key'); write SecretKey.of('the-secret', 'key') in their place, or " +
        'name what is no secret in notSecret',
    );
  });

  test('where values look like credentials, with those 9 keys of the 24 of a job manager', () => {
    const dummy = 'dummy-Va1ue-0f-a-secret';
    const secret = [
      'S3_ACCESS_KEY',
      'S3_SECRET_KEY',
      'PSQL_DB_PASS',
      'USGS_EE_PASS',
      'ESA_SCIHUB_PASS',
      'RABBIT_MQ_PASS',
      'DJANGO_SECRET',
      'REDIS_PASS',
      'MAILGUN_API_KEY',
    ];
    const plain = {
      S3_URL: 'http://s3.example.org',
      S3_REGION: 'us-east-1',
      PSQL_DB: 'jobmanagerapp',
      PSQL_DB_USER: 'jobmanagerapp',
      PSQL_DB_URL: '10.96.107.240',
      PSQL_DB_PORT: '5432',
      USGS_EE_USER: 'someone',
      ESA_SCIHUB_USER: 'someone',
      DJANGO_SETTINGS_MODULE: 'jobmanager.settings',
      RABBIT_MQ_USER: 'user',
      RABBIT_MQ_URL: '10.96.181.64',
      RABBIT_MQ_PORT: '5672',
      REDIS_PORT: '6379',
      REDIS_HOST: '10.96.12.117',
      MAILGUN_API_URL: 'https://api.mailgun.net/v3/mg.example.org/messages',
    };
    const values = { ...plain, ...Object.fromEntries(secret.map((key) => [key, dummy])) };
    const text = Object.entries(values)
      .map(([key, value]) => `${key}: "${value}"\n`)
      .join('');
    for (const file of [ConfigFile.yaml(values), ConfigFile.text(text)]) {
      const { message } = errorOf(() => nameOf({ '/code/config.yaml': file }));
      const found = [...message.matchAll(/(\w+) \(its /g)].map(([, key]) => key);
      expect(found).toEqual(secret);
      expect(message).not.toContain(dummy);
    }
    const references = Object.fromEntries(
      secret.map((key) => [key, SecretKey.of('job-manager', key)]),
    );
    const file = ConfigFile.yaml({ ...plain, ...references });
    expect(() => nameOf({ '/code/config.yaml': file })).not.toThrow();
  });

  test('where a file is larger than a ConfigMap, with its size', () => {
    const text = 'x'.repeat(1024 * 1024 + 1);
    expect(errorOf(() => nameOf({ '/a': ConfigFile.text(text) })).message).toBe(
      "ConfigFileMount 'system/config': files['/a'] must have at most 1048576 bytes, as a ConfigMap " +
        'holds no more, got 1048577; put the file into the image or on a volume',
    );
  });
});
