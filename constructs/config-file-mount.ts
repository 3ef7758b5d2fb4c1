import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { ApiObject } from 'cdk8s';
import { ConfigMap, type IConfigMap, k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ConfigFile } from './config/config-file';
import { type Content, contentOf, MAX_BYTES } from './config/content';
import { configKeys } from './config/keys';
import { mergeContainer } from './config/merge';
import { identify, OBJECT_PROPS, type ObjectProps } from './identity';
import { explain, must } from './invalid';
import { type DeepPartial, manifest } from './manifest';
import { checkSecretKey } from './pod/env';
import type { Mount, MountUser } from './pod/mount';
import { shortName, volumeName } from './pod/volume-name';
import { pruneLast } from './prune';
import { dnsSubdomain, labelValue } from './rules/names';
import { fileName, liveFileName, mountPath } from './rules/paths';
import {
  anyMap,
  checkProps,
  given,
  instanceOf,
  listOf,
  mapOf,
  objectOf,
  oneOf,
  type Shape,
  text,
} from './shape';

/**
 * What happens to running pods when the files change.
 *
 * - `hashed-name`: the ConfigMap is immutable and its name holds a hash of the files, so that new
 *   pods replace the old ones, each with the files that it was made for; rolling back finds the old
 *   files.
 * - `checksum`: the ConfigMap keeps its name; new pods replace the old ones, but an old pod that
 *   starts again meanwhile reads the new files.
 * - `live`: the ConfigMap keeps its name and the folder of the files is mounted whole, so that
 *   running pods see new files after a minute, for applications that read them again.
 */
export type ConfigRollout = 'hashed-name' | 'checksum' | 'live';

/** What a ConfigFileMount is told. */
export interface ConfigFileMountProps extends ObjectProps {
  /** The files: where the container sees each, and what is in it. */
  readonly files: Readonly<Record<string, ConfigFile>>;

  /**
   * What happens to running pods when the files change.
   *
   * @default 'hashed-name'
   */
  readonly rollout?: ConfigRollout;

  /**
   * Keys that look like credentials but hold none, as the error names them.
   *
   * @default []
   */
  readonly notSecret?: readonly string[];

  /**
   * Fields to merge into the object.
   *
   * @default - none
   */
  readonly patches?: {
    /** Fields of the ConfigMap. */
    readonly configMap?: DeepPartial<k8s.KubeConfigMapProps>;
  };
}

const PROPS: Shape<ConfigFileMountProps> = {
  ...OBJECT_PROPS,
  files: given(
    mapOf(given(instanceOf(ConfigFile, "write ConfigFile.text('…') or ConfigFile.yaml({ … })"))),
    "write files: { '/code/config.yaml': ConfigFile.yaml({ … }) }",
  ),
  rollout: oneOf('hashed-name', 'checksum', 'live'),
  notSecret: listOf(text),
  patches: objectOf<NonNullable<ConfigFileMountProps['patches']>>({ configMap: anyMap }),
};

