import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { MAX_CONNECTIONS, POSTGRES_PORT } from '../database';
import { type Identity, identify } from '../identity';
import { explain, must } from '../invalid';
import type { PostgisServerProps } from '../postgis-server';
import {
  connectionCount,
  databaseName,
  newRoleName,
  settingName,
  sqlWithoutPasswords,
} from '../rules/databases';
import { serverName } from '../stateful';

/** Name of the port of the server. */
export const POSTGRES = 'postgres';

/** The ports of the server by their names. */
export const PORTS = { [POSTGRES]: POSTGRES_PORT };

/** What the objects of a server agree on: each fact is said here once. */
export interface ServerPlan {
  readonly identity: Identity;
  readonly metadata: k8s.ObjectMeta;
  readonly database: string;
  readonly username: string;
  readonly maxConnections: number;
}

/** @throws where a prop breaks the rules, or contradicts another one */
export function planServer(construct: Construct, props: PostgisServerProps): ServerPlan {
  const identity = identify(construct, props, 'database', serverName);
  const { name, namespace, labels, annotations } = identity;
  const { database = name, username = 'postgres', maxConnections = MAX_CONNECTIONS } = props;
  must(construct, 'database', database, databaseName(database));
  must(construct, 'username', username, newRoleName(username));
  must(construct, 'maxConnections', maxConnections, connectionCount(maxConnections));
  checkParameters(construct, props.parameters);
  must(construct, 'initSql', '***', sqlWithoutPasswords(props.initSql));
  checkOwnObjects(construct, props);
  return {
    identity,
    metadata: { name, namespace, labels, annotations },
    database,
    username,
    maxConnections,
  };
}

/** What the construct says itself, and why nobody else may. */
const SAID: Readonly<Record<string, string>> = {
  data_directory: 'the volume is mounted where it is',
  listen_addresses: 'the probes and the clients need all of them',
  max_connections: 'maxConnections says it',
  port: 'the Services and the NetworkPolicy lead to 5432',
};

function checkParameters(
  construct: Construct,
  parameters: Readonly<Record<string, string>> = {},
): void {
  for (const [name, value] of Object.entries(parameters)) {
    must(construct, 'parameters key', name, settingName(name));
    const prop = `parameters['${name}']`;
    const rule = { rule: 'must be a string', fix: `write '${String(value)}'` };
    must(construct, prop, value, typeof value === 'string' ? undefined : rule);
    const said = Object.hasOwn(SAID, name) ? SAID[name] : undefined;
    if (said !== undefined) {
      throw explain(construct, `${prop} must be left out, because ${said}`);
    }
  }
}

/** @throws where something is said of an object that the construct does not make */
function checkOwnObjects(construct: Construct, props: PostgisServerProps): void {
  const { volume, size, storageClassName, initSql, serviceAccountName, patches = {} } = props;
  for (const [prop, value] of Object.entries({ size, storageClassName })) {
    if (volume === undefined || value === undefined) continue;
    throw explain(
      construct,
      `${prop} must be left out where volume is given, because it is of the construct's own volume`,
    );
  }
  const missing = {
    persistentVolumeClaim: volume !== undefined,
    configMap: initSql === undefined,
    serviceAccount: serviceAccountName !== undefined,
  };
  for (const [name, isMissing] of Object.entries(missing)) {
    if (!isMissing || Reflect.get(patches, name) === undefined) continue;
    throw explain(construct, `patches.${name} must be left out, because there is no such object`);
  }
}
