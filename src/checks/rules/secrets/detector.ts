import {
  type CredentialFinding,
  credentialIn,
  credentialsInArguments,
} from '../../../../constructs/rules/credentials/credentials';
import { mayHoldCredential } from '../../../../constructs/rules/credentials/hint';

// To read a value as the detector does takes time, and most values show at a first look that they are
// no credential.

/** What looks like a credential in one setting. */
export function inSetting(name: string, value: string): CredentialFinding[] {
  const finding = mayHoldCredential(`${name}: ${value}`) ? credentialIn(name, value) : undefined;
  return finding === undefined ? [] : [finding];
}

/** What looks like a credential in the words of a command. */
export function inCommand(list: readonly unknown[]): CredentialFinding[] {
  const words = list.filter((word) => typeof word === 'string');
  return mayHoldCredential(words.join(' ')) ? credentialsInArguments(words) : [];
}
