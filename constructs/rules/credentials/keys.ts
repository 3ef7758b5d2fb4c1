/**
 * The word in a setting's name that says its value is a credential, or `undefined`.
 *
 * The name is read by its words (`psqlDbPass`, `PSQL_DB_PASS`, `psql-db-pass`), so that `bypass` or
 * `tokenizer` is none of them, and by its last word: `token_url` only says where something is.
 */
export function credentialWord(name: string): string | undefined {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (/^\^.*\$$/.test(name) || isKeyInSecret(words)) return undefined;
  if (isPublicKey(words) || SWITCHES.has(words[0] ?? '')) return undefined;
  if (last === 'token' && PAGES.has(words.at(-2) ?? '')) return undefined;
  const webhook = words.find((word) => word === 'webhook');
  if (ABOUT_CREDENTIALS.has(last)) return webhook;
  const pair = words.findIndex((word, at) => isCredentialPair(word, words[at + 1] ?? ''));
  if (pair >= 0) return `${words[pair]} ${words[pair + 1]}`;
  const plain = words.find((word, at) =>
    LAST_WORDS.has(word) ? at === words.length - 1 : isCredentialWord(word),
  );
  return plain ?? webhook;
}

/**
 * Whether the name says no more than that its value is about a webhook, whose URL is the credential:
 * its name, its port and its certificate are none.
 */
export function isWebhookName(name: string): boolean {
  return credentialWord(name) === 'webhook';
}

/** Whether the name ends in a word for a password, which may be a number. */
export function isPasswordName(name: string): boolean {
  const last = wordsOf(name).at(-1) ?? '';
  return /^(pass|pwd|pw|passcode)$|(passwd|password|passphrase|userpwd)$|^.+pass$/.test(last);
}

/** Whether the name says no more than that its value might be a credential: a bare `key`, a `salt`. */
export function isSuspiciousName(name: string): boolean {
  const words = wordsOf(name);
  return !isPublicKey(words) && SUSPICIOUS.has(words.at(-1) ?? '');
}

/** Whether the name is a collection of credentials, as in `passwords: { admin: … }`. */
export function isCredentialCollection(name: string): boolean {
  return COLLECTIONS.has(wordsOf(name).at(-1) ?? '');
}

/** Whether the name says who, where or how, and not with which secret. */
export function isIdentityName(name: string): boolean {
  const last = wordsOf(name).at(-1) ?? '';
  return IDENTITIES.has(last) || ABOUT_CREDENTIALS.has(last);
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

const CREDENTIALS = set(`
  pass password passwords passwd pwd passphrase passphrases passcode psk masterauth
  secret secrets token tokens credential credentials cred creds
  apikey apikeys accesskey secretkey privatekey jwt dsn connectionstring connstr sas
`);

/** Words that say it only at the end of a name: `basic_auth`, and not `auth_db`. */
const LAST_WORDS = set('auth authorization bearer pw');

/** Words that are written together with others: `PGPASSWORD`, `requirepass`, `clientsecret`. */
const ENDINGS =
  /(password|passwords|passwd|pwd|passphrase|userpwd|secret|apikey|accesskey|secretkey|privatekey|(access|api|auth|id|identity|refresh)token|(bind|db|ldap|root)pw)$/;

/** Words that end in "pass" and have nothing to do with one. */
const NOT_PASSWORDS = set(`
  allpass bandpass bypass compass encompass highpass lowpass multipass onepass overpass singlepass
  surpass trespass twopass underpass
`);

/** Words before "key" that make it a secret one. */
const KEY_KINDS = set(`
  access account api app auth client consumer crypt deploy encryption fernet hmac host jwt licence license master private
  root secret service session shared signing ssh storage subscription
`);

/** Words after "auth" that mean what it is, and not how it is done. */
const AUTH_KINDS = set('basic code data header string value');

/** Last words of names that are about a credential and are none. */
const ABOUT_CREDENTIALS = set(`
  url uri urls path paths file files filename dir directory folder name names ref label hint message
  type types kind model class classes algorithm alg encryption version versions field fields prefix claim claims
  cache cmd command helper process enabled disabled required mode method methods policy policies validator validators hasher hashers
  length size min max count limit retries warning pattern patterns regex regexp direction scope scopes realm
  ttl expiry expiration expires timeout lifetime age interval rotation days hours minutes seconds
  provider providers backend backends issuer audience endpoint host port region store
  user username users
`);

/** First words of names that switch something on or off, or say that it exists elsewhere. */
const SWITCHES = set(`
  allow disable enable existing has ignore insecure is no require requires show skip use with without
`);

/** Words before "token" where it says at which page of a list to go on. */
const PAGES = set('next page input output continuation resume resumption');

const SUSPICIOUS = set('key keys salt pepper signature sig cookie cookies pin');

const COLLECTIONS = set('chpasswd password passwords passwd token tokens apikeys');

const IDENTITIES = set(`
  login email mail id namespace version description comment title server domain database format
`);

function isPublicKey(words: readonly string[]): boolean {
  return words.some((word, at) => word === 'public' && /^keys?$/.test(words[at + 1] ?? ''));
}

/** `adminPasswordKey` says under which key of a Secret the password is. */
function isKeyInSecret(words: readonly string[]): boolean {
  return words.at(-1) === 'key' && /^(pass|passwd|password|token)$/.test(words.at(-2) ?? '');
}

function isCredentialPair(word: string, next: string): boolean {
  if (/^keys?$/.test(next)) return KEY_KINDS.has(word);
  if (word === 'auth') return AUTH_KINDS.has(next);
  if (word === 'erlang') return next === 'cookie';
  // nginx's secure_link_md5, whose digit at the end is left out.
  if (word === 'link') return next === 'md';
  return next === 'string' && (word === 'connection' || word === 'conn');
}

function isCredentialWord(word: string): boolean {
  if (CREDENTIALS.has(word) || ENDINGS.test(word)) return true;
  return word.endsWith('pass') && !NOT_PASSWORDS.has(word);
}

/** The words of a name in lower case, without the digits at their ends. */
function wordsOf(name: string): readonly string[] {
  const known = KNOWN.get(name);
  if (known !== undefined) return known;
  const words = name
    .replace(/OAuth/g, 'Oauth')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .map((word) => word.toLowerCase().replace(/(?<=[a-z])\d+$/, ''))
    .filter((word) => word !== '' && !/^(v?\d+|old|new)$/.test(word));
  if (name.length <= 100) {
    if (KNOWN.size === 1000) KNOWN.clear();
    KNOWN.set(name, words);
  }
  return words;
}

/** The words of the last names: a list of many objects has the same few again and again. */
const KNOWN = new Map<string, readonly string[]>();
