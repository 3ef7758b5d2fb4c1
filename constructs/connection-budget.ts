import type { IConstruct } from 'constructs';
import { Database } from './database';
import { explain, must } from './invalid';
import { integerIn } from './rules/numbers';
import { checkValue, given, instanceOf, listOf, objectOf, ruled, text } from './shape';

/** Pods that share a database with others. */
export interface DatabaseUser {
  /** What the pods are, such as the name of their construct. */
  readonly name: string;

  /** The most pods that are wanted at a time; `mostPods(replicas)` says it. */
  readonly pods: number;

  /**
   * How many more there are while new pods take the place of old ones; `surgePods(rollout, pods)` says it.
   *
   * @default 0
   */
  readonly surge?: number;

  /** The most connections that one pod opens: its worker processes times the size of their pools. */
  readonly connectionsPerPod: number;
}

const DATABASE = given(instanceOf(Database, 'write Database.external({ … })'));

const USERS = given(
  listOf(
    objectOf<DatabaseUser>({
      name: given(text),
      pods: ruled,
      surge: ruled,
      connectionsPerPod: ruled,
    }),
  ),
);

/**
 * Makes sure that a database takes the connections of all its users at their busiest: PostgreSQL turns
 * the one too many away, in the middle of the night of the most work.
 *
 * @param construct whose error it is, such as the chart of the system
 * @param users everything that connects, the Jobs too
 * @param reserved connections that the server keeps for others: `superuser_reserved_connections`, and
 *   what monitoring and people need @default 3
 * @throws where there are more than the database takes less the reserved ones
 * @example
 * const { database } = new PostgisServer(chart, 'postgis', {
 *   password: SecretKey.of('postgis-login', 'password'),
 * });
 * const pods = mostPods(Replicas.auto({ max: 4 }));
 * connectionBudget(chart, database, [
 *   { name: 'ows', pods, surge: surgePods(Rollout.rolling(), pods), connectionsPerPod: 10 },
 *   { name: 'index', pods: 1, connectionsPerPod: 2 },
 * ]);
 */
export function connectionBudget(
  construct: IConstruct,
  database: Database,
  users: readonly DatabaseUser[],
  reserved = 3,
): void {
  checkValue(construct, 'connectionBudget: database', database, DATABASE);
  checkValue(construct, 'connectionBudget: users', users, USERS);
  must(construct, 'connectionBudget: reserved', reserved, integerIn(reserved, 0, 262143));
  for (const [index, { pods, surge = 0, connectionsPerPod }] of users.entries()) {
    const prop = `connectionBudget: users[${index}]`;
    must(construct, `${prop}.pods`, pods, integerIn(pods, 0, 10000));
    must(construct, `${prop}.surge`, surge, integerIn(surge, 0, 10000));
    must(
      construct,
      `${prop}.connectionsPerPod`,
      connectionsPerPod,
      integerIn(connectionsPerPod, 1, 262143),
    );
  }
  const { name, maxConnections } = database;
  const wanted = users.reduce((sum, user) => sum + connectionsOf(user), 0);
  const free = maxConnections - reserved;
  if (wanted <= free) return;
  throw explain(
    construct,
    `connectionBudget: the users of the database '${name}' must open at most ${Math.max(free, 0)} ` +
      `connections (its maxConnections of ${maxConnections} less ${reserved} reserved), got ${wanted}: ` +
      users.map(inWords).join(', '),
    `raise the server's max_connections to ${wanted + reserved} and maxConnections with it, or lower ` +
      'pods or connectionsPerPod',
  );
}

function connectionsOf({ pods, surge = 0, connectionsPerPod }: DatabaseUser): number {
  return (pods + surge) * connectionsPerPod;
}

function inWords(user: DatabaseUser): string {
  const { name, pods, surge = 0, connectionsPerPod } = user;
  const most = surge === 0 ? `${pods}` : `(${pods} + ${surge})`;
  return `${name} ${most} pods x ${connectionsPerPod} = ${connectionsOf(user)}`;
}
