import type { ApiObject } from 'cdk8s';
import { ConfigMap, type IConfigMap, k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ConfigFile } from './config/config-file';
import { refuseCredentials } from './config/content';
import { binaryData, contentHash, contentsOf, textData } from './config/contents';
import { singleFiles, wholeFolder } from './config/mounted-files';
import { identify, OBJECT_PROPS, type ObjectProps } from './identity';
import { explain, must } from './invalid';
import { type DeepPartial, manifest } from './manifest';
import { type Exception, exceptionAnnotations, type Reason, reasonOf } from './pod/exceptions';
import type { Mount, MountUser } from './pod/mount';
import { shortName } from './pod/volume-name';
import { pruneLast } from './prune';
import { credentialsInKey } from './rules/config-map';
import { dnsSubdomain, labelValue } from './rules/names';
import {
  anyMap,
  checkProps,
  given,
  instanceOf,
  listOf,
  mapOf,
  objectOf,
  oneOf,
  ruled,
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

/** What only looks like a credential. */
export interface NotSecret extends Reason {
  /** The keys, as the error names them, such as `PARAMS.token_count`. */
  readonly keys: readonly string[];
}

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
   * Keys that look like credentials but hold none, and why. The reason is written into the manifest.
   *
   * @default - what looks like a credential is refused
   */
  readonly notSecret?: NotSecret;

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
  notSecret: objectOf<NotSecret>(
    { keys: given(listOf(text)), reason: ruled },
    "write { keys: ['token_count'], reason: '…' }",
  ),
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
    const exceptions = credentialExceptions(this, props.notSecret);
    const contents = contentsOf(this, props.files, props.notSecret?.keys ?? []);
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
          annotations: {
            ...(hashed && pruneLast),
            ...exceptionAnnotations(exceptions),
            ...identity.annotations,
          },
        },
        immutable: hashed || undefined,
        data: textData(contents),
        binaryData: binaryData(contents),
      },
      props.patches?.configMap,
    );
    this.annotations =
      rollout === 'checksum' ? { [`cdk8s-eo/checksum-${shortName(id, 54)}`]: hash } : {};
    const mount = rollout === 'live' ? wholeFolder : singleFiles;
    const mounted = mount(this, this.configMapName, contents);
    this.volumes = mounted.volumes;
    this.volumeMounts = mounted.volumeMounts;
    this.initContainers = mounted.initContainers;
  }

  /** The ConfigMap for the constructs of cdk8s-plus. */
  public asConfigMap(): IConfigMap {
    this.reference ??= ConfigMap.fromConfigMapName(this, 'Reference', this.configMapName);
    return this.reference;
  }
}

/** What the keys that hold no secret are an exception from. */
function credentialExceptions(construct: Construct, notSecret?: NotSecret): Exception[] {
  if (notSecret === undefined) return [];
  if (notSecret.keys.length === 0) {
    throw explain(construct, 'notSecret.keys must hold a key, or notSecret be left out');
  }
  const what = 'the keys hold no secret';
  const reason = reasonOf(construct, 'notSecret.reason', notSecret.reason, what);
  return [{ name: 'credential', reason, checks: [] }];
}

/** @throws where a patch changes what the name of the ConfigMap or its being immutable stands for */
function checkPatch(
  construct: Construct,
  { patches, notSecret }: ConfigFileMountProps,
  hashed: boolean,
): void {
  const { metadata, data, binaryData, immutable } = patches?.configMap ?? {};
  for (const [key, value] of Object.entries(data ?? {})) {
    const found = typeof value === 'string' ? credentialsInKey(key, value) : [];
    refuseCredentials(construct, `patches.configMap.data['${key}']`, found, notSecret?.keys ?? []);
  }
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

/** A name for the ConfigMap that can be the value of its labels too. */
function nameRule(name: string) {
  return dnsSubdomain(name) ?? labelValue(name);
}
