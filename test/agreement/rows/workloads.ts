import { cronJob, daemonSet, deployment, job, pod, statefulSet } from '../bases';
import { change, each } from '../change';
import type { Json } from '../manifest';
import type { Row } from './row';

const numbers: readonly (readonly [typeof job, string])[] = [
  [deployment, 'spec.replicas'],
  [deployment, 'spec.minReadySeconds'],
  [deployment, 'spec.revisionHistoryLimit'],
  [statefulSet, 'spec.replicas'],
  [statefulSet, 'spec.minReadySeconds'],
  [daemonSet, 'spec.revisionHistoryLimit'],
  [job, 'spec.parallelism'],
  [job, 'spec.completions'],
  [job, 'spec.backoffLimit'],
  [job, 'spec.ttlSecondsAfterFinished'],
];
const rolling = (...values: readonly Record<string, Json>[]) =>
  each(
    deployment,
    'spec.strategy',
    ...values.map((rollingUpdate) => ({ type: 'RollingUpdate', rollingUpdate })),
  );
const selector = (...values: readonly (Json | undefined)[]) =>
  each(deployment, 'spec.selector', ...values);
const sleep = (seconds: number) =>
  change(pod, {
    'spec.terminationGracePeriodSeconds': 30,
    'spec.containers.0.lifecycle': { preStop: { sleep: { seconds } } },
  });
const schedule = (...values: readonly (Json | undefined)[]) =>
  each(cronJob, 'spec.schedule', ...values);
const policy = (...rules: readonly Json[]) =>
  each(job, 'spec.podFailurePolicy', ...rules.map((rule) => ({ rules: [rule] })));
const codes = (...values: readonly Json[]) =>
  policy(...values.map((onExitCodes) => ({ action: 'FailJob', onExitCodes })));
const onCondition = {
  action: 'Ignore',
  onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
};

