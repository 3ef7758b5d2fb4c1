import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type GeoApiServiceProps, type Resources, Scratch } from '../../constructs';
import { containerOf, only, podOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { amountOf } from './support/quantity';
import { apiChart } from './support/samples';

const everything: Required<Resources> = {
  cpu: { request: Cpu.millis(250), limit: Cpu.units(2) },
  memory: { request: Size.mebibytes(512), limit: Size.gibibytes(4) },
  ephemeralStorage: { request: Size.gibibytes(1), limit: Size.gibibytes(20) },
  extended: { 'nvidia.com/gpu': 2 },
  unlimited: { reason: 'tiles are rendered in bursts' },
};

function resourcesOf(props: Partial<GeoApiServiceProps>) {
  return containerOf(apiChart(props)).resources;
}

describe('Resources', () => {
  test('are requested and limited unless said otherwise', () => {
    expect(resourcesOf({})).toEqual({
      requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '256Mi' },
      limits: { cpu: '1', memory: '1Gi', 'ephemeral-storage': '1536Mi' },
    });
  });

  test('can be said all', () => {
    expect(resourcesOf({ resources: everything })).toEqual({
      requests: {
        cpu: '250m',
        memory: '512Mi',
        'ephemeral-storage': '1Gi',
        'nvidia.com/gpu': 2,
      },
      limits: { cpu: '2', memory: '4Gi', 'ephemeral-storage': '20Gi', 'nvidia.com/gpu': 2 },
    });
  });

  test('can be requested without a limit, with the reason in the manifest', () => {
    const reason = 'tiles are rendered in bursts';
    const resources = { cpu: { request: Cpu.units(1) }, unlimited: { reason } };
    const chart = apiChart({ resources });
    const { requests, limits } = containerOf(chart).resources;
    expect(requests.cpu).toBe('1');
    expect(limits).not.toHaveProperty('cpu');
    expect(only(chart, 'Deployment').metadata.annotations).toEqual({
      'cdk8s-eo/exception-unset-resources': reason,
      'kube-score/ignore': 'container-resources',
    });
  });

  test('write down each reason once, whichever containers have it', () => {
    const unlimited = (reason: string) => ({ cpu: {}, unlimited: { reason } });
    const sidecar = (name: string, reason: string) => ({
      ...{ name, image: 'registry.example.org/cache:2.1', resources: unlimited(reason) },
    });
    const bursts = 'tiles are rendered in bursts';
    const chart = apiChart({
      resources: unlimited(bursts),
      sidecars: [sidecar('a', bursts), sidecar('b', 'it runs on a node of its own')],
    });
    expect(only(chart, 'Deployment').metadata.annotations).toMatchObject({
      'cdk8s-eo/exception-unset-resources': `${bursts}; it runs on a node of its own`,
    });
  });

  test('need no exception where all is limited', () => {
    const chart = apiChart({
      resources: { unlimited: { reason: 'tiles are rendered in bursts' } },
    });
    expect(only(chart, 'Deployment').metadata.annotations).toBeUndefined();
  });

  test('throw if the reason for no limit says nothing', () => {
    const resources = { cpu: {}, unlimited: { reason: 'bursts' } };
    expect(errorOf(() => apiChart({ resources })).message).toBe(
      "GeoApiService 'system/tiles': resources.unlimited.reason must say in a sentence why the " +
        "container has no limit, got 'bursts'",
    );
  });

  test.each([
    ['1500 Mi and 1.5 Gi', Size.mebibytes(1500), Size.gibibytes(1.5)],
    ['the same amount in two units', Size.mebibytes(1024), Size.gibibytes(1)],
  ])('are compared over units: %s', (_, request, limit) => {
    const memory = { request, limit };
    expect(resourcesOf({ resources: { memory } }).requests.memory).toBe(request.asString());
  });

  test('throw if a request is above its limit', () => {
    const cpu = { request: Cpu.units(2), limit: Cpu.millis(500) };
    expect(errorOf(() => resourcesOf({ resources: { cpu } })).message).toBe(
      "GeoApiService 'system/tiles': resources.cpu.request must be at most its limit, 500m, got 2; " +
        'raise the limit or lower the request',
    );
  });
});

describe('Scratch space', () => {
  test('is in /tmp unless something else is mounted there', () => {
    expect(containerOf(apiChart()).volumeMounts).toEqual([
      { name: 'tmp-tiles', mountPath: '/tmp' },
    ]);
    const mounts = [Scratch.at('/tmp', Size.gibibytes(20))];
    expect(podOf(apiChart({ mounts })).spec.volumes).toEqual([
      { name: 'scratch-tmp', emptyDir: { sizeLimit: '20Gi' } },
    ]);
  });

  test('is of each container alone', () => {
    const chart = apiChart({ sidecars: [{ name: 'proxy', image: 'proxy:2.1' }] });
    const volumes = podOf(chart).spec.containers.map(({ volumeMounts }) => volumeMounts[0]?.name);
    expect(volumes).toEqual(['tmp-tiles', 'tmp-proxy']);
  });

  test('is one Gi unless said otherwise', () => {
    const chart = apiChart({ mounts: [Scratch.at('/work')] });
    expect(podOf(chart).spec.volumes[0]).toEqual({
      name: 'scratch-work',
      emptyDir: { sizeLimit: '1Gi' },
    });
  });

  test('raises the limit of ephemeral storage by its size', () => {
    const { limits } = resourcesOf({ mounts: [Scratch.at('/work', Size.gibibytes(50))] });
    expect(amountOf(limits['ephemeral-storage'] ?? '')).toBe(51.5 * 1024 ** 3);
  });

  test('can be in memory, which leaves the limit of ephemeral storage', () => {
    const chart = apiChart({ mounts: [Scratch.inMemory('/dev/shm', Size.mebibytes(64))] });
    expect(podOf(chart).spec.volumes[0]).toEqual({
      name: 'memory-dev-shm',
      emptyDir: { medium: 'Memory', sizeLimit: '64Mi' },
    });
    expect(containerOf(chart).resources.limits['ephemeral-storage']).toBe('1536Mi');
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('throws if a given limit of ephemeral storage is below it', () => {
    const resources = { ephemeralStorage: { limit: Size.gibibytes(2) } };
    const mounts = [Scratch.at('/work', Size.gibibytes(5))];
    expect(errorOf(() => resourcesOf({ resources, mounts })).message).toBe(
      "GeoApiService 'system/tiles': resources.ephemeralStorage.limit must be at least the scratch " +
        'space of the container, 6144 Mi, got 2Gi; leave the limit out, or make the scratch space ' +
        'smaller',
    );
  });
});
