import { ExternalSecret, type ExternalSecretProps, SecretFileMount } from '../../constructs';
import { containerOf, emptyChart, only, podOf, yamlOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { everyExternalSecretProp } from './support/everything';
import { api } from './support/samples';

const minimal: ExternalSecretProps = {
  store: { name: 'vault' },
  data: { token: { key: 'eo/usgs' } },
};

describe('ExternalSecret', () => {
  test('with minimal props gives this object', () => {
    const chart = emptyChart();
    new ExternalSecret(chart, 'usgs', minimal);
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('with all props gives this object', () => {
    const chart = emptyChart();
    new ExternalSecret(chart, 'usgs', everyExternalSecretProp);
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('makes a Secret of its own name, which goes with it', () => {
    const chart = emptyChart();
    const secret = new ExternalSecret(chart, 'usgs', minimal);
    expect(secret.secretName).toBe('usgs');
    expect(only(chart, 'ExternalSecret').spec.target).toEqual({
      creationPolicy: 'Owner',
      name: 'usgs',
    });
  });

  test('can be given in another order of keys without a change', () => {
    const [one, other] = [emptyChart(), emptyChart()];
    new ExternalSecret(one, 'usgs', { ...minimal, data: { a: { key: 'a' }, b: { key: 'b' } } });
    new ExternalSecret(other, 'usgs', { ...minimal, data: { b: { key: 'b' }, a: { key: 'a' } } });
    expect(yamlOf(other)).toBe(yamlOf(one));
  });

  test('can be an environment variable and a file', () => {
    const chart = emptyChart();
    const secret = new ExternalSecret(chart, 'usgs', minimal);
    const token = secret.key('token');
    const file = new SecretFileMount(chart, 'usgs-file', { files: { '/run/usgs/token': token } });
    api(chart, { env: { USGS_TOKEN: token }, mounts: [file] });
    expect(containerOf(chart).env).toContainEqual({
      name: 'USGS_TOKEN',
      valueFrom: { secretKeyRef: { name: 'usgs', key: 'token' } },
    });
    expect(podOf(chart).spec.volumes[1]?.projected?.sources).toEqual([
      { secret: { name: 'usgs', items: [{ key: 'token', path: '0' }] } },
    ]);
  });

  test('throws if a key is asked for that it has not', () => {
    const secret = new ExternalSecret(emptyChart(), 'usgs', everyExternalSecretProp);
    expect(errorOf(() => secret.key('password')).message).toBe(
      "ExternalSecret 'system/usgs': key must be one of token, username, got 'password'",
    );
  });
});
