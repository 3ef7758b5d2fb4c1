import { Chart, Testing } from 'cdk8s';
import { GeoApiService, NfsVolume } from '../../constructs';
import { errorOf, untyped } from './support/errors';

const chart = () => new Chart(Testing.app(), 'system', { namespace: 'eo' });
const tiles = (props: Record<string, unknown>) => () =>
  new GeoApiService(chart(), 'tiles', untyped({ image: 'tiles:1.0', ...props }));

describe('the types of props', () => {
  test('a misspelt prop is refused, and the right one named', () => {
    expect(errorOf(tiles({ replica: 3 })).message).toBe(
      "GeoApiService 'system/tiles': replica must be left out, because there is no such prop, " +
        "got 3; did you mean 'replicas'?",
    );
  });

  test('a prop of a subclass is let through', () => {
    expect(tiles({ catalogueUrl: 'https://stac.example.org' })).not.toThrow();
  });

  test('an unknown key below a prop is refused, also where nothing is near', () => {
    expect(errorOf(tiles({ resources: { requests: { cpu: '1' } } })).message).toBe(
      "GeoApiService 'system/tiles': resources.requests must be left out, because there is no such " +
        'prop, got {"cpu":"1"}',
    );
  });

  test('the path of a wrong item is named', () => {
    const sidecars = [{ name: 'proxy', image: 'proxy:2.1', mounts: ['/data'] }];
    expect(errorOf(tiles({ sidecars })).message).toBe(
      "GeoApiService 'system/tiles': sidecars[0].mounts[0] must be a Mount, got '/data'; write " +
        "volume.mountAt('/path'), Scratch.at('/path') or a ConfigFileMount",
    );
  });

  test('a Size of another copy of cdk8s is taken', () => {
    const capacity = { toKibibytes: () => 1024 ** 2, asString: () => '1Gi' };
    const props = { server: 'nfs.example.org', path: '/scenes', capacity };
    expect(() => new NfsVolume(chart(), 'scenes', untyped(props))).not.toThrow();
  });
});
