import { Yaml } from 'cdk8s';
import { fiji2019, landsat8 } from '../../apps';
import { environments, local, production } from '../../apps/environments';
import { restrictedViolations } from '../constructs/support/pod-security';
import {
  all,
  datacube,
  environmentOf,
  fileOf,
  inconsistenciesOf,
  initOf,
  mainOf,
  objectsIn,
  podsNamed,
  podsOf,
  withoutScripts,
} from './datacube-parts';

describe.each(environments)('A datacube in $name', (environment) => {
  const chart = datacube({ environment });

  test('gives these objects', () => {
    expect(Yaml.stringify(...withoutScripts(objectsIn(chart)))).toMatchSnapshot();
  });

  test('gives the same objects each time', () => {
    expect(objectsIn(datacube({ environment }))).toEqual(objectsIn(chart));
  });

  test('holds together and meets Pod Security "restricted"', () => {
    expect(inconsistenciesOf(chart)).toEqual([]);
    for (const [name, pod] of podsOf(chart)) {
      expect([name, restrictedViolations(pod)]).toEqual([name, []]);
    }
  });

  test('holds no secret, and none of the credentials of the original', () => {
    expect(objectsIn(chart).filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(JSON.stringify(objectsIn(chart))).not.toMatch(
      /localuser1234|AKIAIOSFODNN7INVALID|wJalrXUtnFEMI/,
    );
  });

  test('reads its password from a Secret, into a file in memory, and into no variable', () => {
    expect(fileOf(chart, 'datacube-conf-', 'datacube.conf')).toMatch(
      /db_password = __cdk8s_eo_secret_0__/,
    );
    for (const name of [
      'datacube-setup',
      'datacube-index',
      'datacube-ows',
      'odc-product-generation',
    ]) {
      const { volumes } = podsNamed(chart, name).spec;
      const [memory] = volumes.filter((volume) => volume.name === 'datacube-conf-merged-0');
      expect(memory?.emptyDir?.medium).toBe('Memory');
      const [secret] = volumes.filter((volume) => volume.name === 'datacube-conf-secrets-0');
      expect(secret?.projected?.sources).toEqual([
        { secret: { name: 'datacubedb-login', items: [{ key: 'password', path: '0' }] } },
      ]);
      expect(Object.keys(environmentOf(mainOf(chart, name))).join()).not.toMatch(/DB_|PGPASS/);
    }
  });

  test('puts the work item of the original into the queue, with its 11 keys', () => {
    const [line, ...more] = fileOf(chart, 'odc-work-items-', '0000.txt').trim().split('\n');
    expect(more).toEqual([]);
    // As in the original's `rpush jobProduct '…'`.
    expect(JSON.parse(line ?? '')).toEqual({
      job_code: 'geomedian',
      product: 'ls8_usgs_sr_scene',
      query_x_from: '2130000.0',
      query_y_from: '3499700.0',
      query_x_to: '2233300.0',
      query_y_to: '3600300.0',
      query_crs: 'EPSG:3460',
      time_from: '2019-01-01',
      time_to: '2019-12-31',
      output_crs: 'EPSG:3460',
      prefix: 'commonsensing/fiji/landsat_8_geomedian/2019',
    });
    expect(environmentOf(mainOf(chart, 'odc-work-items'))).toMatchObject({
      QUEUE: 'jobProduct',
      REDIS_SERVICE_HOST: 'redis-master',
    });
  });

  test("has the pods that the original's log command looks for: those that make products", () => {
    const worker = [...podsOf(chart)].filter(
      ([, { metadata }]) => metadata.labels.component === 'worker',
    );
    expect(worker.map(([name]) => name)).toEqual(['odc-product-generation']);
    const [job] = all(chart, 'Job').filter(({ metadata }) => /^odc-product/.test(metadata.name));
    expect(job?.spec).toMatchObject({
      parallelism: 1,
      template: { spec: { restartPolicy: 'Never' } },
    });
    expect(job?.spec.completions).toBeUndefined();
  });

  test('keeps the queues on a volume', () => {
    const config = fileOf(chart, 'redis-master-server-', 'redis.conf');
    expect(config).toMatch(/^appendonly yes$/m);
    expect(config).toMatch(/^save ""$/m);
    const claims = all(chart, 'PersistentVolumeClaim').map(({ metadata }) => metadata.name);
    expect(claims).toContain('redis-master-data');
  });

  test('makes the schema and the products, and then what OWS needs', () => {
    const { setup } = initOf(chart, 'datacube-setup');
    expect(setup?.command).toEqual([
      'sh',
      '/opt/datacube/setup.sh',
      '/etc/datacube/products/ls8_usgs_sr_scene.yaml',
    ]);
    expect(mainOf(chart, 'datacube-setup').command).toEqual([
      'datacube-ows-update',
      '--schema',
      '--role',
      'postgres',
    ]);
    expect(fileOf(chart, 'datacube-tasks-', 'ls8_usgs_sr_scene.yaml')).toMatch(
      /^name: ls8_usgs_sr_scene$/m,
    );
  });

  test('indexes scenes once and every night, and tells the services of them', () => {
    const names = ['datacube-first-index', 'datacube-index'];
    for (const name of names) {
      expect(Object.keys(initOf(chart, name))).toEqual([
        'merge-datacube-conf-0',
        'index',
        'summarize',
      ]);
      expect(mainOf(chart, name).command).toEqual([
        'sh',
        '-ec',
        'datacube-ows-update --views; datacube-ows-update',
      ]);
    }
    expect(all(chart, 'CronJob')).toMatchObject([
      {
        metadata: { name: 'datacube-index' },
        spec: { schedule: '0 3 * * *', timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid' },
      },
    ]);
  });

  test('serves maps and a catalogue, which are ready when the database answers', () => {
    const paths = { 'datacube-ows': '/ping', 'datacube-explorer': '/stac' };
    for (const [name, path] of Object.entries(paths)) {
      const { command, readinessProbe, livenessProbe } = mainOf(chart, name);
      expect(command).toEqual(['gunicorn']);
      expect(readinessProbe?.httpGet?.path).toBe(path);
      // A database that is away must not restart all pods.
      expect(livenessProbe?.tcpSocket).toEqual({ port: 'http' });
    }
    expect(initOf(chart, 'datacube-ows')['wait-for-scenes']?.command).toEqual([
      'python3',
      '/opt/datacube/ows_ready.py',
    ]);
    expect(environmentOf(mainOf(chart, 'datacube-ows')).DATACUBE_OWS_CFG).toBe(
      '/etc/datacube-ows/ows_cfg.json',
    );
  });
});

describe('A datacube in production has the values of the original', () => {
  const chart = datacube({ environment: production });

  test('in the pods that make products', () => {
    const worker = mainOf(chart, 'odc-product-generation');
    expect(worker.image).toBe('docker.io/satapps/odc-products:0.0.91');
    expect(environmentOf(worker)).toEqual({
      HOME: '/tmp',
      PYTHONUNBUFFERED: '1',
      REDIS_SERVICE_HOST: 'redis-master',
      REDIS_SERVICE_PORT: '6379',
      DASK_SCHEDULER_HOST: 'dask-scheduler.dask.svc.cluster.local',
      DASK_SCHEDULER_ADDRESS: 'tcp://dask-scheduler.dask.svc.cluster.local:8786',
      AWS_ACCESS_KEY_ID: {
        valueFrom: { secretKeyRef: { name: 'datacube-store-login', key: 'aws_access_key_id' } },
      },
      AWS_SECRET_ACCESS_KEY: {
        valueFrom: { secretKeyRef: { name: 'datacube-store-login', key: 'aws_secret_access_key' } },
      },
      AWS_VIRTUAL_HOSTING: 'FALSE',
      AWS_S3_ENDPOINT_URL: 'http://s3-uk-1.sa-catapult.co.uk',
      AWS_ENDPOINT_URL_S3: 'http://s3-uk-1.sa-catapult.co.uk',
      AWS_S3_ENDPOINT: 's3-uk-1.sa-catapult.co.uk',
      AWS_HTTPS: 'NO',
    });
    expect(worker.volumeMounts).toContainEqual({
      name: 'datacube-conf-merged-0',
      mountPath: '/etc/datacube.conf',
      subPath: 'datacube.conf',
      readOnly: true,
    });
  });

  test('in its configuration of the datacube', () => {
    expect(fileOf(chart, 'datacube-conf-', 'datacube.conf').trim().split('\n')).toEqual([
      '[datacube]',
      'db_hostname = datacubedb-postgresql.datacubedb.svc.cluster.local',
      'db_port = 5432',
      'db_database = datacube',
      'db_username = postgres',
      'db_password = __cdk8s_eo_secret_0__',
    ]);
  });

  test('in its Redis, which knows no password because its worker knows none', () => {
    const [redis] = all(chart, 'Service').filter(
      ({ metadata }) => metadata.name === 'redis-master',
    );
    expect(redis?.spec.ports).toMatchObject([{ port: 6379 }]);
    expect(all(chart, 'StatefulSet')).toMatchObject([
      {
        metadata: {
          name: 'redis-master',
          annotations: {
            'cdk8s-eo/exception-redis-without-password':
              'the worker of the original knows no password',
          },
        },
      },
    ]);
  });

  test('and a worker that can write where it does, after the queue is filled', () => {
    const worker = mainOf(chart, 'odc-product-generation');
    expect(worker.workingDir).toBe('/work');
    expect(worker.volumeMounts).toContainEqual({ name: 'scratch-work', mountPath: '/work' });
    const { 'wait-for-queue': wait } = initOf(chart, 'odc-product-generation');
    expect(wait?.command?.slice(0, 3)).toEqual(['sh', '/opt/cdk8s-eo/wait.sh', 'jobProduct']);
    expect(wait?.command?.[3]).toMatch(/^odc-work-items/);
  });

  test('and connects to its database, its store and its Dask, and to nothing else', () => {
    const [policy] = all(chart, 'NetworkPolicy').filter(
      ({ metadata }) => metadata.name === 'odc-product-generation',
    );
    const namespace = (name: string) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
    });
    expect(policy?.spec.egress.slice(2)).toEqual([
      { ports: [{ port: 5432, protocol: 'TCP' }], to: [namespace('datacubedb')] },
      { ports: [{ port: 80, protocol: 'TCP' }], to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] },
      { ports: [{ port: 8786, protocol: 'TCP' }], to: [namespace('dask')] },
    ]);
    expect(policy?.spec.ingress ?? []).toEqual([]);
  });

  test('and finds new scenes in the bucket', () => {
    expect(initOf(chart, 'datacube-index').index?.command).toEqual([
      's3-to-dc',
      's3://public-eo-data/commonsensing/fiji/landsat_8/**/*.yaml',
      'ls8_usgs_sr_scene',
    ]);
  });

  test('and is reached by the ingress controller, with certificates', () => {
    expect(all(chart, 'Ingress').map(({ spec }) => [spec.rules[0]?.host, spec.tls])).toEqual(
      ['ows', 'explorer'].map((name) => {
        const host = `${name}.kub-eo.agr.gc.ca`;
        return [host, [{ hosts: [host], secretName: `${name}-tls` }]];
      }),
    );
    for (const { spec } of all(chart, 'Ingress')) expect(spec.ingressClassName).toBe('nginx');
  });
});

