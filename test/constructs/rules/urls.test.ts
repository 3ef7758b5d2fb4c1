import { parseServerUrl, serverUrl } from '../../../constructs/rules/urls';
import { accepts, refuses, WRONG_TYPES } from './tables';

const none = undefined;

describe('serverUrl', () => {
  const rule =
    "must be the URL of a server: 'http://' or 'https://' and a host in lower case, with a port where " +
    'it needs one, without path, query or slash at its end';
  const port = 'must have a port in 1-65535';
  const user = 'must not hold a user or a password';
  const reference = 'give a reference to them';
  const scheme = "write 'https://s3.example.org'";
  accepts(serverUrl, [
    'http://s3-uk-1.sa-catapult.co.uk',
    'https://s3.example.org',
    'http://minio:9000',
    'http://10.117.206.94:9000',
    'http://[fd00::1]:9000',
    'https://[fd00::1]',
    'https://s3.example.org:443',
  ]);
  refuses(serverUrl, [
    ...WRONG_TYPES.map(
      (value) => [value, rule, typeof value === 'string' ? scheme : none] as const,
    ),
    ['s3.example.org', rule, scheme],
    ['s3.example.org:9000', rule, scheme],
    ['//s3.example.org', rule, scheme],
    ['s3://scenes', rule, none],
    ['ftp://s3.example.org', rule, none],
    ['http://', rule, none],
    ['http://:9000', rule, none],
    ['http://s3_uk.example.org', rule, none],
    ['http://10.1.1', rule, none],
    ['http://fd00::1', rule, none],
    ['http://[10.1.1.1]', rule, none],
    ['http://minio:9000s3', rule, none],
    ['https://S3.Example.org', rule, "write 'https://s3.example.org'"],
    ['HTTPS://s3.example.org', rule, "write 'https://s3.example.org'"],
    [' https://s3.example.org\n', rule, "write 'https://s3.example.org'"],
    ['https://s3.example.org/', rule, "write 'https://s3.example.org'"],
    ['https://s3.example.org/scenes', rule, "write 'https://s3.example.org'"],
    ['http://s3.example.org:9000/scenes?x=1', rule, "write 'http://s3.example.org:9000'"],
    ['https://s3.example.org?x=1', rule, "write 'https://s3.example.org'"],
    ['https://s3.example.org#x', rule, "write 'https://s3.example.org'"],
    ['http://s3.example.org:09000', rule, "write 'http://s3.example.org:9000'"],
    ['http://s3.example.org:', rule, "write 'http://s3.example.org'"],
    ['http://s3.example.org:s3', rule, "write 'http://s3.example.org'"],
    ['http://s3.example.org:0', port, none],
    ['http://s3.example.org:70000', port, none],
    ['https://key:word@s3.example.org', user, reference],
    ['https://key@s3.example.org:9000/scenes', user, reference],
    ['https://key:w/o@rd@s3.example.org', user, reference],
  ]);
});

describe('parseServerUrl', () => {
  test.each([
    ['http://minio:9000', { scheme: 'http', host: 'minio', port: 9000 }],
    ['https://s3.example.org', { scheme: 'https', host: 's3.example.org', port: none }],
    ['https://[fd00::1]:9000', { scheme: 'https', host: '[fd00::1]', port: 9000 }],
    ['https://s3.example.org/scenes', none],
  ])('%s', (url, parts) => {
    expect(parseServerUrl(url)).toEqual(parts);
  });
});
