import { Size } from 'cdk8s';
import { Environment } from './environment';

/**
 * A small cluster on one machine, such as kind, k3d or minikube, with NFS exports of that machine.
 *
 * `172.18.0.1` is the machine as the nodes of kind see it; other clusters need another address. Names
 * below `localhost` lead to the machine itself, as browsers and curl have it.
 */
export const local = new Environment({
  name: 'local',
  namespace: 'eo-local',
  createNamespace: true,
  images: {
    agricarta: 'docker.io/opendatacube/ows:1.8.42',
    'docker.io/satapps/odc-products': 'docker.io/opendatacube/datacube-index:0.3.0',
  },
  imagePullPolicy: 'IfNotPresent',
  nfs: {
    miniostorage: {
      server: '172.18.0.1',
      path: '/srv/nfs/miniostorage',
      capacity: Size.gibibytes(10),
      mountOptions: ['hard', 'noatime'],
    },
    datacube: {
      server: '172.18.0.1',
      path: '/srv/nfs/datacube',
      capacity: Size.gibibytes(10),
      mountOptions: ['hard', 'noatime'],
    },
  },
  ingress: { className: 'nginx', namespace: 'ingress-nginx', dialect: 'nginx' },
  domain: 'eo.localhost',
  sizes: 'small',
  standIns: true,
});
