import type { SecretKey } from '../secret-key';

/** A value of an INI or dotenv file. */
export type ConfigScalar = string | number | boolean | SecretKey;

/** What a configuration file is beside its content. */
export interface ConfigFileOptions {
  /**
   * Permissions of the file in octal, such as `0o755` for a script.
   *
   * @default 0o444
   */
  readonly mode?: number;
}

/**
 * The content of one configuration file.
 *
 * A leaf of an object may be a `SecretKey`: the plain part then goes into the ConfigMap, and an init
 * container puts the secret's value in its place, in memory, when the pod starts.
 */
export class ConfigFile {
  /** A text as it is. */
  public static text(text: string, options: ConfigFileOptions = {}): ConfigFile {
    return new ConfigFile({ format: 'text', text }, options);
  }

  /** Bytes as they are. */
  public static binary(bytes: Uint8Array, options: ConfigFileOptions = {}): ConfigFile {
    return new ConfigFile({ format: 'binary', bytes }, options);
  }

  /**
   * A file on disk, text or binary.
   *
   * @param path absolute path, for example `path.join(__dirname, 'nginx.conf')`; never relative to
   *   the working directory, which differs from one caller to the next
   */
  public static file(path: string, options: ConfigFileOptions = {}): ConfigFile {
    return new ConfigFile({ format: 'file', path }, options);
  }

  /**
   * An object as YAML that readers of YAML 1.1 (PyYAML) and 1.2 understand alike.
   *
   * @param value maps, lists, texts, numbers, booleans, nulls and SecretKeys
   */
  public static yaml(value: object, options: ConfigFileOptions = {}): ConfigFile {
    return new ConfigFile({ format: 'yaml', value }, options);
  }

  /**
   * An object as JSON, indented by two.
   *
   * @param value maps, lists, texts, numbers, booleans, nulls and SecretKeys
   */
  public static json(value: object, options: ConfigFileOptions = {}): ConfigFile {
    return new ConfigFile({ format: 'json', value }, options);
  }

  /**
   * Sections of an INI file, as Python's `configparser` reads it with its defaults: the case of keys
   * does not count, and a `%` begins an interpolation such as `%(home)s`, so that the sign itself is
   * written `%%`, also in the value of a secret, which is filled in as it is. For readers with other
   * rules there is `ConfigFile.text`.
   */
  public static ini(
    sections: Readonly<Record<string, Readonly<Record<string, ConfigScalar>>>>,
    options: ConfigFileOptions = {},
  ): ConfigFile {
    return new ConfigFile({ format: 'ini', value: sections }, options);
  }

  /**
   * Variables of a dotenv file. Values are quoted where a shell needs it; readers differ in what they
   * take a `$`, a backtick and a line break within quotes for.
   */
  public static dotenv(
    variables: Readonly<Record<string, ConfigScalar>>,
    options: ConfigFileOptions = {},
  ): ConfigFile {
    return new ConfigFile({ format: 'dotenv', value: variables }, options);
  }

  private constructor(
    /** @internal */ public readonly source: ConfigSource,
    /** @internal */ public readonly options: ConfigFileOptions,
  ) {}
}

/** What a configuration file is made of. */
export type ConfigSource =
  | { readonly format: 'text'; readonly text: string }
  | { readonly format: 'binary'; readonly bytes: Uint8Array }
  | { readonly format: 'file'; readonly path: string }
  | {
      readonly format: 'yaml' | 'json' | 'ini' | 'dotenv';
      readonly value: object;
    };