describe('A datacube in local', () => {
  const chart = datacube({ environment: local });

  test('has a database, a Dask and a share of its own', () => {
    expect(all(chart, 'StatefulSet').map(({ metadata }) => metadata.name)).toEqual([
      'datacubedb',
      'redis-master',
    ]);
    const services = all(chart, 'Service').map(({ metadata }) => metadata.name);
    expect(services).toEqual(expect.arrayContaining(['datacubedb', 'dask-scheduler']));
    expect(all(chart, 'PersistentVolume')).toMatchObject([
      { spec: { nfs: { server: '172.18.0.1', path: '/srv/nfs/datacube' } } },
    ]);
  });

  test('runs the stand-in for each item, where it is to write products', () => {
    const worker = mainOf(chart, 'odc-product-generation');
    expect(worker.image).toBe('docker.io/opendatacube/datacube-index:0.3.0');
    expect(worker.args?.slice(-3)).toEqual(['--', 'python3', '/opt/datacube/geomedian.py']);
    expect(environmentOf(worker)).toMatchObject({
      OUTPUT_DIR: '/data/products',
      DASK_SCHEDULER_ADDRESS: 'tcp://dask-scheduler.eo-local.svc.cluster.local:8786',
      REDIS_PASSWORD_FILE: '/var/run/secrets/cdk8s-eo/redis/password',
    });
    expect(worker.volumeMounts).toContainEqual({ name: 'datacube-share', mountPath: '/data' });
    expect(fileOf(chart, 'geomedian-stand-in-', 'geomedian.py')).toMatch(
      /^def median_of\(item\):$/m,
    );
  });

  test('lets the Dask workers read scenes, and know nothing of the database', () => {
    const worker = mainOf(chart, 'dask-default-worker');
    expect(worker.image).toBe(mainOf(chart, 'odc-product-generation').image);
    expect(worker.volumeMounts).toContainEqual({
      name: 'datacube-share',
      mountPath: '/data',
      readOnly: true,
    });
    expect(worker.volumeMounts.map(({ mountPath }) => mountPath)).not.toContain(
      '/etc/datacube.conf',
    );
  });

  test('indexes the scenes of the share, which it does not write to', () => {
    const { index } = initOf(chart, 'datacube-index');
    expect(index?.command).toEqual([
      'sh',
      '/opt/datacube/index.sh',
      '/data/scenes',
      'ls8_usgs_sr_scene',
    ]);
    expect(index?.volumeMounts).toContainEqual({
      name: 'datacube-share',
      mountPath: '/data',
      readOnly: true,
    });
  });

  test('is reached in plain HTTP, and says why', () => {
    for (const { metadata } of all(chart, 'Ingress')) {
      expect(metadata.annotations).toMatchObject({
        'cdk8s-eo/exception-ingress-without-tls':
          "the environment 'local' has no issuer of certificates",
      });
    }
  });
});

describe('The data of a datacube', () => {
  test('name the same product', () => {
    expect(fiji2019.product).toBe(landsat8.name);
    expect(landsat8.metadata.product.name).toBe(landsat8.name);
    expect(fiji2019.output_crs).toBe(landsat8.load.crs);
  });
});
