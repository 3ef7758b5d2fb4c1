import { posix } from 'node:path';
import { TestNamespace } from './namespace';
import { settings } from './settings';

/** A folder of the NFS export, as a volume names it. */
export interface ExportFolder {
  readonly server: string;
  readonly path: string;
}

/**
 * What somebody at the node and at the NFS server sees and can do: a pod, apart
 * from all tested ones, that mounts the export itself and sees the node's
 * processes.
 */
export class Outside {
  static async create(): Promise<Outside> {
    const namespace = await TestNamespace.create('outside', 'privileged');
    const outside = new Outside(namespace);
    await namespace.apply(
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'outside' },
        spec: {
          hostPID: true,
          terminationGracePeriodSeconds: 0,
          containers: [
            {
              name: 'outside',
              image: settings.images.tools,
              imagePullPolicy: 'IfNotPresent',
              command: ['sleep', 'infinity'],
              securityContext: { privileged: true },
              volumeMounts: [{ name: 'export', mountPath: '/export' }],
            },
          ],
          volumes: [{ name: 'export', nfs: settings.nfs }],
        },
      }),
    );
    await namespace.eventually(
      'the pod outside runs',
      () => namespace.get('pod/outside', '{.status.phase}'),
      (phase) => phase === 'Running',
    );
    await outside.shell(`mkdir -p "${outside.root}"`);
    return outside;
  }

  private constructor(private readonly namespace: TestNamespace) {}

  /** Makes a folder on the export that every uid can write to. */
  async folder(name: string): Promise<ExportFolder> {
    await this.shell(`mkdir -p "${this.root}/${name}" && chmod 1777 "${this.root}/${name}"`);
    return {
      server: settings.nfs.server,
      path: posix.join(settings.nfs.path, this.namespace.name, name),
    };
  }

  /** Writes a file into a folder of the export; all may read it. */
  async write(file: string, content: string): Promise<void> {
    const path = `${this.root}/${file}`;
    await this.shell(`mkdir -p "$(dirname "${path}")" && printf %s '${content}' >"${path}"`);
  }

  /** The content of a file in a folder of the export. */
  read(file: string): Promise<string> {
    return this.shell(`cat "${this.root}/${file}"`);
  }

  /** The lines of all files of a folder of the export whose names begin so. */
  async lines(folder: string, prefix: string): Promise<string[]> {
    const files = `find "${this.root}/${folder}" -name "${prefix}*" -exec cat {} +`;
    return (await this.shell(files)).split('\n').filter((line) => line !== '');
  }

  /** Gives a folder of the export, with all in it, to a user. */
  async giveTo(uid: number, folder: string): Promise<void> {
    await this.shell(`chown -R ${uid} "${this.root}/${folder}"`);
  }

  /** Ends a container as a crash or the kernel would: SIGKILL to all of its processes. */
  async kill(containerId: string): Promise<void> {
    const id = containerId.replace(/^\w+:\/\//, '');
    if (!/^[0-9a-f]{64}$/.test(id)) throw new Error(`not the id of a container: '${containerId}'`);
    // The kernel ends the others itself when it ends the first one.
    await this.shell(
      `for c in $(grep -ls ${id} /proc/[0-9]*/cgroup); do p=\${c#/proc/}; kill -9 "\${p%/cgroup}" || :; done`,
    );
  }

  /** Deletes what was made on the export, and the pod. */
  async delete(): Promise<void> {
    await this.shell(`rm -rf "${this.root}"`);
    await this.namespace.delete();
  }

  /** Runs of the suites on one export do not meet. */
  private get root(): string {
    return `/export/${this.namespace.name}`;
  }

  private shell(script: string): Promise<string> {
    return this.namespace.exec('pod/outside', 'sh', '-euc', script);
  }
}
