import { cronJob, daemonSet, deployment, job, pod, statefulSet } from '../bases';
import { change, each } from '../change';
import type { Update } from './update';

const IMAGE = 'registry.example.org/tiles:1.4.3';
const TEMPLATE_IMAGE = 'spec.template.spec.containers.0.image';
const OTHER = { matchLabels: { app: 'other' } };
const templates = change(statefulSet, {
  'spec.volumeClaimTemplates': [
    {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  ],
});
const suspended = change(job, { 'spec.suspend': true, 'spec.completions': 2 });
const policy = (code: number) => ({
  rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [code] } }],
});

/** Changes of what makes pods, and Pods themselves. */
export const workloadUpdates: readonly Update[] = [
  ...[deployment, statefulSet, daemonSet].map((base) => ({
    field: `selector of a ${base.kind}`,
    old: base,
    next: [
      change(base, { 'spec.selector': OTHER, 'spec.template.metadata.labels': OTHER.matchLabels }),
      change(base, { 'spec.selector': { matchLabels: { app: 'tiles', a: 'b' } } }),
    ],
    accepted: false,
  })),
  {
    field: 'template, replicas, strategy and labels of a Deployment',
    old: deployment,
    next: [
      ...each(deployment, TEMPLATE_IMAGE, IMAGE),
      ...each(deployment, 'spec.replicas', 3),
      ...each(deployment, 'spec.strategy', { type: 'Recreate' }),
      ...each(deployment, 'metadata.labels', { a: 'b' }),
      ...each(deployment, 'spec.template.metadata.annotations', { a: 'b' }),
      ...each(deployment, 'spec.paused', true),
      deployment,
    ],
    accepted: true,
  },
  {
    field: 'strategy Recreate with what is left of RollingUpdate',
    old: change(deployment, {
      'spec.strategy': { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
    }),
    next: [
      change(deployment, {
        'spec.strategy': { type: 'Recreate', rollingUpdate: { maxSurge: 1 } },
      }),
    ],
    accepted: false,
  },
  {
    field: 'serviceName, podManagementPolicy, volumeClaimTemplates of a StatefulSet',
    old: templates,
    next: [
      ...each(templates, 'spec.serviceName', 'other'),
      ...each(templates, 'spec.podManagementPolicy', 'Parallel'),
      ...each(templates, 'spec.volumeClaimTemplates', undefined),
      ...each(templates, 'spec.volumeClaimTemplates.0.spec.resources.requests.storage', '2Gi'),
    ],
    accepted: false,
  },
  {
    field: 'updateStrategy of a StatefulSet, whose defaults are left by kubectl apply',
    old: statefulSet,
    next: each(statefulSet, 'spec.updateStrategy', { type: 'OnDelete' }),
    accepted: false,
    replaced: true,
  },
  {
    field: 'replicas, template, minReadySeconds, ordinals of a StatefulSet',
    old: statefulSet,
    next: [
      ...each(statefulSet, 'spec.replicas', 3),
      ...each(statefulSet, TEMPLATE_IMAGE, IMAGE),
      ...each(statefulSet, 'spec.minReadySeconds', 5),
      ...each(statefulSet, 'spec.ordinals', { start: 1 }),
    ],
    accepted: true,
  },
  {
    field: 'revisionHistoryLimit of a StatefulSet',
    old: statefulSet,
    next: each(statefulSet, 'spec.revisionHistoryLimit', 3),
    accepted: true,
    acceptedBefore: false,
  },
  {
    field: 'template, completions, completionMode of a Job',
    old: job,
    next: [
      ...each(job, TEMPLATE_IMAGE, IMAGE),
      ...each(job, 'spec.template.metadata.labels', { app: 'other' }),
      ...each(job, 'spec.completions', 3),
      change(job, { 'spec.completionMode': 'Indexed', 'spec.completions': 1 }),
      ...each(job, 'spec.podFailurePolicy', policy(1)),
      change(job, { 'spec.manualSelector': true, 'spec.selector': OTHER }),
    ],
    accepted: false,
  },
  {
    field: 'podFailurePolicy of a Job',
    old: change(job, { 'spec.podFailurePolicy': policy(1) }),
    next: [change(job, { 'spec.podFailurePolicy': policy(2) })],
    accepted: false,
  },
  {
    field: 'parallelism, suspend, deadlines and limits of a Job',
    old: job,
    next: [
      ...each(job, 'spec.parallelism', 3),
      ...each(job, 'spec.suspend', true),
      ...each(job, 'spec.activeDeadlineSeconds', 60),
      ...each(job, 'spec.backoffLimit', 1),
      ...each(job, 'spec.ttlSecondsAfterFinished', 60),
    ],
    accepted: true,
    replaced: false,
  },
  {
    field: 'scheduling of a Job that is suspended',
    old: suspended,
    next: [
      ...each(suspended, 'spec.template.spec.nodeSelector', { a: 'b' }),
      ...each(suspended, 'spec.template.metadata.labels', { app: 'tiles', a: 'b' }),
    ],
    accepted: true,
    replaced: false,
  },
  {
    field: 'jobTemplate and schedule of a CronJob',
    old: cronJob,
    next: [
      ...each(cronJob, 'spec.jobTemplate.spec.template.spec.containers.0.image', IMAGE),
      ...each(cronJob, 'spec.schedule', '@hourly'),
    ],
    accepted: true,
  },
  {
    field: 'image of a Pod',
    old: pod,
    next: each(pod, 'spec.containers.0.image', IMAGE),
    accepted: true,
  },
  {
    field: 'other fields of a Pod',
    old: pod,
    next: [
      ...each(pod, 'spec.containers.0.command', ['a']),
      ...each(pod, 'spec.restartPolicy', 'Never'),
      ...each(pod, 'spec.nodeSelector', { a: 'b' }),
    ],
    accepted: false,
  },
];
