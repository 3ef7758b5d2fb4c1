import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import { credentialIn } from '../rules/credentials/credentials';
import { annotationKey, configKey, dnsSubdomain, environmentVariableName } from '../rules/names';
import { SecretKey } from '../secret-key';
import { type Check, flag, instanceOf, listOf, mapOf, objectOf, ruled } from '../shape';
import { NUL } from './words';

/** The value of an environment variable: a text, a key of a Secret, or another source. */
export type EnvValue = string | SecretKey | EnvSource;

/** Where an environment variable takes its value from when the container starts. */
export class EnvSource {
  /**
   * A field of the pod.
   *
   * @param fieldPath for example `status.podIP`, `metadata.name`, `spec.nodeName`
   */
  public static field(fieldPath: string): EnvSource {
    return new EnvSource('field', fieldPath);
  }

  /**
   * A request or limit of the container itself.
   *
   * @param resource for example `limits.memory` (bytes) or `requests.cpu` (whole cores, rounded up)
   */
  public static resource(resource: string): EnvSource {
    return new EnvSource('resource', resource);
  }

  /** One key of a ConfigMap that exists in the cluster. */
  public static configMapKey(configMapName: string, key: string): EnvSource {
    return new EnvSource('configMapKey', configMapName, key);
  }

  private constructor(
    /** @internal */ public readonly type: 'field' | 'resource' | 'configMapKey',
    /** @internal */ public readonly name: string,
    /** @internal */ public readonly key: string = '',
  ) {}
}

/** All keys of a ConfigMap or a Secret as environment variables. */
export class EnvFrom {
  /** Every key of a ConfigMap that exists in the cluster. */
  public static configMap(name: string, options: EnvFromOptions = {}): EnvFrom {
    return new EnvFrom('configMap', name, options);
  }

  /** Every key of a Secret that exists in the cluster. */
  public static secret(name: string, options: EnvFromOptions = {}): EnvFrom {
    return new EnvFrom('secret', name, options);
  }

  private constructor(
    /** @internal */ public readonly type: 'configMap' | 'secret',
    /** @internal */ public readonly name: string,
    /** @internal */ public readonly options: EnvFromOptions,
  ) {}
}

/** How the keys of an object become variables. */
export interface EnvFromOptions {
  /**
   * What to put before each key.
   *
   * @default - nothing
   */
  readonly prefix?: string;

  /**
   * Whether the container starts when the object does not exist.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** The type of `env`. */
export const ENV: Check = mapOf(ruled);

/** The type of `envFrom`. */
export const ENV_FROM: Check = listOf(
  instanceOf(EnvFrom, "write EnvFrom.secret('name') or EnvFrom.configMap('name')", (from, path) =>
    objectOf<EnvFromOptions>({ prefix: ruled, optional: flag })(from.options, path),
  ),
);

const FIELDS =
  /^(metadata\.(name|namespace|uid|(labels|annotations)\['[^']+'\])|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?))$/;
const RESOURCES = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/;

/**
 * The variables of a container, in the order given: a value may use an earlier one as `$(NAME)`.
 *
 * @throws where a name, a source or a reference breaks the rules, and where a text looks like a
 *   credential
 */
export function environmentVariables(
  construct: Construct,
  prop: string,
  env: Readonly<Record<string, EnvValue>>,
): k8s.EnvVar[] {
  return Object.entries(env).map(([name, value]) => {
    must(construct, `${prop} name`, name, environmentVariableName(name));
    return environmentVariable(construct, `${prop}.${name}`, name, value);
  });
}

/** The sources of all of a container's variables. */
export function environmentSources(
  construct: Construct,
  prop: string,
  sources: readonly EnvFrom[],
): k8s.EnvFromSource[] {
  return sources.map(({ type, name, options: { prefix, optional } }, index) => {
    must(construct, `${prop}[${index}]`, name, dnsSubdomain(name));
    if (prefix !== undefined) {
      must(construct, `${prop}[${index}].prefix`, prefix, environmentVariableName(prefix));
    }
    const ref = { name, optional };
    return type === 'secret' ? { prefix, secretRef: ref } : { prefix, configMapRef: ref };
  });
}

function environmentVariable(
  construct: Construct,
  prop: string,
  name: string,
  value: EnvValue | undefined,
): k8s.EnvVar {
  if (typeof value === 'string') {
    must(construct, prop, value, value.includes('\0') ? NUL : undefined);
    const finding = credentialIn(name, value);
    if (finding) {
      throw explain(
        construct,
        `${prop} must not hold a credential (${finding.reason})`,
        `give a reference: SecretKey.of('the-secret', '${name}')`,
      );
    }
    return { name, value };
  }
  if (value instanceof SecretKey) {
    checkSecretKey(construct, prop, value);
    const { secretName, key } = value;
    return { name, valueFrom: { secretKeyRef: { name: secretName, key } } };
  }
  if (value instanceof EnvSource) return { name, valueFrom: source(construct, prop, value) };
  must(construct, prop, value, {
    rule: 'must be a string, a SecretKey or an EnvSource',
    fix:
      typeof value === 'object' || value === undefined
        ? 'leave the variable out'
        : `write '${String(value)}'`,
  });
  return { name };
}

/** @throws where the name or the key of the reference breaks the rules of Kubernetes */
export function checkSecretKey(construct: Construct, prop: string, ref: SecretKey): void {
  must(construct, `${prop} secretName`, ref.secretName, dnsSubdomain(ref.secretName));
  must(construct, `${prop} key`, ref.key, configKey(ref.key));
}

function isField(path: string): boolean {
  const key = /\['(.*)'\]$/.exec(path)?.[1];
  return FIELDS.test(path) && (key === undefined || annotationKey(key) === undefined);
}

function source(
  construct: Construct,
  prop: string,
  { type, name, key }: EnvSource,
): k8s.EnvVarSource {
  switch (type) {
    case 'field':
      if (isField(name)) return { fieldRef: { fieldPath: name } };
      throw explain(
        construct,
        `${prop} must name a field that a container can see, got '${name}'`,
        "for example 'metadata.name', 'metadata.namespace', 'spec.nodeName' or 'status.podIP'",
      );
    case 'resource':
      if (RESOURCES.test(name)) return { resourceFieldRef: { resource: name } };
      throw explain(
        construct,
        `${prop} must name a resource of the container, got '${name}'`,
        "for example 'limits.memory' or 'requests.cpu'",
      );
    case 'configMapKey':
      must(construct, prop, name, dnsSubdomain(name));
      must(construct, `${prop} key`, key, configKey(key));
      return { configMapKeyRef: { name, key } };
  }
}
