import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubectl } from './kubectl';
import { TestNamespace } from './namespace';
import type { ExportFolder } from './outside';
import type { Scene } from './scenes';
import { settings } from './settings';

const POD = 'rasters';
const FOLDER = '/share';

/** A raster, as far as the tests look at it. */
export interface Raster {
  readonly crs: string;
  readonly nodata: number;
  /** The west. */
  readonly x: number;
  /** The north. */
  readonly y: number;
  /** Width and height of a pixel. */
  readonly pixel: readonly [number, number];
  /** Columns and rows. */
  readonly size: readonly [number, number];
  readonly types: readonly string[];
  /** The rows of each band, as many as were asked for. */
  readonly bands: Readonly<Record<string, readonly (readonly number[])[]>>;
}

/** A pod, apart from all tested ones, that writes and reads rasters in a folder of the export. */
export class Rasters {
  static async create(nfs: ExportFolder): Promise<Rasters> {
    const namespace = await TestNamespace.create('rasters', 'privileged');
    await namespace.apply(
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: POD },
        spec: {
          terminationGracePeriodSeconds: 0,
          containers: [
            {
              name: POD,
              image: settings.images.odc,
              imagePullPolicy: 'IfNotPresent',
              command: ['sleep', 'infinity'],
              // The same user as that of the tested pods, who may write to the products.
              securityContext: { runAsUser: 10001 },
              volumeMounts: [{ name: 'share', mountPath: FOLDER }],
            },
          ],
          volumes: [{ name: 'share', nfs }],
        },
      }),
    );
    await namespace.eventually(
      'the pod of the rasters runs',
      () => namespace.get(`pod/${POD}`, '{.status.phase}'),
      (phase) => phase === 'Running',
    );
    return new Rasters(namespace);
  }

  private constructor(private readonly namespace: TestNamespace) {}

  /** Writes scenes into a folder, each in one of its own. */
  async write(folder: string, scenes: readonly Scene[]): Promise<void> {
    const args = [`${FOLDER}/${folder}`];
    await python(this.namespace, POD, 'write_scenes.py', args, JSON.stringify(scenes));
  }

  /** The names of all files below a folder. */
  async files(folder: string): Promise<string[]> {
    const found = await this.namespace.exec(POD, 'find', `${FOLDER}/${folder}`, '-type', 'f');
    const names = found.split('\n').filter((name) => name !== '');
    return names.map((name) => name.slice(`${FOLDER}/`.length)).sort();
  }

  /** What is in the upper left corner of a file. */
  async read(file: string, columns: number, rows: number): Promise<Raster> {
    const args = [`${FOLDER}/${file}`, String(columns), String(rows)];
    return JSON.parse(await python(this.namespace, POD, 'read_product.py', args));
  }

  /** Deletes the pod. */
  delete(): Promise<void> {
    return this.namespace.delete();
  }
}

/** One of the programs beside this file, as `python3 -c` takes it. */
export function program(name: string): string {
  return readFileSync(join(__dirname, 'rasters', name), 'utf8');
}

/** What one of the programs prints, run in the container of a pod that has the pod's name. */
export async function python(
  { name }: TestNamespace,
  pod: string,
  script: string,
  args: readonly string[],
  input = '',
): Promise<string> {
  const exec = ['--namespace', name, 'exec', '--stdin', pod, '--container', pod, '--'];
  return (await kubectl([...exec, 'python3', '-c', program(script), ...args], input)).stdout;
}
