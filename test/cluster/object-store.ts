import { stringify } from 'yaml';
import { TestNamespace } from './namespace';
import { anyPassword } from './password';
import { python, type Raster } from './rasters';
import type { Scene } from './scenes';
import { settings } from './settings';

const PORT = 9000;

/** Name of the pod, of its container with the client, and of its Service. */
const STORE = 'store';

/** A folder of the client. */
const FOLDER = '/tmp/files';

/** An S3 server, apart from all tested pods, with a client that writes and reads rasters. */
export class ObjectStore {
  static async create(bucket: string): Promise<ObjectStore> {
    const namespace = await TestNamespace.create(STORE, 'privileged');
    const store = new ObjectStore(namespace, bucket, anyPassword());
    await namespace.apply(store.manifests());
    await namespace.eventually(
      'the S3 server is ready',
      () => namespace.get(`pod/${STORE}`, '{.status.conditions[?(@.type=="Ready")].status}'),
      (status) => status === 'True',
    );
    return store;
  }

  private constructor(
    private readonly namespace: TestNamespace,
    readonly bucket: string,
    readonly secretAccessKey: string,
  ) {}

  readonly accessKeyId = 'datacube';

  /** Where the server is for pods of other namespaces. */
  get url(): string {
    return `http://${STORE}.${this.namespace.name}.svc.cluster.local:${PORT}`;
  }

  /** The namespace of the server. */
  get location(): { readonly namespace: string } {
    return { namespace: this.namespace.name };
  }

  /** Makes the bucket with scenes below a prefix, each below one of its own. */
  async write(prefix: string, scenes: readonly Scene[]): Promise<void> {
    const folder = `${FOLDER}/up`;
    await python(this.namespace, STORE, 'write_scenes.py', [folder], JSON.stringify(scenes));
    await python(this.namespace, STORE, 'copy.py', ['up', this.bucket, prefix, folder]);
  }

  /** What is in the upper left corner of the only raster below a prefix. */
  async read(prefix: string, columns: number, rows: number): Promise<Raster> {
    const folder = `${FOLDER}/down`;
    await python(this.namespace, STORE, 'copy.py', ['down', this.bucket, prefix, folder]);
    const found = await this.namespace.exec(STORE, 'find', folder, '-type', 'f');
    const [file = '', ...others] = found.trim().split('\n');
    if (others.length > 0) throw new Error(`expected one file below ${prefix}, found:\n${found}`);
    const args = [file, String(columns), String(rows)];
    return JSON.parse(await python(this.namespace, STORE, 'read_product.py', args));
  }

  /** Deletes the server with all that is in it. */
  delete(): Promise<void> {
    return this.namespace.delete();
  }

  private manifests(): string {
    const labels = { app: STORE };
    const env = (variables: Record<string, string>) =>
      Object.entries(variables).map(([name, value]) => ({ name, value }));
    const { accessKeyId: id, secretAccessKey: key } = this;
    const server = {
      name: 'server',
      image: settings.images.s3,
      imagePullPolicy: 'IfNotPresent',
      command: ['versitygw', '--port', `:${PORT}`, 'posix', '/data'],
      env: env({ ROOT_ACCESS_KEY_ID: id, ROOT_SECRET_ACCESS_KEY: key }),
      readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 1 },
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
    };
    const client = {
      name: STORE,
      image: settings.images.odc,
      imagePullPolicy: 'IfNotPresent',
      command: ['sleep', 'infinity'],
      env: env({
        AWS_ACCESS_KEY_ID: id,
        AWS_SECRET_ACCESS_KEY: key,
        AWS_S3_ENDPOINT_URL: `http://localhost:${PORT}`,
      }),
    };
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: STORE, labels },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [client, server],
        volumes: [{ name: 'data', emptyDir: {} }],
      },
    };
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: STORE },
      spec: { selector: labels, ports: [{ port: PORT }] },
    };
    return [pod, service].map((object) => stringify(object)).join('---\n');
  }
}
