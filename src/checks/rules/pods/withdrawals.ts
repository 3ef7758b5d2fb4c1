import { quoted } from '../../../../constructs/rules/violation';

/** What became of an image, and what to pull in its place. */
export interface Withdrawal {
  /** Reads after "and". */
  readonly what: string;

  readonly fix: string;
}

/** What became of an image that is no longer published or maintained under its name. */
export function withdrawal(image: string): Withdrawal | undefined {
  const [, name = '', version = ''] = /^([^@:]+(?::\d+\/[^@:]+)?)(.*)$/.exec(image) ?? [];
  const full = fullName(name);
  for (const { names, found } of WITHDRAWN) {
    const [, rest = ''] = names.exec(full) ?? [];
    const isMeant = rest !== '' && found(rest, version);
    if (isMeant) return isMeant;
  }
  return undefined;
}

interface Withdrawn {
  /** The full names; the group is what the words about them need. */
  readonly names: RegExp;

  readonly found: (rest: string, version: string) => Withdrawal | undefined;
}

/** The name with its registry, as a container runtime completes it. */
function fullName(name: string): string {
  const [first = '', ...rest] = name.split('/');
  if (rest.length === 0) return `docker.io/library/${name}`;
  if (/^(index\.|registry-1\.)?docker\.io$/.test(first)) return `docker.io/${rest.join('/')}`;
  return /[.:]/.test(first) || first === 'localhost' ? name : `docker.io/${name}`;
}

const UNMAINTAINED = 'is no longer maintained under this name';

const WITHDRAWN: readonly Withdrawn[] = [
  // https://github.com/bitnami/charts/issues/35164
  {
    names: /^docker\.io\/bitnami\/(.+)$/,
    found: (image, version) =>
      // The one tag without a version stays; which image a digest alone is, nobody can see.
      /^:(?!latest(@|$))/.test(version)
        ? {
            what: 'Bitnami took its images with a version away from there in September 2025',
            fix: ofBitnami(image),
          }
        : undefined,
  },
  {
    names: /^docker\.io\/bitnamilegacy\/(.+)$/,
    found: (image) => ({ what: 'the images there get no more fixes', fix: ofBitnami(image) }),
  },
  // https://github.com/zilliztech/milvus-helm/issues/315
  {
    names: /^docker\.io\/minio\/(minio)$/,
    found: (image) => ({
      what: 'MinIO took its image away from Docker Hub',
      fix: `pull a version that quay.io/minio/${image} has, or use an object store outside the cluster`,
    }),
  },
  // https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/
  {
    names: /^k8s\.gcr\.io\/(.+)$/,
    found: (image, version) => ({
      what: 'this registry has been frozen since April 2023',
      fix: `write ${quoted(`registry.k8s.io/${image}${version}`)}`,
    }),
  },
  {
    names: /^(?:(?:asia|eu|us)\.)?gcr\.io\/google[_-]containers\/(.+)$/,
    found: (image) => ({
      what: "Kubernetes' own images are no longer published there",
      fix: `pull it from registry.k8s.io, as registry.k8s.io/${image} where it is there`,
    }),
  },
  // https://github.com/kubernetes-sigs/kubebuilder/discussions/3907
  {
    names: /^gcr\.io\/kubebuilder\/(kube-rbac-proxy)$/,
    found: (image) => ({
      what: 'it was deleted there',
      fix: `pull quay.io/brancz/${image}`,
    }),
  },
  {
    names: /^quay\.io\/kubernetes-ingress-controller\/(nginx-ingress-controller)$/,
    found: () => ({ what: UNMAINTAINED, fix: 'pull registry.k8s.io/ingress-nginx/controller' }),
  },
  // https://github.com/OSGeo/gdal/issues/7447
  {
    names: /^docker\.io\/osgeo\/(gdal|proj)$/,
    found: (image) => ({ what: UNMAINTAINED, fix: `pull ghcr.io/osgeo/${image}` }),
  },
  // https://github.com/jupyter/docker-stacks
  {
    names: /^docker\.io\/jupyter\/((?:[a-z]+-)+notebook|docker-stacks-foundation)$/,
    found: (image) => ({ what: UNMAINTAINED, fix: `pull quay.io/jupyter/${image}` }),
  },
  {
    names: /^docker\.io\/mdillon\/(postgis)$/,
    found: (image) => ({ what: UNMAINTAINED, fix: `pull postgis/${image}` }),
  },
  {
    names: /^docker\.io\/library\/(openjdk|centos)$/,
    found: (image) => ({
      what: 'it gets no more fixes',
      fix:
        image === 'openjdk'
          ? 'pull eclipse-temurin, which follows it'
          : 'pull quay.io/centos/centos, which follows it',
    }),
  },
];

/** Where the same programs are published by those who make them. */
const INSTEAD_OF_BITNAMI: Readonly<Record<string, string>> = {
  mariadb: 'mariadb',
  memcached: 'memcached',
  mongodb: 'mongo',
  mysql: 'mysql',
  nginx: 'nginx',
  postgresql: 'postgres, or postgis/postgis,',
  rabbitmq: 'rabbitmq',
  redis: 'redis, or valkey/valkey,',
  valkey: 'valkey/valkey',
};

function ofBitnami(image: string): string {
  const instead = Object.hasOwn(INSTEAD_OF_BITNAMI, image) ? INSTEAD_OF_BITNAMI[image] : undefined;
  return instead === undefined
    ? 'pull the image of those who make the program, or one of your own'
    : `pull ${instead} with the version that you need; its settings differ from Bitnami's`;
}
