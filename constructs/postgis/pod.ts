import { Duration, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClaimedVolume } from '../claimed-volume';
import { explain } from '../invalid';
import type { EnvValue } from '../pod/env';
import { Health } from '../pod/health';
import type { Mount } from '../pod/mount';
import { buildPod, type Pod } from '../pod/pod';
import { Scratch } from '../pod/scratch';
import type { PostgisServerProps } from '../postgis-server';
import { SecretFileMount } from '../secret-file-mount';
import { PORTS, type ServerPlan } from './plan';

const IMAGE = 'docker.io/postgis/postgis:16-3.4';
const MOUNTED_AT = '/var/lib/postgresql/data';
const PASSWORD_FILE = '/run/secrets/postgres-password';

/**
 * The pod of a server.
 *
 * @throws where a prop breaks the rules, or contradicts another one
 */
export function serverPod(
  construct: Construct,
  props: PostgisServerProps,
  plan: ServerPlan,
  [data, ...files]: readonly [ClaimedVolume, ...(Mount | undefined)[]],
): Pod {
  const { image = IMAGE, sharedMemory = Size.mebibytes(256), mounts = [] } = props;
  const { startupAllowance = Duration.minutes(10), serviceAccountName } = props;
  const { name, selector } = plan.identity;
  const password = new SecretFileMount(construct, 'password', {
    files: { [PASSWORD_FILE]: props.password },
  });
  const main = {
    ...props,
    image,
    args: settings(props, plan),
    env: environment(construct, props, plan),
    mounts: [
      data.mountAt(MOUNTED_AT),
      password,
      ...files.flatMap((file) => file ?? []),
      Scratch.at('/var/run/postgresql', Size.mebibytes(16)),
      // Parallel queries fail at the 64 MiB that a container has otherwise.
      Scratch.inMemory('/dev/shm', sharedMemory),
      ...mounts,
    ],
    name,
    ports: PORTS,
    health: Health.command(isReady(plan), { startupAllowance }),
    // A fast shutdown, whatever signal the image names: that of Kubernetes waits for all clients to leave.
    stopCommand: ['pg_ctl', 'kill', 'INT', '1'],
  };
  return buildPod(
    construct,
    plan.identity,
    {
      ...main,
      terminationGracePeriod: props.terminationGracePeriod ?? Duration.minutes(2),
    },
    main,
    selector,
    serviceAccountName ?? name,
  );
}

/** By TCP, because the server of the first start listens on its socket alone. */
function isReady({ username }: ServerPlan): string[] {
  return ['pg_isready', '--host=127.0.0.1', `--username=${username}`, '--dbname=postgres'];
}

function settings(
  { parameters = {} }: PostgisServerProps,
  { maxConnections }: ServerPlan,
): string[] {
  const all = { max_connections: String(maxConnections), ...parameters };
  return Object.entries(all).map(([name, value]) => `--${name}=${value}`);
}

function environment(
  construct: Construct,
  { env = {} }: PostgisServerProps,
  { database, username }: ServerPlan,
): Readonly<Record<string, EnvValue>> {
  const said = {
    PGDATA: `${MOUNTED_AT}/pgdata`,
    POSTGRES_DB: database,
    POSTGRES_PASSWORD_FILE: PASSWORD_FILE,
    POSTGRES_USER: username,
  };
  for (const name of [...Object.keys(said), 'POSTGRES_PASSWORD']) {
    if (!Object.hasOwn(env, name)) continue;
    throw explain(
      construct,
      `env.${name} must be left out, because the construct says it`,
      'write database, username or password',
    );
  }
  // Without these, whoever is in the pod needs no password, and a broken disk is not noticed.
  const initdb = { POSTGRES_INITDB_ARGS: '--auth-host=scram-sha-256 --data-checksums' };
  return { ...said, ...initdb, ...env };
}
