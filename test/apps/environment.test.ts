import { App, Size } from 'cdk8s';
import { Agricarta, Environment, type EnvironmentProps } from '../../apps';
import { environments } from '../../apps/environments';
import { errorOf, untyped } from '../constructs/support/errors';

const everything: Required<EnvironmentProps> = {
  kubernetes: '1.27',
  name: 'staging',
  namespace: 'eo-staging',
  createNamespace: true,
  registry: 'registry.example.org',
  images: { agricarta: 'mirror.example.org/agricarta:v0.0.3' },
  imagePullPolicy: 'IfNotPresent',
  pullSecrets: ['registry-login'],
  nfs: {
    miniostorage: {
      server: 'nfs.example.org',
      path: '/scenes',
      capacity: Size.tebibytes(2),
      volumeName: 'scenes',
      claimRequest: Size.tebibytes(1),
      mountOptions: ['hard'],
      owner: { uid: 1500, gid: 1600 },
    },
  },
  ingress: { className: 'nginx', namespace: 'ingress-nginx', dialect: 'nginx' },
  domain: 'eo.example.org',
  certificates: { name: 'internal', kind: 'ClusterIssuer' },
  databases: {
    datacube: {
      host: 'postgres.example.org',
      port: 5433,
      name: 'datacube',
      username: 'odc',
      secretName: 'datacube-login',
      maxConnections: 200,
      location: { cidr: '10.20.0.0/16' },
    },
  },
  objectStores: {
    datacube: {
      url: 'https://s3.example.org',
      bucket: 'scenes',
      secretName: 's3-login',
      location: { namespace: 'store' },
    },
  },
  dask: { host: 'dask-scheduler.dask.svc', location: { namespace: 'dask' } },
  sizes: 'small',
  standIns: true,
};

