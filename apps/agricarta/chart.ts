import { join } from 'node:path';
import { Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import {
  ConfigFile,
  ConfigFileMount,
  Exposure,
  GeoApiService,
  Health,
  type Mount,
  NfsVolume,
  Replicas,
  type Resources,
  Rollout,
  Scratch,
  Server,
} from '../../constructs';
import type { Environment } from '../environments';
import { type PreprocessingConfig, preprocessing } from './preprocessing';

/** What an Agricarta is told. */
export interface AgricartaProps {
  /** The cluster that it runs on; it needs the NFS export `miniostorage`. */
  readonly environment: Environment;

  /**
   * Name of the image, as the environment knows it.
   *
   * @default 'agricarta:v0.0.2'
   */
  readonly image?: string;

  /**
   * What the preprocessing is told.
   *
   * @default - the original's configuration
   */
  readonly config?: PreprocessingConfig;

  /**
   * Who may reach the API, and how.
   *
   * @default Exposure.nodePort(30199)
   */
  readonly exposure?: Exposure;

  /**
   * What the container asks for, and the most that it gets.
   *
   * @default - by the sizes of the environment
   */
  readonly resources?: Resources;

  /**
   * The most that the jobs may write to `/code/workingdir`, on the disk of the node.
   *
   * @default - 50 Gi, or 1 Gi where the environment is small
   */
  readonly workingSpace?: Size;
}

const SIZES: Readonly<Record<Environment['sizes'], { resources: Resources; workingSpace: Size }>> =
  {
    small: { resources: {}, workingSpace: Size.gibibytes(1) },
    standard: {
      resources: {
        cpu: { request: Cpu.units(1), limit: Cpu.units(4) },
        memory: { request: Size.gibibytes(2), limit: Size.gibibytes(8) },
        ephemeralStorage: { request: Size.gibibytes(10) },
      },
      workingSpace: Size.gibibytes(50),
    },
  };

/**
 * Agricarta preprocessing: a Flask API that turns satellite scenes on a share into analysis-ready
 * rasters. `POST /agricarta/preprocessing` starts a job in the pod and returns its id.
 */
export class Agricarta extends Chart {
  /** The share with the scenes and the results. */
  public readonly storage: NfsVolume;

  /** `/code/config.yaml`. */
  public readonly config: ConfigFileMount;

  /** The API and its pod. */
  public readonly api: GeoApiService;

  constructor(scope: Construct, id: string, props: AgricartaProps) {
    const { environment } = props;
    super(scope, id, { namespace: environment.namespace });
    const sizes = SIZES[environment.sizes];

    this.storage = new NfsVolume(this, 'miniostorage', {
      ...environment.nfs('miniostorage'),
      claimName: 'nfs-pvc-miniostorage',
    });

    this.config = new ConfigFileMount(this, 'agricarta-preprocessing-config', {
      files: { '/code/config.yaml': ConfigFile.yaml(props.config ?? preprocessing) },
    });

    this.api = new GeoApiService(this, 'agricarta', {
      image: environment.image(props.image ?? 'agricarta:v0.0.2'),
      imagePullPolicy: environment.imagePullPolicy,
      imagePullSecrets: environment.pullSecrets,
      server: Server.flask({ app: 'server.py' }),
      workingDir: '/code',
      mounts: [
        this.storage.mountAt('/code/miniostorage'),
        this.config,
        Scratch.at('/code/logs'),
        Scratch.at('/code/workingdir', props.workingSpace ?? sizes.workingSpace),
        ...(environment.standIns ? [this.standIn()] : []),
      ],
      resources: props.resources ?? sizes.resources,
      health: Health.http('/'),
      exposure: props.exposure ?? Exposure.nodePort(30199),
      serviceName: 'agricarta-nodeport',
      selector: { app: 'agricarta' },
      replicas: Replicas.fixed(1, 'the jobs run in the pod, and only it knows them'),
      rollout: Rollout.recreate('the jobs run in the pod, and two pods would do them twice'),
    });
  }

  /** A small server in place of the one in the private image. */
  private standIn(): Mount {
    return new ConfigFileMount(this, 'agricarta-stand-in', {
      files: { '/code/server.py': ConfigFile.file(join(__dirname, 'stand-in', 'server.py')) },
    });
  }
}
