import { App, Size, Testing } from 'cdk8s';
import {
  type Datacube,
  type DatacubeProps,
  Environment,
  fiji2019,
  landsat8,
  owsConfiguration,
} from '../../apps';
import { Dask, Exposure, Replicas } from '../../constructs';
import { check, KUBERNETES_VERSIONS, type KubernetesObject } from '../../src/checks';
import { errorOf } from '../constructs/support/errors';
import {
  all,
  bare,
  bareDatacube,
  datacube,
  environmentOf,
  fileOf,
  inconsistenciesOf,
  initOf,
  mainOf,
  podsNamed,
  podsOf,
} from './datacube-parts';

const server = {
  host: 'postgres.example.org',
  name: 'odc',
  username: 'odc_owner',
  secretName: 'odc-login',
  location: { cidr: '10.20.0.0/16' },
};

const everything: Required<DatacubeProps> = {
  environment: new Environment({
    ...bare,
    databases: { datacube: { ...server, maxConnections: 200 } },
  }),
  release: '1.9',
  images: { index: 'registry.example.org/odc:1.9.20', worker: 'registry.example.org/worker:2.0' },
  commands: { index: ['stac-to-dc', '--catalog-href', 'https://stac.example.org'] },
  products: [{ ...landsat8, name: 'ls9_sr' }],
  index: { scenes: 'landsat/**/*.json', products: ['ls9_sr', 'ls8_sr'], schedule: '30 1 * * *' },
  workItems: [fiji2019, { ...fiji2019, time_from: '2020-01-01', time_to: '2020-12-31' }],
  generation: {
    parallelism: 3,
    revision: '2',
    queue: { name: 'jobGeomedian', maxAttempts: 5 },
    dask: Dask.deployment({ name: 'compute' }),
    resources: { memory: { request: Size.gibibytes(16), limit: Size.gibibytes(16) } },
  },
  ows: {
    config: { global: { title: 'Fiji' } },
    exposure: Exposure.clusterIp(),
    replicas: Replicas.fixed(3),
    resources: { memory: { request: Size.gibibytes(1), limit: Size.gibibytes(4) } },
    workers: 4,
    threads: 3,
    app: 'datacube_ows.wsgi:application',
  },
  explorer: { app: 'cubedash.startup_utils:create_app()' },
};

function findings(chart: Datacube, kubernetes: (typeof KUBERNETES_VERSIONS)[number]) {
  const objects: KubernetesObject[] = Testing.synth(chart);
  return check(objects, { kubernetes });
}

describe('A datacube with all props', () => {
  const chart = datacube(everything);

  test.each(KUBERNETES_VERSIONS)(
    'has nothing that Kubernetes %s or a rule minds',
    async (minor) => {
      const found = await findings(chart, minor);
      expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
      expect(inconsistenciesOf(chart)).toEqual([]);
    },
  );

  test('is one of the Open Data Cube 1.9, with the password in the file alone', () => {
    expect(fileOf(chart, 'datacube-conf-', 'datacube.conf')).toMatch(/^\[default\]\n/);
    expect(environmentOf(mainOf(chart, 'datacube-explorer'))).toEqual({
      HOME: '/tmp',
      ODC_CONFIG_PATH: '/etc/datacube.conf',
      ODC_DEFAULT_DB_HOSTNAME: 'postgres.example.org',
      ODC_DEFAULT_DB_PORT: '5432',
      ODC_DEFAULT_DB_DATABASE: 'odc',
      ODC_DEFAULT_DB_USERNAME: 'odc_owner',
    });
    expect(mainOf(chart, 'datacube-setup').command).toEqual(['datacube-ows-update', '--schema']);
  });

  test('runs the given images and commands', () => {
    const { setup } = initOf(chart, 'datacube-setup');
    expect(setup?.image).toBe('registry.example.org/odc:1.9.20');
    expect(setup?.command).toContain('/etc/datacube/products/ls9_sr.yaml');
    expect(initOf(chart, 'datacube-index').index?.command).toEqual([
      'stac-to-dc',
      '--catalog-href',
      'https://stac.example.org',
    ]);
    expect(mainOf(chart, 'odc-product-generation').image).toBe('registry.example.org/worker:2.0');
    expect(mainOf(chart, 'datacube-explorer').args).toContain(
      'cubedash.startup_utils:create_app()',
    );
    expect(all(chart, 'CronJob').map(({ spec }) => spec.schedule)).toEqual(['30 1 * * *']);
  });

  test('makes other products, in another queue, on another Dask', () => {
    expect(fileOf(chart, 'odc-work-items-', '0000.txt').trim().split('\n')).toHaveLength(2);
    expect(environmentOf(mainOf(chart, 'odc-work-items')).QUEUE).toBe('jobGeomedian');
    expect(chart.generation.queue.maxAttempts).toBe(5);
    const worker = mainOf(chart, 'odc-product-generation');
    expect(environmentOf(worker).DASK_SCHEDULER_HOST).toBe(
      'compute-scheduler.eo-staging.svc.cluster.local',
    );
    expect(worker.resources.limits.memory).toBe('16Gi');
  });

  test('serves maps as it is told', () => {
    expect(JSON.parse(fileOf(chart, 'datacube-ows-config-', 'ows_cfg.json'))).toEqual({
      global: { title: 'Fiji' },
    });
    const { args, resources } = mainOf(chart, 'datacube-ows');
    expect(args?.join(' ')).toMatch(/--workers 4 --threads 3 .* datacube_ows\.wsgi:application$/);
    expect(resources.limits.memory).toBe('4Gi');
    expect(all(chart, 'Ingress').map(({ metadata }) => metadata.name)).toEqual([
      'datacube-explorer',
    ]);
  });
});

