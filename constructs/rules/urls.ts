import { host as hostRule } from './hosts';
import { port as portRule } from './numbers';
import { quoted, type Violation, violation } from './violation';

/** The parts of the URL of a server. */
export interface ServerUrl {
  readonly scheme: 'http' | 'https';

  /** The host as it stands in the URL, an IPv6 address in brackets. */
  readonly host: string;

  /** Undefined where it is that of the scheme. */
  readonly port: number | undefined;
}

/** The URL of a server: its scheme, its host in lower case, and a port where it needs one. */
export function serverUrl(value: unknown): Violation | undefined {
  const parts = partsOf(value);
  if (typeof value !== 'string' || parts === undefined) {
    const fix = typeof value === 'string' ? "write 'https://s3.example.org'" : undefined;
    return violation(RULE, fix);
  }
  const { scheme, user, host, port, rest } = parts;
  if (user !== undefined) {
    return violation('must not hold a user or a password', 'give a reference to them');
  }
  if (port !== undefined && portRule(Number(port)) !== undefined) {
    return violation('must have a port in 1-65535');
  }
  const fixed = `${scheme}://${host}${port === undefined ? '' : `:${Number(port)}`}`.toLowerCase();
  const isMore = /^(:[^:]*)?([/?#].*)?$/s.test(rest);
  const fits = isMore && isServer(scheme.toLowerCase(), host.toLowerCase());
  if (fits && rest === '' && fixed === value) return undefined;
  return violation(RULE, fits ? `write ${quoted(fixed)}` : undefined);
}

/** @returns undefined where it is no URL of a server */
export function parseServerUrl(url: string): ServerUrl | undefined {
  const parts = serverUrl(url) === undefined ? partsOf(url) : undefined;
  if (parts === undefined) return undefined;
  const scheme = parts.scheme === 'https' ? 'https' : 'http';
  return { scheme, host: parts.host, port: parts.port ? Number(parts.port) : undefined };
}

const RULE =
  "must be the URL of a server: 'http://' or 'https://' and a host in lower case, with a port where " +
  'it needs one, without path, query or slash at its end';

function partsOf(value: unknown) {
  const [, scheme, user, host, port, rest] =
    (typeof value === 'string' ? PARTS.exec(value.trim()) : undefined) ?? [];
  if (scheme === undefined || host === undefined || rest === undefined) return undefined;
  return { scheme, user, host, port, rest };
}

const PARTS = /^([a-z][a-z0-9+.-]*):\/\/(?:(.*)@)?(\[[^\]]*\]|[^/?#:@]*)(?::(\d+))?(.*)$/is;

function isServer(scheme: string, host: string): boolean {
  const address = /^\[(.*:.*)\]$/.exec(host)?.[1];
  return ['http', 'https'].includes(scheme) && hostRule(address ?? host) === undefined;
}