/** Deployments, StatefulSets, DaemonSets, Jobs and CronJobs. */
export const workloadRows: readonly Row[] = [
  {
    row: 66,
    field: 'replicas and other counts',
    allowed: [
      ...numbers.map(([base, path]) => change(base, { [path]: 0 })),
      ...each(job, 'spec.activeDeadlineSeconds', 0, 2 ** 31),
    ],
    beyond: [
      ...numbers.flatMap(([base, path]) => each(base, path, -1, 2 ** 31)),
      ...each(job, 'spec.activeDeadlineSeconds', -1, 2 ** 63),
    ],
  },
  {
    row: 67,
    field: 'progressDeadlineSeconds',
    allowed: [
      change(deployment, { 'spec.progressDeadlineSeconds': 2, 'spec.minReadySeconds': 1 }),
      change(deployment, { 'spec.progressDeadlineSeconds': 1 }),
    ],
    beyond: [
      change(deployment, { 'spec.progressDeadlineSeconds': 1, 'spec.minReadySeconds': 1 }),
      ...each(deployment, 'spec.progressDeadlineSeconds', 0, -1),
      change(deployment, { 'spec.minReadySeconds': 600 }),
    ],
  },
  {
    row: 68,
    field: 'strategy.rollingUpdate',
    allowed: rolling(
      { maxSurge: 0, maxUnavailable: 1 },
      { maxSurge: '100%', maxUnavailable: '100%' },
      { maxSurge: '200%' },
      { maxSurge: 1, maxUnavailable: 0 },
    ),
    beyond: rolling(
      { maxSurge: 0, maxUnavailable: 0 },
      { maxSurge: '0%', maxUnavailable: '0%' },
      { maxSurge: -1 },
      { maxUnavailable: -1 },
      { maxUnavailable: '101%' },
      { maxSurge: '1' },
      { maxSurge: '-1%' },
      { maxUnavailable: 'all' },
    ),
  },
  {
    row: 69,
    field: 'strategy Recreate with rollingUpdate',
    allowed: each(deployment, 'spec.strategy', { type: 'Recreate' }, {}),
    beyond: each(
      deployment,
      'spec.strategy',
      { type: 'Recreate', rollingUpdate: {} },
      { type: 'Recreate', rollingUpdate: { maxSurge: 1 } },
      { type: 'recreate' },
    ),
  },
  {
    row: 70,
    field: 'selector',
    allowed: selector({ matchExpressions: [{ key: 'app', operator: 'Exists' }] }),
    beyond: [
      ...selector(undefined, {}, { matchLabels: {} }, { matchLabels: { app: 'other' } }),
      ...selector({ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }),
      ...selector({ matchExpressions: [{ key: 'app', operator: 'In' }] }),
      ...selector({ matchLabels: { app: 'a b' } }),
      change(deployment, { 'spec.template.metadata': undefined }),
      change(statefulSet, { 'spec.selector': undefined }),
      change(statefulSet, { 'spec.selector': {} }),
      change(daemonSet, { 'spec.selector.matchLabels': { app: 'other' } }),
    ],
  },
  {
    row: 71,
    field: 'lifecycle',
    allowed: each(pod, 'spec.containers.0.lifecycle', { preStop: { exec: { command: ['a'] } } }),
    beyond: [
      ...each(
        pod,
        'spec.containers.0.lifecycle',
        { preStop: { exec: {} } },
        { preStop: {} },
        { postStart: { exec: { command: ['a'] }, httpGet: { port: 80 } } },
      ),
      sleep(31),
      sleep(-1),
    ],
    relaxed: [sleep(1), sleep(30), sleep(0)],
  },
  {
    row: 97,
    field: 'schedule of a CronJob',
    allowed: schedule('* * * * *', '@daily', '0 0 1 1 0', '*/5 0-23 1,15 JAN-DEC MON', '@every 1h'),
    beyond: schedule(
      ...['* * * *', '0 0 * * * *', '60 * * * *', '0-61 * * * *', '* 24 * * *', '* * 0 * *'],
      ...['@often', '', '5-1 * * * *', '* * * * 8'],
      ...[undefined, '*/0 * * * *', 'a * * * *'],
    ),
    tightened: schedule('TZ=UTC 0 0 * * *', 'CRON_TZ=UTC 0 0 * * *'),
  },
  {
    row: 98,
    field: 'timeZone of a CronJob',
    allowed: each(cronJob, 'spec.timeZone', 'Europe/Berlin', 'Etc/UTC', 'UTC'),
    beyond: each(cronJob, 'spec.timeZone', 'Europe/Bielefeld', 'Local', '', 'LOCAL', '../UTC'),
  },
  {
    row: 99,
    field: 'concurrencyPolicy, startingDeadlineSeconds, history limits of a CronJob',
    allowed: [
      ...each(cronJob, 'spec.concurrencyPolicy', 'Allow', 'Forbid', 'Replace', ''),
      ...each(cronJob, 'spec.startingDeadlineSeconds', 0),
      ...each(cronJob, 'spec.successfulJobsHistoryLimit', 0),
      ...each(cronJob, 'spec.failedJobsHistoryLimit', 0),
    ],
    beyond: [
      ...each(cronJob, 'spec.concurrencyPolicy', 'allow', 'Never'),
      ...each(cronJob, 'spec.startingDeadlineSeconds', -1),
      ...each(cronJob, 'spec.successfulJobsHistoryLimit', -1),
      ...each(cronJob, 'spec.failedJobsHistoryLimit', -1),
    ],
  },
  {
    row: 100,
    field: 'podFailurePolicy of a Job',
    allowed: [
      ...codes(
        { operator: 'In', values: [1, 2] },
        { operator: 'NotIn', values: [0] },
        { operator: 'In', values: [1], containerName: 'main' },
      ),
      ...policy(onCondition),
      ...each(job, 'spec.podFailurePolicy', { rules: Array(20).fill(onCondition) }),
    ],
    beyond: [
      ...codes(
        { operator: 'In', values: [2, 1] },
        { operator: 'In', values: [1, 1] },
        { operator: 'In', values: [0] },
        { operator: 'In', values: [] },
        { operator: 'in', values: [1] },
        { operator: 'In', values: [1], containerName: 'other' },
      ),
      ...policy(
        { action: 'FailJob' },
        { action: 'Fail', onExitCodes: { operator: 'In', values: [1] } },
        { ...onCondition, onExitCodes: { operator: 'In', values: [1] } },
        { action: 'Ignore', onPodConditions: [{ type: '', status: 'True' }] },
      ),
      ...each(job, 'spec.podFailurePolicy', { rules: Array(21).fill(onCondition) }),
      change(job, {
        'spec.podFailurePolicy': { rules: [onCondition] },
        'spec.template.spec.restartPolicy': 'OnFailure',
      }),
    ],
  },
  {
    row: 101,
    field: 'podReplacementPolicy of a Job',
    allowed: [job],
    beyond: [
      ...each(job, 'spec.podReplacementPolicy', 'Always'),
      change(job, {
        'spec.podFailurePolicy': { rules: [onCondition] },
        'spec.podReplacementPolicy': 'TerminatingOrFailed',
      }),
    ],
    relaxed: [
      ...each(job, 'spec.podReplacementPolicy', 'Failed', 'TerminatingOrFailed'),
      change(job, {
        'spec.podFailurePolicy': { rules: [onCondition] },
        'spec.podReplacementPolicy': 'Failed',
      }),
    ],
  },
  {
    row: 102,
    field: 'selector of a Job',
    allowed: [
      change(job, {
        'spec.manualSelector': true,
        'spec.selector': { matchLabels: { app: 'tiles' } },
      }),
    ],
    beyond: [
      change(job, { 'spec.selector': { matchLabels: { app: 'tiles' } } }),
      change(job, { 'spec.manualSelector': true }),
      change(job, {
        'spec.manualSelector': true,
        'spec.selector': { matchLabels: { app: 'other' } },
      }),
    ],
  },
];
