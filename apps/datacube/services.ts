import { Duration } from 'cdk8s';
import {
  type DatabaseUser,
  Exposure,
  type ExtraContainerProps,
  GeoApiService,
  gdalEnvironment,
  Health,
  mostPods,
  type Replicas,
  type Resources,
  Rollout,
  Server,
  surgePods,
} from '../../constructs';
import { type Access, access, together } from './access';
import type { DatacubePlan } from './plan';

/** How a service of a datacube runs, and who reaches it. */
export interface DatacubeServiceOptions {
  /**
   * Who may reach it, and how.
   *
   * @default - everybody, by the ingress controller of the environment
   */
  readonly exposure?: Exposure;

  /**
   * How many pods.
   *
   * @default - by the sizes of the environment
   */
  readonly replicas?: Replicas;

  /**
   * What a pod asks for, and the most that it gets.
   *
   * @default - by the sizes of the environment
   */
  readonly resources?: Resources;

  /**
   * Worker processes in each pod.
   *
   * @default 2
   */
  readonly workers?: number;

  /**
   * Threads in each worker process.
   *
   * @default 2
   */
  readonly threads?: number;

  /**
   * The WSGI application in the image.
   *
   * @default - that of datacube-ows, or of datacube-explorer 2
   */
  readonly app?: string;
}

/** The first part of the host name of the maps. */
export const OWS_HOST = 'ows';

/** A service, and what it takes of the database. */
export interface DatacubeService {
  readonly service: GeoApiService;
  readonly user: DatabaseUser;
}

/** Maps of the scenes: datacube-ows. */
export function owsService(
  plan: DatacubePlan,
  options: DatacubeServiceOptions | false = {},
): DatacubeService | undefined {
  if (options === false || plan.owsConfig === undefined) return undefined;
  const { images, pods, commands, datacube, storage, owsConfig, sizes } = plan;
  const { env, mounts } = together(datacube, owsConfig);
  const gdal = access({ env: gdalEnvironment() });
  return service(plan, options, {
    id: 'datacube-ows',
    host: OWS_HOST,
    image: images.ows,
    app: 'datacube_ows.wsgi',
    ready: '/ping',
    access: together(gdal, storage.reading, datacube, owsConfig),
    sizes: sizes.ows,
    // A layer that has no scene when a pod starts would never appear.
    initContainers: [
      {
        name: 'wait-for-scenes',
        image: images.ows,
        imagePullPolicy: pods.imagePullPolicy,
        command: commands.owsReady,
        env,
        mounts,
      },
    ],
  });
}

/** The catalogue of the scenes: datacube-explorer. */
export function explorerService(
  plan: DatacubePlan,
  options: DatacubeServiceOptions | false = {},
): DatacubeService | undefined {
  if (options === false) return undefined;
  const { images, datacube, sizes } = plan;
  return service(plan, options, {
    id: 'datacube-explorer',
    host: 'explorer',
    image: images.explorer,
    app: 'cubedash:create_app()',
    ready: '/stac',
    access: datacube,
    sizes: sizes.explorer,
    initContainers: [],
  });
}

/** What one service has that the other has not. */
interface Kind {
  /** Name of the objects. */
  readonly id: string;

  /** The first part of its host name. */
  readonly host: string;

  readonly image: string;
  readonly app: string;

  /** A path that is answered where the database can be asked; no pod is started again for it. */
  readonly ready: string;

  readonly access: Access;
  readonly sizes: Required<Pick<DatacubeServiceOptions, 'resources' | 'replicas'>>;
  readonly initContainers: readonly ExtraContainerProps[];
}

/** A request for a map reads many scenes. */
const TIMEOUT = Duration.minutes(2);

const PATIENCE = { period: Duration.seconds(30), timeout: Duration.seconds(15) };

function service(
  { chart, environment, pods }: DatacubePlan,
  { workers = 2, threads = 2, ...options }: DatacubeServiceOptions,
  { id, host, image, sizes, ready, initContainers, ...kind }: Kind,
): DatacubeService {
  const { app = kind.app, resources = sizes.resources, replicas = sizes.replicas } = options;
  const { exposure = Exposure.ingress(environment.route(host)) } = options;
  const rollout = Rollout.rolling();
  const made = new GeoApiService(chart, id, {
    ...pods,
    image,
    port: 8000,
    server: Server.gunicorn({ app, workers, threads, timeout: TIMEOUT }),
    ...kind.access,
    initContainers,
    resources,
    replicas,
    rollout,
    health: Health.http(ready, PATIENCE),
    exposure,
  });
  const most = mostPods(replicas);
  const connectionsPerPod = workers * connectionsOf(threads);
  const user = { name: id, pods: most, surge: surgePods(rollout, most), connectionsPerPod };
  return { service: made, user };
}

/**
 * The connections of a process: a thread asks twice at once at the most, and the pool of SQLAlchemy ends at
 * 15.
 */
export function connectionsOf(threads: number): number {
  return Math.min(2 * threads, 15);
}
