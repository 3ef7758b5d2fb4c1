import type { Check } from './shape';

/**
 * One key of a Secret that exists in the cluster: a reference, never a value.
 *
 * It is given wherever a secret is needed: as an environment variable, as a leaf of a
 * configuration file, as a file.
 *
 * @example
 * const password = SecretKey.of('postgres-credentials', 'password');
 */
export class SecretKey {
  /**
   * A key of a Secret.
   *
   * @param secretName name of the Secret, in the namespace of the pods
   * @param key key in its data
   */
  public static of(secretName: string, key: string): SecretKey {
    return new SecretKey(secretName, key);
  }

  /** Name of the Secret. */
  public readonly secretName: string;

  /** Key in its data. */
  public readonly key: string;

  private constructor(secretName: string, key: string) {
    this.secretName = secretName;
    this.key = key;
  }
}

/** The type of a reference; what stands in its place may be a secret, so no error shows it. */
export const SECRET_KEY: Check = (value, path) =>
  value instanceof SecretKey
    ? undefined
    : { path, value: '***', rule: 'must be a SecretKey', fix: REFERENCE };

const REFERENCE = "write SecretKey.of('the-secret', 'key')";
