import { POLICY_RULES } from '../../../../../src/checks/rules/policy';
import { faults } from '../judged';

interface Given {
  readonly image?: string;
  readonly container?: object;
  readonly files?: Readonly<Record<string, string>>;
  readonly kind?: string;
}

/** A server with files of a ConfigMap in /conf. */
function server({
  image = 'redis:7.4.6',
  container = {},
  files,
  kind = 'StatefulSet',
}: Given): string {
  const spec = {
    containers: [
      { name: 'redis', image, volumeMounts: [{ name: 'conf', mountPath: '/conf' }], ...container },
    ],
    volumes: [{ name: 'conf', configMap: { name: 'conf' } }],
  };
  const metadata = { name: 'redis', namespace: 'eo' };
  return [
    { apiVersion: 'apps/v1', kind, metadata, spec: { template: { spec } } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata, name: 'conf' }, data: files },
  ]
    .filter((object) => object.kind !== 'ConfigMap' || files)
    .map((object) => JSON.stringify(object))
    .join('\n---\n');
}

const found = (given: Given) =>
  faults(POLICY_RULES, 'redis-without-password', server(given)).map(({ path }) => path);
const container = 'spec.template.spec.containers[0]';
const script = (...lines: string[]) => ['#!/bin/sh', ...lines, ''].join('\n');
const variable = { name: 'REDIS_PASSWORD_FILE', value: '/secrets/password' };
const fromSecret = {
  name: 'REDIS_PASSWORD',
  valueFrom: { secretKeyRef: { name: 'redis', key: 'password' } },
};
const bitnami = 'docker.io/bitnami/redis:7.2.5';
/** It starts the server with a password where a variable names its file. */
const asking = script(
  'if [ -n "$REDIS_PASSWORD_FILE" ]; then set -- "$1" --aclfile /tmp/users.acl; fi',
  'exec redis-server "$@"',
);

describe('A Redis demands no password', () => {
  test.each<[string, Given, string]>([
    ['as its image has it', {}, `${container}.image`],
    ['with options alone', { container: { args: ['--appendonly', 'yes'] } }, `${container}.args`],
    ['where it is named', { container: { command: ['redis-server'] } }, `${container}.command[0]`],
    [
      'by its path',
      { container: { command: ['/usr/bin/valkey-server'] } },
      `${container}.command[0]`,
    ],
    [
      'behind another program',
      { container: { command: ['tini', '--', 'gosu', 'redis', 'redis-server'] } },
      `${container}.command[4]`,
    ],
    [
      'in a script of the command',
      { container: { command: ['sh', '-c', 'sysctl -a; exec redis-server --save ""'] } },
      `${container}.command[2]`,
    ],
    [
      'by a file that sets none',
      {
        container: { args: ['/conf/redis.conf'] },
        files: { 'redis.conf': 'requirepass ""\nhz 10\n' },
      },
      `${container}.args`,
    ],
    [
      'with a variable that nobody reads',
      { container: { env: [fromSecret] } },
      `${container}.image`,
    ],
    [
      'by a script in a ConfigMap',
      {
        container: { command: ['sh', '/conf/run.sh'] },
        files: { 'run.sh': script('exec redis-server') },
      },
      `${container}.command`,
    ],
    [
      'by a script that asks for a variable which is not set',
      { container: { command: ['sh', '/conf/run.sh'] }, files: { 'run.sh': asking } },
      `${container}.command`,
    ],
    [
      'where it is allowed',
      { image: bitnami, container: { env: [{ name: 'ALLOW_EMPTY_PASSWORD', value: 'yes' }] } },
      `${container}.image`,
    ],
    ['as Valkey', { image: 'docker.io/valkey/valkey:8.0.2' }, `${container}.image`],
    ['in a Deployment', { kind: 'Deployment' }, `${container}.image`],
  ])('%s', (_, given, path) => {
    expect(found(given)).toEqual([path]);
  });
});

describe('A Redis demands a password', () => {
  test.each<[string, Given]>([
    [
      'by an option',
      { container: { args: ['--requirepass', '$(REDIS_PASSWORD)'], env: [fromSecret] } },
    ],
    ['by an option with a file', { container: { args: ['--aclfile', '/secrets/users.acl'] } }],
    [
      'in a script of the command',
      {
        container: {
          command: ['sh', '-c', 'redis-server --requirepass "$(cat /secrets/password)"'],
        },
      },
    ],
    [
      'in a script that reads it first',
      {
        container: {
          command: ['sh', '-c', 'PASSWORD=$(cat /a); redis-server --requirepass $PASSWORD'],
        },
      },
    ],
    [
      'by a line of its configuration',
      {
        container: { args: ['/conf/redis.conf'] },
        files: { 'redis.conf': 'hz 10\naclfile /secrets/a.acl\n' },
      },
    ],
    [
      'by a user of its configuration',
      { container: { args: ['/conf/redis.conf'] }, files: { 'redis.conf': 'user default off\n' } },
    ],
    [
      'by a script that asks for a variable which is set',
      {
        container: { command: ['sh', '/conf/run.sh'], env: [variable] },
        files: { 'run.sh': asking },
      },
    ],
    ['by a variable of its image', { image: bitnami, container: { env: [fromSecret] } }],
    ['by a variable with the path of a file', { image: bitnami, container: { env: [variable] } }],
  ])('%s', (_, given) => {
    expect(found(given)).toEqual([]);
  });
});

describe('Nothing is said', () => {
  test.each<[string, Given]>([
    [
      'of a program that asks a Redis',
      { container: { command: ['redis-cli', '-h', 'redis-server'] } },
    ],
    [
      'of a worker that names a host',
      { image: 'worker:1', container: { args: ['--broker', 'redis://redis-server:6379'] } },
    ],
    [
      'of a script that waits for one',
      {
        image: 'a:1',
        container: { command: ['sh', '-c', 'until nc -z redis-server 6379; do sleep 1; done'] },
      },
    ],
    ['of a script that is not here', { container: { command: ['/entrypoint.sh'] } }],
    ['of a configuration that is not here', { container: { args: ['/etc/redis/redis.conf'] } }],
    [
      'of a configuration that takes in another one',
      {
        container: { args: ['/conf/redis.conf'] },
        files: { 'redis.conf': 'include /secrets/redis.conf\n' },
      },
    ],
    [
      'of variables that are not here',
      { image: bitnami, container: { envFrom: [{ secretRef: { name: 'redis' } }] } },
    ],
    ['of a server for its own pod', { container: { args: ['--bind', '127.0.0.1'] } }],
    [
      'of a server for its own pod, by its file',
      {
        container: { args: ['/conf/redis.conf'] },
        files: { 'redis.conf': 'bind 127.0.0.1 -::1\n' },
      },
    ],
    ['of a server without a port', { container: { args: ['--port', '0'] } }],
    ['of an exporter', { image: 'oliver006/redis_exporter:v1.66.0' }],
    ['of what ends by itself', { kind: 'Job' }],
  ])('%s', (_, given) => {
    const yaml = server(given);
    const job = yaml.replace('"apps/v1","kind":"Job"', '"batch/v1","kind":"Job"');
    expect(faults(POLICY_RULES, 'redis-without-password', job)).toEqual([]);
  });
});
