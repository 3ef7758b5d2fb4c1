import { type Connectable, type Connection, PEER, type Peer } from './network';
import type { EnvValue } from './pod/env';
import { connectionCount, databaseName } from './rules/databases';
import { host as hostRule } from './rules/hosts';
import { port as portRule } from './rules/numbers';
import { absolutePath } from './rules/paths';
import type { Violation } from './rules/violation';
import { SECRET_KEY, SecretKey } from './secret-key';
import { type Check, checkArgument, follows, given, objectOf, oneOf, optional } from './shape';

/** Where a PostgreSQL is that exists outside of what is declared here, and how to log in. */
export interface ExternalDatabaseOptions {
  /** Host name or address of the server. */
  readonly host: string;

  /**
   * Port of the server.
   *
   * @default 5432
   */
  readonly port?: number;

  /** Name of the database. */
  readonly name: string;

  /** Name of the user. */
  readonly username: string | SecretKey;

  /** Password of the user. */
  readonly password: SecretKey;

  /**
   * The most connections that the server takes, its `max_connections`, those for superusers included.
   *
   * @default 100 - PostgreSQL's own
   */
  readonly maxConnections?: number;

  /** Who is at the other end, for NetworkPolicies: the addresses of the server, or its pods. */
  readonly peer: Peer;

  /**
   * Whether connections are encrypted: `prefer` asks for it and goes on without, `require` does not,
   * and `verify-full` also makes sure of the server.
   *
   * @default 'prefer' - as PostgreSQL's clients do
   * @see https://www.postgresql.org/docs/current/libpq-ssl.html
   */
  readonly tls?: DatabaseTls;

  /**
   * Path of the certificate in the pods that vouches for the server, where `tls` is `verify-full`, or
   * `system` for those that the image trusts (libpq 16 and newer).
   *
   * @default - none
   */
  readonly rootCertificate?: string;
}

/** Whether connections to a database are encrypted, in the words of PostgreSQL. */
export type DatabaseTls = 'disable' | 'prefer' | 'require' | 'verify-full';

/** The names of the environment variables that a program reads a database from. */
export interface DatabaseVariables {
  /** Name of that with the host. */
  readonly host: string;

  /** Name of that with the port. */
  readonly port: string;

  /** Name of that with the name of the database. */
  readonly name: string;

  /** Name of that with the user. */
  readonly username: string;

  /** Name of that with the password. */
  readonly password: string;
}

/** What is known of a database beside who serves it. */
type DatabaseFields = Omit<ExternalDatabaseOptions, 'peer'>;

/** The port of PostgreSQL, unless it is told another one. */
export const POSTGRES_PORT = 5432;

/** The connections that PostgreSQL takes, unless it is told another number. */
export const MAX_CONNECTIONS = 100;

/** The type of a user's name: a text, or a reference. */
const USERNAME: Check = (value, path) =>
  value instanceof SecretKey ? undefined : follows(databaseName)(value, path);

const OPTIONS = objectOf<ExternalDatabaseOptions>({
  host: hidden(hostRule),
  port: optional(follows(portRule)),
  name: follows(databaseName),
  username: USERNAME,
  password: SECRET_KEY,
  maxConnections: optional(follows(connectionCount)),
  peer: given(PEER),
  tls: oneOf('disable', 'prefer', 'require', 'verify-full'),
  rootCertificate: optional(follows(certificate)),
});

/**
 * Where a PostgreSQL database is, how to log in, and how many connections it takes: said once, for
 * every program that uses it.
 *
 * @example
 * const database = Database.external({
 *   host: 'postgres.example.org',
 *   name: 'datacube',
 *   username: SecretKey.of('datacube-login', 'username'),
 *   password: SecretKey.of('datacube-login', 'password'),
 *   peer: Peer.cidr('10.20.0.0/16'),
 * });
 * new GeoApiService(chart, 'tiles', {
 *   image: 'registry.example.org/tiles:1.4.2',
 *   env: database.environment(),
 *   connectsTo: [database],
 * });
 */
