import { Chart, Size, Testing, Yaml } from 'cdk8s';
import { NfsVolume } from '../../constructs';
import { kubectl } from './kubectl';
import { parseManifests, writeManifests } from './manifests';
import { TestNamespace } from './namespace';
import { settings } from './settings';

/** Any order, but the same one each time. */
function shuffled<T>(values: readonly T[]): T[] {
  let state = 20201129;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return values
    .map((value) => ({ value, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}

describe('NfsVolume', () => {
  let namespace: TestNamespace;
  let manifests: string;

  beforeAll(async () => {
    namespace = await TestNamespace.create('nfs-binding', 'restricted');
    const chart = new Chart(Testing.app(), 'binding', { namespace: namespace.name });
    // Every volume would do for every smaller claim, were they left to match by themselves.
    for (const size of [8, 3, 5, 1, 7, 2, 6, 4]) {
      new NfsVolume(chart, `scenes-${size}`, {
        server: settings.nfs.server,
        path: `${settings.nfs.path}/scenes-${size}`,
        capacity: Size.gibibytes(size),
      });
    }
    manifests = Yaml.stringify(...chart.toJson());
  });

  afterAll(async () => {
    await kubectl(['delete', '--ignore-not-found', '--filename', '-'], manifests);
    await namespace.delete();
  });

  test('8 pairs, applied one by one in shuffled order, each bind to their own partner', async () => {
    const objects = parseManifests(manifests);
    expect(objects).toHaveLength(16);
    for (const object of shuffled(objects)) {
      const { stderr } = await namespace.apply(writeManifests([object]));
      expect(stderr).toBe('');
    }
    await namespace.eventually(
      'all claims are bound',
      () => namespace.get('pvc', '{.items[*].status.phase}'),
      (phases) => phases === Array(8).fill('Bound').join(' '),
    );
    const claims = await namespace.get(
      'pvc',
      '{range .items[*]}{.metadata.name} {.spec.volumeName}{"\\n"}{end}',
    );
    for (const claim of claims.trim().split('\n')) {
      const [name, volumeName] = claim.split(' ');
      const path = await namespace.get(`pv/${volumeName}`, '{.spec.nfs.path}');
      const partner = await namespace.get(`pv/${volumeName}`, '{.spec.claimRef.name}');
      expect({ name, partner, path }).toEqual({
        name,
        partner: name,
        path: `${settings.nfs.path}/${name}`,
      });
    }
  });
});
