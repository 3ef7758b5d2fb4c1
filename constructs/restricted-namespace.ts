import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { systemOf } from './identity';
import { must } from './invalid';
import { clusterManifest } from './manifest';
import { dnsLabel } from './rules/names';
import { checkProps, ruled, type Shape } from './shape';

/** What a RestrictedNamespace is told. */
export interface RestrictedNamespaceProps {
  /**
   * Name of the namespace.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Version of the Pod Security standard, such as `v1.27`.
   *
   * @default 'latest'
   */
  readonly version?: string;
}

const PROPS: Shape<RestrictedNamespaceProps> = { name: ruled, version: ruled };

/**
 * A namespace in which the API server refuses pods that do not meet Pod Security "restricted".
 *
 * @example
 * new RestrictedNamespace(chart, 'eo');
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export class RestrictedNamespace extends Construct {
  /** The Namespace. */
  public readonly namespace: ApiObject;

  /** @throws where the name, the version or the id of the chart breaks the rules */
  constructor(scope: Construct, id: string, props: RestrictedNamespaceProps = {}) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { name = id, version = 'latest' } = props;
    must(this, props.name === undefined ? 'id' : 'name', name, dnsLabel(name));
    const known = /^(latest|v1\.\d+)$/.test(version);
    must(
      this,
      'version',
      version,
      known ? undefined : { rule: "must be 'latest' or such as 'v1.27'" },
    );
    const security = ['enforce', 'audit', 'warn'].flatMap((mode) => [
      [`pod-security.kubernetes.io/${mode}`, 'restricted'],
      [`pod-security.kubernetes.io/${mode}-version`, version],
    ]);
    this.namespace = clusterManifest(this, 'Resource', k8s.KubeNamespace, {
      metadata: {
        name,
        labels: {
          'app.kubernetes.io/name': name,
          'app.kubernetes.io/instance': name,
          'app.kubernetes.io/component': 'namespace',
          'app.kubernetes.io/part-of': systemOf(this, name),
          'app.kubernetes.io/managed-by': 'cdk8s-eo',
          ...Object.fromEntries(security),
        },
      },
    });
  }
}
