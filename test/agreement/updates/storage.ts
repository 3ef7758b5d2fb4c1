import { claim, volume } from '../bases';
import { change, each } from '../change';
import type { Update } from './update';

const affinity = (zone: string) => ({
  required: {
    nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: [zone] }] }],
  },
});
const bound = { phase: 'Bound', capacity: { storage: '1Gi' }, accessModes: ['ReadWriteMany'] };
const boundClaim = change(claim, { 'spec.volumeName': 'scenes' });
const local = change(volume, { 'spec.nodeAffinity': affinity('a') });

/** Changes of PersistentVolumes and their claims. */
export const storageUpdates: readonly Update[] = [
  {
    field: 'source of a PersistentVolume',
    old: volume,
    next: [
      ...each(volume, 'spec.nfs.path', '/other'),
      ...each(volume, 'spec.nfs.server', '10.0.0.2'),
      ...each(volume, 'spec.nfs.readOnly', true),
      change(volume, { 'spec.nfs': undefined, 'spec.hostPath': { path: '/a' } }),
    ],
    accepted: false,
  },
  {
    field: 'volumeMode of a PersistentVolume',
    old: volume,
    next: each(volume, 'spec.volumeMode', 'Block'),
    accepted: false,
  },
  {
    field: 'nodeAffinity of a PersistentVolume, once set',
    old: local,
    next: each(local, 'spec.nodeAffinity', affinity('b')),
    accepted: false,
  },
  {
    field: 'nodeAffinity of a PersistentVolume, set first',
    old: volume,
    next: each(volume, 'spec.nodeAffinity', affinity('a')),
    accepted: true,
  },
  {
    field: 'other fields of a PersistentVolume',
    old: volume,
    next: [
      ...each(volume, 'spec.capacity', { storage: '2Gi' }),
      ...each(volume, 'spec.accessModes', ['ReadOnlyMany']),
      ...each(volume, 'spec.mountOptions', ['hard']),
      ...each(volume, 'spec.persistentVolumeReclaimPolicy', 'Delete'),
      ...each(volume, 'spec.storageClassName', 'slow'),
      ...each(volume, 'spec.claimRef', { name: 'scenes', namespace: 'agreement' }),
    ],
    accepted: true,
  },
  {
    field: 'spec of a claim',
    old: boundClaim,
    next: [
      ...each(boundClaim, 'spec.accessModes', ['ReadOnlyMany']),
      ...each(boundClaim, 'spec.selector', { matchLabels: { a: 'b' } }),
      ...each(boundClaim, 'spec.storageClassName', 'fast'),
      ...each(boundClaim, 'spec.volumeName', 'other'),
      ...each(boundClaim, 'spec.volumeMode', 'Block'),
      ...each(boundClaim, 'spec.dataSource', { kind: 'PersistentVolumeClaim', name: 'a' }),
    ],
    accepted: false,
  },
  {
    field: 'volumeName of a claim, set first',
    old: claim,
    next: each(claim, 'spec.volumeName', 'scenes'),
    accepted: true,
  },
  {
    field: 'requests.storage of a bound claim, less',
    old: boundClaim,
    status: bound,
    next: each(boundClaim, 'spec.resources.requests.storage', '500Mi'),
    accepted: false,
  },
  {
    field: 'requests.storage of a bound claim without a class, more',
    old: boundClaim,
    status: bound,
    next: each(boundClaim, 'spec.resources.requests.storage', '2Gi'),
    accepted: false,
  },
];
