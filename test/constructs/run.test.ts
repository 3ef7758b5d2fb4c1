import { type ApiObject, Duration, Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import {
  type BatchPatches,
  batchWorkload,
  identifyBatch,
} from '../../constructs/batch/batch-workload';
import { type JobDefaults, jobSpec } from '../../constructs/batch/job-spec';
import type { ObjectProps } from '../../constructs/identity';
import { buildPod, type PodProps } from '../../constructs/pod/pod';
import { type JobOptions, RUN, Run } from '../../constructs/run';
import { checkValue } from '../../constructs/shape';
import { emptyChart, objectsOf, ofKind } from './support/chart';
import { errorOf, untyped } from './support/errors';
import type { CronJob, Job } from './support/manifests';

/** The least that makes a Job. */
class Worker extends Construct {
  public readonly workload: ApiObject;

  constructor(
    run: Run,
    props: Partial<ObjectProps & PodProps> = {},
    patches: BatchPatches = {},
    defaults: Partial<JobDefaults> = {},
  ) {
    super(emptyChart(), 'worker');
    checkValue(this, 'run', run, RUN);
    const identity = identifyBatch(this, props, 'worker');
    const main = { image: 'registry.example.org/worker:1.0', ...props, name: identity.name };
    const pod = buildPod(this, identity, main, main, identity.selector, 'worker');
    const spec = jobSpec(this, pod, run.spec, {
      backoffLimit: 6,
      failJobExitCodes: [78],
      container: identity.name,
      ...defaults,
    });
    this.workload = batchWorkload(this, identity, run, spec, pod.exceptions, patches);
  }
}

function jobOf(options: JobOptions = {}, ...rest: RestOfWorker): Job {
  return onlyJob(new Worker(Run.job(options), ...rest));
}

type RestOfWorker =
  ConstructorParameters<typeof Worker> extends [Run, ...infer Rest] ? Rest : never;

function onlyJob({ workload }: Worker): Job {
  const [job] = ofKind(objectsOf(workload.chart), 'Job');
  if (job) return job;
  throw new Error('expected a Job, got none');
}

function cronJobOf(...[options]: Parameters<typeof Run.cronJob>): CronJob {
  const [cronJob] = ofKind(objectsOf(new Worker(Run.cronJob(options)).workload.chart), 'CronJob');
  if (cronJob) return cronJob;
  throw new Error('expected a CronJob, got none');
}

const nameOf = (...[options, props, ...rest]: Parameters<typeof jobOf>) =>
  jobOf(options, { args: ['a', 'b'], ...props }, ...rest).metadata.name;
const inPod = (spec: object): BatchPatches => untyped({ job: { spec: { template: { spec } } } });

describe('Run.job', () => {
  test('with no options says what Kubernetes would otherwise assume', () => {
    const { template, ...spec } = jobOf().spec;
    expect(template.spec.restartPolicy).toBe('Never');
    expect(Yaml.stringify(spec)).toMatchSnapshot();
  });

  test('with all options gives these fields', () => {
    const { template: _, ...spec } = jobOf({
      parallelism: 20,
      backoffLimit: 100,
      activeDeadline: Duration.hours(12),
      suspend: true,
      ttlAfterFinished: { after: Duration.hours(1), reason: 'the cluster knows no GitOps' },
      revision: 'again',
    }).spec;
    expect(Yaml.stringify(spec)).toMatchSnapshot();
  });

  test('can be deleted at once when it is done, for a reason that the manifest has', () => {
    const ttlAfterFinished = { after: Duration.seconds(0), reason: ' only kubectl applies it ' };
    const { metadata, spec } = jobOf({ ttlAfterFinished });
    expect(spec.ttlSecondsAfterFinished).toBe(0);
    expect(metadata.annotations).toEqual({
      'cdk8s-eo/exception-job-ttl': 'only kubectl applies it',
    });
  });

  test('fails at once by the exit codes of the construct, as the API server wants them', () => {
    const rules = (failJobExitCodes: readonly number[]) =>
      jobOf({}, {}, {}, { failJobExitCodes }).spec.podFailurePolicy.rules;
    expect(rules([78, 3, 78, 20])).toMatchObject([
      { onExitCodes: { values: [3, 20, 78] } },
      { action: 'Ignore' },
    ]);
    expect(rules([])).toMatchObject([{ action: 'Ignore' }]);
  });
});

describe('The name of a Job', () => {
  const name = nameOf();

  test('is that of the construct, with a hash', () => {
    expect(name).toMatch(/^worker-[0-9a-f]{10}$/);
  });

  test('is known while the system is declared', () => {
    const worker = new Worker(Run.job());
    expect(worker.workload.name).toBe(onlyJob(worker).metadata.name);
  });

  test('has 63 characters at the most, with which it can be a label', () => {
    expect(nameOf({}, { name: 'a'.repeat(52) })).toHaveLength(63);
  });

  test.each<[string, Parameters<typeof jobOf>]>([
    ['parallelism', [{ parallelism: 20 }]],
    ['backoffLimit', [{ backoffLimit: 1 }]],
    ['activeDeadline', [{ activeDeadline: Duration.hours(1) }]],
    ['suspend', [{ suspend: true }]],
    [
      'ttlAfterFinished',
      [{ ttlAfterFinished: { after: Duration.days(1), reason: 'there is no GitOps' } }],
    ],
    ['parallelism in a patch', [{}, {}, { job: { spec: { parallelism: 3 } } }]],
    ['annotation of the Job', [{}, {}, { job: { metadata: { annotations: { a: 'b' } } } }]],
  ])('stays with another %s: a Job that is there can take it', (_, args) => {
    expect(nameOf(...args)).toBe(name);
  });

  test('stays where labels are given in another order', () => {
    const labels = (...keys: string[]) => ({
      labels: Object.fromEntries(keys.map((key) => [key, 'x'])),
    });
    expect(nameOf({}, labels('a', 'b'))).toBe(nameOf({}, labels('b', 'a')));
  });

  test.each<[string, Parameters<typeof jobOf>]>([
    ['image', [{}, { image: 'registry.example.org/worker:1.1' }]],
    ['command', [{}, { command: ['drain'] }]],
    ['order of arguments', [{}, { args: ['b', 'a'] }]],
    ['variable', [{}, { env: { BANDS: 'B02' } }]],
    ['label, which its pods have', [{}, { labels: { team: 'imagery' } }]],
    ['exit code', [{}, {}, {}, { failJobExitCodes: [3] }]],
    ['revision', [{ revision: '2' }]],
    ['field of the pod in a patch', [{}, {}, inPod({ dnsPolicy: 'Default' })]],
    ['quantity in a patch', [{}, {}, inPod({ overhead: { cpu: k8s.Quantity.fromString('10m') } })]],
    ['number of completions in a patch', [{}, {}, { job: { spec: { completions: 3 } } }]],
  ])('is another one with another %s', (_, args) => {
    expect(nameOf(...args)).not.toBe(name);
  });
});

describe('Run.cronJob', () => {
  test('with a schedule alone says the rest itself', () => {
    const { jobTemplate, ...spec } = cronJobOf({ schedule: '0 3 * * *' }).spec;
    expect(Yaml.stringify(spec)).toMatchSnapshot();
    expect(jobTemplate.spec).toEqual(jobOf().spec);
    expect(jobTemplate.metadata.labels).toMatchObject({ 'app.kubernetes.io/name': 'worker' });
  });

  test('with all options gives these fields', () => {
    const { jobTemplate, ...spec } = cronJobOf({
      schedule: '@weekly',
      timeZone: 'Europe/Vienna',
      concurrencyPolicy: 'Allow',
      startingDeadline: Duration.seconds(10),
      successfulJobsHistoryLimit: 0,
      failedJobsHistoryLimit: 1,
      suspend: true,
      parallelism: 4,
      backoffLimit: 0,
      activeDeadline: Duration.minutes(30),
    }).spec;
    const { template: _, ...jobs } = jobTemplate.spec;
    expect(Yaml.stringify(spec, jobs)).toMatchSnapshot();
  });

  test('that is suspended makes no Jobs that are', () => {
    const { spec } = cronJobOf({ schedule: '@daily', suspend: true });
    expect(spec.suspend).toBe(true);
    expect(spec.jobTemplate.spec).not.toHaveProperty('suspend');
  });

  test('keeps its name, whatever it runs', () => {
    const run = Run.cronJob({ schedule: '@daily' });
    const names = ['a', 'b'].map((word) => new Worker(run, { command: [word] }).workload.name);
    expect(names).toEqual(['worker', 'worker']);
  });
});

describe('A run is refused', () => {
  const schedule = '@daily';
  const ttl = (after: Duration, reason: string) => Run.job({ ttlAfterFinished: { after, reason } });
  const range = 'must be a whole number in';

  test.each<[string, () => Run, string]>([
    ['of no pods', () => Run.job({ parallelism: 0 }), `run.parallelism ${range} 1-10000, got 0`],
    [
      'with half an attempt',
      () => Run.job({ backoffLimit: 1.5 }),
      `run.backoffLimit ${range} 0-2147483647, got 1.5`,
    ],
    [
      'that may take no time',
      () => Run.job({ activeDeadline: Duration.seconds(0) }),
      `run.activeDeadline in seconds ${range} 1-2147483647, got 0`,
    ],
    [
      'that may take a part of a second',
      () => Run.job({ activeDeadline: Duration.millis(1500) }),
      `run.activeDeadline in seconds ${range} 1-2147483647, got 1.5`,
    ],
    [
      'that is deleted for no reason',
      () => ttl(Duration.days(1), 'because'),
      "run.ttlAfterFinished.reason must say in a sentence why the finished Job is deleted, got 'because'",
    ],
    [
      'that is deleted after no time that is given',
      () => Run.job({ ttlAfterFinished: untyped({ reason: 'the cluster knows no GitOps' }) }),
      'run.ttlAfterFinished.after must be given, got nothing',
    ],
    [
      'that says how many pods must succeed',
      () => Run.job(untyped({ completions: 3 })),
      'run.completions must be left out, because there is no such prop, got 3',
    ],
    [
      'with a number for a revision',
      () => Run.job(untyped({ revision: 2 })),
      'run.revision must be a string, got 2',
    ],
    [
      'without a schedule',
      () => Run.cronJob(untyped({})),
      'run.schedule must be a schedule of five fields: minute, hour, day of the month, month, day ' +
        "of the week; or a word such as '@daily', got nothing",
    ],
    [
      'with a time zone in its schedule',
      () => Run.cronJob({ schedule: 'TZ=Europe/Vienna 0 3 * * *' }),
      "run.schedule must not hold a time zone, 'TZ=', got 'TZ=Europe/Vienna 0 3 * * *'; give " +
        "timeZone: 'Europe/Vienna'",
    ],
    [
      'with a time zone that is none',
      () => Run.cronJob({ schedule, timeZone: 'Local' }),
      "run.timeZone must be the name of a time zone, such as 'Europe/Vienna' or 'Etc/UTC', got " +
        "'Local'",
    ],
    [
      'that may start too little late for the controller to see it',
      () => Run.cronJob({ schedule, startingDeadline: Duration.seconds(9) }),
      `run.startingDeadline in seconds ${range} 10-2147483647, got 9`,
    ],
    [
      'with a word that is no policy',
      () => Run.cronJob(untyped({ schedule, concurrencyPolicy: 'forbid' })),
      "run.concurrencyPolicy must be one of 'Forbid', 'Replace', 'Allow', got 'forbid'; write " +
        "'Forbid'",
    ],
    [
      'that keeps fewer than no Jobs',
      () => Run.cronJob({ schedule, failedJobsHistoryLimit: -1 }),
      `run.failedJobsHistoryLimit ${range} 0-2147483647, got -1`,
    ],
    [
      'that keeps half a Job',
      () => Run.cronJob({ schedule, successfulJobsHistoryLimit: 0.5 }),
      `run.successfulJobsHistoryLimit ${range} 0-2147483647, got 0.5`,
    ],
    [
      'on a schedule that is deleted when it is done',
      () => Run.cronJob(untyped({ schedule, ttlAfterFinished: { after: Duration.days(1) } })),
      'run.ttlAfterFinished must be left out, because there is no such prop, got {"after":' +
        '{"amount":1,"unit":{"label":"days","inMillis":86400000}}}',
    ],
  ])('%s', (_, run, problem) => {
    expect(errorOf(() => new Worker(run())).message).toBe(`Worker 'system/worker': ${problem}`);
  });
});
