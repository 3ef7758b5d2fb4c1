import { credentialsInKey, readable } from '../../../../constructs/rules/config-map';
import type { KubernetesObject } from '../../kubernetes-object';
import { below, textsAt } from '../../read';
import { type CredentialPlace, placeOf } from './place';

/** The files and settings of a ConfigMap that hold what looks like a credential. */
export function inConfigMap(object: KubernetesObject): CredentialPlace[] {
  const texts = Object.entries(textsAt(object, 'data'));
  const binaries = Object.entries(textsAt(object, 'binaryData'));
  return [
    ...texts.flatMap(([key, text]) =>
      placeOf(object, below('data', key), credentialsInKey(key, text)),
    ),
    ...binaries.flatMap(([key, base64]) => {
      const found = credentialsInKey(key, readable(Buffer.from(base64, 'base64')));
      return placeOf(object, below('binaryData', key), found);
    }),
  ];
}
