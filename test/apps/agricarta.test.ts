import { App, type Chart, Size } from 'cdk8s';
import { parse } from 'yaml';
import { Agricarta, type AgricartaProps, Environment, preprocessing, systems } from '../../apps';
import { environments, local, production } from '../../apps/environments';
import { Exposure } from '../../constructs';
import { all, containerOf, only, podOf, yamlOf } from '../constructs/support/chart';
import { inconsistencies } from '../constructs/support/consistency';
import { restrictedViolations } from '../constructs/support/pod-security';

function agricarta(props: AgricartaProps): Agricarta {
  return new Agricarta(new App(), 'agricarta', props);
}

/** The configuration that a pod reads. */
function configOf(chart: Chart): string {
  const [name] = podOf(chart).spec.volumes.flatMap(({ configMap }) =>
    configMap?.items.some(({ key }) => key === 'config.yaml') ? [configMap.name] : [],
  );
  const found = all(chart, 'ConfigMap').find(({ metadata }) => metadata.name === name);
  return found?.data?.['config.yaml'] ?? '';
}

describe.each(environments)('Agricarta in $name', (environment) => {
  const chart = agricarta({ environment });

  test('gives these objects', () => {
    expect(yamlOf(chart)).toMatchSnapshot();
  });

  test('holds together and meets Pod Security "restricted"', () => {
    expect(inconsistencies(chart)).toEqual([]);
    expect(restrictedViolations(podOf(chart))).toEqual([]);
  });

  test('mounts the share, the configuration and a folder to work in', () => {
    expect(containerOf(chart).volumeMounts).toEqual(
      expect.arrayContaining([
        { name: 'miniostorage', mountPath: '/code/miniostorage' },
        {
          name: 'agricarta-preprocessing-config',
          mountPath: '/code/config.yaml',
          subPath: 'config.yaml',
          readOnly: true,
        },
        { name: 'scratch-code-workingdir', mountPath: '/code/workingdir' },
      ]),
    );
  });

  test('reads the configuration of the original, nested as the code wants it', () => {
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(configOf(chart), { version })).toEqual(preprocessing);
    }
  });

  test('has no debug server, and no variable but its application and its home', () => {
    expect(containerOf(chart).env).toEqual([
      { name: 'HOME', value: '/tmp' },
      { name: 'FLASK_APP', value: 'server.py' },
    ]);
  });
});

describe('Agricarta in production has the values of the original', () => {
  const chart = agricarta({ environment: production });

  test('in its Deployment', () => {
    const { metadata, spec } = only(chart, 'Deployment');
    expect(metadata).toMatchObject({ name: 'agricarta', namespace: 'eo' });
    expect(spec).toMatchObject({
      replicas: 1,
      selector: { matchLabels: { app: 'agricarta' } },
      strategy: { type: 'Recreate' },
    });
    expect(podOf(chart).spec.imagePullSecrets).toEqual([{ name: 'regcred' }]);
    expect(podOf(chart).metadata.labels).toMatchObject({ app: 'agricarta' });
    expect(containerOf(chart)).toMatchObject({
      name: 'agricarta',
      image: 'registry.kub-eo.agr.gc.ca/agricarta:v0.0.2',
      imagePullPolicy: 'Always',
      command: ['flask'],
      args: ['run', '--host', '0.0.0.0'],
      ports: [{ containerPort: 5000 }],
    });
  });

  test('in its Service', () => {
    const { metadata, spec } = only(chart, 'Service');
    expect(metadata.name).toBe('agricarta-nodeport');
    expect(spec).toMatchObject({
      type: 'NodePort',
      selector: { app: 'agricarta' },
      ports: [{ port: 5000, targetPort: 'http', nodePort: 30199, protocol: 'TCP' }],
    });
  });

  test('in its volume and its claim', () => {
    expect(only(chart, 'PersistentVolume')).toMatchObject({
      metadata: { name: 'nfs-pv-miniostorage' },
      spec: {
        accessModes: ['ReadWriteMany'],
        capacity: { storage: '10Ti' },
        nfs: { path: '/mnt/md0/minio_storage', server: '10.117.206.94' },
        persistentVolumeReclaimPolicy: 'Retain',
      },
    });
    expect(only(chart, 'PersistentVolume').spec.nfs.readOnly ?? false).toBe(false);
    expect(only(chart, 'PersistentVolumeClaim')).toMatchObject({
      metadata: { name: 'nfs-pvc-miniostorage', namespace: 'eo' },
      spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '10Ti' } } },
    });
  });

  test('in its configuration', () => {
    expect(only(chart, 'ConfigMap').metadata.name).toMatch(
      /^agricarta-preprocessing-config-[0-9a-f]{10}$/,
    );
    expect(parse(configOf(chart))).toEqual({
      ROOT_DIR: '/code',
      DEPENDENCIES_DIR: '/code/miniostorage/required_datasets',
      SRTM_DIR: '/code/miniostorage/required_datasets/dem/SRTM41',
      IMAGERY_STORAGE: '/code/miniostorage',
      LOGGING_CONFIG: { console_level: 'DEBUG', file_level: 'DEBUG' },
      PROJECTION:
        '+proj=aea +lat_1=44.75 +lat_2=55.75 +lat_0=40 +lon_0=-96 +x_0=0 +y_0=0 +ellps=WGS84 ' +
        '+datum=WGS84 +units=m +no_defs',
      PARAMS: {
        LC8: {
          bands: ['B2', 'B3', 'B4', 'B5', 'B6', 'B7'],
          product: 'sr',
          resamp_clip: true,
        },
        RCM: { bands: ['CH', 'CV', 'HH', 'HV', 'VH', 'VV'] },
        RS2: { filter: 'gamma', modes: ['W2'] },
        S2: { bands: ['B02', 'B03', 'B04', 'B05', 'B8A', 'B11', 'B12'], resamp_clip: true },
      },
    });
    expect(configOf(chart)).toMatch(/^PROJECTION: \+proj=aea .* \+no_defs$/m);
  });

  test('with the reasons for what is less than the hardened default', () => {
    expect(only(chart, 'Deployment').metadata.annotations).toEqual({
      'cdk8s-eo/exception-recreate': 'the jobs run in the pod, and two pods would do them twice',
      'cdk8s-eo/exception-single-replica': 'the jobs run in the pod, and only it knows them',
      'kube-score/ignore': 'deployment-replicas,deployment-strategy',
    });
  });
});

