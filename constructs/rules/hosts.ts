import { addressLength, formatIp, type Ip, networkOf, parseIp } from './ip';
import { quoted, type Violation, violation } from './violation';

/** What a client connects to: a host name (RFC 1123), an IPv4 address, or an IPv6 address. */
export function host(value: unknown): Violation | undefined {
  if (isHost(value)) return undefined;
  return violation(
    'must be a host name, an IPv4 address or an IPv6 address, without scheme, port or path',
    writeIf(isHost, bareHost(value)),
  );
}

/** Which forms a DNS name may have. */
export interface DnsNameOptions {
  /**
   * Accept `*.example.com`, which stands for every name one level below.
   *
   * @default false
   */
  readonly wildcard?: boolean;
}

/**
 * The host of an Ingress: a DNS name in lower case.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards
 */
export function dnsName(value: unknown, options: DnsNameOptions = {}): Violation | undefined {
  const fits = (text: unknown) => isDnsName(text, options.wildcard ?? false);
  if (fits(value)) return undefined;
  return violation(
    'must be a DNS name in lower case, without scheme, port or path, and not an IP address' +
      (options.wildcard ? "; it may begin with '*.'" : ''),
    writeIf(fits, bareHost(value)?.toLowerCase()),
  );
}

/** An IPv4 or IPv6 address, without brackets, zone or prefix length. */
export function ipAddress(value: unknown): Violation | undefined {
  if (isIp(value)) return undefined;
  return violation('must be an IPv4 or IPv6 address', writeIf(isIp, bareHost(value)));
}

/** A network in CIDR notation, given by its first address, as in `10.0.0.0/8`. */
export function cidr(value: unknown): Violation | undefined {
  const text = typeof value === 'string' ? value : '';
  const [address = '', length, ...more] = text.trim().split('/');
  const ip = parseIp(address);
  if (ip === undefined || more.length > 0) return violation(CIDR_RULE);

  const maxLength = addressLength(ip.version);
  if (length === undefined) {
    const single = quoted(`${address}/${maxLength}`);
    return violation(CIDR_RULE, `add the prefix length; ${single} is this one address`);
  }
  if (!/^(0|[1-9]\d*)$/.test(length) || Number(length) > maxLength) {
    return violation(`must have a prefix length in 0-${maxLength}`);
  }
  const network = networkOf(ip, Number(length));
  if (network.bits !== ip.bits) {
    return violation(
      'must be the first address of its network',
      `write ${quoted(`${formatIp(network)}/${length}`)}`,
    );
  }
  return text === text.trim() ? undefined : violation(CIDR_RULE, `write ${quoted(text.trim())}`);
}

/** A network that is a part of another one, and not the whole; both in CIDR notation. */
export function networkWithin(value: unknown, outer: string): Violation | undefined {
  const [part, whole] = [parseNetwork(value), parseNetwork(outer)];
  const isPart =
    part.ip !== undefined &&
    part.ip.version === whole.ip?.version &&
    part.length > whole.length &&
    networkOf(part.ip, whole.length).bits === whole.ip.bits;
  return isPart ? undefined : violation(`must be a smaller network within ${quoted(outer)}`);
}

function parseNetwork(value: unknown): { readonly ip: Ip | undefined; readonly length: number } {
  const [address = '', length] = typeof value === 'string' ? value.split('/') : [];
  return { ip: parseIp(address), length: Number(length) };
}

const CIDR_RULE = "must be a network such as '10.0.0.0/8' or '2001:db8::/32'";

function isHost(value: unknown): value is string {
  return isIp(value) || isHostName(value);
}

function isIp(value: unknown): value is string {
  return typeof value === 'string' && parseIp(value) !== undefined;
}

/** A name whose last part is a number would be read as an IPv4 address, or as nothing. */
function isHostName(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 253) return false;
  const labels = value.split('.');
  return (
    labels.every((label) => /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/i.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  );
}

function isDnsName(value: unknown, wildcard: boolean): boolean {
  if (typeof value !== 'string' || value.length > 253 || /[A-Z]/.test(value)) return false;
  return isHostName(wildcard ? value.replace(/^\*\./, '') : value);
}

/** The host that a URL, `host:port`, `host/path` or bracketed address names. */
function bareHost(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const authority = value
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/^.*@/s, '');
  const bracketed = /^\[([^\]]*)\](?::\d*)?$/.exec(authority)?.[1];
  const plain =
    bracketed ?? (/^[^:]*:[^:]*$/.test(authority) ? authority.split(':')[0] : authority);
  return plain
    ?.replace(/%.*$/s, '')
    .replace(/\.$/, '')
    .replace(/^[\d.]+$/, (digits) => digits.replace(/(?<!\d)0+(?=\d)/g, ''));
}

function writeIf(fits: (text: unknown) => boolean, text: string | undefined): string | undefined {
  return text !== undefined && fits(text) ? `write ${quoted(text)}` : undefined;
}
