import { claim, volume } from '../bases';
import { change, each } from '../change';
import type { Row } from './row';

const SUBDOMAIN = 'a'.repeat(253);
const both = (path: string, ...values: readonly (string | readonly string[] | null)[]) => [
  ...each(volume, path, ...values),
  ...each(claim, path, ...values),
];

/** PersistentVolumes and their claims. */
export const storageRows: readonly Row[] = [
  {
    row: 91,
    field: 'capacity of a PersistentVolume',
    allowed: each(volume, 'spec.capacity', { storage: '1' }),
    beyond: each(
      volume,
      'spec.capacity',
      undefined,
      {},
      { storage: '0' },
      { storage: '-1' },
      { memory: '1Gi' },
      { storage: '1Gi', memory: '1Gi' },
    ),
  },
  {
    row: 92,
    field: 'accessModes of a PersistentVolume and of a claim',
    allowed: both(
      'spec.accessModes',
      ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'],
      ['ReadWriteOncePod'],
    ),
    beyond: both(
      'spec.accessModes',
      [],
      null,
      ['RWX'],
      ['ReadWriteOncePod', 'ReadWriteOnce'],
      ['readWriteMany'],
    ),
  },
  {
    row: 93,
    field: 'persistentVolumeReclaimPolicy, volumeMode',
    allowed: [
      ...each(volume, 'spec.persistentVolumeReclaimPolicy', 'Retain', 'Delete', 'Recycle', ''),
      ...both('spec.volumeMode', 'Filesystem', 'Block'),
    ],
    beyond: [
      ...each(volume, 'spec.persistentVolumeReclaimPolicy', 'retain', 'Keep'),
      ...both('spec.volumeMode', 'filesystem', ''),
    ],
  },
  {
    row: 94,
    field: 'resources.requests.storage of a claim',
    allowed: each(claim, 'spec.resources', { requests: { storage: '1' } }),
    beyond: each(
      claim,
      'spec.resources',
      undefined,
      {},
      { requests: {} },
      { requests: { storage: '0' } },
      { requests: { storage: '-1Gi' } },
      { requests: { memory: '1Gi' } },
    ),
  },
  {
    row: 95,
    field: 'storageClassName',
    allowed: both('spec.storageClassName', '', SUBDOMAIN, 'a.b'),
    beyond: both('spec.storageClassName', `${SUBDOMAIN}a`, 'A', 'a_b'),
  },
  {
    row: 96,
    field: 'mountOptions of a PersistentVolume',
    allowed: each(volume, 'spec.mountOptions', ['hard', 'nfsvers=4.1']),
    beyond: [
      change(volume, {
        'spec.mountOptions': ['hard'],
        'spec.nfs': undefined,
        'spec.fc': { targetWWNs: ['a'] },
        'spec.volumeMode': 'x',
      }),
    ],
    lenient: each(volume, 'spec.mountOptions', ['nonsense'], ['a b', ''], ['soft,hard']),
  },
];
