import fc from 'fast-check';
import { mountOptions, nfsPath, nfsServer } from '../../../constructs/rules/nfs';
import { accepts, refuses, WRONG_TYPES } from './tables';

const none = undefined;

describe('nfsServer', () => {
  const rule = 'must be the host name or IP address of an NFS server, without scheme, port or path';
  accepts(nfsServer, ['10.117.206.94', 'zeus684440.agr.gc.ca', 'fd00::1', 'nas']);
  refuses(nfsServer, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    ['10.1.1.1:/data', rule, "write server: '10.1.1.1' and path: '/data'"],
    ['nfs://nas/mnt/md0', rule, "write server: 'nas' and path: '/mnt/md0'"],
    ['nfs://nas', rule, "write server: 'nas'"],
    ['nas/data', rule, "write server: 'nas' and path: '/data'"],
    ['nas:2049', rule, "write server: 'nas'"],
    ['nas:2050', rule, "write server: 'nas' and the mount option 'port=2050'"],
    [
      'nfs://nas:2050/data',
      rule,
      "write server: 'nas' and path: '/data' and the mount option 'port=2050'",
    ],
    ['[fd00::1]:/data', rule, "write server: 'fd00::1' and path: '/data'"],
    ['[fd00::1]', rule, "write server: 'fd00::1'"],
    [' nas ', rule, "write server: 'nas'"],
    ['nas.example.', rule, "write 'nas.example'"],
    ['nas:/a/../b', rule, none],
    ['nas_1', rule, none],
    ['/data', rule, none],
    ['10.1.1.300', rule, none],
  ]);
});

describe('nfsPath', () => {
  const rule = "must be an absolute path, without '..', control characters or spaces at its ends";
  accepts(nfsPath, ['/', '/mnt/md0/minio_storage', '/a:b']);
  refuses(nfsPath, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    ['10.1.1.1:/data', rule, "write server: '10.1.1.1' and path: '/data'"],
    ['nfs://nas/data', rule, "write server: 'nas' and path: '/data'"],
    ['data', rule, "write '/data'"],
    ['/a/../b', rule, "write '/b'"],
  ]);
});

