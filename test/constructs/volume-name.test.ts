import type { Chart } from 'cdk8s';
import {
  ConfigFile,
  ConfigFileMount,
  ExistingClaim,
  InlineNfsVolume,
  type Mount,
  Scratch,
  SecretFileMount,
  SecretKey,
} from '../../constructs';
import { volumeName } from '../../constructs/pod/volume-name';
import { emptyChart, podOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { api } from './support/samples';

const LONG = 'a'.repeat(60);
const token = SecretKey.of('login', 'token');
const reason = 'the team may not create PersistentVolumes';

/** The names of the volumes of a pod with these mounts. */
function namesOf(mount: (chart: Chart) => readonly Mount[]): string[] {
  const chart = emptyChart();
  api(chart, { mounts: mount(chart) });
  expect(inconsistencies(chart)).toEqual([]);
  return podOf(chart).spec.volumes.map(({ name }) => name);
}

describe('The name of a volume', () => {
  test.each([
    ['scenes', 'scenes'],
    ['My_Scenes.v2', 'my-scenes-v2'],
    ['_scenes_', 'scenes'],
    ['a'.repeat(63), 'a'.repeat(63)],
  ])('tells the id %s', (id, name) => {
    expect(volumeName(id)).toBe(name);
  });

  test('stays the same over releases, also where it has a hash', () => {
    expect(volumeName('価格')).toMatchInlineSnapshot(`"volume-855e4ca0"`);
    expect(volumeName('scratch', `/data/${LONG}`)).toMatchInlineSnapshot(
      `"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-af79fcfa"`,
    );
  });

  test.each([
    ['an id without a Latin letter', '価格', '鍵'],
    ['accents', 'scène', 'scéne'],
    ['long ids', `b${'a'.repeat(70)}`, `c${'a'.repeat(70)}`],
  ])('is of its own with %s', (_, one, other) => {
    const names = [volumeName(one), volumeName(other)];
    for (const name of names) expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
    expect(names[0]).not.toBe(names[1]);
  });
});

describe('Pods have legal names of volumes and annotations', () => {
  test.each<[string, (chart: Chart) => readonly Mount[]]>([
    [
      'of a claim with an id without Latin letters',
      (chart) => [new ExistingClaim(chart, '価格', { claimName: 'prices' }).mountAt('/data')],
    ],
    [
      'of secret files with an id without Latin letters',
      (chart) => [new SecretFileMount(chart, '鍵', { files: { '/a': token } })],
    ],
    [
      'of an inline share with an id without Latin letters',
      (chart) => [
        new InlineNfsVolume(chart, 'ü', { server: 'nfs', path: '/', reason }).mountAt('/data'),
      ],
    ],
    [
      'of secret files with a revision and a long id',
      (chart) => [new SecretFileMount(chart, LONG, { files: { '/a': token }, revision: '1' })],
    ],
    [
      'of files with a checksum and a long id',
      (chart) => [
        new ConfigFileMount(chart, LONG, {
          files: { '/a': ConfigFile.text('a') },
          rollout: 'checksum',
        }),
      ],
    ],
    [
      'of files with secrets and a long id',
      (chart) => [
        new ConfigFileMount(chart, LONG, { files: { '/a': ConfigFile.yaml({ a: token }) } }),
      ],
    ],
    [
      'of two folders that are told apart by letters alone',
      () => [Scratch.at('/価格'), Scratch.at('/鍵')],
    ],
  ])('%s', (_, mount) => {
    expect(namesOf(mount).length).toBeGreaterThan(1);
  });
});