export class Database implements Connectable {
  /**
   * A database on a server that exists.
   *
   * @throws where the host, a name or a number breaks the rules, where the password is no reference, and
   *   where a certificate stands beside another `tls` than `verify-full`
   */
  public static external(options: ExternalDatabaseOptions): Database {
    checkArgument("Database 'external'", '', options, OPTIONS);
    const { peer, port = POSTGRES_PORT, tls, rootCertificate, ...fields } = options;
    if ((tls === 'verify-full') !== (rootCertificate !== undefined)) {
      throw new Error(
        "Database 'external': rootCertificate must be given where tls is 'verify-full', and nowhere else",
      );
    }
    const server = { peer, ports: [port] };
    return new Database(server, { ...fields, port, tls, rootCertificate });
  }

  /**
   * A database on a server that a construct makes.
   *
   * @internal
   */
  public static servedBy(server: Connectable, fields: DatabaseFields): Database {
    return new Database(server, fields);
  }

  /** Host name or address of the server. */
  public readonly host: string;

  /** Port of the server. */
  public readonly port: number;

  /** Name of the database. */
  public readonly name: string;

  /** Name of the user. */
  public readonly username: string | SecretKey;

  /** Password of the user. */
  public readonly password: SecretKey;

  /** The most connections that the server takes, those for superusers included. */
  public readonly maxConnections: number;

  /** Whether connections are encrypted. */
  public readonly tls: DatabaseTls;

  /** Path of the certificate that vouches for the server; undefined where none does. */
  public readonly rootCertificate: string | undefined;

  private constructor(
    private readonly server: Connectable | Connection,
    fields: DatabaseFields,
  ) {
    this.host = fields.host;
    this.port = fields.port ?? POSTGRES_PORT;
    this.name = fields.name;
    this.username = fields.username;
    this.password = fields.password;
    this.maxConnections = fields.maxConnections ?? MAX_CONNECTIONS;
    this.tls = fields.tls ?? 'prefer';
    this.rootCertificate = fields.rootCertificate;
  }

  /** How pods reach the server. */
  public get connection(): Connection {
    return 'connection' in this.server ? this.server.connection : this.server;
  }

  /** Lets the peer in, where the server is one that is declared here. */
  public addClient(peer: Peer): void {
    if ('addClient' in this.server) this.server.addClient(peer);
  }

  /**
   * The environment variables of libpq, which psql, psycopg, GDAL and most others read.
   *
   * @returns variables to spread into `env`
   * @see https://www.postgresql.org/docs/current/libpq-envars.html
   */
  public environment(): Record<string, EnvValue> {
    return {
      ...this.environmentAs({
        host: 'PGHOST',
        port: 'PGPORT',
        name: 'PGDATABASE',
        username: 'PGUSER',
        password: 'PGPASSWORD',
      }),
      PGSSLMODE: this.tls,
      ...(this.rootCertificate !== undefined && { PGSSLROOTCERT: this.rootCertificate }),
    };
  }

  /**
   * Environment variables of other names, such as `{ host: 'DB_HOSTNAME', … }`. A program that reads these
   * leaves the rest to libpq as a rule: add `PGSSLMODE` where it has to be encrypted.
   *
   * @returns variables to spread into `env`
   */
  public environmentAs(names: DatabaseVariables): Record<string, EnvValue> {
    return {
      [names.host]: this.host,
      [names.port]: String(this.port),
      [names.name]: this.name,
      [names.username]: this.username,
      [names.password]: this.password,
    };
  }
}

/** A URL in place of a host may hold a password, which no error shows. */
function hidden(rule: (value: unknown) => Violation | undefined): Check {
  return (value, path) => {
    const broken = rule(value);
    const shown = typeof value === 'string' && value.includes('@') ? '***' : value;
    return broken && { ...broken, path, value: shown };
  };
}

function certificate(value: unknown): Violation | undefined {
  if (value === 'system' || absolutePath(value) === undefined) return undefined;
  return { rule: "must be an absolute path in the pods, or 'system'" };
}