describe('mountOptions', () => {
  const list = 'must be a list of NFS mount options, each a string';
  const known = 'must have only known NFS mount options';
  accepts(mountOptions, [
    [],
    ['hard', 'nfsvers=4.1', 'noatime', 'timeo=600', 'retrans=2'],
    ['nfsvers=3', 'nolock', 'proto=udp', 'nconnect=1'],
    ['nfsvers=4', 'proto=tcp6', 'nconnect=16', 'rsize=1048576', 'wsize=1024'],
    ['sec=krb5p', 'port=2050', 'mountport=20048', 'actimeo=0', 'lookupcache=pos'],
    ['local_lock=none', 'nosuid', 'nodev', 'noexec', 'fsc', 'fg', 'noresvport'],
    ['lock', 'resvport', 'relatime', 'nodiratime', 'noac', 'acregmin=3', 'acdirmax=60'],
  ]);
  refuses(mountOptions, [
    [undefined, list, none],
    [null, list, none],
    [{}, list, none],
    [['hard', 5], list, none],
    ['hard,nfsvers=4.1', list, "write ['hard', 'nfsvers=4.1']"],
    ['', list, 'write []'],
    [
      ['hard, nfsvers=4.1', 'fsc'],
      'must have one option in each string',
      "write 'hard', 'nfsvers=4.1'",
    ],
    [['hrad'], known, "write 'hard' instead of 'hrad'"],
    [['NFSvers=4.1'], known, "write 'nfsvers=4.1' instead of 'NFSvers=4.1'"],
    [[' hard'], known, "write 'hard' instead of ' hard'"],
    [['something=else'], known, "leave out 'something=else'"],
    [['constructor'], known, "leave out 'constructor'"],
    [[''], known, "leave out ''"],
    [['vers=4.2'], "must give the version as 'nfsvers'", "write 'nfsvers=4.2'"],
    [['vers'], "must give the version as 'nfsvers'", "write 'nfsvers=4.1'"],
    [['tcp'], "must give the transport as 'proto'", "write 'proto=tcp'"],
    [['udp'], "must give the transport as 'proto'", "write 'proto=udp'"],
    [['rdma'], "must give the transport as 'proto'", "write 'proto=rdma'"],
    [
      ['bg'],
      "must not have 'bg': the pod would start before the share is mounted",
      "leave out 'bg'",
    ],
    [['intr'], "must not have 'intr', which has no effect since Linux 2.6.25", "leave out 'intr'"],
    [
      ['nointr'],
      "must not have 'nointr', which has no effect since Linux 2.6.25",
      "leave out 'nointr'",
    ],
    [['hard=1'], "must have 'hard' without a value", "write 'hard'"],
    [['nfsvers'], "must give 'nfsvers' one of '3', '4', '4.0', '4.1', '4.2'", none],
    [['nfsvers=2'], "must give 'nfsvers' one of '3', '4', '4.0', '4.1', '4.2'", none],
    [['timeo=0'], "must give 'timeo' a whole number of at least 1", none],
    [['retrans=-1'], "must give 'retrans' a whole number of at least 0", none],
    [['nconnect=17'], "must give 'nconnect' a whole number in 1-16", none],
    [['port=65536'], "must give 'port' a whole number in 1-65535", none],
    [['rsize=1000'], "must give 'rsize' a multiple of 1024 in 1024-1048576", none],
    [['wsize=2097152'], "must give 'wsize' a multiple of 1024 in 1024-1048576", none],
    [['proto=TCP'], "must give 'proto' one of 'tcp', 'udp', 'tcp6', 'rdma'", none],
    [['sec=none'], "must give 'sec' one of 'sys', 'krb5', 'krb5i', 'krb5p'", none],
    [['hard', 'hard'], 'must have each option only once', "leave out one 'hard'"],
    [['timeo=1', 'timeo=2'], 'must have each option only once', "leave out one 'timeo'"],
    [['hard', 'soft'], "must not have both 'hard' and 'soft'", none],
    [['rw', 'ro'], "must not have both 'ro' and 'rw'", none],
    [['lock', 'nolock'], "must not have both 'lock' and 'nolock'", none],
    [['actimeo=3', 'acregmin=3'], "must not have both 'actimeo' and 'acregmin'", none],
    [['nolock'], "must have 'nolock' only with 'nfsvers=3'", "leave out 'nolock'"],
    [['nfsvers=4.1', 'nolock'], "must have 'nolock' only with 'nfsvers=3'", "leave out 'nolock'"],
    [
      ['nfsvers=4.1', 'proto=udp'],
      "must not have 'proto=udp' with NFS version 4",
      "write 'proto=tcp'",
    ],
    [
      ['nfsvers=3', 'proto=udp', 'nconnect=4'],
      "must not have 'nconnect' with 'proto=udp'",
      "write 'proto=tcp'",
    ],
    [
      ['soft'],
      "must not have 'soft' on a writable volume: when the server is slow, writes are lost unseen",
      "write 'hard'",
    ],
    [['ro'], "must not have 'ro' on a writable volume", "write readOnly: true, not 'ro'"],
  ]);

  describe('on a read-only volume', () => {
    const readOnly = (value: unknown) => mountOptions(value, { readOnly: true });
    accepts(readOnly, [['soft'], ['ro'], ['soft', 'ro'], ['hard']]);
    refuses(readOnly, [[['rw'], "must not have 'rw' on a read-only volume", "leave out 'rw'"]]);
  });

  it('never throws, and accepts each option alone or not at all', () => {
    const option = fc.oneof(fc.string(), fc.constantFrom('hard', 'ro', 'nfsvers=4.1', 'bg'));
    fc.assert(
      fc.property(fc.array(fc.oneof(option, fc.anything())), (options) => {
        if (mountOptions(options) !== undefined) return;
        expect(new Set(options).size).toBe(options.length);
        for (const each of options) expect(each).toMatch(/^[a-z_]+(=[a-z\d.]+)?$/);
      }),
    );
  });
});
