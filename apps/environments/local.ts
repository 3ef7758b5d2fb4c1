import { Size } from 'cdk8s';
import { Environment } from './environment';

/**
 * A small cluster on one machine, such as kind, k3d or minikube, with an NFS export of that machine.
 *
 * `172.18.0.1` is the machine as the nodes of kind see it; other clusters need another address.
 */
export const local = new Environment({
  name: 'local',
  namespace: 'eo-local',
  createNamespace: true,
  images: { agricarta: 'docker.io/opendatacube/ows:1.8.42' },
  imagePullPolicy: 'IfNotPresent',
  nfs: {
    miniostorage: {
      server: '172.18.0.1',
      path: '/srv/nfs/miniostorage',
      capacity: Size.gibibytes(10),
      mountOptions: ['hard', 'noatime'],
    },
  },
  sizes: 'small',
  standIns: true,
});