describe('An environment', () => {
  test('with minimal props takes images as they are named', () => {
    const environment = new Environment({ name: 'staging', namespace: 'eo' });
    expect(environment).toMatchObject({
      createNamespace: false,
      imagePullPolicy: 'Always',
      pullSecrets: [],
      sizes: 'standard',
      standIns: false,
    });
    expect(environment.image('ghcr.io/eo/tiles:1.0')).toBe('ghcr.io/eo/tiles:1.0');
    expect(environment.database('datacube')).toBeUndefined();
    expect(environment.objectStore('datacube')).toBeUndefined();
    expect(environment.dask).toBeUndefined();
  });

  test('with all props says where images and shares are', () => {
    const environment = new Environment(everything);
    expect(environment.image('agricarta:v0.0.2')).toBe('mirror.example.org/agricarta:v0.0.3');
    expect(environment.image('tiles:1.0')).toBe('registry.example.org/tiles:1.0');
    expect(environment.nfs('miniostorage')).toBe(everything.nfs.miniostorage);
    expect(environment.ingress()).toBe(everything.ingress);
    expect(environment.database('datacube')).toBe(everything.databases.datacube);
    expect(environment.objectStore('datacube')).toBe(everything.objectStores.datacube);
    expect(environment.dask).toBe(everything.dask);
    for (const name of ['datacube', 'miniostorage'])
      expect(environment.hasStorage(name)).toBe(true);
    expect(environment.hasStorage('tiles')).toBe(false);
    expect(environment.route('tiles')).toEqual({
      controller: everything.ingress,
      host: 'tiles.eo.example.org',
      tls: { secretName: 'tiles-tls', issuer: everything.certificates },
    });
    expect(environment).toMatchObject({
      name: 'staging',
      namespace: 'eo-staging',
      createNamespace: true,
      imagePullPolicy: 'IfNotPresent',
      pullSecrets: ['registry-login'],
      sizes: 'small',
      standIns: true,
    });
  });

  test('takes a registry with a slash at its end', () => {
    const environment = new Environment({ ...everything, registry: 'registry.example.org/eo/' });
    expect(environment.image('tiles:1.0')).toBe('registry.example.org/eo/tiles:1.0');
  });

  test.each([
    ['docker.io/library/redis:7.4.6', 'docker.io/library/redis:7.4.6'],
    ['localhost/tiles:1.0', 'localhost/tiles:1.0'],
    ['registry:5000/tiles:1.0', 'registry:5000/tiles:1.0'],
    ['eo/tiles:1.0', 'registry.example.org/eo/tiles:1.0'],
    ['tiles:1.0', 'registry.example.org/tiles:1.0'],
  ])('takes %p from its registry unless the name says another one', (name, image) => {
    expect(new Environment(everything).image(name)).toBe(image);
  });

  test('takes another image also for one that names its registry', () => {
    const images = { 'docker.io/library/redis': 'mirror.example.org/redis:7' };
    const environment = new Environment({ ...everything, images });
    expect(environment.image('docker.io/library/redis:7.4.6')).toBe('mirror.example.org/redis:7');
  });

  test('says why it has no certificates', () => {
    const environment = new Environment({ ...everything, certificates: undefined });
    expect(environment.route('tiles')).toEqual({
      controller: everything.ingress,
      host: 'tiles.eo.example.org',
      withoutTls: { reason: "the environment 'staging' has no issuer of certificates" },
    });
  });

  test('throws if an image in place of another is named with a tag', () => {
    const images = { 'agricarta:v0.0.2': 'mirror.example.org/agricarta:v0.0.3' };
    expect(errorOf(() => new Environment({ ...everything, images })).message).toBe(
      "Environment 'staging': images must be named without a tag, got 'agricarta:v0.0.2'; write " +
        "'agricarta'",
    );
  });

  test('throws if its sizes are unknown', () => {
    const props = { ...everything, sizes: untyped<'small'>('tiny') };
    expect(errorOf(() => new Environment(props)).message).toBe(
      "Environment 'staging': sizes must be 'small' or 'standard', got 'tiny'",
    );
  });

  test('throws if its version of Kubernetes is unknown', () => {
    const props = { ...everything, kubernetes: untyped<'1.36'>('1.30') };
    expect(errorOf(() => new Environment(props)).message).toBe(
      "Environment 'staging': kubernetes must be '1.27' or '1.36', got '1.30'",
    );
  });

  test('has a name of its own', () => {
    expect(environments.map(({ name }) => name)).toEqual(['local', 'production']);
  });

  test.each(['', 'Staging', 'eo staging', '../staging', 'staging/', '-staging'])(
    'throws if its name is %p',
    (name) => {
      expect(errorOf(() => new Environment({ name, namespace: 'eo' })).message).toBe(
        `Environment: name must be lower case letters, digits and '-', got '${name}'`,
      );
    },
  );

  test('throws if it lacks a share that a system mounts', () => {
    const environment = new Environment({ name: 'staging', namespace: 'eo' });
    expect(errorOf(() => new Agricarta(new App(), 'agricarta', { environment })).message).toBe(
      "Environment 'staging': nfs.miniostorage must be given, because a system mounts it (there is: " +
        'none); write nfs: { miniostorage: { server, path, capacity } }',
    );
  });

  test('throws if it lacks an ingress controller that a system wants', () => {
    const environment = new Environment({ name: 'staging', namespace: 'eo' });
    expect(errorOf(() => environment.ingress()).message).toBe(
      "Environment 'staging': ingress must be given, because a system is exposed by one; write " +
        "ingress: { className: 'nginx', namespace: 'ingress-nginx', dialect: 'nginx' }",
    );
  });

  test('throws if it lacks the domain of a system', () => {
    const environment = new Environment({ ...everything, domain: undefined });
    expect(errorOf(() => environment.route('tiles')).message).toBe(
      "Environment 'staging': domain must be given, because a system is found below it; write " +
        "domain: 'eo.example.org'",
    );
  });

  test('names the shares that it has', () => {
    const environment = new Environment(everything);
    expect(errorOf(() => environment.nfs('scenes')).message).toBe(
      "Environment 'staging': nfs.scenes must be given, because a system mounts it (there is: " +
        'miniostorage); write nfs: { scenes: { server, path, capacity } }',
    );
  });

  test.each([
    [
      'namespace',
      { namespace: 'EO' },
      "NfsVolume 'agricarta/miniostorage': namespace must be a DNS label",
    ],
    [
      'registry',
      { registry: 'https://registry.example.org' },
      "GeoApiService 'agricarta/agricarta': image must be an image reference",
    ],
    [
      'pullSecrets',
      { pullSecrets: ['Reg_Cred'] },
      "GeoApiService 'agricarta/agricarta': imagePullSecrets must be a DNS subdomain",
    ],
  ])('has its %s checked where it is used', (_, props, problem) => {
    const environment = new Environment({ ...everything, images: {}, ...props });
    expect(errorOf(() => new Agricarta(new App(), 'agricarta', { environment })).message).toMatch(
      problem,
    );
  });
});
