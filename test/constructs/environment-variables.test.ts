import {
  EnvFrom,
  type EnvFromOptions,
  EnvSource,
  type EnvValue,
  SecretKey,
} from '../../constructs';
import { containerOf, only } from './support/chart';
import { errorOf } from './support/errors';
import { apiChart } from './support/samples';

const everything: Required<EnvFromOptions> = { prefix: 'SHARED_', optional: true };

describe('Environment variables', () => {
  test('have a home that can be written to, unless given', () => {
    expect(containerOf(apiChart()).env).toEqual([{ name: 'HOME', value: '/tmp' }]);
    expect(containerOf(apiChart({ env: { HOME: '/work' } })).env).toEqual([
      { name: 'HOME', value: '/work' },
    ]);
  });

  test.each<[string, EnvValue, object]>([
    ['a text', 'B02', { value: 'B02' }],
    ['an empty text', '', { value: '' }],
    [
      'a key of a Secret',
      SecretKey.of('usgs', 'token'),
      { valueFrom: { secretKeyRef: { name: 'usgs', key: 'token' } } },
    ],
    [
      'a field of the pod',
      EnvSource.field('status.podIP'),
      { valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    ],
    [
      'a label of the pod',
      EnvSource.field("metadata.labels['app.kubernetes.io/name']"),
      { valueFrom: { fieldRef: { fieldPath: "metadata.labels['app.kubernetes.io/name']" } } },
    ],
    [
      'a limit of the container',
      EnvSource.resource('limits.memory'),
      { valueFrom: { resourceFieldRef: { resource: 'limits.memory' } } },
    ],
    [
      'a key of a ConfigMap',
      EnvSource.configMapKey('settings', 'bands'),
      { valueFrom: { configMapKeyRef: { name: 'settings', key: 'bands' } } },
    ],
  ])('can be %s', (_, value, expected) => {
    expect(containerOf(apiChart({ env: { A: value } })).env).toContainEqual({
      name: 'A',
      ...expected,
    });
  });

  test('keep their order, so that one can use an earlier one', () => {
    const env = { Z: 'z', A: '$(Z)', M: '$(A)' };
    expect(containerOf(apiChart({ env })).env?.map(({ name }) => name)).toEqual([
      'HOME',
      'Z',
      'A',
      'M',
    ]);
  });

  test.each<[string, EnvFrom, object]>([
    ['a ConfigMap', EnvFrom.configMap('settings'), { configMapRef: { name: 'settings' } }],
    ['a Secret', EnvFrom.secret('login'), { secretRef: { name: 'login' } }],
    [
      'a ConfigMap with all options',
      EnvFrom.configMap('settings', everything),
      { prefix: 'SHARED_', configMapRef: { name: 'settings', optional: true } },
    ],
  ])('can be all keys of %s', (_, source, expected) => {
    expect(containerOf(apiChart({ envFrom: [source] })).envFrom).toEqual([expected]);
  });

  test('from Secrets are written into the manifest, by their names', () => {
    const chart = apiChart({
      env: { TOKEN: SecretKey.of('usgs', 'token'), BANDS: 'B02' },
      envFrom: [EnvFrom.secret('login'), EnvFrom.configMap('settings')],
    });
    expect(only(chart, 'Deployment').metadata.annotations).toEqual({
      'cdk8s-eo/exception-secret-in-environment':
        'the program in tiles takes secrets from its environment: TOKEN, all of login',
    });
  });

  test.each([
    ['DB_PASSWORD', 'hunter2hunter2', "its name says 'password'"],
    ['DB_URL', 'postgresql://eo:hunter2@db/eo', 'its value has a URL with a password'],
  ])('throw if %s holds a credential, without showing it', (name, value, reason) => {
    expect(errorOf(() => apiChart({ env: { [name]: value } })).message).toBe(
      `GeoApiService 'system/tiles': env.${name} must not hold a credential (${reason}); give a ` +
        `reference: SecretKey.of('the-secret', '${name}')`,
    );
  });
});