describe('Agricarta can', () => {
  test('have another image, in the registry of the environment', () => {
    const chart = agricarta({ environment: production, image: 'agricarta:v0.1.0' });
    expect(containerOf(chart).image).toBe('registry.kub-eo.agr.gc.ca/agricarta:v0.1.0');
  });

  test('have another configuration, which rolls the pods', () => {
    const chart = agricarta({
      environment: production,
      config: { ...preprocessing, ROOT_DIR: '/srv' },
    });
    expect(parse(configOf(chart)).ROOT_DIR).toBe('/srv');
    expect(podOf(chart)).not.toEqual(podOf(agricarta({ environment: production })));
  });

  test('be exposed in another way, with other sizes', () => {
    const props: Required<AgricartaProps> = {
      environment: production,
      image: 'agricarta:v0.0.2',
      config: preprocessing,
      exposure: Exposure.clusterIp(),
      resources: { memory: { request: Size.gibibytes(4), limit: Size.gibibytes(16) } },
      workingSpace: Size.gibibytes(200),
    };
    const chart = agricarta(props);
    expect(only(chart, 'Service').spec.type).toBe('ClusterIP');
    expect(containerOf(chart).resources.limits).toMatchObject({
      memory: '16Gi',
      'ephemeral-storage': `${(200 + 2.5) * 1024}Mi`,
    });
    expect(inconsistencies(chart)).toEqual([]);
  });
});

describe('The systems', () => {
  test('of production are all of them', () => {
    const app = new App();
    const charts = systems.flatMap((system) => system.build(app, production) ?? []);
    expect(charts.map(({ node }) => node.id)).toEqual(['agricarta', 'datacube']);
  });

  test('of a cluster without storage for a datacube are the others', () => {
    const environment = new Environment({
      name: 'small',
      namespace: 'eo',
      nfs: { miniostorage: production.nfs('miniostorage') },
    });
    const charts = systems.flatMap((system) => system.build(new App(), environment) ?? []);
    expect(charts.map(({ node }) => node.id)).toEqual(['agricarta']);
  });

  test('of local have a namespace that enforces Pod Security too', () => {
    const app = new App();
    const charts = systems.flatMap((system) => system.build(app, local) ?? []);
    expect(charts.map(({ node }) => node.id)).toEqual(['agricarta', 'datacube', 'namespace']);
    const namespaces = charts.flatMap((chart) => all(chart, 'Namespace'));
    expect(namespaces.map(({ metadata }) => metadata.name)).toEqual(['eo-local']);
  });
});
