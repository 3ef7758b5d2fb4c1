/**
 * Whether a text can hold a credential at all: a first look that costs little, because most texts hold
 * none. What it says no to has none of the words and forms by which the others here find one.
 */
export function mayHoldCredential(text: string): boolean {
  if (WORDS.test(text) || KEYS.test(text) || VALUES.test(text)) return true;
  if (POSSIBLE.test(text) && RANDOM.test(text)) return true;
  return /\s(on|off)\s/.test(text) && /[>#]\S/.test(text);
}

/** Parts of names that say "credential", and of programs that take one. */
const WORDS =
  /pass|pw|userlist|link\W?_?md|psk|auth|secret|token|cred|jwt|dsn|conn|sas|webhook|bearer|basic|erlang|-u(ser)?\b|redis-(cli|benchmark)|mosquitto_/i;

/** Keys that are secret ones. */
const KEYS =
  /(access|account|api|app|client|consumer|crypt|deploy|encryption|fernet|hmac|host|licen[cs]e|master|private|root|service|session|shared|signing|ssh|storage|subscription)[\W\d_]*((old|new|v)[\W\d_]*){0,2}keys?/i;

/** How known tokens, signed URLs, logins in URLs and password hashes begin. */
const VALUES =
  /AKIA|ASIA|ABIA|ACCA|gh[pousr]_|github_pat|glpat-|AIza|ya29\.|GOCSPX|xox|eyJ|SG\.|[rs]k_live|npm_|pypi-|hooks\.slack|LS0tLS1|key-[0-9a-f]{32}|md5[0-9a-f]{32}|[?&](sig|x-amz-signature)=|:\/\/[^\s/?#:@"']*:[^\s/?#"']*@|\{s?sha|hooks\/|webhookb2|pbkdf2|scram|argon2|\$(apr)?\d[aby]?\$/i;

/** Parts of names that can be those of secrets, where the value looks like one. */
const POSSIBLE = /key|salt|pepper|sig|cookie|pin/i;

/** A value that nobody types. */
const RANDOM = /[\w+/=.~-]{20}/;
