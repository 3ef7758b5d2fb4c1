import type { KubernetesObject } from '../../../src/checks/kubernetes-object';
import { podSecurityFindings } from '../../../src/checks/pod-security';
import { podsOf } from '../../../src/checks/pods';

const POD: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'tiler', namespace: 'eo' },
  spec: {},
};

function fix(reason: string, detail: string): string[] {
  const verdict = { served: true, refusal: null, warnings: [], podSecurity: [{ reason, detail }] };
  const to = { level: 'restricted', version: 'latest' } as const;
  return podsOf(POD)
    .flatMap((pod) => podSecurityFindings(pod, { to, severity: 'warning' }, verdict))
    .map((finding) => finding.fix);
}

test.each([
  [
    'host namespaces',
    'hostNetwork=true, hostPID=true',
    'remove hostNetwork, hostPID; a Service leads to the pod',
  ],
  ['host namespaces', 'hostIPC=true', 'remove hostIPC'],
  ['hostPort', 'container "a" uses hostPort 80', 'remove hostPort; a Service leads to the port'],
  ['hostPath volumes', 'volume "a"', 'use a persistentVolumeClaim or an emptyDir instead'],
  [
    'restricted volume types',
    'volumes "a", "n" use restricted volume types "hostPath", "nfs"',
    'use a persistentVolumeClaim or an emptyDir instead',
  ],
  [
    'restricted volume types',
    'volume "n" uses restricted volume type "nfs"',
    'use a persistentVolumeClaim instead, whose PersistentVolume says where the data is',
  ],
  ['forbidden sysctls', 'kernel.msgmax', 'remove it, and let who runs the nodes set it there'],
  [
    'seLinuxOptions',
    'pod set forbidden securityContext.seLinuxOptions: type "spc_t"; user may not be set',
    'remove seLinuxOptions, so that the container runtime chooses them',
  ],
  [
    'unrestricted capabilities',
    'container "a" must set securityContext.capabilities.drop=["ALL"]; container "a" must not include "SYS_ADMIN" in securityContext.capabilities.add',
    'set securityContext.capabilities.drop=["ALL"], and remove "SYS_ADMIN" from securityContext.capabilities.add',
  ],
  [
    'privileged',
    'container "a" must not set securityContext.privileged=true',
    'do not set securityContext.privileged=true',
  ],
  [
    'allowPrivilegeEscalation != false',
    'containers "a", "b" must set securityContext.allowPrivilegeEscalation=false',
    'set securityContext.allowPrivilegeEscalation=false',
  ],
  ['something new', 'pod is odd', 'remove it'],
])('%s (%s): %s', (reason, detail, expected) => {
  expect(fix(reason, detail)).toEqual([expected]);
});
