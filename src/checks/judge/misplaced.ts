/**
 * Where a field belongs that stands at the wrong level: known by its name, and by the fields that the
 * kind has there.
 *
 * @param field path of the field, as `spec.backoffLimit`
 * @param siblings the names of the fields that are known there
 * @returns what to do; `undefined` where it is not certain
 */
export function moveOf(field: string, siblings: readonly string[]): string | undefined {
  const end = field.lastIndexOf('.');
  const name = field.slice(end + 1);
  const level = end < 0 ? '' : field.slice(0, end);
  for (const { among, without, fields, to } of MOVES) {
    const isHere = siblings.includes(among) && !(without && siblings.includes(without));
    const target = isHere && fields.has(name) ? to(level, name) : undefined;
    if (target) return target;
  }
  return undefined;
}

/** What to do with fields at one level of an object. */
interface Move {
  /** A field that only this level has… */
  readonly among: string;

  /** …where it has not this one. */
  readonly without?: string;

  readonly fields: ReadonlySet<string>;
  readonly to: (level: string, name: string) => string | undefined;
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

const METADATA = set('name namespace labels annotations generateName finalizers ownerReferences');

const SCHEDULE = set(`
  schedule timeZone concurrencyPolicy startingDeadlineSeconds suspend successfulJobsHistoryLimit
  failedJobsHistoryLimit
`);

const JOB = set(`
  activeDeadlineSeconds backoffLimit completionMode completions parallelism podFailurePolicy
  ttlSecondsAfterFinished
`);

/** What Deployments, StatefulSets and the like have beside the template of their pods. */
const WORKLOAD = set(`
  minReadySeconds podManagementPolicy progressDeadlineSeconds replicas revisionHistoryLimit selector
  serviceName strategy updateStrategy volumeClaimTemplates
`);

const OF_SPEC = set(`
  accessModes capacity clusterIP ingressClassName jobTemplate podSelector policyTypes
  scaleTargetRef schedule storageClassName template tls replicas selector strategy updateStrategy
  volumeClaimTemplates
`);

const POD = set(`
  affinity automountServiceAccountToken containers dnsConfig dnsPolicy enableServiceLinks hostAliases
  hostNetwork imagePullSecrets initContainers nodeName nodeSelector priorityClassName restartPolicy
  runtimeClassName schedulerName serviceAccount serviceAccountName securityContext
  terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes
`);

const CONTAINER = set(`
  args command env envFrom image imagePullPolicy lifecycle livenessProbe ports readinessProbe resources
  startupProbe volumeMounts workingDir
`);

const OF_CONTAINER_SECURITY = set(
  'allowPrivilegeEscalation capabilities privileged procMount readOnlyRootFilesystem',
);

const OF_POD_SECURITY = set('fsGroup fsGroupChangePolicy supplementalGroups sysctls');

const MOVES: readonly Move[] = [
  {
    among: 'kind',
    fields: METADATA,
    to: (level) => (level === '' ? 'move it to metadata' : undefined),
  },
  {
    among: 'spec',
    fields: OF_SPEC,
    // What else has a spec is a template, below.
    to: (level) => (level === '' ? 'move it to spec' : undefined),
  },

  // A CronJob's spec.
  {
    among: 'jobTemplate',
    fields: new Set([...JOB, 'template']),
    to: (level) => `move it to ${level}.jobTemplate.spec`,
  },
  {
    among: 'jobTemplate',
    fields: POD,
    to: (level) => `move it to ${level}.jobTemplate.spec.template.spec`,
  },
  {
    among: 'jobTemplate',
    fields: CONTAINER,
    to: (level) => `move it to a container in ${level}.jobTemplate.spec.template.spec.containers`,
  },

  // The spec of what has a template for its pods.
  { among: 'completions', fields: SCHEDULE, to: (level) => above(level, /\.jobTemplate\.spec$/) },
  { among: 'template', fields: POD, to: (level) => `move it to ${level}.template.spec` },
  {
    among: 'template',
    fields: CONTAINER,
    to: (level) => `move it to a container in ${level}.template.spec.containers`,
  },

  // A template, of pods or of Jobs.
  {
    among: 'spec',
    without: 'kind',
    fields: set('labels annotations'),
    to: (level) => `move it to ${level}.metadata`,
  },
  {
    among: 'spec',
    without: 'kind',
    fields: JOB,
    to: (level) =>
      level.endsWith('.jobTemplate') ? `move it to ${level}.spec` : above(level, /\.template$/),
  },
  { among: 'spec', without: 'kind', fields: WORKLOAD, to: ofWorkload(/\.template$/) },
  {
    among: 'spec',
    without: 'kind',
    fields: POD,
    to: (level) => (level.endsWith('.template') ? `move it to ${level}.spec` : undefined),
  },

  // The spec of a pod.
  { among: 'containers', fields: JOB, to: (level) => above(level, /\.template\.spec$/) },
  { among: 'containers', fields: WORKLOAD, to: ofWorkload(/\.template\.spec$/) },
  {
    among: 'containers',
    fields: CONTAINER,
    to: (level) => `move it to a container in ${level}.containers`,
  },

  // A container.
  {
    among: 'volumeMounts',
    fields: set('limits requests'),
    to: (level) => `move it to ${level}.resources`,
  },
  { among: 'volumeMounts', fields: POD, to: (level) => above(level, IN_CONTAINERS) },
  {
    among: 'volumeMounts',
    fields: WORKLOAD,
    to: ofWorkload(/\.template\.spec\.\w*[cC]ontainers\[\d+\]$/),
  },
  {
    among: 'fsGroup',
    fields: OF_CONTAINER_SECURITY,
    to: () => 'move it to the securityContext of each container',
  },
  {
    among: 'readOnlyRootFilesystem',
    fields: OF_POD_SECURITY,
    to: (level) => {
      const pod = above(level, /\.\w*[cC]ontainers\[\d+\]\.securityContext$/);
      return pod && `${pod}.securityContext`;
    },
  },
  {
    among: 'requests',
    fields: set('cpu memory ephemeral-storage'),
    to: (level) => `move it to ${level}.requests, or to ${level}.limits`,
  },
  { among: 'requests', fields: set('storage'), to: (level) => `move it to ${level}.requests` },
  {
    among: 'accessModes',
    fields: set('storage'),
    to: (level) => `move it to ${level}.resources.requests`,
  },
  {
    among: 'httpGet',
    fields: set('path scheme httpHeaders'),
    to: (level) => `move it to ${level}.httpGet`,
  },
  {
    among: 'httpGet',
    fields: set('port'),
    to: (level) => `move it to ${level}.httpGet, or to ${level}.tcpSocket`,
  },
  { among: 'httpGet', fields: set('command'), to: (level) => `move it to ${level}.exec` },
  {
    among: 'valueFrom',
    fields: set('configMapKeyRef fieldRef resourceFieldRef secretKeyRef'),
    to: (level) => `move it to ${level}.valueFrom`,
  },

  // What has another name there.
  { among: 'secretName', fields: set('name'), to: () => 'write secretName' },
  { among: 'containerPort', fields: set('port'), to: () => 'write containerPort' },
  { among: 'service', fields: set('serviceName'), to: () => 'write service: { name: … }' },
  {
    among: 'service',
    fields: set('servicePort'),
    to: () => 'write service: { port: { number: … } }, or port: { name: … }',
  },
  {
    among: 'target',
    fields: set('targetAverageUtilization'),
    to: () => 'write target: { type: Utilization, averageUtilization: … }',
  },
  {
    among: 'target',
    fields: set('targetAverageValue'),
    to: () => 'write target: { type: AverageValue, averageValue: … }',
  },
];

const IN_CONTAINERS = /\.\w*[cC]ontainers\[\d+\]$/;

/** Up to the level that lies above an end of the path; `undefined` where the path does not end so. */
function above(level: string, end: RegExp): string | undefined {
  const upper = level.replace(end, '');
  return upper === level ? undefined : `move it to ${upper}`;
}

/** A Job has none of these fields, so that nobody knows what they should be there. */
function ofWorkload(end: RegExp): Move['to'] {
  return (level) => (level.includes('jobTemplate') ? undefined : above(level, end));
}
