import { Peer, Replicas, Rollout, SecretKey } from '../../constructs';
import { connectionBudget, type DatabaseUser } from '../../constructs/connection-budget';
import { Database } from '../../constructs/database';
import { mostPods } from '../../constructs/replicas';
import { surgePods } from '../../constructs/rollout';
import { emptyChart } from './support/chart';
import { errorOf, untyped } from './support/errors';

const database = Database.external({
  host: 'postgres.example.org',
  name: 'datacube',
  username: 'odc',
  password: SecretKey.of('datacube-login', 'password'),
  peer: Peer.cidr('10.20.0.0/16'),
});

const ows: DatabaseUser = { name: 'ows', pods: 4, surge: 2, connectionsPerPod: 15 };

const budget = (users: readonly DatabaseUser[], reserved?: number) => () =>
  connectionBudget(emptyChart(), database, users, reserved);

describe('connectionBudget', () => {
  test('lets through what the database takes, to the last connection', () => {
    expect(budget([ows, { name: 'index', pods: 1, connectionsPerPod: 7 }])).not.toThrow();
    expect(budget([{ name: 'all', pods: 1, connectionsPerPod: 100 }], 0)).not.toThrow();
    expect(budget([])).not.toThrow();
  });

  test('throws if there is one connection too many, and says who opens how many', () => {
    const users = [ows, { name: 'index', pods: 1, connectionsPerPod: 8 }];
    expect(errorOf(budget(users)).message).toBe(
      "Chart 'system': connectionBudget: the users of the database 'datacube' must open at most 97 " +
        'connections (its maxConnections of 100 less 3 reserved), got 98: ows (4 + 2) pods x 15 = 90, ' +
        "index 1 pods x 8 = 8; raise the server's max_connections to 101 and maxConnections with it, or " +
        'lower pods or connectionsPerPod',
    );
  });

  test('throws if all connections are reserved', () => {
    expect(errorOf(budget([ows], 200)).message).toContain('must open at most 0 connections');
  });

  test.each<[string, () => void, string]>([
    [
      'the number of pods is none',
      budget([{ ...ows, pods: Number.NaN }]),
      'users[0].pods must be a whole number in 0-10000, got NaN',
    ],
    [
      'the surge is negative',
      budget([{ ...ows, surge: -1 }]),
      'users[0].surge must be a whole number in 0-10000, got -1',
    ],
    [
      'a pod opens no connections',
      budget([ows, { ...ows, connectionsPerPod: 0 }]),
      'users[1].connectionsPerPod must be a whole number in 1-262143, got 0',
    ],
    [
      'a user has no name',
      budget([untyped({ pods: 1, connectionsPerPod: 1 })]),
      'users[0].name must be given, got nothing',
    ],
    [
      'a prop is misspelt',
      budget([untyped({ ...ows, connections: 1 })]),
      'users[0].connections must be left out, because there is no such prop, got 1',
    ],
    [
      'less than nothing is reserved',
      budget([], -1),
      'reserved must be a whole number in 0-262143, got -1',
    ],
    [
      'there is no database',
      () => connectionBudget(emptyChart(), untyped(undefined), []),
      'database must be given, got nothing',
    ],
  ])('throws if %s', (_, broken, message) => {
    expect(errorOf(broken).message).toBe(`Chart 'system': connectionBudget: ${message}`);
  });
});

describe('The most pods', () => {
  test('are the fixed number, or the most that the autoscaler makes', () => {
    expect(mostPods(Replicas.fixed(3))).toBe(3);
    expect(mostPods(Replicas.auto({ min: 2, max: 10 }))).toBe(10);
  });

  test.each([
    ['half of them', Rollout.rolling(), 3, 2],
    ['a percentage, rounded up', Rollout.rolling({ maxSurge: '10%' }), 11, 2],
    ['a number', Rollout.rolling({ maxSurge: 1 }), 10, 1],
    ['none', Rollout.rolling({ maxSurge: 0, maxUnavailable: 1 }), 10, 0],
    ['none where the old ones end first', Rollout.recreate(), 10, 0],
  ])('of a rollout are more by %s', (_, rollout, pods, more) => {
    expect(surgePods(rollout, pods)).toBe(more);
  });
});