describe('A datacube can', () => {
  test('index another part of the bucket', () => {
    const { scenes, products } = { scenes: 'landsat/**/*.yaml', products: ['ls9_sr', 'ls8_sr'] };
    const chart = bareDatacube({ index: { scenes, products } });
    expect(initOf(chart, 'datacube-index').index?.command).toEqual([
      's3-to-dc',
      's3://scenes/landsat/**/*.yaml',
      'ls9_sr ls8_sr',
    ]);
  });

  test('index another folder of a share', () => {
    const nfs = {
      datacube: { server: 'nfs.example.org', path: '/odc', capacity: Size.tebibytes(1) },
    };
    const chart = bareDatacube({ index: { scenes: 'landsat/2019' } }, { objectStores: {}, nfs });
    expect(initOf(chart, 'datacube-index').index?.command).toContain('/data/landsat/2019');
  });

  test('write the products of the stand-in to the bucket', () => {
    const chart = bareDatacube({}, { standIns: true });
    expect(environmentOf(mainOf(chart, 'odc-product-generation'))).toMatchObject({
      OUTPUT_BUCKET: 'scenes',
      AWS_S3_ENDPOINT_URL: 'https://s3.example.org',
    });
    expect(mainOf(chart, 'dask-default-worker').env).toContainEqual({
      name: 'AWS_S3_ENDPOINT',
      value: 's3.example.org',
    });
  });

  test('take its products over from a datacube that has them', () => {
    const chart = bareDatacube({ products: [], index: { products: ['ls8_usgs_sr_scene'] } });
    expect(initOf(chart, 'datacube-setup').setup?.command).toEqual([
      'sh',
      '/opt/datacube/setup.sh',
    ]);
  });

  test('do without maps and a catalogue', () => {
    const chart = bareDatacube({ ows: false, explorer: false });
    expect(chart.ows).toBeUndefined();
    expect(chart.explorer).toBeUndefined();
    expect(all(chart, 'Ingress')).toEqual([]);
    expect(mainOf(chart, 'datacube-setup').command?.[1]).toBe('/opt/datacube/setup.sh');
    expect(mainOf(chart, 'datacube-index').command?.[0]).toBe('s3-to-dc');
    expect([...podsOf(chart).keys()].filter((name) => /ows|explorer/.test(name))).toEqual([]);
    expect(inconsistenciesOf(chart)).toEqual([]);
  });

  test('do without one of them', () => {
    expect(Object.keys(initOf(bareDatacube({ ows: false }), 'datacube-index'))).toEqual([
      'merge-datacube-conf-0',
      'index',
    ]);
    const chart = bareDatacube({ explorer: false });
    expect(Object.keys(initOf(chart, 'datacube-index'))).toEqual([
      'merge-datacube-conf-0',
      'index',
    ]);
    expect(chart.ows).toBeDefined();
  });

  test('be reached in another way in a cluster without an ingress controller', () => {
    const exposure = Exposure.clusterIp();
    const ows = { exposure, config: { global: {} } };
    const settings = { ingress: undefined, domain: undefined };
    const chart = bareDatacube({ ows, explorer: { exposure } }, settings);
    expect(all(chart, 'Ingress')).toEqual([]);
    expect(inconsistenciesOf(chart)).toEqual([]);
  });

  test('leave it to others to fill the queue', () => {
    const chart = bareDatacube({ workItems: [] });
    expect(chart.generation.items).toBeUndefined();
    expect([...podsOf(chart).keys()]).not.toContain('odc-work-items');
    expect(inconsistenciesOf(chart)).toEqual([]);
  });

  test('work its queue off once more', () => {
    const jobs = (chart: Datacube) =>
      all(chart, 'Job')
        .map(({ metadata }) => metadata.name)
        .filter((name) => /^odc-prod/.test(name));
    const once = jobs(bareDatacube());
    expect(jobs(bareDatacube({ generation: {} }))).toEqual(once);
    expect(jobs(bareDatacube({ generation: { revision: '2' } }))).not.toEqual(once);
  });

  test('pull from the registries that the images name, with the secrets of the environment', () => {
    const chart = bareDatacube({}, { registry: 'registry.example.org', pullSecrets: ['login'] });
    for (const [name, { spec }] of podsOf(chart)) {
      expect([name, spec.imagePullSecrets]).toEqual([name, [{ name: 'login' }]]);
    }
    expect(mainOf(chart, 'redis-master').image).toBe('docker.io/library/redis:7.4.6');
  });

  test('set its services apart from the scenes that they do not read', () => {
    const chart = bareDatacube();
    const keys = (name: string) =>
      Object.keys(environmentOf(mainOf(chart, name))).filter((key) => /^AWS_/.test(key));
    expect(keys('datacube-ows')).not.toEqual([]);
    expect(keys('datacube-explorer')).toEqual([]);
    expect(keys('datacube-setup')).toEqual([]);
    expect(podsNamed(chart, 'datacube-explorer').spec.volumes.map(({ name }) => name)).toEqual([
      'datacube-conf',
      'datacube-conf-merged-0',
      'datacube-conf-secrets-0',
      'tmp-datacube-explorer',
    ]);
  });
});