/**
 * Configuration files at exact paths in a container, from a ConfigMap.
 *
 * Values that look like credentials are refused; a `SecretKey` in their place is filled in when the
 * pod starts, by an init container that runs `awk` of the container's own image and keeps the file
 * in memory.
 *
 * @example
 * const config = new ConfigFileMount(chart, 'tiler-config', {
 *   files: { '/code/config.yaml': ConfigFile.yaml({ bands: ['B02', 'B03', 'B04'] }) },
 * });
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export class ConfigFileMount extends Construct implements Mount {
  /** The ConfigMap. */
  public readonly configMap: ApiObject;

  /** Name of the ConfigMap, with the hash of its content where it has one. */
  public readonly configMapName: string;

  /** Namespace of the ConfigMap. */
  public readonly namespace: string;

  public readonly volumes: readonly k8s.Volume[];
  public readonly volumeMounts: readonly k8s.VolumeMount[];
  public readonly annotations: Readonly<Record<string, string>>;
  public readonly initContainers: (user: MountUser) => readonly k8s.Container[];

  private reference?: IConfigMap;

  /**
   * @throws where a path, a mode or a name breaks the rules, where a file cannot be read or is too
   *   large, and where a value looks like a credential
   */
  constructor(scope: Construct, id: string, props: ConfigFileMountProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { rollout = 'hashed-name' } = props;
    const contents = contentsOf(this, props);
    const identity = identify(this, props, 'configuration', nameRule);
    this.namespace = identity.namespace;
    const hash = contentHash(contents);
    const hashed = rollout === 'hashed-name';
    this.configMapName = hashed ? `${identity.name}-${hash}` : identity.name;
    must(this, 'name', this.configMapName, dnsSubdomain(this.configMapName));
    checkPatch(this, props, hashed);
    this.configMap = manifest(
      this,
      'Resource',
      k8s.KubeConfigMap,
      {
        metadata: {
          name: this.configMapName,
          namespace: identity.namespace,
          labels: identity.labels,
          annotations: { ...(hashed && pruneLast), ...identity.annotations },
        },
        immutable: hashed || undefined,
        data: dataOf(contents, ({ text }) => text),
        binaryData: dataOf(contents, ({ text, bytes }) =>
          text === undefined ? bytes.toString('base64') : undefined,
        ),
      },
      props.patches?.configMap,
    );
    this.annotations =
      rollout === 'checksum' ? { [`cdk8s-eo/checksum-${shortName(id, 54)}`]: hash } : {};
    const mounted = rollout === 'live' ? this.folder(contents) : this.singleFiles(contents);
    this.volumes = mounted.volumes;
    this.volumeMounts = mounted.volumeMounts;
    this.initContainers = mounted.initContainers;
  }

  /** The ConfigMap for the constructs of cdk8s-plus. */
  public asConfigMap(): IConfigMap {
    this.reference ??= ConfigMap.fromConfigMapName(this, 'Reference', this.configMapName);
    return this.reference;
  }

  private singleFiles(contents: readonly Content[]): Mounted {
    const name = volumeName(this.node.id);
    const merged = (index: number) => volumeName(this.node.id, 'merged', String(index));
    const secrets = (index: number) => volumeName(this.node.id, 'secrets', String(index));
    const merges = contents.filter((content) => content.secrets.length > 0);
    return {
      volumes: [
        this.configMapVolume(name, contents, ({ key }) => key),
        ...merges.flatMap((content, index) => [
          secretsVolume(this, secrets(index), content),
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
              container: `merge-${shortName(`${this.node.id}-${index}`, 57)}`,
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

  private folder(contents: readonly Content[]): Mounted {
    const folders = new Set(contents.map(({ path }) => posix.dirname(path)));
    const [folder] = folders;
    if (folder === undefined || folders.size > 1) {
      throw explain(
        this,
        `rollout 'live' mounts one folder, so all files must be in it, got ${[...folders].join(', ')}`,
        "make one ConfigFileMount for each folder, or use rollout 'hashed-name'",
      );
    }
    must(this, 'files: folder', folder, mountPath(folder));
    for (const { path } of contents) must(this, 'files: path', path, liveFileName(path));
    if (contents.some(({ secrets }) => secrets.length > 0)) {
      throw explain(
        this,
        "rollout 'live' cannot fill in secrets, because they are filled in when a pod starts",
        "use rollout 'hashed-name'",
      );
    }
    const name = volumeName(this.node.id);
    return {
      volumes: [this.configMapVolume(name, contents, ({ path }) => posix.basename(path))],
      volumeMounts: [{ name, mountPath: folder, readOnly: true }],
      initContainers: () => [],
    };
  }

  private configMapVolume(
    name: string,
    contents: readonly Content[],
    fileName: (content: Content) => string,
  ): k8s.Volume {
    return {
      name,
      configMap: {
        name: this.configMapName,
        defaultMode: 0o444,
        items: contents.map((content) => ({
          key: content.key,
          path: fileName(content),
          mode: content.mode,
        })),
      },
    };
  }
}

interface Mounted {
  readonly volumes: readonly k8s.Volume[];
  readonly volumeMounts: readonly k8s.VolumeMount[];
  readonly initContainers: (user: MountUser) => readonly k8s.Container[];
}

function contentsOf(construct: Construct, props: ConfigFileMountProps): Content[] {
  const { files, notSecret = [] } = props;
  const paths = Object.keys(files).sort();
  if (paths.length === 0) throw explain(construct, 'files must hold at least one file');
  for (const path of paths) {
    must(construct, 'files: path', path, mountPath(path) ?? fileName(path));
  }
  const keys = configKeys(paths);
  const contents = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, file], index) => ({
      ...contentOf(construct, path, file, notSecret),
      key: keys[index] ?? path,
    }));
  const total = contents.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (total > MAX_BYTES) {
    throw explain(
      construct,
      `files must have at most ${MAX_BYTES} bytes together, as a ConfigMap holds no more, got ${total}`,
      'make several ConfigFileMounts, or put large files on a volume',
    );
  }
  return contents;
}

/** @throws where a patch changes what the name of the ConfigMap or its being immutable stands for */
function checkPatch(
  construct: Construct,
  { patches }: ConfigFileMountProps,
  hashed: boolean,
): void {
  const { metadata, data, binaryData, immutable } = patches?.configMap ?? {};
  if (metadata?.name !== undefined) {
    throw explain(
      construct,
      `patches.configMap must not change the name, because pods find the ConfigMap by it, got ` +
        `'${metadata.name}'`,
      'write name',
    );
  }
  const changed = Object.entries({ data, binaryData, immutable }).find(
    ([, value]) => value !== undefined,
  );
  if (!hashed || changed === undefined) return;
  throw explain(
    construct,
    `patches.configMap must not change ${changed[0]}, because the ConfigMap is immutable and its ` +
      'name holds a hash of the files',
    "add it to files, or use rollout 'checksum'",
  );
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

function dataOf(
  contents: readonly Content[],
  value: (content: Content) => string | undefined,
): Record<string, string> | undefined {
  const entries = contents.flatMap((content) => {
    const data = value(content);
    return data === undefined ? [] : [[content.key, data] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** A hash of what a ConfigMap holds, whatever the order in which it was given. */
function contentHash(contents: readonly Content[]): string {
  const hash = createHash('sha256');
  for (const { key, bytes } of [...contents].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    hash.update(`${key.length}:${key}${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex').slice(0, 10);
}

/** A name for the ConfigMap that can be the value of its labels too. */
function nameRule(name: string) {
  return dnsSubdomain(name) ?? labelValue(name);
}
