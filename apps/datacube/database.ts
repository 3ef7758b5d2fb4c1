import type { Chart } from 'cdk8s';
import {
  ConfigFile,
  ConfigFileMount,
  Database,
  type EnvValue,
  PostgisServer,
  SecretKey,
} from '../../constructs';
import type { Environment } from '../environments';
import type { Access } from './access';
import { type OwnPods, peerOf } from './pods';

/** The release of the Open Data Cube that the images have, which says how they are configured. */
export type OdcRelease = '1.8' | '1.9';

/** A database, and who owns its schemas. */
export interface OwnedDatabase {
  readonly database: Database;
  readonly username: string;
}

/**
 * The database of a datacube: the one of the environment, else a small one of its own.
 *
 * @param image of that of its own
 */
export function databaseOf(
  chart: Chart,
  environment: Environment,
  pods: OwnPods,
  image: string,
): OwnedDatabase {
  const server = environment.database('datacube');
  if (server === undefined) {
    const username = 'postgres';
    const own = new PostgisServer(chart, 'datacubedb', {
      ...pods,
      image,
      database: 'datacube',
      username,
      password: SecretKey.of('datacubedb-login', 'password'),
    });
    return { database: own.database, username };
  }
  const { secretName, location, ...fields } = server;
  const password = SecretKey.of(secretName, 'password');
  const database = Database.external({ ...fields, password, peer: peerOf(location) });
  return { database, username: server.username };
}

const FILE = '/etc/datacube.conf';

/** The section of the file that each release reads without being told its name. */
const SECTIONS: Readonly<Record<OdcRelease, string>> = { '1.8': 'datacube', '1.9': 'default' };

/**
 * What a pod needs to open the datacube: `/etc/datacube.conf`, into which the password is filled when the
 * pod starts. For 1.9 the variables say the rest too. 1.8 gets none, because it takes one of them as a sign
 * that there is no file.
 */
export function datacubeAccess(chart: Chart, database: Database, release: OdcRelease): Access {
  const { host, port, name, username, password } = database;
  const file = new ConfigFileMount(chart, 'datacube-conf', {
    files: {
      [FILE]: ConfigFile.ini({
        [SECTIONS[release]]: {
          db_hostname: host,
          db_port: port,
          db_database: name,
          db_username: username,
          db_password: password,
        },
      }),
    },
  });
  const env: Record<string, EnvValue> = {
    ODC_CONFIG_PATH: FILE,
    ODC_DEFAULT_DB_HOSTNAME: host,
    ODC_DEFAULT_DB_PORT: String(port),
    ODC_DEFAULT_DB_DATABASE: name,
    ODC_DEFAULT_DB_USERNAME: username,
  };
  return { env: release === '1.9' ? env : {}, mounts: [file], connectsTo: [database] };
}
