import type { Connection, Peer } from './network';
import type { EnvValue } from './pod/env';
import { parseServerUrl, type ServerUrl, serverUrl } from './rules/urls';
import { type Violation, violation } from './rules/violation';
import { SECRET_KEY, type SecretKey } from './secret-key';
import {
  type Check,
  checkArgument,
  flag,
  follows,
  given,
  instanceOf,
  objectOf,
  optional,
} from './shape';

/** The keys of an account of an object store, as references. */
export interface S3Keys {
  /** Id of the access key. */
  readonly accessKeyId: SecretKey;

  /** The secret that belongs to it. */
  readonly secretAccessKey: SecretKey;

  /**
   * Token of a session, where the key is of one.
   *
   * @default - none
   */
  readonly sessionToken?: SecretKey;
}

/** How the pods sign their requests to an object store. */
export class S3Credentials {
  /**
   * With keys that stand in a Secret.
   *
   * @throws where a key is no reference
   */
  public static secret(keys: S3Keys): S3Credentials {
    checkArgument("S3Credentials 'secret'", '', keys, KEYS);
    return new S3Credentials({ type: 'secret', keys });
  }

  /**
   * Not at all, for buckets that everybody may read. GDAL and rasterio follow the variable; boto3 knows
   * none for it and needs `Config(signature_version=UNSIGNED)` in its code.
   */
  public static anonymous(): S3Credentials {
    return new S3Credentials({ type: 'anonymous' });
  }

  /**
   * With what the platform gives the pods: the role of their ServiceAccount (IRSA, EKS Pod Identity) or
   * of their node. No variable says so: the programs find it by themselves.
   */
  public static workload(): S3Credentials {
    return new S3Credentials({ type: 'workload' });
  }

  private constructor(
    /** @internal */ public readonly spec:
      | { readonly type: 'secret'; readonly keys: S3Keys }
      | { readonly type: 'anonymous' | 'workload' },
  ) {}
}

/** An object store that is not AWS's own. */
export interface S3EndpointOptions {
  /** URL of the server without a path, such as `http://s3.example.org:9000`. */
  readonly url: string;

  /**
   * Region that requests are signed for.
   *
   * @default - not said; most programs then sign for `us-east-1`, which most servers accept
   */
  readonly region?: string;

  /**
   * Whether the name of a bucket is a part of the path (`http://server/bucket`) and not of the host
   * (`http://bucket.server`), which needs names in DNS for all buckets.
   *
   * @default true
   */
  readonly pathStyle?: boolean;

  /** How requests are signed. */
  readonly credentials: S3Credentials;
}

/** The object store of AWS itself. */
export interface AwsS3Options {
  /** Region of the buckets, such as `eu-central-1`. */
  readonly region: string;

  /** How requests are signed. */
  readonly credentials: S3Credentials;
}

const KEYS: Check = objectOf<S3Keys>({
  accessKeyId: SECRET_KEY,
  secretAccessKey: SECRET_KEY,
  sessionToken: optional(SECRET_KEY),
});

const CREDENTIALS = given(
  instanceOf(S3Credentials, 'write S3Credentials.secret({ … })'),
  'write S3Credentials.secret({ … }), S3Credentials.anonymous() or S3Credentials.workload()',
);

/** A URL may hold a password, which no error shows. */
const SERVER_URL: Check = (value, path) => {
  const broken = serverUrl(value);
  const shown = typeof value === 'string' && value.includes('@') ? '***' : value;
  return broken && { ...broken, path, value: shown };
};

const OPTIONS = objectOf<S3EndpointOptions>({
  url: SERVER_URL,
  region: optional(follows(region)),
  pathStyle: flag,
  credentials: CREDENTIALS,
});

const AWS_OPTIONS = objectOf<AwsS3Options>({ region: follows(region), credentials: CREDENTIALS });

