import { type Chart, Testing } from 'cdk8s';
import { Peer, SecretKey } from '../../constructs';
import { S3Credentials, S3Endpoint, type S3EndpointOptions } from '../../constructs/s3-endpoint';
import { check } from '../../src/checks';
import { containerOf, only } from './support/chart';
import { ERROR_SHAPE, errorOf, untyped } from './support/errors';
import { apiChart } from './support/samples';

const keys = {
  accessKeyId: SecretKey.of('object-store', 'access-key-id'),
  secretAccessKey: SecretKey.of('object-store', 'secret-access-key'),
};
const credentials = S3Credentials.secret(keys);
const original = S3Endpoint.of({ url: 'http://s3-uk-1.sa-catapult.co.uk', credentials });

const build = (options: Partial<S3EndpointOptions>) => () =>
  S3Endpoint.of({ url: 'http://s3.example.org:9000', credentials, ...options });

describe('S3Endpoint', () => {
  test('says the same in every dialect', () => {
    expect(original.environment()).toEqual({
      AWS_S3_ENDPOINT: 's3-uk-1.sa-catapult.co.uk',
      AWS_S3_ENDPOINT_URL: 'http://s3-uk-1.sa-catapult.co.uk',
      AWS_ENDPOINT_URL_S3: 'http://s3-uk-1.sa-catapult.co.uk',
      AWS_HTTPS: 'NO',
      AWS_VIRTUAL_HOSTING: 'FALSE',
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    });
  });

  test('with all options says the port, the region and the token too', () => {
    const sessionToken = SecretKey.of('object-store', 'session-token');
    const store = S3Endpoint.of({
      url: 'https://s3.example.org:9443',
      region: 'eu-central-1',
      pathStyle: false,
      credentials: S3Credentials.secret({ ...keys, sessionToken }),
    });
    expect(store.environment()).toEqual({
      AWS_S3_ENDPOINT: 's3.example.org:9443',
      AWS_S3_ENDPOINT_URL: 'https://s3.example.org:9443',
      AWS_ENDPOINT_URL_S3: 'https://s3.example.org:9443',
      AWS_HTTPS: 'YES',
      AWS_VIRTUAL_HOSTING: 'TRUE',
      AWS_REGION: 'eu-central-1',
      AWS_DEFAULT_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    });
  });

  test('of AWS says the region alone', () => {
    const store = S3Endpoint.aws({ region: 'us-west-2', credentials: S3Credentials.workload() });
    expect(store.environment()).toEqual({
      AWS_REGION: 'us-west-2',
      AWS_DEFAULT_REGION: 'us-west-2',
    });
    expect(store.url).toBeUndefined();
  });

  test('can be asked without a signature', () => {
    const store = S3Endpoint.aws({ region: 'us-west-2', credentials: S3Credentials.anonymous() });
    expect(store.environment()).toMatchObject({ AWS_NO_SIGN_REQUEST: 'YES' });
    expect(Object.keys(store.environment())).not.toContain('AWS_ACCESS_KEY_ID');
  });

  test('shows what it was told', () => {
    expect([original.url, original.region, original.credentials]).toEqual([
      'http://s3-uk-1.sa-catapult.co.uk',
      undefined,
      credentials,
    ]);
  });

  test.each([
    ['the port of the URL', build({})(), 9000],
    ['the port of HTTP', original, 80],
    ['the port of HTTPS', build({ url: 'https://s3.example.org' })(), 443],
    ['the port of AWS', S3Endpoint.aws({ region: 'us-west-2', credentials }), 443],
  ])('is connected to at %s', (_, store, port) => {
    const peer = Peer.cidr('10.117.0.0/16');
    expect(store.connection(peer)).toEqual({ peer, ports: [port] });
  });

  test('gives the pods of an API their variables, with the keys as references', async () => {
    const store = build({ region: 'us-east-1' })();
    const chart: Chart = apiChart({
      env: store.environment(),
      connectsTo: [store.connection(Peer.cidr('10.117.0.0/16'))],
    });
    expect(containerOf(chart).env).toMatchSnapshot();
    expect(only(chart, 'NetworkPolicy').spec.egress[1]).toEqual({
      to: [{ ipBlock: { cidr: '10.117.0.0/16' } }],
      ports: [{ protocol: 'TCP', port: 9000 }],
    });
    const found = await check(Testing.synth(chart));
    expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
});

describe('S3Endpoint throws if', () => {
  const rule =
    "url must be the URL of a server: 'http://' or 'https://' and a host in lower case, with a port " +
    'where it needs one, without path, query or slash at its end';

  test.each<[string, () => unknown, string]>([
    [
      'the URL has no scheme',
      build({ url: 's3.example.org' }),
      `S3Endpoint 'of': ${rule}, got 's3.example.org'; write 'https://s3.example.org'`,
    ],
    [
      'the URL has a path',
      build({ url: 'https://s3.example.org/scenes' }),
      `S3Endpoint 'of': ${rule}, got 'https://s3.example.org/scenes'; write 'https://s3.example.org'`,
    ],
    [
      'the URL has a query',
      build({ url: 'https://s3.example.org?list' }),
      `S3Endpoint 'of': ${rule}, got 'https://s3.example.org?list'; write 'https://s3.example.org'`,
    ],
    [
      'the host is in upper case',
      build({ url: 'https://S3.example.org' }),
      `S3Endpoint 'of': ${rule}, got 'https://S3.example.org'; write 'https://s3.example.org'`,
    ],
    [
      'the host is none',
      build({ url: 'https://s3_example' }),
      `S3Endpoint 'of': ${rule}, got 'https://s3_example'`,
    ],
    [
      'the port is out of range',
      build({ url: 'http://s3.example.org:90000' }),
      "S3Endpoint 'of': url must have a port in 1-65535, got 'http://s3.example.org:90000'",
    ],
    [
      'there is no URL',
      build(untyped({ url: undefined })),
      `S3Endpoint 'of': ${rule}, got nothing`,
    ],
    [
      'the region is none',
      build({ region: 'eu central' }),
      "S3Endpoint 'of': region must be a region, such as 'eu-central-1', got 'eu central'",
    ],
    [
      'the path style is no truth value',
      build(untyped({ pathStyle: 'FALSE' })),
      "S3Endpoint 'of': pathStyle must be true or false, got 'FALSE'",
    ],
    [
      'there are no credentials',
      build(untyped({ credentials: undefined })),
      "S3Endpoint 'of': credentials must be given, got nothing; write S3Credentials.secret({ … }), " +
        'S3Credentials.anonymous() or S3Credentials.workload()',
    ],
    [
      'a prop is misspelt',
      build(untyped({ pathstyle: true })),
      "S3Endpoint 'of': pathstyle must be left out, because there is no such prop, got true; did you " +
        "mean 'pathStyle'?",
    ],
    [
      'AWS has no region',
      () => S3Endpoint.aws(untyped({ credentials })),
      "S3Endpoint 'aws': region must be a region, such as 'eu-central-1', got nothing",
    ],
  ])('%s', (_, broken, message) => {
    const error = errorOf(broken);
    expect(error.message).toBe(message);
    expect(error.message).toMatch(ERROR_SHAPE);
  });

  test('the URL holds a login, which is not shown', () => {
    for (const url of ['https://someone:hush@s3.example.org', 'someone:hush@s3.example.org']) {
      expect(errorOf(build({ url })).message).not.toMatch(/someone|hush/);
    }
    expect(errorOf(build({ url: 'https://someone:hush@s3.example.org' })).message).toBe(
      "S3Endpoint 'of': url must not hold a user or a password, got '***'; give a reference to them",
    );
  });

  test('a key is no reference, and does not show it', () => {
    const secret = () =>
      S3Credentials.secret({ ...keys, secretAccessKey: untyped('wJalrXUtnFEMI/K7MDENG') });
    expect(errorOf(secret).message).toBe(
      "S3Credentials 'secret': secretAccessKey must be a SecretKey, got '***'; write " +
        "SecretKey.of('the-secret', 'key')",
    );
  });
});
