import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ExternalSecret as ExternalSecretResource,
  ExternalSecretSpecSecretStoreRefKind,
  ExternalSecretSpecTargetCreationPolicy,
} from '../imports/external-secrets.io';
import { identify, OBJECT_PROPS, type ObjectProps } from './identity';
import { explain, invalid, must } from './invalid';
import { configKey, dnsSubdomain } from './rules/names';
import { integerIn } from './rules/numbers';
import { type Violation, violation } from './rules/violation';
import { SecretKey } from './secret-key';
import {
  checkProps,
  duration,
  given,
  mapOf,
  objectOf,
  oneOf,
  ruled,
  type Shape,
  text,
} from './shape';

/** Where a value is in the store. */
export interface RemoteKey {
  /** Key of the entry in the store. */
  readonly key: string;

  /**
   * Property of the entry, where it holds several.
   *
   * @default - the whole entry
   */
  readonly property?: string;
}

/** What an ExternalSecret is told. */
export interface ExternalSecretProps extends ObjectProps {
  /** The store that External Secrets reads. */
  readonly store: {
    /** Name of the store. */
    readonly name: string;

    /**
     * Whether it serves a namespace or the whole cluster.
     *
     * @default 'SecretStore'
     */
    readonly kind?: 'SecretStore' | 'ClusterSecretStore';
  };

  /** The keys of the Secret, and where each value is in the store. */
  readonly data: Readonly<Record<string, RemoteKey>>;

  /**
   * How often the store is read again.
   *
   * @default Duration.hours(1)
   */
  readonly refreshInterval?: Duration;
}

const PROPS: Shape<ExternalSecretProps> = {
  ...OBJECT_PROPS,
  store: given(
    objectOf<ExternalSecretProps['store']>({
      name: ruled,
      kind: oneOf('SecretStore', 'ClusterSecretStore'),
    }),
    "write { name: 'vault', kind: 'ClusterSecretStore' }",
  ),
  data: given(
    mapOf(given(objectOf<RemoteKey>({ key: given(text), property: text }))),
    "write { password: { key: 'eo/postgis', property: 'password' } }",
  ),
  refreshInterval: duration,
};

function named(text: string | undefined): Violation | undefined {
  return text === undefined || text.trim() !== '' ? undefined : violation('must name the entry');
}

/**
 * A Secret that External Secrets makes in the cluster from another store: no value is in the output.
 *
 * @example
 * const usgs = new ExternalSecret(chart, 'usgs', {
 *   store: { name: 'vault', kind: 'ClusterSecretStore' },
 *   data: { token: { key: 'eo/usgs', property: 'token' } },
 * });
 * const token = usgs.key('token');
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export class ExternalSecret extends Construct {
  /** The ExternalSecret. */
  public readonly externalSecret: ApiObject;

  /** Name of the Secret that it makes. */
  public readonly secretName: string;

  private readonly keys: readonly string[];

  /** @throws where a name, a key or the interval breaks the rules */
  constructor(scope: Construct, id: string, props: ExternalSecretProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { store, data, refreshInterval = Duration.hours(1) } = props;
    const { name, namespace, labels, annotations } = identify(
      this,
      props,
      'configuration',
      dnsSubdomain,
    );
    this.secretName = name;
    this.keys = Object.keys(data).sort();
    must(this, 'store.name', store.name, dnsSubdomain(store.name));
    if (this.keys.length === 0) throw explain(this, 'data must hold at least one key');
    for (const [key, remote] of Object.entries(data)) {
      must(this, 'data key', key, configKey(key));
      must(this, `data['${key}'].key`, remote.key, named(remote.key));
      must(this, `data['${key}'].property`, remote.property, named(remote.property));
    }
    const seconds = refreshInterval.toSeconds({ integral: false });
    must(this, 'refreshInterval in seconds', seconds, integerIn(seconds, 1, 365 * 86400));
    this.externalSecret = new ApiObject(
      this,
      'Resource',
      ExternalSecretResource.manifest({
        metadata: { name, namespace, labels, annotations },
        spec: {
          refreshInterval: `${seconds}s`,
          secretStoreRef: {
            name: store.name,
            kind:
              store.kind === 'ClusterSecretStore'
                ? ExternalSecretSpecSecretStoreRefKind.CLUSTER_SECRET_STORE
                : ExternalSecretSpecSecretStoreRefKind.SECRET_STORE,
          },
          target: { name, creationPolicy: ExternalSecretSpecTargetCreationPolicy.OWNER },
          data: this.keys.map((secretKey) => ({
            secretKey,
            remoteRef: { ...data[secretKey], key: data[secretKey]?.key ?? '' },
          })),
        },
      }),
    );
  }

  /**
   * A reference to one of the keys.
   *
   * @throws where the ExternalSecret has no such key
   */
  public key(key: string): SecretKey {
    if (this.keys.includes(key)) return SecretKey.of(this.secretName, key);
    throw invalid(this, 'key', { rule: `must be one of ${this.keys.join(', ')}` }, key);
  }
}
