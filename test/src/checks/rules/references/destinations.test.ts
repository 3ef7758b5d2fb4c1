import { faultsOf, findings, objectsOf } from './findings';
import { deployment, service } from './objects';

const rule = 'listen-address-as-destination';

/** A Deployment whose one container declares port 8080. */
function api(container: string, pod = ''): string {
  return deployment('api', 'app: api', {
    container: `ports: [{ containerPort: 8080 }], ${container}`,
    pod,
  });
}

function env(name: string, value: string): string {
  return `env: [{ name: ${name}, value: "${value}" }]`;
}

describe(rule, () => {
  test.each([
    ['PUBSUB_EMULATOR_HOST', '0.0.0.0:8085'],
    ['DB_HOST', 'localhost:5432'],
    ['DB_HOSTNAME', '127.0.0.1:5432'],
    ['DATABASE_URL', 'postgresql://odc:$(PASSWORD)@localhost:5432/odc'],
    ['CELERY_BROKER_URL', 'redis://localhost:6379/0'],
    ['AWS_S3_ENDPOINT', 'http://[::1]:9000'],
    ['DASK_SCHEDULER_ADDRESS', 'tcp://0.0.0.0:8786'],
  ])('finds %s=%s', (name, value) => {
    const [found] = findings(rule, api(env(name, value)));
    expect(found).toMatch(
      /^Deployment eo\/api: spec\.template\.spec\.containers\[0\]\.env\[0\]\.value names \S+:\d+, where no/,
    );
  });

  test.each([
    '[-dbHost=localhost:5432]',
    '[--db-host, "localhost:5432"]',
    '["--redis.addr=0.0.0.0:6379"]',
  ])('finds the arguments %s', (args) => {
    expect(findings(rule, api(`args: ${args}`))).toHaveLength(1);
  });

  test('reads the port from a variable beside it', () => {
    const both = 'env: [{ name: PGHOST, value: localhost }, { name: PGPORT, value: "5432" }]';
    expect(findings(rule, api(both))).toHaveLength(1);
    expect(findings(rule, api(env('PGHOST', 'localhost')))).toEqual([]);
  });

  test('never shows the password of a URL, and names the Service that has the port', () => {
    const objects = objectsOf(
      [
        api(env('DATABASE_URL', 'postgresql://odc:hidden@localhost:5432/odc')),
        service('postgresql', '{ ports: [{ port: 5432 }] }'),
      ].join('\n---\n'),
    );
    const [fault] = faultsOf(rule, objects);
    expect(JSON.stringify({ ...fault, object: null })).not.toContain('hidden');
    expect(fault?.fix).toBe('write the host name of its Service, as in postgresql:5432');
  });

  test.each([
    ['HOST', '0.0.0.0:5000'],
    ['FLASK_RUN_HOST', '0.0.0.0:5000'],
    ['SERVER_ADDRESS', '0.0.0.0:5000'],
    ['METRICS_ADDR', '0.0.0.0:9090'],
    ['REDIS_BIND_ADDRESS', '0.0.0.0:6379'],
    ['KAFKA_ADVERTISED_HOST', 'localhost:9092'],
    ['MINIO_SERVER_URL', 'http://localhost:9000'],
    ['DB_HOST', 'postgresql:5432'],
    ['DB_HOST', 'localhost'],
    ['DB_NAME', 'localhost:5432'],
    ['HTTP_PROXY', 'http://localhost:3128'],
    ['REDIS_URL', 'redis://localhost:8080'],
  ])('passes %s=%s', (name, value) => {
    expect(findings(rule, api(env(name, value)))).toEqual([]);
  });

  test.each([
    '[--host, "0.0.0.0:5000"]',
    '["--bind=0.0.0.0:5000"]',
    '["--address=0.0.0.0:9000"]',
    '["--http-listen-address=0.0.0.0:9000"]',
    '[-h, "localhost:5432"]',
  ])('passes the arguments %s', (args) => {
    expect(findings(rule, api(`args: ${args}`))).toEqual([]);
  });

  test.each([
    ['a container beside it declares the port', 'ports: [{ containerPort: 5432 }]', 0],
    ['a container beside it says nothing of its ports', 'args: [--instances=db]', 0],
    ['a container beside it has other ports', 'ports: [{ containerPort: 9090 }]', 1],
    [
      'a container beside it has the port among its arguments',
      'ports: [{ containerPort: 9090 }], args: ["--port", "5432"]',
      0,
    ],
  ])('where %s', (_, beside, count) => {
    const yaml = api(env('DB_HOST', 'localhost:5432')).replace(
      /\}\]\s*$/,
      `}, { name: proxy, image: "proxy:1.4.2", ${beside} }]\n`,
    );
    expect(objectsOf(yaml)).toHaveLength(1);
    expect(findings(rule, yaml)).toHaveLength(count);
  });

  test('an init container is gone when the others start', () => {
    const init =
      'initContainers: [{ name: db, image: "a:1.4.2", ports: [{ containerPort: 5432 }] }]';
    expect(findings(rule, api(env('DB_HOST', 'localhost:5432'), init))).toHaveLength(1);
    const stays = init.replace('name: db', 'name: db, restartPolicy: Always');
    expect(findings(rule, api(env('DB_HOST', 'localhost:5432'), stays))).toEqual([]);
  });

  test('that another host has the port says nothing of this one', () => {
    const both =
      'env: [{ name: DB_HOST, value: "localhost:5432" }, { name: READER_HOST, value: "reader:5432" }]';
    expect(findings(rule, api(both))).toHaveLength(1);
    const own = both.replace('reader:5432', '0.0.0.0:5432').replace('READER_HOST', 'BIND');
    expect(findings(rule, api(own))).toEqual([]);
  });

  test('finds both settings that name one port', () => {
    const both =
      'env: [{ name: REDIS_URL, value: "redis://localhost:6379" }, { name: BROKER_URL, value: "redis://localhost:6379/1" }]';
    expect(findings(rule, api(both))).toHaveLength(2);
  });

  test('in the network of its node a pod may reach what runs there', () => {
    expect(findings(rule, api(env('DB_HOST', 'localhost:5432'), 'hostNetwork: true'))).toEqual([]);
  });
});
