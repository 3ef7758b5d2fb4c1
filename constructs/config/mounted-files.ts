import { posix } from 'node:path';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import { checkSecretKey } from '../pod/env';
import type { MountUser } from '../pod/mount';
import { shortName, volumeName } from '../pod/volume-name';
import { liveFileName, mountPath } from '../rules/paths';
import type { Content } from './content';
import { mergeContainer } from './merge';

/** How a pod sees the files of a ConfigMap. */
export interface MountedFiles {
  readonly volumes: readonly k8s.Volume[];
  readonly volumeMounts: readonly k8s.VolumeMount[];
  readonly initContainers: (user: MountUser) => readonly k8s.Container[];
}

/** Each file at its path; files with secrets come from memory, where an init container makes them. */
export function singleFiles(
  construct: Construct,
  configMapName: string,
  contents: readonly Content[],
): MountedFiles {
  const name = volumeName(construct.node.id);
  const merged = (index: number) => volumeName(construct.node.id, 'merged', String(index));
  const secrets = (index: number) => volumeName(construct.node.id, 'secrets', String(index));
  const merges = contents.filter((content) => content.secrets.length > 0);
  return {
    volumes: [
      configMapVolume(name, configMapName, contents, ({ key }) => key),
      ...merges.flatMap((content, index) => [
        secretsVolume(construct, secrets(index), content),
        {
          name: merged(index),
          emptyDir: { medium: 'Memory', sizeLimit: k8s.Quantity.fromString('2Mi') },
        },
      ]),
    ],
    volumeMounts: contents.map((content) => ({
      name: merges.includes(content) ? merged(merges.indexOf(content)) : name,
      mountPath: content.path,
      subPath: content.key,
      readOnly: true,
    })),
    initContainers: (user) =>
      merges.map(({ key, encoding }, index) =>
        mergeContainer(
          {
            container: `merge-${shortName(`${construct.node.id}-${index}`, 57)}`,
            key,
            encoding,
            templates: name,
            secrets: secrets(index),
            merged: merged(index),
          },
          user,
        ),
      ),
  };
}

/**
 * All files as one folder, which running pods see change.
 *
 * @throws where the files are in several folders, or hold secrets
 */
export function wholeFolder(
  construct: Construct,
  configMapName: string,
  contents: readonly Content[],
): MountedFiles {
  const folders = new Set(contents.map(({ path }) => posix.dirname(path)));
  const [folder] = folders;
  if (folder === undefined || folders.size > 1) {
    throw explain(
      construct,
      `rollout 'live' mounts one folder, so all files must be in it, got ${[...folders].join(', ')}`,
      "make one ConfigFileMount for each folder, or use rollout 'hashed-name'",
    );
  }
  must(construct, 'files: folder', folder, mountPath(folder));
  for (const { path } of contents) must(construct, 'files: path', path, liveFileName(path));
  if (contents.some(({ secrets }) => secrets.length > 0)) {
    throw explain(
      construct,
      "rollout 'live' cannot fill in secrets, because they are filled in when a pod starts",
      "use rollout 'hashed-name'",
    );
  }
  const name = volumeName(construct.node.id);
  return {
    volumes: [configMapVolume(name, configMapName, contents, ({ path }) => posix.basename(path))],
    volumeMounts: [{ name, mountPath: folder, readOnly: true }],
    initContainers: () => [],
  };
}

function configMapVolume(
  name: string,
  configMapName: string,
  contents: readonly Content[],
  fileName: (content: Content) => string,
): k8s.Volume {
  return {
    name,
    configMap: {
      name: configMapName,
      defaultMode: 0o444,
      items: contents.map((content) => ({
        key: content.key,
        path: fileName(content),
        mode: content.mode,
      })),
    },
  };
}

function secretsVolume(construct: Construct, name: string, { secrets, path }: Content): k8s.Volume {
  return {
    name,
    projected: {
      defaultMode: 0o440,
      sources: secrets.map((ref, index) => {
        checkSecretKey(construct, `files['${path}']`, ref);
        const { secretName, key } = ref;
        return { secret: { name: secretName, items: [{ key, path: String(index) }] } };
      }),
    },
  };
}
