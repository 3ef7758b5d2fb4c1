import type { Container, PodTemplate, SecurityContext } from './manifests';

const VOLUME_TYPES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
const SAFE_SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
];
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/**
 * What the Pod Security standard "restricted" has against pods, each as `<where>: <control>`.
 *
 * Every control of 1.27 is written out, also those that no construct can break today, and so are the
 * controls on hosts in probes of 1.34.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function restrictedViolations({ metadata, spec }: PodTemplate): string[] {
  const containers = [
    ...spec.containers,
    ...(spec.initContainers ?? []),
    ...(spec.ephemeralContainers ?? []),
  ];
  const pod = spec.securityContext;
  return [
    ...violations('pod', {
      hostNamespaces: !spec.hostNetwork && !spec.hostPID && !spec.hostIPC,
      restrictedVolumes: spec.volumes.every((volume) =>
        Object.keys(volume).every((field) => field === 'name' || VOLUME_TYPES.includes(field)),
      ),
      sysctls: (pod.sysctls ?? []).every(({ name }) => SAFE_SYSCTLS.includes(name)),
      appArmor: Object.entries(metadata.annotations ?? {})
        .filter(([key]) => key.startsWith(APPARMOR))
        .every(([, value]) => value === 'runtime/default' || value.startsWith('localhost/')),
      ...shared(pod),
    }),
    ...containers.flatMap((container) =>
      violations(container.name, ofContainer(container, container.securityContext ?? {}, pod)),
    ),
  ];
}

type Controls = Readonly<Record<string, boolean>>;

function ofContainer(
  { ports = [], lifecycle = {}, ...container }: Container,
  own: SecurityContext,
  pod: SecurityContext,
): Controls {
  const { add = [], drop = [] } = own.capabilities ?? {};
  const seccomp = own.seccompProfile ?? pod.seccompProfile;
  const { livenessProbe, readinessProbe, startupProbe } = container;
  const handlers = [livenessProbe, readinessProbe, startupProbe, ...Object.values(lifecycle)];
  return {
    ...shared(own),
    allowPrivilegeEscalation: own.allowPrivilegeEscalation === false,
    capabilities: drop.includes('ALL') && add.every((name) => name === 'NET_BIND_SERVICE'),
    hostPorts: ports.every(({ hostPort = 0 }) => hostPort === 0),
    hostProbes: !handlers.some((handler) => JSON.stringify(handler ?? {}).includes('"host":')),
    privileged: !own.privileged,
    procMount: (own.procMount ?? 'Default') === 'Default',
    runAsNonRoot: own.runAsNonRoot ?? pod.runAsNonRoot ?? false,
    seccomp: ['RuntimeDefault', 'Localhost'].includes(seccomp?.type ?? ''),
  };
}

/** The controls on what a pod and a container may both say. */
function shared(context: SecurityContext): Controls {
  const { type = '', user = '', role = '' } = context.seLinuxOptions ?? {};
  const appArmor = context.appArmorProfile?.type ?? 'RuntimeDefault';
  return {
    appArmorProfile: ['RuntimeDefault', 'Localhost'].includes(appArmor),
    runAsUser: context.runAsUser !== 0,
    seLinux: SELINUX_TYPES.includes(type) && user === '' && role === '',
    windowsHostProcess: !context.windowsOptions?.hostProcess,
  };
}

function violations(where: string, controls: Controls): string[] {
  return Object.entries(controls)
    .filter(([, holds]) => !holds)
    .map(([control]) => `${where}: ${control}`);
}
