/** An IP address as one number. */
export interface Ip {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

/** The address that the text spells, without brackets, zone or prefix length. */
export function parseIp(text: string): Ip | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** The usual spelling: dotted decimal, or RFC 5952. */
export function formatIp({ version, bits }: Ip): string {
  if (version === 4) return groups(bits, 4, 8n).map(String).join('.');

  const hex = groups(bits, 8, 16n).map((group) => group.toString(16));
  const { start, length } = longestZeroRun(hex);
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

/** The first address of the network that the address belongs to. */
export function networkOf({ version, bits }: Ip, prefixLength: number): Ip {
  const hostBits = BigInt(addressLength(version) - prefixLength);
  return { version, bits: (bits >> hostBits) << hostBits };
}

/** How many bits an address has. */
export function addressLength(version: 4 | 6): number {
  return version === 4 ? 32 : 128;
}

function parseIpv4(text: string): Ip | undefined {
  const parts = text.split('.');
  const valid = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part));
  if (!valid || parts.some((part) => Number(part) > 255)) return undefined;
  return { version: 4, bits: parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n) };
}

function parseIpv6(text: string): Ip | undefined {
  const halves = withoutDottedTail(text)?.split('::');
  if (halves === undefined || halves.length > 2) return undefined;

  const [head = [], tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;

  const all = [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return {
    version: 6,
    bits: all.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n),
  };
}

/** The address with an IPv4 tail (`::ffff:10.0.0.1`) as two groups. */
function withoutDottedTail(text: string): string | undefined {
  const tail = /(?<=:)[^:]*\.[^:]*$/.exec(text)?.[0];
  if (tail === undefined) return text;
  const ip = parseIpv4(tail);
  if (ip === undefined) return undefined;
  const [high = 0n, low = 0n] = groups(ip.bits, 2, 16n);
  return `${text.slice(0, -tail.length)}${high.toString(16)}:${low.toString(16)}`;
}

function longestZeroRun(hex: readonly string[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  let length = 0;
  hex.forEach((group, index) => {
    length = group === '0' ? length + 1 : 0;
    if (length > longest.length) longest = { start: index - length + 1, length };
  });
  return longest;
}

function groups(bits: bigint, count: number, size: bigint): bigint[] {
  const mask = (1n << size) - 1n;
  return Array.from({ length: count }, (_, i) => (bits >> (size * BigInt(count - 1 - i))) & mask);
}
