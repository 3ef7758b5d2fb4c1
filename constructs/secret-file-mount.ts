import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { explain, must } from './invalid';
import { checkSecretKey } from './pod/env';
import { checkMode } from './pod/file-mode';
import type { Mount } from './pod/mount';
import { shortName, volumeName } from './pod/volume-name';
import { fileName, mountPath } from './rules/paths';
import { SECRET_KEY, type SecretKey } from './secret-key';
import { checkProps, given, mapOf, ruled, type Shape, text } from './shape';

/** What a SecretFileMount is told. */
export interface SecretFileMountProps {
  /** The files: where the container sees each, and the key of the Secret that is in it. */
  readonly files: Readonly<Record<string, SecretKey>>;

  /**
   * Permissions of the files in octal.
   *
   * @default 0o440 - the user and the group of the pod may read
   */
  readonly mode?: number;

  /**
   * A word that changes with the secret. This library does not know the values, so it cannot roll
   * the pods when they change; a new revision does.
   *
   * @default - the pods keep the values that they started with until they are replaced
   */
  readonly revision?: string;
}

const PROPS: Shape<SecretFileMountProps> = {
  files: given(
    mapOf(given(SECRET_KEY)),
    "write files: { '/code/.netrc': SecretKey.of('the-secret', 'netrc') }",
  ),
  mode: ruled,
  revision: text,
};

const SAY_REVISION = { rule: 'must say something', fix: "write '1'" };

/**
 * Keys of Secrets as files at exact paths in a container.
 *
 * @example
 * const netrc = new SecretFileMount(chart, 'earthdata', {
 *   files: { '/code/.netrc': SecretKey.of('earthdata-login', 'netrc') },
 * });
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export class SecretFileMount extends Construct implements Mount {
  public readonly volumes: readonly k8s.Volume[];
  public readonly volumeMounts: readonly k8s.VolumeMount[];
  public readonly annotations: Readonly<Record<string, string>>;

  /** @throws where a path, a mode or a reference breaks the rules */
  constructor(scope: Construct, id: string, props: SecretFileMountProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { files, mode = 0o440, revision } = props;
    checkMode(this, 'mode', mode);
    const said = revision === undefined || revision.trim() !== '';
    must(this, 'revision', revision, said ? undefined : SAY_REVISION);
    const name = volumeName(id);
    const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
    if (entries.length === 0) throw explain(this, 'files must hold at least one file');
    this.volumes = [
      {
        name,
        projected: {
          defaultMode: mode,
          sources: entries.map(([path, ref], index) => {
            must(this, 'files: path', path, mountPath(path) ?? fileName(path));
            checkSecretKey(this, `files['${path}']`, ref);
            const { secretName, key } = ref;
            return { secret: { name: secretName, items: [{ key, path: String(index) }] } };
          }),
        },
      },
    ];
    this.volumeMounts = entries.map(([path], index) => ({
      name,
      mountPath: path,
      subPath: String(index),
      readOnly: true,
    }));
    this.annotations =
      revision === undefined ? {} : { [`cdk8s-eo/revision-${shortName(id, 54)}`]: revision };
  }
}
