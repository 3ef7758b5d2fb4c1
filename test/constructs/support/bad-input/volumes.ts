import { Size } from 'cdk8s';
import { ExistingClaim } from '../../../../constructs';
import { untyped } from '../errors';
import { share } from '../samples';
import { dynamic, inline, mountAt, nfs, REASON, type Row } from './row';
import {
  ABSOLUTE_PATH,
  ACCESS_MODES,
  KNOWN_MODES,
  MOUNT_PATH,
  NFS_SERVER,
  SUB_PATH,
  SUBDOMAIN,
} from './rules';

/** What a share, a claim and a volume are told. */
export const volumes: readonly Row[] = [
  [
    'a server as a URL',
    nfs({ server: 'nfs://10.0.0.1/scenes' }),
    `NfsVolume 'system/scenes': server ${NFS_SERVER}, got 'nfs://10.0.0.1/scenes'; write server: '10.0.0.1' and path: '/scenes'`,
  ],
  [
    'a server with its path',
    nfs({ server: '10.0.0.1:/scenes' }),
    `NfsVolume 'system/scenes': server ${NFS_SERVER}, got '10.0.0.1:/scenes'; write server: '10.0.0.1' and path: '/scenes'`,
  ],
  [
    'a server with its port',
    nfs({ server: 'nfs.example.org:2049' }),
    `NfsVolume 'system/scenes': server ${NFS_SERVER}, got 'nfs.example.org:2049'; write server: 'nfs.example.org'`,
  ],
  [
    'a server with another port',
    nfs({ server: '10.0.0.1:20049' }),
    `NfsVolume 'system/scenes': server ${NFS_SERVER}, got '10.0.0.1:20049'; write server: '10.0.0.1' and the mount option 'port=20049'`,
  ],
  [
    'a server in brackets',
    nfs({ server: '[2001:db8::1]' }),
    `NfsVolume 'system/scenes': server ${NFS_SERVER}, got '[2001:db8::1]'; write server: '2001:db8::1'`,
  ],
  [
    'a server with an underscore',
    nfs({ server: 'nfs_server' }),
    `NfsVolume 'system/scenes': server ${NFS_SERVER}, got 'nfs_server'`,
  ],
  [
    'a server of three numbers',
    nfs({ server: '10.0.0' }),
    `NfsVolume 'system/scenes': server ${NFS_SERVER}, got '10.0.0'`,
  ],
  [
    'a server with a number above 255',
    nfs({ server: '300.0.0.1' }),
    `NfsVolume 'system/scenes': server ${NFS_SERVER}, got '300.0.0.1'`,
  ],
  [
    'a server with a line break from a file',
    nfs({ server: '10.0.0.1\n' }),
    `NfsVolume 'system/scenes': server ${NFS_SERVER}, got '10.0.0.1\\n'; write server: '10.0.0.1'`,
  ],
  [
    'no server',
    nfs({ server: undefined }),
    `NfsVolume 'system/scenes': server ${NFS_SERVER}, got nothing`,
  ],
  [
    'an empty server',
    nfs({ server: '' }),
    `NfsVolume 'system/scenes': server ${NFS_SERVER}, got ''`,
  ],
  [
    'a server that is null',
    nfs({ server: null }),
    `NfsVolume 'system/scenes': server ${NFS_SERVER}, got null`,
  ],
  [
    'a list of servers',
    nfs({ server: ['10.0.0.1', '10.0.0.2'] }),
    `NfsVolume 'system/scenes': server ${NFS_SERVER}, got ["10.0.0.1","10.0.0.2"]`,
  ],
  [
    'a path that goes up',
    nfs({ path: '/exports/../scenes' }),
    `NfsVolume 'system/scenes': path ${ABSOLUTE_PATH}, got '/exports/../scenes'; write '/scenes'`,
  ],
  [
    'a path with its server',
    nfs({ path: '10.0.0.1:/scenes' }),
    `NfsVolume 'system/scenes': path ${ABSOLUTE_PATH}, got '10.0.0.1:/scenes'; write server: '10.0.0.1' and path: '/scenes'`,
  ],
  [
    'a path as a URL',
    nfs({ path: 'nfs://nfs.example.org/scenes' }),
    `NfsVolume 'system/scenes': path ${ABSOLUTE_PATH}, got 'nfs://nfs.example.org/scenes'; write server: 'nfs.example.org' and path: '/scenes'`,
  ],
  [
    'a path of Windows',
    nfs({ path: 'C:\\scenes' }),
    `NfsVolume 'system/scenes': path ${ABSOLUTE_PATH}, got 'C:\\\\scenes'`,
  ],
  [
    'a path below a home',
    nfs({ path: '~/scenes' }),
    `NfsVolume 'system/scenes': path ${ABSOLUTE_PATH}, got '~/scenes'`,
  ],
  [
    'a path with a space at its end',
    nfs({ path: '/scenes ' }),
    `NfsVolume 'system/scenes': path ${ABSOLUTE_PATH}, got '/scenes '; write '/scenes'`,
  ],
  [
    'no path',
    nfs({ path: undefined }),
    `NfsVolume 'system/scenes': path ${ABSOLUTE_PATH}, got nothing`,
  ],
  [
    'a capacity as a text',
    nfs({ capacity: '10Ti' }),
    "NfsVolume 'system/scenes': capacity must be a Size, got '10Ti'; write Size.tebibytes(10) of 'cdk8s'",
  ],
  [
    'a capacity as a number',
    nfs({ capacity: 10 }),
    "NfsVolume 'system/scenes': capacity must be a Size, got 10; write Size.tebibytes(10) of 'cdk8s'",
  ],
  [
    'no capacity',
    nfs({ capacity: undefined }),
    "NfsVolume 'system/scenes': capacity must be a Size, got nothing; write Size.tebibytes(10) of 'cdk8s'",
  ],
  [
    'a capacity of nothing',
    nfs({ capacity: Size.gibibytes(0) }),
    "NfsVolume 'system/scenes': capacity must be above 0, got 0Gi",
  ],
  [
    'a claim that asks for more than there is',
    nfs({ claimRequest: Size.tebibytes(20) }),
    "NfsVolume 'system/scenes': claimRequest must be at most the capacity, 10Ti, got 20Ti; write claimRequest: the size that the share has when it is first applied",
  ],
  [
    'a claim that asks for nothing',
    nfs({ claimRequest: Size.mebibytes(0) }),
    "NfsVolume 'system/scenes': claimRequest must be above 0, got 0Mi",
  ],
  [
    'a claim that asks by a text',
    nfs({ claimRequest: '1Gi' }),
    "NfsVolume 'system/scenes': claimRequest must be a Size, got '1Gi'; write Size.tebibytes(10) of 'cdk8s'",
  ],
  [
    'access modes by their short names',
    nfs({ accessModes: ['RWX'] }),
    `NfsVolume 'system/scenes': accessModes ${KNOWN_MODES}, got ["RWX"]`,
  ],
  [
    'no access mode',
    nfs({ accessModes: [] }),
    `NfsVolume 'system/scenes': accessModes ${ACCESS_MODES}, got []`,
  ],
  [
    'an access mode twice',
    nfs({ accessModes: ['ReadWriteMany', 'ReadWriteMany'] }),
    "NfsVolume 'system/scenes': accessModes must hold each mode once, got ReadWriteMany, ReadWriteMany",
  ],
  [
    'ReadWriteOncePod among others',
    nfs({ accessModes: ['ReadWriteOncePod', 'ReadWriteMany'] }),
    'NfsVolume \'system/scenes\': accessModes must hold ReadWriteOncePod alone, got ["ReadWriteOncePod","ReadWriteMany"]',
  ],
  [
    'a read-only share with ReadWriteMany',
    nfs({ readOnly: true, accessModes: ['ReadWriteMany'] }),
    "NfsVolume 'system/scenes': accessModes must be ['ReadOnlyMany'], because the volume is read-only, got [\"ReadWriteMany\"]; leave them out",
  ],
  [
    'mount options in one text',
    nfs({ mountOptions: 'hard,nfsvers=4.1' }),
    "NfsVolume 'system/scenes': mountOptions must be a list of NFS mount options, each a string, got 'hard,nfsvers=4.1'; write ['hard', 'nfsvers=4.1']",
  ],
  [
    'mount options in one item',
    nfs({ mountOptions: ['hard,nfsvers=4.1'] }),
    "NfsVolume 'system/scenes': mountOptions must have one option in each string, got [\"hard,nfsvers=4.1\"]; write 'hard', 'nfsvers=4.1'",
  ],
  [
    'a misspelt mount option',
    nfs({ mountOptions: ['noatme'] }),
    "NfsVolume 'system/scenes': mountOptions must have only known NFS mount options, got [\"noatme\"]; write 'noatime' instead of 'noatme'",
  ],
  [
    'a mount option in capitals',
    nfs({ mountOptions: ['HARD'] }),
    "NfsVolume 'system/scenes': mountOptions must have only known NFS mount options, got [\"HARD\"]; write 'hard' instead of 'HARD'",
  ],
  [
    'a version that NFS has not',
    nfs({ mountOptions: ['nfsvers=5'] }),
    "NfsVolume 'system/scenes': mountOptions must give 'nfsvers' one of '3', '4', '4.0', '4.1', '4.2', got [\"nfsvers=5\"]",
  ],
  [
    'the version under its other name',
    nfs({ mountOptions: ['vers=4.1'] }),
    "NfsVolume 'system/scenes': mountOptions must give the version as 'nfsvers', got [\"vers=4.1\"]; write 'nfsvers=4.1'",
  ],
  [
    'a soft mount of a writable share',
    nfs({ mountOptions: ['soft'] }),
    "NfsVolume 'system/scenes': mountOptions must not have 'soft' on a writable volume: when the server is slow, writes are lost unseen, got [\"soft\"]; write 'hard'",
  ],
  [
    'hard and soft',
    nfs({ mountOptions: ['hard', 'soft'] }),
    "NfsVolume 'system/scenes': mountOptions must not have both 'hard' and 'soft', got [\"hard\",\"soft\"]",
  ],
  [
    'nolock without version 3',
    nfs({ mountOptions: ['nolock'] }),
    "NfsVolume 'system/scenes': mountOptions must have 'nolock' only with 'nfsvers=3', got [\"nolock\"]; leave out 'nolock'",
  ],
  [
    'a timeout without its number',
    nfs({ mountOptions: ['timeo'] }),
    "NfsVolume 'system/scenes': mountOptions must give 'timeo' a whole number of at least 1, got [\"timeo\"]",
  ],
  [
    'a block size that is none',
    nfs({ mountOptions: ['rsize=1000'] }),
    "NfsVolume 'system/scenes': mountOptions must give 'rsize' a multiple of 1024 in 1024-1048576, got [\"rsize=1000\"]",
  ],
  [
    'too many connections',
    nfs({ mountOptions: ['nconnect=32'] }),
    "NfsVolume 'system/scenes': mountOptions must give 'nconnect' a whole number in 1-16, got [\"nconnect=32\"]",
  ],
  [
    'a mount in the background',
    nfs({ mountOptions: ['bg'] }),
    "NfsVolume 'system/scenes': mountOptions must not have 'bg': the pod would start before the share is mounted, got [\"bg\"]; leave out 'bg'",
  ],
  [
    'rw on a read-only share',
    nfs({ readOnly: true, mountOptions: ['rw'] }),
    "NfsVolume 'system/scenes': mountOptions must not have 'rw' on a read-only volume, got [\"rw\"]; leave out 'rw'",
  ],
  [
    'a mount option that is null',
    nfs({ mountOptions: ['hard', null] }),
    'NfsVolume \'system/scenes\': mountOptions must be a list of NFS mount options, each a string, got ["hard",null]',
  ],
  [
    'an owner that is root',
    nfs({ owner: { uid: 0, gid: 0 } }),
    "NfsVolume 'system/scenes': owner.uid must be a user id other than root, 1-4294967295, got 0",
  ],
  [
    'an owner by name',
    nfs({ owner: { uid: 'www-data', gid: 33 } }),
    "NfsVolume 'system/scenes': owner.uid must be a whole number in 1-4294967295, got 'www-data'",
  ],
  [
    'an owner without a group',
    nfs({ owner: { uid: 1000 } }),
    "NfsVolume 'system/scenes': owner.gid must be a whole number in 1-4294967295, got nothing",
  ],
  [
    'an owner in quotes',
    nfs({ owner: { uid: '1000', gid: 1000 } }),
    "NfsVolume 'system/scenes': owner.uid must be a whole number in 1-4294967295, got '1000'; write 1000 (a number, without quotes)",
  ],
  [
    'an owner above the range',
    nfs({ owner: { uid: 1000, gid: 4294967296 } }),
    "NfsVolume 'system/scenes': owner.gid must be a whole number in 1-4294967295, got 4294967296",
  ],
  [
    'a volume name with capitals',
    nfs({ volumeName: 'PV_Scenes' }),
    `NfsVolume 'system/scenes': volumeName ${SUBDOMAIN}, got 'PV_Scenes'; write 'pv-scenes'`,
  ],
  [
    'a volume name that is too long',
    nfs({ volumeName: 'a'.repeat(254) }),
    `NfsVolume 'system/scenes': volumeName ${SUBDOMAIN}, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...'; shorten it by 1 character`,
  ],
  [
    'an empty claim name',
    nfs({ claimName: '' }),
    `NfsVolume 'system/scenes': claimName ${SUBDOMAIN}, got ''`,
  ],
  [
    'a mount at a relative path',
    mountAt('data'),
    `NfsVolume 'system/scenes': mountAt: path ${MOUNT_PATH}, got 'data'; write '/data'`,
  ],
  [
    'a mount at the root',
    mountAt('/'),
    `NfsVolume 'system/scenes': mountAt: path ${MOUNT_PATH}, got '/'`,
  ],
  [
    'a mount with a slash at its end',
    mountAt('/data/'),
    `NfsVolume 'system/scenes': mountAt: path ${MOUNT_PATH}, got '/data/'; write '/data'`,
  ],
  [
    'a mount in the words of Docker',
    mountAt('/data:ro'),
    `NfsVolume 'system/scenes': mountAt: path ${MOUNT_PATH}, got '/data:ro'; write '/data' and mount it read-only`,
  ],
  [
    'a mount that goes up',
    mountAt('/data/../etc'),
    `NfsVolume 'system/scenes': mountAt: path ${MOUNT_PATH}, got '/data/../etc'; write '/etc'`,
  ],
  [
    'a mount of Windows',
    mountAt('C:\\data'),
    `NfsVolume 'system/scenes': mountAt: path ${MOUNT_PATH}, got 'C:\\\\data'`,
  ],
  [
    'no path to mount at',
    mountAt(undefined),
    `NfsVolume 'system/scenes': mountAt: path ${MOUNT_PATH}, got nothing`,
  ],
  [
    'a sub-path from the root',
    mountAt('/data', { subPath: { existing: '/in' } }),
    `NfsVolume 'system/scenes': mountAt: subPath.existing ${SUB_PATH}, got '/in'; write 'in'`,
  ],
  [
    'a sub-path that goes up',
    mountAt('/data', { subPath: { existing: 'in/../../etc' } }),
    `NfsVolume 'system/scenes': mountAt: subPath.existing ${SUB_PATH}, got 'in/../../etc'; write 'etc'`,
  ],
  [
    'an empty sub-path',
    mountAt('/data', { subPath: { existing: '' } }),
    `NfsVolume 'system/scenes': mountAt: subPath.existing ${SUB_PATH}, got ''`,
  ],
  [
    'writing to a read-only share',
    (chart) => share(chart, { readOnly: true }).mountAt('/data', { readOnly: false }),
    "NfsVolume 'system/scenes': mountAt: readOnly must be true, because the volume is read-only, got false; leave it out",
  ],
  [
    'an inline share without a reason',
    inline({}),
    "InlineNfsVolume 'system/scenes': reason must say in a sentence why the pods use an inline NFS volume, got nothing",
  ],
  [
    'an inline share with a reason that says nothing',
    inline({ reason: 'todo' }),
    "InlineNfsVolume 'system/scenes': reason must say in a sentence why the pods use an inline NFS volume, got 'todo'",
  ],
  [
    'an inline share of a URL',
    inline({ reason: REASON, server: 'nfs://10.0.0.1/scenes' }),
    `InlineNfsVolume 'system/scenes': server ${NFS_SERVER}, got 'nfs://10.0.0.1/scenes'; write server: '10.0.0.1' and path: '/scenes'`,
  ],
  [
    'an inline share of root',
    inline({ reason: REASON, owner: { uid: 0, gid: 0 } }),
    "InlineNfsVolume 'system/scenes': owner.uid must be a user id other than root, 1-4294967295, got 0",
  ],
  [
    'a claim by a name that is none',
    (chart) => new ExistingClaim(chart, 'archive', { claimName: 'Team_Archive' }),
    `ExistingClaim 'system/archive': claimName ${SUBDOMAIN}, got 'Team_Archive'; write 'team-archive'`,
  ],
  [
    'a claim without a name',
    (chart) => new ExistingClaim(chart, 'archive', untyped({})),
    `ExistingClaim 'system/archive': claimName ${SUBDOMAIN}, got nothing`,
  ],
  [
    'a dynamic volume without a size',
    dynamic({ size: undefined }),
    "DynamicVolume 'system/cache': size must be a Size, got nothing; write Size.tebibytes(10) of 'cdk8s'",
  ],
  [
    'a dynamic volume of a size in a text',
    dynamic({ size: '5Gi' }),
    "DynamicVolume 'system/cache': size must be a Size, got '5Gi'; write Size.tebibytes(10) of 'cdk8s'",
  ],
  [
    'an empty storage class',
    dynamic({ storageClassName: '' }),
    `DynamicVolume 'system/cache': storageClassName ${SUBDOMAIN}, got ''`,
  ],
  [
    'a storage class with a space',
    dynamic({ storageClassName: 'nfs csi' }),
    `DynamicVolume 'system/cache': storageClassName ${SUBDOMAIN}, got 'nfs csi'; write 'nfs-csi'`,
  ],
  [
    'access modes of a dynamic volume by their short names',
    dynamic({ accessModes: ['RWO'] }),
    `DynamicVolume 'system/cache': accessModes ${KNOWN_MODES}, got ["RWO"]`,
  ],
  [
    'ro in the mount options of a writable share',
    nfs({ mountOptions: ['ro'] }),
    "NfsVolume 'system/scenes': mountOptions must not have 'ro' on a writable volume, got [\"ro\"]; write readOnly: true, not 'ro'",
  ],
  [
    'a relative path of two folders',
    nfs({ path: 'exports/scenes' }),
    `NfsVolume 'system/scenes': path ${ABSOLUTE_PATH}, got 'exports/scenes'; write '/exports/scenes'`,
  ],
  [
    'a sub-path without the statement that it exists',
    mountAt('/data', { subPath: 'in' }),
    "NfsVolume 'system/scenes': mountAt: options.subPath must be an object, got 'in'; write subPath: { existing: '…' }",
  ],
  [
    'an unknown access mode among known ones',
    nfs({ accessModes: ['ReadWriteMany', 'RWX'] }),
    `NfsVolume 'system/scenes': accessModes ${KNOWN_MODES}, got ["ReadWriteMany","RWX"]`,
  ],
];
