import { type CredentialFinding, credentialIn, credentialsInText } from './credentials/credentials';
import { mayHoldCredential } from './credentials/hint';

/** What stands in a text where something else belongs; a number follows, and two underscores. */
export const MARK = '__cdk8s_eo_';

/** What stands in the files of a ConfigFileMount where a secret's value belongs. */
export const PLACEHOLDER = `${MARK}secret_`;

const PLACEHOLDERS = new RegExp(`${PLACEHOLDER}\\d+__`, 'g');

/**
 * What looks like a credential in a file of a ConfigMap, or in its setting of that name.
 *
 * @param key the name of the file, or its key
 */
export function credentialsInKey(key: string, content: string): CredentialFinding[] {
  // Every format can hold null, and no reader takes it for a secret.
  const text = content.replace(PLACEHOLDERS, 'null');
  if (!mayHoldCredential(`${key}\n${text}`)) return [];
  const isSetting = !FILE_NAME.test(key) && !text.trim().includes('\n');
  const setting = isSetting ? credentialIn(key, text) : undefined;
  return setting === undefined ? credentialsInText(text, key) : [setting];
}

/** Of `tokens.json`, only the content can be a credential. */
const FILE_NAME = /\.(ya?ml|json|toml|ini|cfg|conf|properties|xml|py|sh|js|md|html?)$/i;

/** Bytes of a ConfigMap as far as they can be read; nothing of what is no text at all. */
export function readable(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\0') ? '' : text;
}