describe('The configuration of OWS', () => {
  test('has a layer for each product in colour', () => {
    const radar = { ...landsat8, name: 's1', measurements: landsat8.measurements.slice(0, 1) };
    expect(owsConfiguration([landsat8, radar], 'https://ows.example.org')).toMatchObject({
      global: {
        allowed_urls: ['https://ows.example.org'],
        published_CRSs: { 'EPSG:3460': {}, 'EPSG:3857': {}, 'EPSG:4326': { geographic: true } },
      },
      layers: [
        {
          name: 'ls8_usgs_sr_scene',
          product_name: 'ls8_usgs_sr_scene',
          native_crs: 'EPSG:3460',
          native_resolution: [30, -30],
          dynamic: true,
        },
      ],
    });
  });

  test('knows degrees as degrees, also where a product is in them', () => {
    const degrees = { ...landsat8, load: { crs: 'EPSG:4326', resolution: { x: 0.1, y: -0.1 } } };
    expect(owsConfiguration([degrees], 'https://ows.example.org')).toMatchObject({
      global: { published_CRSs: { 'EPSG:4326': { geographic: true, vertical_coord_first: true } } },
    });
  });
});

describe('A datacube throws', () => {
  test('if all pods together would open more connections than the database takes', () => {
    const databases = { datacube: { ...server, maxConnections: 50 } };
    expect(errorOf(() => bareDatacube({}, { databases })).message).toBe(
      "Datacube 'datacube': connectionBudget: the users of the database 'odc' must open at most 47 " +
        'connections (its maxConnections of 50 less 3 reserved), got 92: datacube-setup 1 pods x 2 = 2, ' +
        'datacube-first-index 1 pods x 8 = 8, datacube-index 1 pods x 8 = 8, datacube-ows (4 + 2) pods x ' +
        '8 = 48, datacube-explorer (2 + 1) pods x 8 = 24, odc-product-generation 1 pods x 2 = 2; raise ' +
        "the server's max_connections to 95 and maxConnections with it, or lower pods or " +
        'connectionsPerPod',
    );
  });

  test('but not if its services have fewer threads', () => {
    const databases = { datacube: { ...server, maxConnections: 50 } };
    const one = { workers: 1, threads: 1 };
    expect(() => bareDatacube({ ows: one, explorer: one }, { databases })).not.toThrow();
  });

  test('if no product is named, by which scenes are indexed', () => {
    expect(errorOf(() => bareDatacube({ products: [] })).message).toBe(
      "Datacube 'datacube': index.products must name a product, because scenes are indexed by it; " +
        "write index: { products: ['ls8_usgs_sr_scene'] }",
    );
  });

  test('if a work item is there twice', () => {
    expect(errorOf(() => bareDatacube({ workItems: [fiji2019, fiji2019] })).message).toMatch(
      /list\[1\] must not be the same item as list\[0\]/,
    );
  });

  test.each([
    ['neither a bucket nor a share', { objectStores: {} }, 'nfs.datacube must be given'],
    ['no ingress controller', { ingress: undefined }, 'ingress must be given'],
    ['no domain', { domain: undefined }, 'domain must be given'],
  ])('if the environment has %s', (_, settings, problem) => {
    const environment = new Environment({ ...bare, ...settings });
    const error = errorOf(() => new App() && datacube({ environment }));
    expect(error.message).toMatch(`Environment 'staging': ${problem}`);
  });
});
