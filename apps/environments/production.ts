import { Size } from 'cdk8s';
import { Environment } from './environment';

/** The cluster of the original systems, with their values. */
export const production = new Environment({
  name: 'production',
  namespace: 'eo',
  registry: 'registry.kub-eo.agr.gc.ca',
  pullSecrets: ['regcred'],
  nfs: {
    miniostorage: {
      server: '10.117.206.94',
      path: '/mnt/md0/minio_storage',
      capacity: Size.tebibytes(10),
      volumeName: 'nfs-pv-miniostorage',
      claimRequest: Size.tebibytes(10),
      mountOptions: ['hard', 'noatime'],
    },
  },
});
