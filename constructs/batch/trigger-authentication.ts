import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { TriggerAuthentication, type TriggerAuthenticationProps } from '../../imports/keda.sh';
import type { Identity } from '../identity';
import { type DeepPartial, manifest } from '../manifest';
import { checkSecretKey } from '../pod/env';
import type { SecretKey } from '../secret-key';

/** Fields of a TriggerAuthentication, in the words of its definition. */
export interface TriggerAuthenticationPatch extends DeepPartial<TriggerAuthenticationProps> {}

/** With what KEDA logs in to Redis, in KEDA's words. */
export interface RedisLogin {
  readonly username?: SecretKey;
  readonly password?: SecretKey;

  /** The certificate of who signed the server's; KEDA takes it only where the trigger has `tls`. */
  readonly ca?: SecretKey;
}

/**
 * The TriggerAuthentication with which KEDA reads a list in Redis: it reads the Secrets itself, in the
 * namespace of the object. Whether TLS is used, says the trigger, so that no Secret has to.
 *
 * @throws where a reference breaks the rules of Kubernetes
 * @see https://keda.sh/docs/latest/scalers/redis-lists/
 */
export function triggerAuthentication(
  construct: Construct,
  metadata: Pick<Identity, 'name' | 'namespace' | 'labels' | 'annotations'>,
  login: RedisLogin,
  patch: TriggerAuthenticationPatch | undefined,
): ApiObject {
  const { name, namespace, labels, annotations } = metadata;
  const { username, password, ca } = login;
  const secretTargetRef = Object.entries({ username, password, ca }).flatMap(([parameter, ref]) => {
    if (ref === undefined) return [];
    checkSecretKey(construct, parameter, ref);
    return [{ parameter, name: ref.secretName, key: ref.key }];
  });
  return manifest(
    construct,
    'TriggerAuthentication',
    TriggerAuthentication,
    { metadata: { name, namespace, labels, annotations }, spec: { secretTargetRef } },
    patch,
  );
}
