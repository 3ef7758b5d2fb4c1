import { Testing } from 'cdk8s';
import { Peer, SecretKey } from '../../constructs';
import { Database, type ExternalDatabaseOptions } from '../../constructs/database';
import { check } from '../../src/checks';
import { containerOf, only } from './support/chart';
import { ERROR_SHAPE, errorOf, untyped } from './support/errors';
import { apiChart } from './support/samples';

const peer = Peer.cidr('10.20.0.0/16');
const password = SecretKey.of('datacube-login', 'password');
const minimal: ExternalDatabaseOptions = {
  host: 'postgres.example.org',
  name: 'datacube',
  username: 'odc',
  password,
  peer,
};

const every: Required<ExternalDatabaseOptions> = {
  host: '10.20.30.40',
  port: 6432,
  name: 'datacube',
  username: SecretKey.of('datacube-login', 'username'),
  password,
  maxConnections: 400,
  peer,
  tls: 'verify-full',
  rootCertificate: '/etc/ssl/database.crt',
};

describe('Database', () => {
  test('with minimal options has the port and the limit of PostgreSQL', () => {
    const database = Database.external(minimal);
    expect(database).toMatchObject({
      host: 'postgres.example.org',
      port: 5432,
      name: 'datacube',
      username: 'odc',
      password,
      maxConnections: 100,
      tls: 'prefer',
      rootCertificate: undefined,
    });
    expect(database.environment()).toEqual({
      PGHOST: 'postgres.example.org',
      PGPORT: '5432',
      PGDATABASE: 'datacube',
      PGUSER: 'odc',
      PGPASSWORD: password,
      PGSSLMODE: 'prefer',
    });
  });

  test('with all options says them all', () => {
    const database = Database.external(every);
    const { peer: _, ...fields } = every;
    expect(database).toMatchObject(fields);
    expect(database.environment()).toEqual({
      PGHOST: '10.20.30.40',
      PGPORT: '6432',
      PGDATABASE: 'datacube',
      PGUSER: every.username,
      PGPASSWORD: password,
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: '/etc/ssl/database.crt',
    });
  });

  test('can be said in other variables', () => {
    const names = {
      host: 'DB_HOSTNAME',
      port: 'DB_PORT',
      name: 'DB_DATABASE',
      username: 'DB_USERNAME',
      password: 'DB_PASSWORD',
    };
    expect(Database.external(minimal).environmentAs(names)).toEqual({
      DB_HOSTNAME: 'postgres.example.org',
      DB_PORT: '5432',
      DB_DATABASE: 'datacube',
      DB_USERNAME: 'odc',
      DB_PASSWORD: password,
    });
  });

  test('can trust the certificates of the image', () => {
    const database = Database.external({ ...every, rootCertificate: 'system' });
    expect(database.environment()).toMatchObject({ PGSSLROOTCERT: 'system' });
  });

  test.each([
    ['minimal', minimal, 5432],
    ['all', every, 6432],
  ])(
    'with %s options is what pods connect to, with the login by reference',
    async (_, options, port) => {
      const database = Database.external(options);
      database.addClient(Peer.sameNamespace());
      const chart = apiChart({ env: database.environment(), connectsTo: [database] });
      expect(only(chart, 'NetworkPolicy').spec.egress[1]).toEqual({
        to: [{ ipBlock: { cidr: '10.20.0.0/16' } }],
        ports: [{ protocol: 'TCP', port }],
      });
      expect(containerOf(chart).env).toContainEqual({
        name: 'PGPASSWORD',
        valueFrom: { secretKeyRef: { name: 'datacube-login', key: 'password' } },
      });
      const found = await check(Testing.synth(chart));
      expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
    },
  );
});

describe('Database throws if', () => {
  const name =
    'must be a name of 1 to 63 bytes, without control characters or spaces at its ends, got';

  test.each<[string, Partial<ExternalDatabaseOptions>, string]>([
    [
      'the host is a URL',
      { host: 'postgres://postgres.example.org:5432/datacube' },
      'host must be a host name, an IPv4 address or an IPv6 address, without scheme, port or path, got ' +
        "'postgres://postgres.example.org:5432/datacube'; write 'postgres.example.org'",
    ],
    [
      'the host holds a login, which is not shown',
      { host: 'postgres://odc:hush@postgres.example.org' },
      'host must be a host name, an IPv4 address or an IPv6 address, without scheme, port or path, got ' +
        "'***'; write 'postgres.example.org'",
    ],
    ['the port is none', { port: 0 }, 'port must be a whole number in 1-65535, got 0'],
    ['the name is empty', { name: '' }, `name ${name} ''`],
    ['the user is empty', { username: '' }, `username ${name} ''`],
    [
      'the password is no reference, and does not show it',
      { password: untyped('hush') },
      "password must be a SecretKey, got '***'; write SecretKey.of('the-secret', 'key')",
    ],
    [
      'it takes no connections',
      { maxConnections: 0 },
      'maxConnections must be a whole number in 1-262143, got 0',
    ],
    ['nobody is at the other end', { peer: untyped(undefined) }, 'peer must be given, got nothing'],
    [
      'the encryption is none',
      { tls: untyped('required') },
      "tls must be one of 'disable', 'prefer', 'require', 'verify-full', got 'required'; write 'require'",
    ],
    [
      'the certificate is none',
      { tls: 'verify-full', rootCertificate: 'ca.crt' },
      "rootCertificate must be an absolute path in the pods, or 'system', got 'ca.crt'",
    ],
    [
      'nothing vouches for the server',
      { tls: 'verify-full' },
      "rootCertificate must be given where tls is 'verify-full', and nowhere else",
    ],
    [
      'a certificate vouches for nothing',
      { tls: 'require', rootCertificate: '/etc/ssl/database.crt' },
      "rootCertificate must be given where tls is 'verify-full', and nowhere else",
    ],
  ])('%s', (_, options, message) => {
    const error = errorOf(() => Database.external({ ...minimal, ...options }));
    expect(error.message).toBe(`Database 'external': ${message}`);
    expect(error.message).toMatch(ERROR_SHAPE);
  });
});
