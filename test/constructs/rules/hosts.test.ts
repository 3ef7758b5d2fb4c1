import { BlockList, isIP, isIPv4 } from 'node:net';
import fc from 'fast-check';
import { cidr, dnsName, host, ipAddress, networkWithin } from '../../../constructs/rules/hosts';
import { formatIp, parseIp } from '../../../constructs/rules/ip';
import { accepts, refuses, WRONG_TYPES } from './tables';

const none = undefined;

describe('host', () => {
  const rule =
    'must be a host name, an IPv4 address or an IPv6 address, without scheme, port or path';
  accepts(host, [
    'zeus684440.agr.gc.ca',
    'Zeus.AGR.gc.ca',
    'localhost',
    '10.117.206.94',
    '::1',
    'fd00::1',
    '2001:db8:0:0:0:0:0:1',
    '::ffff:10.0.0.1',
    '3com.example',
    'a'.repeat(63),
  ]);
  refuses(host, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    ['nfs://10.1.1.1/data', rule, "write '10.1.1.1'"],
    ['https://user@redis.example:6379/0', rule, "write 'redis.example'"],
    ['10.1.1.1:2049', rule, "write '10.1.1.1'"],
    ['redis/0', rule, "write 'redis'"],
    [' redis-master\n', rule, "write 'redis-master'"],
    ['[fd00::1]', rule, "write 'fd00::1'"],
    ['[fd00::1]:2049', rule, "write 'fd00::1'"],
    ['fe80::1%eth0', rule, "write 'fe80::1'"],
    ['redis.example.', rule, "write 'redis.example'"],
    ['010.001.1.1', rule, "write '10.1.1.1'"],
    ['10.1.1', rule, none],
    ['10.1.1.256', rule, none],
    ['1.2.3.4.5', rule, none],
    ['1:2:3', rule, none],
    ['1::2::3', rule, none],
    ['redis_master', rule, none],
    ['-redis', rule, none],
    ['a..b', rule, none],
    ['a'.repeat(64), rule, none],
    [10, rule, none],
  ]);
});

describe('dnsName', () => {
  const rule =
    'must be a DNS name in lower case, without scheme, port or path, and not an IP address';
  const wildcardRule = `${rule}; it may begin with '*.'`;
  accepts(dnsName, ['s2d2.kub-eo.agr.gc.ca', 'localhost', 'a.b']);
  refuses(dnsName, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    ['S2D2.kub-eo.agr.gc.ca', rule, "write 's2d2.kub-eo.agr.gc.ca'"],
    ['https://tiles.example.com/map', rule, "write 'tiles.example.com'"],
    ['tiles.example.com:8080', rule, "write 'tiles.example.com'"],
    ['10.117.206.94', rule, none],
    ['::1', rule, none],
    ['*.example.com', rule, none],
    ['tiles example.com', rule, none],
    [`${'a'.repeat(64)}.com`, rule, none],
    [`${'a.'.repeat(126)}ab`, rule, none],
  ]);

  describe('with wildcards', () => {
    const wildcard = (value: unknown) => dnsName(value, { wildcard: true });
    accepts(wildcard, ['*.example.com', 'example.com']);
    refuses(wildcard, [
      ['*', wildcardRule, none],
      ['*.', wildcardRule, none],
      ['*.*.example.com', wildcardRule, none],
      ['a.*.example.com', wildcardRule, none],
      ['*.10.0.0.1', wildcardRule, none],
      ['*.Example.com', wildcardRule, "write '*.example.com'"],
    ]);
  });
});

describe('ipAddress', () => {
  const rule = 'must be an IPv4 or IPv6 address';
  accepts(ipAddress, ['10.0.0.1', '0.0.0.0', '255.255.255.255', '::', 'fd00::1']);
  refuses(ipAddress, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    ['10.0.0.1/32', rule, "write '10.0.0.1'"],
    ['[::1]', rule, "write '::1'"],
    ['10.0.0.01', rule, "write '10.0.0.1'"],
    ['localhost', rule, none],
    ['10.0.0', rule, none],
    ['12345::', rule, none],
    ['1:2:3:4:5:6:7:8:9', rule, none],
    ['::1.2.3', rule, none],
  ]);
});

describe('cidr', () => {
  const rule = "must be a network such as '10.0.0.0/8' or '2001:db8::/32'";
  accepts(cidr, ['10.0.0.0/8', '0.0.0.0/0', '10.1.2.3/32', '::/0', '2001:db8::/32', '::1/128']);
  refuses(cidr, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    ['10.0.0.1', rule, "add the prefix length; '10.0.0.1/32' is this one address"],
    ['::1', rule, "add the prefix length; '::1/128' is this one address"],
    ['10.0.0.1/8', 'must be the first address of its network', "write '10.0.0.0/8'"],
    ['10.1.2.3/0', 'must be the first address of its network', "write '0.0.0.0/0'"],
    ['2001:db8::1/32', 'must be the first address of its network', "write '2001:db8::/32'"],
    ['10.0.0.0/33', 'must have a prefix length in 0-32', none],
    ['10.0.0.0/08', 'must have a prefix length in 0-32', none],
    ['10.0.0.0/255.0.0.0', 'must have a prefix length in 0-32', none],
    ['::/129', 'must have a prefix length in 0-128', none],
    ['10.0.0.0/', 'must have a prefix length in 0-32', none],
    [' 10.0.0.0/8', rule, "write '10.0.0.0/8'"],
    ['10.0.0.0/8/8', rule, none],
    ['example.com/8', rule, none],
  ]);

  it('gives the network that node:net sees as a fix', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, length) => {
        const text = `${address}/${length}`;
        const network = /'(.*)\/\d+'/.exec(cidr(text)?.fix ?? '')?.[1] ?? address;
        expect(cidr(`${network}/${length}`)).toBeUndefined();
        const list = new BlockList();
        list.addSubnet(network, length);
        expect(list.check(address)).toBe(true);
      }),
    );
  });
});

describe('IP addresses', () => {
  it('are read as node:net reads them', () => {
    const near = fc.string({ unit: fc.constantFrom(...'0125af:.g'.split('')), maxLength: 24 });
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), near), (text) => {
        expect(parseIp(text)?.version ?? 0).toBe(isIP(text));
      }),
      { numRuns: 150 },
    );
  });

  it('are written so that they are read as the same address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const ip = parseIp(text);
        if (ip === undefined) throw new Error(`${text} was not read`);
        const written = formatIp(ip);
        expect(parseIp(written)).toEqual(ip);
        if (!isIPv4(text)) expect(`http://[${written}]/`).toBe(new URL(`http://[${text}]`).href);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['1:0:2:0:3:0:4:0', '1:0:2:0:3:0:4:0'],
  ])('are written as RFC 5952 says: %s as %s', (text, expected) => {
    const ip = parseIp(text);
    expect(ip && formatIp(ip)).toBe(expected);
  });
});

describe('networkWithin', () => {
  const within = (value: unknown) => networkWithin(value, '10.0.0.0/8');
  const rule = "must be a smaller network within '10.0.0.0/8'";
  accepts(within, ['10.0.0.0/9', '10.1.0.0/16', '10.255.255.255/32']);
  refuses(within, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    ['10.0.0.0/8', rule, none],
    ['10.0.0.0/7', rule, none],
    ['11.0.0.0/16', rule, none],
    ['::/0', rule, none],
    ['::a00:0/112', rule, none],
  ]);
  accepts((value) => networkWithin(value, '::/0'), ['2001:db8::/32']);
});
