import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, parseManifests, writeManifests } from './manifests';
import type { TestNamespace } from './namespace';
import type { ExportFolder } from './outside';
import { settings } from './settings';

const root = join(__dirname, '..', '..');

interface OriginalManifest extends Manifest {
  readonly spec: {
    nfs?: object;
    template?: {
      spec: {
        containers: { image: string; imagePullPolicy: string; volumeMounts: object[] }[];
        volumes: object[];
      };
    };
  };
}

/**
 * The original manifests, changed only in what this cluster does not have: the
 * private image, which brings `server.py` and works in `/code`, and the NFS server.
 */
export function originalManifests(miniostorage: ExportFolder): string {
  const text = readFileSync(join(__dirname, 'original', 'agricarta.yaml'), 'utf8');
  const objects = parseManifests<OriginalManifest>(text);
  for (const { spec } of objects) {
    if (spec.nfs) spec.nfs = { ...miniostorage, readOnly: false };
    if (!spec.template) continue;
    const { containers, volumes } = spec.template.spec;
    for (const container of containers) {
      Object.assign(container, {
        image: settings.images.server,
        imagePullPolicy: 'IfNotPresent',
        workingDir: '/code',
      });
      container.volumeMounts.push(
        { name: 'server', mountPath: '/code/server.py', subPath: 'server.py' },
        { name: 'workingdir', mountPath: '/code/workingdir' },
      );
    }
    volumes.push(
      { name: 'server', configMap: { name: 'server' } },
      { name: 'workingdir', emptyDir: {} },
    );
  }
  return writeManifests(objects);
}

/** Does what the original's document says: a ConfigMap from the config file, then the manifests. */
export async function applyOriginal(namespace: TestNamespace, manifests: string): Promise<void> {
  const config = join(__dirname, 'original', 'config.yaml');
  const server = join(root, 'apps', 'agricarta', 'stand-in', 'server.py');
  const configMap = ['create', 'configmap', 'agricarta-preprocessing-config'];
  await namespace.kubectl(...configMap, '--from-file', config);
  await namespace.kubectl('create', 'configmap', 'server', '--from-file', server);
  await namespace.apply(manifests);
}
