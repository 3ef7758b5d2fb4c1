import type { CredentialFinding } from '../../../../constructs/rules/credentials/credentials';
import { isPasswordName } from '../../../../constructs/rules/credentials/keys';
import { isMap } from '../../../../constructs/rules/objects';
import { groupOf, type KubernetesObject } from '../../kubernetes-object';
import type { Pod } from '../../pods';
import { below, textAt, textsAt } from '../../read';
import { inSetting } from './detector';
import { type CredentialPlace, placeOf } from './place';

// Outside of configuration and environment, a name such as `tokenSecret` or `credentials` tells where a
// secret is: only names of passwords count there, and what a value shows by itself.

/** The annotations that hold what looks like a credential. */
export function inAnnotations(
  object: KubernetesObject,
  metadata: unknown,
  path: string,
): CredentialPlace[] {
  return Object.entries(textsAt(metadata, 'annotations'))
    .filter(([key]) => !/^(checksum\/|vault\.hashicorp\.com\/)/.test(key))
    .flatMap(([key, value]) =>
      placeOf(object, below(`${path}.annotations`, key), inField(nameOf(key), value)),
    );
}

/** The name of an exception is that of a rule, such as `redis-without-password`. */
function nameOf(annotation: string): string {
  return annotation.startsWith('cdk8s-eo/exception-') ? 'the reason' : annotation;
}

/** The fields of a custom resource or volume that hold what looks like a credential. */
export function inFields(object: KubernetesObject, pods: readonly Pod[]): CredentialPlace[] {
  if (!isJudged(object)) return [];
  const known = new Set<unknown>([object.metadata, ...pods.map(({ spec }) => spec)]);
  return [...walk(object, object, '', '', known)];
}

/** Whether the fields of a kind are its own: those of Kubernetes hold no secrets, but for volumes. */
function isJudged(object: KubernetesObject): boolean {
  const group = groupOf(object);
  if (/^(\/PersistentVolume|storage\.k8s\.io\/StorageClass)$/.test(`${group}/${object.kind}`))
    return true;
  return group.includes('.') && !group.endsWith('.k8s.io') && object.kind !== 'SealedSecret';
}

/**
 * @param key the nearest name above the value
 * @param known what is judged elsewhere, or was already
 */
function* walk(
  object: KubernetesObject,
  value: unknown,
  path: string,
  key: string,
  known: Set<unknown>,
): Generator<CredentialPlace> {
  if (typeof value === 'string') yield* placeOf(object, path, inField(key, value));
  if (known.has(value)) return;
  if (Array.isArray(value)) {
    known.add(value);
    for (const [index, item] of value.entries()) {
      yield* walk(object, item, below(path, index), key, known);
    }
  } else if (isMap(value)) {
    known.add(value);
    for (const [name, item] of Object.entries(value)) {
      // Of `{ name: password, value: … }` the name is that of the value.
      const own = name === 'value' ? (textAt(value, 'name') ?? name) : name;
      yield* walk(object, item, below(path, name), own, known);
    }
  }
}

function inField(key: string, value: string): CredentialFinding[] {
  return inSetting(isPasswordName(key) ? key : 'the value', value);
}