/**
 * Where an object store is and how to log in: said once, for every program that reads from it.
 *
 * GDAL, boto3 and the SDKs of AWS each read other variables. Not everything can be said by them: boto3
 * takes path style wherever it has a URL, also where `pathStyle` is false, and before 1.28 it reads no
 * URL from the environment; the SDKs of other languages take the style from their code alone.
 *
 * @example
 * const store = S3Endpoint.of({
 *   url: 'http://s3.example.org:9000',
 *   credentials: S3Credentials.secret({
 *     accessKeyId: SecretKey.of('object-store', 'access-key-id'),
 *     secretAccessKey: SecretKey.of('object-store', 'secret-access-key'),
 *   }),
 * });
 * new GeoApiService(chart, 'tiles', {
 *   image: 'registry.example.org/tiles:1.4.2',
 *   env: { ...gdalEnvironment(), ...store.environment() },
 *   connectsTo: [store.connection(Peer.cidr('10.117.0.0/16'))],
 * });
 * @see https://gdal.org/en/stable/user/virtual_file_systems.html#vsis3-aws-s3-files
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export class S3Endpoint {
  /**
   * A server that speaks S3.
   *
   * @throws where the URL has no scheme, a user, a path or a query, or is otherwise no URL of a server,
   *   and where the region or the credentials are none
   */
  public static of(options: S3EndpointOptions): S3Endpoint {
    checkArgument("S3Endpoint 'of'", '', options, OPTIONS);
    const { url, region, pathStyle = true, credentials } = options;
    return new S3Endpoint(credentials, region, url, parseServerUrl(url), pathStyle);
  }

  /**
   * AWS S3 itself, found by its region.
   *
   * @throws where the region or the credentials are none
   */
  public static aws(options: AwsS3Options): S3Endpoint {
    checkArgument("S3Endpoint 'aws'", '', options, AWS_OPTIONS);
    return new S3Endpoint(options.credentials, options.region);
  }

  private constructor(
    /** How requests are signed. */
    public readonly credentials: S3Credentials,
    /** Region that requests are signed for; undefined where none is said. */
    public readonly region: string | undefined,
    /** URL of the server; undefined for AWS itself. */
    public readonly url?: string,
    private readonly server?: ServerUrl,
    private readonly pathStyle = false,
  ) {}

  /**
   * The environment variables of all dialects, which say the same thing: `AWS_S3_ENDPOINT`, `AWS_HTTPS`
   * and `AWS_VIRTUAL_HOSTING` for GDAL, `AWS_ENDPOINT_URL_S3` for boto3 and the SDKs,
   * `AWS_S3_ENDPOINT_URL` for programs that hand a URL to boto3 themselves, and region and keys.
   *
   * @returns variables to spread into `env`
   */
  public environment(): Record<string, EnvValue> {
    return {
      ...this.address(),
      ...(this.region !== undefined && {
        AWS_REGION: this.region,
        AWS_DEFAULT_REGION: this.region,
      }),
      ...this.login(),
    };
  }

  /**
   * The connection to the store, for `connectsTo`.
   *
   * @param peer who is there: the store's addresses, or its pods, where they listen on the port of the URL
   */
  public connection(peer: Peer): Connection {
    const standard = this.server?.scheme === 'http' ? 80 : 443;
    return { peer, ports: [this.server?.port ?? standard] };
  }

  private address(): Record<string, string> {
    if (this.url === undefined || this.server === undefined) return {};
    const { scheme, host, port } = this.server;
    return {
      AWS_S3_ENDPOINT: port === undefined ? host : `${host}:${port}`,
      AWS_S3_ENDPOINT_URL: this.url,
      AWS_ENDPOINT_URL_S3: this.url,
      AWS_HTTPS: scheme === 'https' ? 'YES' : 'NO',
      AWS_VIRTUAL_HOSTING: this.pathStyle ? 'FALSE' : 'TRUE',
    };
  }

  private login(): Record<string, EnvValue> {
    const { spec } = this.credentials;
    if (spec.type !== 'secret') {
      return spec.type === 'anonymous' ? { AWS_NO_SIGN_REQUEST: 'YES' } : {};
    }
    const { accessKeyId, secretAccessKey, sessionToken } = spec.keys;
    return {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      ...(sessionToken && { AWS_SESSION_TOKEN: sessionToken }),
    };
  }
}

/** The name of a region, which servers other than AWS's may choose. */
function region(value: unknown): Violation | undefined {
  if (typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/.test(value)) return undefined;
  return violation("must be a region, such as 'eu-central-1'");
}
