import { pod } from './bases';
import { change } from './change';
import type { Json, JsonMap, Manifest } from './manifest';

/** A level of Pod Security that forbids something. */
export type Level = 'baseline' | 'restricted';

/** What was judged otherwise before a version of the rules, for example 34 for 1.34. */
export interface Turn {
  readonly minor: number;
  readonly allowed?: readonly Manifest[];
  readonly forbidden?: readonly Manifest[];
}

/** A control of a level, with pods that it allows and pods that it forbids. */
export interface Control {
  readonly level: Level;
  readonly control: string;
  readonly allowed: readonly Manifest[];
  readonly forbidden: readonly Manifest[];

  /** What a version of the rules began to allow, or to forbid. */
  readonly since?: readonly Turn[];
}

const CONTAINER = 'spec.containers.0';
const SECURITY = `${CONTAINER}.securityContext`;

/** The least that a restricted pod has to say. */
const RESTRICTED = change(pod, {
  'spec.securityContext': { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  [SECURITY]: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
});

const of = (base: Manifest, path: string, ...values: readonly (Json | undefined)[]) =>
  values.map((value) => change(base, { [path]: value }));
const baseline = (path: string, ...values: readonly (Json | undefined)[]) =>
  of(pod, path, ...values);
const restricted = (path: string, ...values: readonly (Json | undefined)[]) =>
  of(RESTRICTED, path, ...values);
const volumes = (base: Manifest, ...sources: readonly JsonMap[]) =>
  of(base, 'spec.volumes', ...sources.map((source) => [{ name: 'data', ...source }]));
const sysctls = (...names: readonly string[]) =>
  baseline('spec.securityContext', ...names.map((name) => ({ sysctls: [{ name, value: '1' }] })));
const get = (host: string) => ({ httpGet: { port: 80, host } });
const appArmor = (profile: string) =>
  change(pod, {
    'metadata.annotations': { 'container.apparmor.security.beta.kubernetes.io/main': profile },
  });
const projected = { projected: { sources: [{ configMap: { name: 'a' } }] } };
const own = {
  ephemeral: {
    volumeClaimTemplate: {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  },
};

/** What both levels forbid, and what `restricted` forbids more. */
export const CONTROLS: readonly Control[] = [
  {
    level: 'baseline',
    control: 'hostNamespaces',
    allowed: [pod, ...baseline('spec.hostNetwork', false)],
    forbidden: [
      ...baseline('spec.hostNetwork', true),
      ...baseline('spec.hostPID', true),
      ...baseline('spec.hostIPC', true),
    ],
  },
  {
    level: 'baseline',
    control: 'privileged',
    allowed: baseline(SECURITY, { privileged: false }),
    forbidden: [
      ...baseline(SECURITY, { privileged: true }),
      ...baseline('spec.initContainers', [
        { name: 'first', image: 'a', securityContext: { privileged: true } },
      ]),
    ],
  },
  {
    level: 'baseline',
    control: 'capabilities_baseline',
    allowed: baseline(SECURITY, {
      capabilities: {
        add: [
          ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD'],
          ...['NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
        ],
      },
    }),
    forbidden: baseline(
      SECURITY,
      { capabilities: { add: ['SYS_ADMIN'] } },
      { capabilities: { add: ['CHOWN', 'NET_RAW', 'chown'] } },
    ),
  },
  {
    level: 'baseline',
    control: 'hostPathVolumes',
    allowed: volumes(pod, { emptyDir: {} }, { nfs: { server: 'a', path: '/a' } }),
    forbidden: volumes(pod, { hostPath: { path: '/a' } }),
  },
  {
    level: 'baseline',
    control: 'hostPorts',
    allowed: baseline(`${CONTAINER}.ports`, [{ containerPort: 80, hostPort: 0 }]),
    forbidden: baseline(
      `${CONTAINER}.ports`,
      [{ containerPort: 80, hostPort: 80 }],
      [
        { containerPort: 80, hostPort: 81 },
        { containerPort: 82, hostPort: 83 },
      ],
    ),
  },
  {
    level: 'baseline',
    control: 'hostProbesAndHostLifecycle',
    allowed: baseline(`${CONTAINER}.livenessProbe`, get('')),
    forbidden: [],
    since: [
      {
        minor: 34,
        forbidden: [
          ...baseline(`${CONTAINER}.livenessProbe`, get('10.0.0.1')),
          ...baseline(`${CONTAINER}.readinessProbe`, { tcpSocket: { port: 80, host: 'a' } }),
          ...baseline(`${CONTAINER}.startupProbe`, get('127.0.0.1')),
          ...baseline(`${CONTAINER}.lifecycle`, { preStop: get('a') }),
        ],
      },
    ],
  },
  {
    level: 'baseline',
    control: 'windowsHostProcess',
    allowed: baseline(SECURITY, { windowsOptions: { hostProcess: false } }),
    forbidden: [
      change(pod, {
        'spec.hostNetwork': true,
        'spec.securityContext': { windowsOptions: { hostProcess: true } },
      }),
    ],
  },
  {
    level: 'baseline',
    control: 'appArmorProfile',
    allowed: [appArmor('runtime/default'), appArmor('localhost/a')],
    forbidden: [appArmor('unconfined')],
  },
  {
    level: 'baseline',
    control: 'seLinuxOptions',
    allowed: baseline(
      'spec.securityContext',
      { seLinuxOptions: {} },
      { seLinuxOptions: { type: 'container_t', level: 's0:c1' } },
      { seLinuxOptions: { type: 'container_init_t' } },
      { seLinuxOptions: { type: 'container_kvm_t' } },
    ),
    forbidden: baseline(
      'spec.securityContext',
      { seLinuxOptions: { type: 'spc_t' } },
      { seLinuxOptions: { user: 'a' } },
      { seLinuxOptions: { role: 'a', type: 'b' } },
    ),
    since: [
      {
        minor: 31,
        allowed: baseline('spec.securityContext', {
          seLinuxOptions: { type: 'container_engine_t' },
        }),
      },
    ],
  },
  {
    level: 'baseline',
    control: 'procMount',
    allowed: baseline(SECURITY, { procMount: 'Default' }),
    forbidden: [],
    since: [
      {
        minor: 35,
        allowed: [change(pod, { [SECURITY]: { procMount: 'Unmasked' }, 'spec.hostUsers': false })],
      },
    ],
  },
  {
    level: 'baseline',
    control: 'seccompProfile_baseline',
    allowed: baseline(
      SECURITY,
      { seccompProfile: { type: 'RuntimeDefault' } },
      { seccompProfile: { type: 'Localhost', localhostProfile: 'a' } },
    ),
    forbidden: [
      ...baseline(SECURITY, { seccompProfile: { type: 'Unconfined' } }),
      ...baseline('spec.securityContext', { seccompProfile: { type: 'Unconfined' } }),
    ],
  },
  {
    level: 'baseline',
    control: 'sysctls',
    allowed: sysctls(
      ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies'],
      ...['net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ping_group_range'],
    ),
    forbidden: sysctls('kernel.msgmax', 'net.core.somaxconn'),
    since: [
      { minor: 27, allowed: sysctls('net.ipv4.ip_local_reserved_ports') },
      {
        minor: 29,
        allowed: sysctls(
          ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout'],
          ...['net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'],
        ),
      },
      { minor: 32, allowed: sysctls('net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem') },
    ],
  },
  {
    level: 'restricted',
    control: 'restrictedVolumes',
    allowed: volumes(
      RESTRICTED,
      { configMap: { name: 'a' } },
      { csi: { driver: 'a.org' } },
      { downwardAPI: {} },
      { emptyDir: {} },
      own,
      { persistentVolumeClaim: { claimName: 'a' } },
      projected,
      { secret: { secretName: 'a' } },
    ),
    forbidden: volumes(
      RESTRICTED,
      { nfs: { server: 'a', path: '/a' } },
      { hostPath: { path: '/a' } },
      { iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2016-04.org.example:a', lun: 1 } },
      { gcePersistentDisk: { pdName: 'a' } },
    ),
  },
  {
    level: 'restricted',
    control: 'allowPrivilegeEscalation',
    allowed: [RESTRICTED],
    forbidden: restricted(`${SECURITY}.allowPrivilegeEscalation`, undefined, true),
  },
  {
    level: 'restricted',
    control: 'runAsNonRoot',
    allowed: [
      change(RESTRICTED, {
        'spec.securityContext.runAsNonRoot': undefined,
        [`${SECURITY}.runAsNonRoot`]: true,
      }),
    ],
    forbidden: [
      ...restricted('spec.securityContext.runAsNonRoot', undefined, false),
      ...restricted(`${SECURITY}.runAsNonRoot`, false),
    ],
  },
  {
    level: 'restricted',
    control: 'runAsUser',
    allowed: [
      ...restricted('spec.securityContext.runAsUser', 1, 10001),
      ...restricted(`${SECURITY}.runAsUser`, 1),
    ],
    forbidden: [
      ...restricted('spec.securityContext.runAsUser', 0),
      ...restricted(`${SECURITY}.runAsUser`, 0),
    ],
    since: [
      {
        minor: 35,
        allowed: [change(RESTRICTED, { [`${SECURITY}.runAsUser`]: 0, 'spec.hostUsers': false })],
      },
    ],
  },
  {
    level: 'restricted',
    control: 'seccompProfile_restricted',
    allowed: [
      change(RESTRICTED, {
        'spec.securityContext.seccompProfile': undefined,
        [`${SECURITY}.seccompProfile`]: { type: 'Localhost', localhostProfile: 'a' },
      }),
    ],
    forbidden: [
      ...restricted('spec.securityContext.seccompProfile', undefined, { type: 'Unconfined' }),
      ...restricted(`${SECURITY}.seccompProfile`, { type: 'Unconfined' }),
    ],
  },
  {
    level: 'restricted',
    control: 'capabilities_restricted',
    allowed: restricted(`${SECURITY}.capabilities`, {
      drop: ['ALL'],
      add: ['NET_BIND_SERVICE'],
    }),
    forbidden: restricted(
      `${SECURITY}.capabilities`,
      undefined,
      { drop: ['NET_RAW'] },
      { drop: ['all'] },
      { drop: ['ALL'], add: ['CHOWN'] },
    ),
  },
  {
    level: 'restricted',
    control: 'everything at once',
    allowed: [],
    forbidden: [
      pod,
      change(pod, { 'spec.hostNetwork': true, [SECURITY]: { privileged: true } }),
      change(RESTRICTED, { 'spec.containers.1': { name: 'second', image: 'a' } }),
    ],
  },
];
