import { Duration, Size } from 'cdk8s';
import { Datacube, type DatacubeProps } from '../../apps/datacube/chart';
import { landsat8 } from '../../apps/datacube/products';
import { Environment, type EnvironmentProps } from '../../apps/environments';
import type { System } from '../../src/build-systems';
import { synthesize } from '../../src/synthesize';
import { kubectl } from './kubectl';
import type { TestNamespace } from './namespace';
import type { ExportFolder } from './outside';
import { anyPassword } from './password';
import { REDIS } from './queue';
import type { DeadItem, JobState } from './queue-user';
import { settings } from './settings';

/** Answers every request: the services of the image are not what is tested. */
const ANSWERS = 'wsgiref.simple_server:demo_app';

/** Where the scenes and the products are. */
export type DatacubeStorage = Pick<EnvironmentProps, 'nfs' | 'objectStores'>;

/** A folder of the export with the scenes and the products. */
export function share(folder: ExportFolder): DatacubeStorage {
  return { nfs: { datacube: { ...folder, capacity: Size.gibibytes(1) } } };
}

/** The manifests of a datacube for the cluster under test, as a user synthesizes them. */
export async function datacubeManifests(
  namespace: string,
  storage: DatacubeStorage,
  props: Omit<DatacubeProps, 'environment'>,
): Promise<string> {
  const { odc, redis, postgis } = settings.images;
  const environment = new Environment({
    name: 'test',
    namespace,
    images: {
      'docker.io/opendatacube/datacube-index': odc,
      'docker.io/opendatacube/ows': odc,
      'docker.io/opendatacube/explorer': odc,
      'docker.io/satapps/odc-products': odc,
      'docker.io/library/redis': redis,
      'docker.io/postgis/postgis': postgis,
    },
    imagePullPolicy: 'IfNotPresent',
    ...storage,
    ingress: { className: 'nginx', namespace: 'ingress-nginx', dialect: 'nginx' },
    domain: 'eo.test',
    sizes: 'small',
    standIns: true,
  });
  const datacube: System<Environment> = {
    name: 'datacube',
    build: (app) =>
      new Datacube(app, 'datacube', {
        environment,
        release: '1.9',
        ows: { app: ANSWERS },
        explorer: { app: ANSWERS },
        // As short as tests need it.
        generation: {
          queue: { lease: Duration.seconds(30), retryDelay: Duration.seconds(10), maxAttempts: 10 },
        },
        ...props,
        commands: {
          owsReady: ['datacube', 'product', 'show', landsat8.name],
          owsSchema: ['true'],
          owsUpdate: ['true'],
          summarize: ['true'],
          ...props.commands,
        },
      }),
  };
  const { files } = await synthesize({ systems: [datacube], environments: [environment] });
  return [...files.values()].join('');
}

/** The Secrets that the manifests only name. */
export const LOGINS = ['datacubedb-login', 'redis-login'];

/** A datacube as the people see it who look after it. */
export class DatacubeUser {
  private readonly applied: string[] = [];

  constructor(
    readonly namespace: TestNamespace,
    private readonly storage: DatacubeStorage,
  ) {}

  /** Makes the Secrets, with passwords that nobody has. */
  async login(): Promise<void> {
    for (const name of LOGINS) {
      const secret = ['create', 'secret', 'generic', name];
      await this.namespace.kubectl(...secret, `--from-literal=password=${anyPassword()}`);
    }
  }

  /** Applies the manifests, without a warning of the server. */
  async apply(props: Omit<DatacubeProps, 'environment'>): Promise<void> {
    const manifests = await datacubeManifests(this.namespace.name, this.storage, props);
    this.applied.push(manifests);
    const { stderr } = await this.namespace.apply(manifests, '--validate=strict');
    if (stderr !== '') throw new Error(`kubectl apply says: ${stderr}`);
  }

  /** Deletes all that was applied, at once: a claim does not go before the Jobs that mount it. */
  async delete(): Promise<void> {
    const manifests = this.applied.splice(0).join('---\n');
    if (manifests === '') return;
    await kubectl(['delete', '--ignore-not-found', '--filename', '-'], manifests);
  }

  /** Waits until all Jobs of a construct are done. */
  async done(name: string): Promise<void> {
    const jobs = ['get', 'jobs', '-l', `app.kubernetes.io/name=${name}`, '--output=json'];
    await this.namespace.eventually(
      `the Jobs of ${name} are done`,
      async (): Promise<readonly JobState[]> =>
        JSON.parse((await this.namespace.kubectl(...jobs)).stdout).items,
      (found) => found.length > 0 && found.every(isComplete),
    );
  }

  /** How many scenes are in the index. */
  async indexed(): Promise<number> {
    const count = `import datacube
print(datacube.Datacube().index.datasets.count(product="${landsat8.name}"))`;
    return Number(await this.namespace.exec('deployment/datacube-ows', 'python3', '-c', count));
  }

  /** Waits for the pod that makes products, and gives its name. */
  worker(): Promise<string> {
    const pods = ['get', 'pods', '-l', 'component=worker', '--field-selector=status.phase=Running'];
    return this.namespace.eventually(
      'a worker runs',
      async () => (await this.namespace.kubectl(...pods, '-o', 'name')).stdout.trim(),
      (names) => names.startsWith('pod/'),
    );
  }

  /** What a pod has written. */
  async logs(pod: string): Promise<string> {
    return (await this.namespace.kubectl('logs', pod)).stdout;
  }

  /** The items that were given up. */
  async dead(): Promise<DeadItem[]> {
    const reaper = `deployment/${REDIS}-reaper`;
    const lines = await this.namespace.exec(reaper, 'queue', 'dead', 'jobProduct');
    return lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }
}

function isComplete({ status: { conditions = [] } }: JobState): boolean {
  return conditions.some(({ type, status }) => type === 'Complete' && status === 'True');
}
