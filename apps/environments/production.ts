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
  ingress: { className: 'nginx', namespace: 'ingress-nginx', dialect: 'nginx' },
  domain: 'kub-eo.agr.gc.ca',
  certificates: { name: 'letsencrypt', kind: 'ClusterIssuer' },
  databases: {
    datacube: {
      host: 'datacubedb-postgresql.datacubedb.svc.cluster.local',
      name: 'datacube',
      username: 'postgres',
      secretName: 'datacubedb-login',
      location: { namespace: 'datacubedb' },
    },
  },
  objectStores: {
    datacube: {
      url: 'http://s3-uk-1.sa-catapult.co.uk',
      bucket: 'public-eo-data',
      secretName: 'datacube-store-login',
      // The addresses of the store are its owner's, and may change.
      location: { cidr: '0.0.0.0/0' },
    },
  },
  dask: { host: 'dask-scheduler.dask.svc.cluster.local', location: { namespace: 'dask' } },
});
