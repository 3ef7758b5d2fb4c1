import { type ApiObject, Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { type Identity, identify, type ObjectProps } from '../identity';
import { explain, must } from '../invalid';
import { type DeepPartial, manifest, namedManifest } from '../manifest';
import { type Exception, exceptionAnnotations, reasonOf } from '../pod/exceptions';
import { cronSchedule, timeZone as timeZoneRule } from '../rules/cron';
import { dnsLabel } from '../rules/names';
import { integerIn } from '../rules/numbers';
import type { CronJobOptions, JobOptions, Run, TtlAfterFinished } from '../run';
import { anyMap, type Shape } from '../shape';
import { contentHash } from './content-hash';
import { MAX_INT32, wholeSeconds } from './seconds';

/** Fields to merge into a Job, or into the CronJob that makes Jobs. */
export interface BatchPatches {
  /** Fields of the Job. What they change of its template changes its name too. */
  readonly job?: DeepPartial<k8s.KubeJobProps>;

  /** Fields of the CronJob. */
  readonly cronJob?: DeepPartial<k8s.KubeCronJobProps>;
}

/** The types of the patches. */
export const BATCH_PATCHES: Shape<BatchPatches> = { job: anyMap, cronJob: anyMap };

/** The name of a Job becomes a label, and a hash or the time of its start is appended to it. */
const MAX_NAME = 52;

/**
 * The identity of a construct that makes Jobs.
 *
 * @throws as `identify`, and where the name leaves no room for what is appended to it
 */
export function identifyBatch(
  construct: Construct,
  props: ObjectProps,
  component: string,
): Identity {
  return identify(construct, props, component, (name) => dnsLabel(name, MAX_NAME));
}

/**
 * A Job, or the CronJob that makes Jobs.
 *
 * @param identity of `identifyBatch`
 * @param spec of `jobSpec`
 * @param exceptions those of the pods, and of the construct
 * @throws where the schedule or a number breaks the rules, and where a patch is of an object that is
 *   not made, or changes its name
 */
export function batchWorkload(
  construct: Construct,
  identity: Identity,
  { spec: run }: Run,
  spec: k8s.JobSpec,
  exceptions: readonly Exception[],
  patches: BatchPatches = {},
): ApiObject {
  checkPatches(construct, run.type, patches);
  return run.type === 'job'
    ? job(construct, identity, run, spec, exceptions, patches.job)
    : cronJob(construct, identity, run, spec, exceptions, patches.cronJob);
}

/** A Job with a name of its content, because what it does cannot be changed once it is there. */
function job(
  construct: Construct,
  identity: Identity,
  { suspend, ttlAfterFinished: ttl, revision }: JobOptions,
  spec: k8s.JobSpec,
  exceptions: readonly Exception[],
  patch: BatchPatches['job'],
): ApiObject {
  const after = wholeSeconds(construct, 'run.ttlAfterFinished.after', ttl?.after, 0);
  return namedManifest(
    construct,
    'Resource',
    k8s.KubeJob,
    {
      metadata: metadataOf(identity, [...exceptions, ...ttlExceptions(construct, ttl)]),
      spec: { ...spec, suspend, ttlSecondsAfterFinished: after },
    },
    patch,
    (fields) => `${identity.name}-${contentHash(fields.spec, revision)}`,
  );
}

function cronJob(
  construct: Construct,
  identity: Identity,
  options: CronJobOptions,
  spec: k8s.JobSpec,
  exceptions: readonly Exception[],
  patch: BatchPatches['cronJob'],
): ApiObject {
  const { schedule, timeZone = 'Etc/UTC', concurrencyPolicy = 'Forbid', suspend } = options;
  const { startingDeadline = Duration.hours(1) } = options;
  const { successfulJobsHistoryLimit = 3, failedJobsHistoryLimit = 3 } = options;
  must(construct, 'run.schedule', schedule, cronSchedule(schedule));
  must(construct, 'run.timeZone', timeZone, timeZoneRule(timeZone));
  for (const [name, limit] of Object.entries({
    successfulJobsHistoryLimit,
    failedJobsHistoryLimit,
  })) {
    must(construct, `run.${name}`, limit, integerIn(limit, 0, MAX_INT32));
  }
  return manifest(
    construct,
    'Resource',
    k8s.KubeCronJob,
    {
      metadata: { name: identity.name, ...metadataOf(identity, exceptions) },
      spec: {
        concurrencyPolicy,
        failedJobsHistoryLimit,
        jobTemplate: { metadata: { labels: identity.labels }, spec },
        schedule,
        // The controller looks every 10 seconds: with less, it could miss every run.
        startingDeadlineSeconds: wholeSeconds(
          construct,
          'run.startingDeadline',
          startingDeadline,
          10,
        ),
        successfulJobsHistoryLimit,
        suspend,
        timeZone,
      },
    },
    patch,
  );
}

function metadataOf(
  { namespace, labels, annotations }: Identity,
  exceptions: readonly Exception[],
): k8s.ObjectMeta {
  return {
    namespace,
    labels,
    annotations: { ...exceptionAnnotations(exceptions), ...annotations },
  };
}

/** What a Job that is deleted when it is done is an exception from. */
function ttlExceptions(construct: Construct, ttl: TtlAfterFinished | undefined): Exception[] {
  if (ttl === undefined) return [];
  const what = 'the finished Job is deleted';
  const reason = reasonOf(construct, 'run.ttlAfterFinished.reason', ttl.reason, what);
  return [{ name: 'job-ttl', reason, checks: [] }];
}

function checkPatches(
  construct: Construct,
  made: Run['spec']['type'],
  { job, cronJob }: BatchPatches,
): void {
  const [name, patch, missing] = made === 'job' ? ['job', job, cronJob] : ['cronJob', cronJob, job];
  if (missing !== undefined) {
    const other = made === 'job' ? 'cronJob' : 'job';
    throw explain(construct, `patches.${other} must be left out, because there is no such object`);
  }
  if (patch?.metadata?.name !== undefined) {
    throw explain(
      construct,
      `patches.${name} must not change the name, got '${patch.metadata.name}'`,
      'write name',
    );
  }
}
