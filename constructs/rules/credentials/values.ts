import { credentialWord, isPasswordName, isWebhookName } from './keys';

/** What a value shows by itself, whatever its name: a private key, a known token, a URL's password. */
export function credentialPattern(value: string): string | undefined {
  const known = KNOWN.find(([pattern]) => pattern.test(value))?.[1];
  if (known !== undefined) return `its value has ${known}`;
  for (const [, password = ''] of matches(value, '@', USER_INFO)) {
    if (isLiteral(decoded(password))) return 'its value has a URL with a password';
  }
  for (const [, name = '', double, single, plain = ''] of matches(value, '=', ASSIGNMENT)) {
    const word = credentialWord(name);
    const assigned = double ?? single ?? plain;
    if (word !== undefined && isCredentialValue(name, assigned)) return `its value sets '${word}'`;
  }
  return undefined;
}

/**
 * Whether the value of a name that says "credential" is one: a literal, and no switch, number, file,
 * URL or reference.
 */
export function isCredentialValue(name: string, value: string): boolean {
  const text = literalOf(value);
  if (text === undefined || SWITCHES.test(text) || REFERENCES.test(text)) return false;
  if (NUMBER.test(text)) return isPasswordName(name) && /\d{4}/.test(text);
  if (isPath(text)) return false;
  const words = name.toLowerCase();
  if (isWebhookName(name)) return text.split(/[/?&=#]/).some(looksRandom);
  if (/^[a-z][a-z0-9+.-]*:\/\/[^\s@]*$/i.test(text)) {
    return words.includes('dsn') && text.split('/').some(looksRandom);
  }
  if (/dsn|conn/.test(words) && /^\w+=/.test(text)) return false;
  if (/auth|bearer|jwt/.test(words) && !isPasswordName(name)) return !SCHEMES.test(text);
  return !(/pass$/.test(words) && /^(asc|ascending|desc|descending|both)$/i.test(text));
}

/** Whether the value is a string that nobody types: hexadecimal, a UUID, or letters and digits mixed. */
export function looksRandom(value: string): boolean {
  if (/^(\d+:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return true;
  if (/^[0-9a-f]{32,}$/i.test(value)) return true;
  return /^[\w+/=.~-]{20,}$/.test(value) && value.split(/[-_/.~]/).some(isMixed);
}

/** Whether the value stands there as it is, and is not filled in later. */
export function isLiteral(value: string): boolean {
  return literalOf(value) !== undefined;
}

/** `-----BEGIN RSA PRIVATE KEY-----`, also in base64, and tokens by which their makers mark them. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----/, 'a private key'],
  [/LS0tLS1CRUdJTi[A-Za-z0-9+/]{0,24}(UFJJVkFUR|BSSVZBVEUg|QUklWQVRF)/, 'a private key'],
  [/\bAGE-SECRET-KEY-1[A-Z0-9]+/, 'a private key'],
  [/(?<![A-Za-z0-9])(AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/, 'an AWS access key id'],
  [/\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,})/, 'a GitHub token'],
  [/\bglpat-[\w-]{20}/, 'a GitLab token'],
  [/\bAIza[\w-]{35}/, 'a Google API key'],
  [/\bya29\.[\w-]{20}|\bGOCSPX-[\w-]{20}/, 'a Google token'],
  [/\bxox[abeoprs]-[\w-]{10}/, 'a Slack token'],
  [/https?:\/\/\S+\/(hooks|webhooks|webhookb2)\/[\w@/-]{16,}/, 'a webhook'],
  [/hooks\.slack\.com\/services\/\w+\/\w+/, 'a Slack webhook'],
  [/\beyJhbGciO[\w-]+|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}/, 'a JSON web token'],
  [/\bSG\.[\w-]{16,}\.[\w-]{16,}/, 'a SendGrid key'],
  [/\b[rs]k_live_\w{16,}/, 'a Stripe key'],
  [/\bkey-[0-9a-f]{32}\b/, 'a Mailgun key'],
  [/\bnpm_[A-Za-z0-9]{36}|\bpypi-AgEI[\w-]+/, 'a package registry token'],
  [/[?&](sig|X-Amz-Signature)=[\w%+/=-]{20,}/i, 'a signed URL'],
  [/\b(Bearer|Token)\s+(?=[\w.~+/=-]*\d)[\w.~+/=-]{16,}/i, 'an authorization header'],
  [
    /\bBasic\s+(?=[\w+/]+[A-Z\d])([\w+/]{4}){2,}([\w+/]{2}==|[\w+/]{3}=)?(?![\w+/=])/,
    'an authorization header',
  ],
  [/\$(2[aby]\$\d\d|apr1|argon2\w*|[156])\$[\w./$,=+]{8,}|\bSCRAM-SHA-256\$/, 'a password hash'],
  [/\bmd5[0-9a-f]{32}\b|\bpbkdf2_sha256\$\d+\$/, 'a password hash'],
  [/\{S?SHA(256|512)?\}[A-Za-z0-9+/]{16,}/, 'a password hash'],
  [
    /^(user\s+)?\S+\s+(on|off)\s(.*\s)?(>(?!\$[({])\S|#[0-9a-f]{64})/,
    'the password of a Redis user',
  ],
];

const USER_INFO = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@"']*:([^\s/?#"']*)@/gi;

/** `name=value` in a query, a connection string, or a command. */
const ASSIGNMENT =
  /(?<![\w.])(?<![\w.]-)([A-Za-z_][\w.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;&,"']+))/g;

const INTERPOLATION = /\$(?:__\w+)?\{[^{}]*\}|\$\([^()]*\)|\{\{.*?\}\}|%\(\w+\)s/;

/** What a template or a command puts a value in place of, and what masks one. */
const PLACEHOLDER = /^(<[^<>]*>|\{\w*\}|%s|%[A-Z_]+%|\$[A-Z_][A-Z0-9_]*|\$\d+|\?|[*•]+)$/;

/** A key of a Secret as Argo CD writes it: `$slack-token`, `$dex.acme.clientSecret`, `$secret:key`. */
const ARGO_CD_KEY = /^\$[a-z]+\d{0,2}([-.:][a-z_]+\d{0,2})+$/i;

const NOTHING = /^(none|null|nil|undefined|~)?$/i;

/** `${NAME:-default}`: the default is what stands there. */
const DEFAULT = /^\$\{\w+:?-([^{}]+)\}$/;

/** The value that stands there; `undefined` where it is empty or filled in later. */
function literalOf(value: string): string | undefined {
  const text = value.trim();
  const fallback = DEFAULT.exec(text)?.[1];
  if (fallback !== undefined) return literalOf(fallback);
  const later = [NOTHING, INTERPOLATION, PLACEHOLDER, ARGO_CD_KEY];
  return later.some((pattern) => pattern.test(text)) ? undefined : text;
}

const SWITCHES = /^(anon|anonymous|true|false|yes|no|on|off|enabled|disabled|y|n|read|write)$/i;

/**
 * Where a secret can be found: a vault's path, a YAML tag that reads one, an encrypted value; and the
 * page of a STAC catalogue's answer, which is called a token too.
 */
const REFERENCES =
  /^(vault:|op:\/\/|ref\+|arn:aws:|file:|env:|(next|prev):|ENC\[|!(env|env_var|secret|vault|ref|sub|getatt|include|file)\b)/i;

/** Ways to authenticate, as in `GDAL_HTTP_AUTH=NEGOTIATE`. */
const SCHEMES =
  /^(any|anonymous|anyone|basic|bearer|default|digest|header|kerberos|ldap|negotiate|ntlm|oauth2?|oidc|optional|peer|required|saml|scram-sha-256|token|trust|md5)$/i;

const NUMBER = /^[+-]?[v^~]?\d[\d_.,]*(ms|s|m|h|d|w)?$/;

/** All matches of a pattern in which a sign stands that most values have not. */
function matches(value: string, sign: string, pattern: RegExp): Iterable<RegExpExecArray> {
  return value.includes(sign) ? value.matchAll(pattern) : [];
}

function isPath(text: string): boolean {
  if (!/^(\/|~\/|\.{1,2}\/)[\w.@-]+(\/[\w.@-]+)*\/?$/.test(text)) return false;
  return !text.split(/[/.-]/).some((element) => element.length >= 16 && isMixed(element));
}

function isMixed(text: string): boolean {
  return text.length >= 16 && /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
