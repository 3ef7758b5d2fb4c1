import { Size } from 'cdk8s';
import { Agricarta } from '../../apps/agricarta/chart';
import { type PreprocessingConfig, preprocessing } from '../../apps/agricarta/preprocessing';
import { Environment } from '../../apps/environments/environment';
import type { System } from '../../src/build-systems';
import { synthesize } from '../../src/synthesize';
import type { TestNamespace } from './namespace';
import { nodeAddress } from './node';
import type { ExportFolder } from './outside';
import { settings } from './settings';

export const DEPLOYMENT = 'deployment/agricarta';
export const SERVICE = 'service/agricarta-nodeport';

/** Where the storage is in the pods, of the original too. */
export const STORAGE = '/code/miniostorage';

export const SCENE = 'LC08_L1TP_042025_20200624_20200707_01_T1';

/** The folder of the storage in which Agricarta looks for the scene. */
export const SCENE_FOLDER = `18-12a-products/tiles/042/025/${SCENE}`;

/** Agricarta's manifests for the cluster under test, as a user synthesizes them. */
export async function agricartaManifests(
  namespace: string,
  miniostorage: ExportFolder,
  config: PreprocessingConfig = preprocessing,
): Promise<string> {
  const environment = new Environment({
    name: 'test',
    namespace,
    images: { agricarta: settings.images.server },
    imagePullPolicy: 'IfNotPresent',
    nfs: {
      miniostorage: {
        ...miniostorage,
        capacity: Size.tebibytes(10),
        // The original's name, to be taken over.
        volumeName: 'nfs-pv-miniostorage',
        // What the original's claim asks for: it cannot be lowered.
        claimRequest: Size.tebibytes(10),
        mountOptions: ['hard', 'noatime'],
      },
    },
    sizes: 'small',
    standIns: true,
  });
  const agricarta: System<Environment> = {
    name: 'agricarta',
    build: (app) => new Agricarta(app, 'agricarta', { environment, config }),
  };
  const { files } = await synthesize({ systems: [agricarta], environments: [environment] });
  return [...files.values()].join('');
}

/** A job's `status.json`. */
export interface JobStatus {
  readonly job_id: string;
  readonly status: 'queued' | 'running' | 'done' | 'failed';
  readonly reason?: string;
}

/** Agricarta as its users see it: the API at the NodePort, and the files in the storage. */
export class AgricartaUser {
  constructor(private readonly namespace: TestNamespace) {}

  /** Waits until `GET /` says what it should. */
  async hello(): Promise<void> {
    const url = await this.url();
    await this.namespace.eventually(
      `${url} says hello`,
      async () => (await fetch(url)).text(),
      (answer) => answer === 'Hello, World!',
    );
  }

  /** Asks for a job on a scene; gives its id. */
  async preprocess(scene: string): Promise<string> {
    const response = await fetch(`${await this.url()}/agricarta/preprocessing`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        imagery_list: [scene],
        resolution: 10,
        cores: 4,
        delete_intermediate: true,
      }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${text}`);
    return text;
  }

  /** What the status file says of a job. */
  async status(job: string): Promise<JobStatus> {
    const file = `${STORAGE}/agricarta/${job}/status.json`;
    return JSON.parse(await this.namespace.exec(DEPLOYMENT, 'cat', file));
  }

  /** Waits for the end of a job, a good one or a bad one. */
  end(job: string): Promise<JobStatus> {
    return this.namespace.eventually(
      `job ${job} ends`,
      () => this.status(job),
      ({ status }) => status === 'done' || status === 'failed',
    );
  }

  private async url(): Promise<string> {
    const nodePort = await this.namespace.get(SERVICE, '{.spec.ports[0].nodePort}');
    return `http://${await nodeAddress()}:${nodePort}`;
  }
}
