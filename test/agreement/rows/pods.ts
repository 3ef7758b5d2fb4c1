import { daemonSet, deployment, job, pod, statefulSet } from '../bases';
import { change, each } from '../change';
import type { Json } from '../manifest';
import type { Row } from './row';

const POD = 'spec.template.spec';
const LABEL = 'a'.repeat(63);
const SUBDOMAIN = 'a'.repeat(253);

const of = (field: string, ...values: readonly (Json | undefined)[]) =>
  each(deployment, `${POD}.${field}`, ...values);
const nodeAffinity = (...expressions: readonly Json[]) =>
  of(
    'affinity',
    ...expressions.map((expression) => ({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [expression] }],
        },
      },
    })),
  );
const podAffinity = (...terms: readonly Json[]) =>
  of(
    'affinity',
    ...terms.map((term) => ({
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { topologyKey: 'a' }, ...asMap(term) },
        ],
      },
    })),
  );
const toleration = (...values: readonly Json[]) =>
  of('tolerations', ...values.map((value) => [value]));
const SPREAD = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' };
const spread = (...changes: readonly Record<string, Json>[]) =>
  of('topologySpreadConstraints', ...changes.map((changed) => [{ ...SPREAD, ...changed }]));

function asMap(value: Json): Record<string, Json> {
  return Object.fromEntries(Object.entries(value ?? {}));
}

/** Pods as a whole: what they are called by, when they end, where they go. */
export const podRows: readonly Row[] = [
  {
    row: 58,
    field: 'serviceAccountName, priorityClassName, nodeName, runtimeClassName',
    allowed: [
      ...of('serviceAccountName', SUBDOMAIN, 'a.b', ''),
      ...of('priorityClassName', SUBDOMAIN),
      ...of('nodeName', SUBDOMAIN),
      ...of('runtimeClassName', SUBDOMAIN),
    ],
    beyond: [
      ...of('serviceAccountName', `${SUBDOMAIN}a`, 'A', 'a_b'),
      ...of('priorityClassName', `${SUBDOMAIN}a`, 'A'),
      ...of('nodeName', `${SUBDOMAIN}a`, 'A'),
      ...of('runtimeClassName', `${SUBDOMAIN}a`, 'A', ''),
    ],
  },
  {
    row: 59,
    field: 'hostname, subdomain',
    allowed: [...of('hostname', LABEL, '1'), ...of('subdomain', LABEL)],
    beyond: [...of('hostname', `${LABEL}a`, 'a.b', 'A'), ...of('subdomain', `${LABEL}a`, 'a.b')],
  },
  {
    row: 60,
    field: 'restartPolicy of a Deployment, a StatefulSet and a DaemonSet',
    allowed: [deployment, statefulSet, daemonSet].map((base) =>
      change(base, { [`${POD}.restartPolicy`]: 'Always' }),
    ),
    beyond: [deployment, statefulSet, daemonSet].flatMap((base) =>
      each(base, `${POD}.restartPolicy`, 'Never', 'OnFailure', 'always'),
    ),
  },
  {
    row: 61,
    field: 'restartPolicy of a Job',
    allowed: each(job, `${POD}.restartPolicy`, 'Never', 'OnFailure'),
    beyond: each(job, `${POD}.restartPolicy`, 'Always', undefined, '', 'never'),
  },
  {
    row: 62,
    field: 'activeDeadlineSeconds of the pods of a Deployment',
    allowed: [
      change(job, { [`${POD}.activeDeadlineSeconds`]: 1 }),
      change(pod, { 'spec.activeDeadlineSeconds': 2 ** 31 - 1 }),
    ],
    beyond: [
      change(deployment, { [`${POD}.activeDeadlineSeconds`]: 1 }),
      change(statefulSet, { [`${POD}.activeDeadlineSeconds`]: 1 }),
      ...each(pod, 'spec.activeDeadlineSeconds', 0, -1, 2 ** 31),
    ],
  },
  {
    row: 63,
    field: 'terminationGracePeriodSeconds',
    allowed: of('terminationGracePeriodSeconds', 1, 86400),
    beyond: of('terminationGracePeriodSeconds', '30', 1.5),
    lenient: of('terminationGracePeriodSeconds', 0, -1),
  },
  {
    row: 64,
    field: 'nodeSelector, affinity, tolerations',
    allowed: [
      ...of('nodeSelector', { [LABEL]: LABEL }),
      ...nodeAffinity(
        { key: 'a', operator: 'In', values: ['b'] },
        { key: 'a', operator: 'Exists' },
        { key: 'a', operator: 'Gt', values: ['1'] },
      ),
      ...podAffinity({ weight: 1 }, { weight: 100 }),
      ...toleration(
        { operator: 'Exists' },
        { key: 'a', value: 'b', effect: 'NoSchedule' },
        { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 0 },
      ),
    ],
    beyond: [
      ...of('nodeSelector', { 'a b': 'c' }, { a: 'b c' }, { a: `${LABEL}a` }),
      ...nodeAffinity(
        { key: 'a', operator: 'In' },
        { key: 'a', operator: 'NotIn', values: [] },
        { key: 'a', operator: 'Exists', values: ['b'] },
        { key: 'a', operator: 'Gt', values: ['1', '2'] },
        { key: 'a', operator: 'Gt' },
        { key: 'a', operator: 'in', values: ['b'] },
        { key: 'a b', operator: 'Exists' },
        { operator: 'Exists' },
      ),
      ...podAffinity({ weight: 0 }, { weight: 101 }, { podAffinityTerm: {} }),
      ...toleration(
        { key: 'a b', operator: 'Exists' },
        { value: 'b' },
        { key: 'a', operator: 'Exists', value: 'b' },
        { key: 'a', effect: 'NoExecution' },
        { key: 'a', effect: 'NoSchedule', tolerationSeconds: 1 },
        { key: 'a', operator: 'exists' },
        { key: 'a', value: 'b c' },
      ),
    ],
  },
  {
    row: 65,
    field: 'topologySpreadConstraints',
    allowed: [
      ...spread({}, { whenUnsatisfiable: 'ScheduleAnyway' }, { minDomains: 1 }),
      ...of('topologySpreadConstraints', [SPREAD, { ...SPREAD, topologyKey: 'host' }]),
    ],
    beyond: [
      ...spread(
        { maxSkew: 0 },
        { maxSkew: -1 },
        { topologyKey: '' },
        { whenUnsatisfiable: '' },
        { whenUnsatisfiable: 'Always' },
        { minDomains: 0 },
        { minDomains: 1, whenUnsatisfiable: 'ScheduleAnyway' },
        { labelSelector: { matchLabels: { 'a b': 'c' } } },
      ),
      ...of('topologySpreadConstraints', [SPREAD, { ...SPREAD, maxSkew: 2 }]),
    ],
  },
];
