import { type Chart, Duration } from 'cdk8s';
import { Keda, Peer, Run, Scratch, Worker } from '../../constructs';
import { Dask } from '../../constructs/dask';
import { DaskWorkerJob, type DaskWorkerJobProps } from '../../constructs/dask-worker-job';
import { all, emptyChart, objectsOf, only } from './support/chart';
import { failed } from './support/consistency/facts';
import { ofJob } from './support/consistency/jobs';
import { everyDatum, everyExternalDask, everyPodProp, image } from './support/dask';
import { errorOf, untyped } from './support/errors';
import type { Job } from './support/manifests';
import { judgedObjects, objections } from './support/objections';
import { restrictedViolations } from './support/pod-security';
import { products, queueYaml } from './support/queues';
import { api } from './support/samples';

const objectionsTo = (chart: Chart) => objections(judgedObjects(chart), {});

/** A job with no more props than it needs, and those that are given. */
function daskJob(
  chart: Chart,
  props: Partial<DaskWorkerJobProps> = {},
  id = 'landsat',
): DaskWorkerJob {
  return new DaskWorkerJob(chart, id, {
    image,
    command: ['python3', '/code/geomedian.py'],
    dask: Dask.deployment(),
    ...props,
    queue: props.queue ?? products(chart),
  });
}

function jobChart(props: Partial<DaskWorkerJobProps> = {}): Chart {
  const chart = emptyChart();
  daskJob(chart, props);
  return chart;
}

/** Every prop of a DaskWorkerJob that one may have whose Dask is its own. */
function everyProp(chart: Chart): Required<Omit<DaskWorkerJobProps, 'after'>> {
  const exception = 'cdk8s-eo/exception-missing-reference';
  return {
    ...everyPodProp,
    ...everyDatum,
    queue: products(chart),
    command: ['geomedian'],
    args: ['--verbose'],
    workingDir: '/work',
    resources: {},
    sidecars: [{ name: 'progress', image: 'registry.example.org/progress:2.1' }],
    initContainers: [{ name: 'products', image, command: ['list-products'] }],
    scheduling: { nodeSelector: { 'kubernetes.io/arch': 'amd64' } },
    terminationGracePeriod: Duration.minutes(2),
    podLabels: { tier: 'batch' },
    podAnnotations: { 'example.org/profile': 'cpu' },
    serviceAccountToken: { reason: 'the program lists the pods of its namespace' },
    worker: Worker.perItem({ timeout: Duration.hours(2) }),
    run: Run.job({ parallelism: 3 }),
    dask: Dask.deployment({ workers: { replicas: 3 } }),
    shareWithWorkers: true,
    name: 'geomedians',
    namespace: 'eo',
    labels: { team: 'imagery' },
    annotations: { [exception]: 'the platform team makes the account' },
    patches: { job: { spec: { template: { spec: { dnsPolicy: 'Default' } } } } },
  };
}

/** The Job, its pods' policy and what belongs to Dask, as a user reads them. */
function written(chart: Chart): string {
  const documents = queueYaml(chart).split('---\n');
  return documents.filter((text) => !/^ {2}name: redis-master/m.test(text)).join('---\n');
}

const accounts = (chart: Chart) =>
  all(chart, 'ServiceAccount')
    .map(({ metadata }) => metadata.name)
    .sort();

function variablesOf({ spec }: Job): Record<string, string | undefined> {
  const [container] = spec.template.spec.containers;
  return Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
}

const host = 'landsat-scheduler.eo.svc.cluster.local';

describe('DaskWorkerJob', () => {
  test('with minimal props gives these objects', async () => {
    const chart = jobChart();
    expect(written(chart)).toMatchSnapshot();
    expect(await objectionsTo(chart)).toEqual([]);
  });

  test('with all props gives these objects', async () => {
    const chart = emptyChart();
    new DaskWorkerJob(chart, 'landsat', everyProp(chart));
    expect(written(chart)).toMatchSnapshot();
    expect(await objectionsTo(chart)).toEqual([]);
  });

  test.each([
    ['a cluster of the operator', Dask.operator({ autoscale: { minimum: 0, maximum: 4 } })],
    ['a Dask that exists', Dask.external(everyExternalDask)],
  ])('can compute on %s', async (_, dask) => {
    const chart = jobChart({ dask });
    expect(await objectionsTo(chart)).toEqual([]);
    const job = only(chart, 'Job');
    expect(failed(job, ofJob(objectsOf(chart), job, job.spec))).toEqual([]);
  });

  test('tells its pods where the scheduler is, and the scheduler who they are', () => {
    const chart = jobChart();
    const job = only(chart, 'Job');
    expect(failed(job, ofJob(objectsOf(chart), job, job.spec))).toEqual([]);
    expect(restrictedViolations(job.spec.template)).toEqual([]);
    expect(variablesOf(job)).toMatchObject({
      DASK_SCHEDULER_HOST: host,
      DASK_SCHEDULER_ADDRESS: `tcp://${host}:8786`,
    });
    const policies = Object.fromEntries(
      all(chart, 'NetworkPolicy').map(({ metadata, spec }) => [metadata.name, spec]),
    );
    const { podSelector } = policies.landsat ?? {};
    expect(policies['landsat-scheduler']?.ingress[0]?.from).toContainEqual({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'eo' } },
      podSelector,
    });
    expect(policies.landsat?.egress).toContainEqual({
      ports: [{ port: 8786, protocol: 'TCP' }],
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'eo' } },
          podSelector: policies['landsat-scheduler']?.podSelector,
        },
      ],
    });
  });

  test('is another Job where the operator makes another cluster', () => {
    const jobOf = (threads: number) =>
      only(jobChart({ dask: Dask.operator({ workers: { threads } }) }), 'Job').metadata.name;
    expect(jobOf(1)).toBe(jobOf(1));
    expect(jobOf(1)).not.toBe(jobOf(2));
  });

  test('shares what it reads with the workers, unless told otherwise', () => {
    const shared = {
      env: { AWS_DEFAULT_REGION: 'eu-central-1' },
      mounts: [Scratch.at('/cache')],
      connectsTo: [{ peer: Peer.cidr('10.20.0.7/32'), ports: [5432] }],
    };
    const ofWorker = (props: Partial<DaskWorkerJobProps>) => {
      const chart = jobChart({ ...shared, ...props });
      const find = <T extends { metadata: { name: string } }>(objects: T[]) =>
        objects.find(({ metadata }) => metadata.name === 'landsat-default-worker');
      const [container] = find(all(chart, 'Deployment'))?.spec.template.spec.containers ?? [];
      return {
        variables: (container?.env ?? []).map(({ name }) => name),
        paths: container?.volumeMounts.map(({ mountPath }) => mountPath),
        ports: find(all(chart, 'NetworkPolicy'))?.spec.egress.flatMap(({ ports = [] }) =>
          ports.map(({ port }) => port),
        ),
      };
    };
    const { variables, paths, ports } = ofWorker({});
    expect(variables).toContain('AWS_DEFAULT_REGION');
    expect(variables).not.toContain('REDIS_SERVICE_HOST');
    expect(paths).toEqual(['/cache', '/tmp', '/var/tmp/dask']);
    expect(ports).toEqual([53, 53, 8786, 8788, 5432]);
    const alone = ofWorker({ shareWithWorkers: false });
    expect(alone.variables).not.toContain('AWS_DEFAULT_REGION');
    expect(alone.paths).toEqual(['/tmp', '/var/tmp/dask']);
    expect(alone.ports).toEqual([53, 53, 8786, 8788]);
  });

  test('tells what it connects to that its workers do', () => {
    const chart = emptyChart();
    daskJob(chart, { connectsTo: [api(chart)] });
    const policy = all(chart, 'NetworkPolicy').find(({ metadata }) => metadata.name === 'tiles');
    const components = policy?.spec.ingress[0]?.from?.map(
      ({ podSelector }) => podSelector?.matchLabels['app.kubernetes.io/component'],
    );
    expect(components?.sort()).toEqual(['dask-worker', 'worker']);
  });

  test('runs its Dask under accounts of their own, or the workers under that of the job', () => {
    expect(accounts(jobChart())).toEqual([
      'landsat',
      'landsat-scheduler',
      'landsat-worker',
      'redis-master',
    ]);
    expect(accounts(jobChart({ serviceAccountName: 'imagery' }))).toEqual([
      'landsat-scheduler',
      'redis-master',
    ]);
  });

  test('can run on a schedule, or as KEDA finds items', () => {
    const chart = emptyChart();
    const queue = products(chart);
    const once = daskJob(chart, { queue }, 'once');
    const nightly = Run.cronJob({ schedule: '0 3 * * *' });
    const cron = daskJob(chart, { queue, run: nightly }, 'cron');
    const scaled = daskJob(chart, { queue, run: Keda.scaledJob({ maxReplicas: 5 }) }, 'scaled');
    const kinds = [once, cron, scaled].map(({ job, cronJob, scaledJob }) =>
      [job, cronJob, scaledJob].map((object) => object?.kind),
    );
    expect(kinds).toEqual([
      ['Job', undefined, undefined],
      [undefined, 'CronJob', undefined],
      [undefined, undefined, 'ScaledJob'],
    ]);
    expect(once.networkPolicy.name).toBe('once');
  });

  test('lets other programs compute on its scheduler', () => {
    const chart = emptyChart();
    const { scheduler } = daskJob(chart);
    api(chart, { env: scheduler.environment(), connectsTo: [scheduler] });
    const policy = all(chart, 'NetworkPolicy').find(
      ({ metadata }) => metadata.name === 'landsat-scheduler',
    );
    expect(policy?.spec.ingress[0]?.from).toHaveLength(3);
  });

  test.each<[string, Partial<DaskWorkerJobProps>, string]>([
    [
      'there is no Dask',
      { dask: undefined },
      'dask must be given, got nothing; write dask: Dask.deployment()',
    ],
    [
      'Dask is something else',
      { dask: untyped({ workers: 3 }) },
      `dask must be a Dask, got {"workers":3}; write Dask.deployment(), Dask.operator() or ` +
        'Dask.external({ … })',
    ],
    [
      'a group has an image of its own',
      { dask: Dask.deployment({ workers: untyped({ image: 'gpu:1.0' }) }) },
      "dask.workers.image must be left out, because there is no such prop, got 'gpu:1.0'",
    ],
    [
      'one of several groups is none',
      { dask: Dask.operator({ workers: [{}, untyped({ replica: 2 })] }) },
      'dask.workers[1].replica must be left out, because there is no such prop, got 2; did you mean ' +
        "'replicas'?",
    ],
    [
      'nobody is said to be at the other end',
      { dask: Dask.external(untyped({ host: 'dask' })) },
      'dask.peer must be given, got nothing',
    ],
    [
      'a variable says where another scheduler is',
      { env: { DASK_SCHEDULER_HOST: 'dask' } },
      'env.DASK_SCHEDULER_HOST must be left out, because dask says it',
    ],
    [
      'a variable says so that the workers do not get',
      { env: { DASK_SCHEDULER_ADDRESS: 'tcp://dask:8786' }, shareWithWorkers: false },
      'env.DASK_SCHEDULER_ADDRESS must be left out, because dask says it',
    ],
    [
      'it is not said whether to share',
      { shareWithWorkers: untyped('yes') },
      "shareWithWorkers must be true or false, got 'yes'",
    ],
  ])('throws if %s', (_, props, message) => {
    expect(errorOf(() => jobChart(props)).message).toBe(
      `DaskWorkerJob 'system/landsat': ${message}`,
    );
  });

  test('throws if a mount is of another namespace than the workers', () => {
    const dask = Dask.deployment({ namespace: 'dask' });
    const chart = emptyChart();
    const mount = { volumes: [], volumeMounts: [{ name: 'a', mountPath: '/a' }], namespace: 'eo' };
    expect(errorOf(() => daskJob(chart, { dask, mounts: [mount] })).message).toBe(
      "DaskGroup 'system/landsat/Dask/default': mounts must be of the namespace of the pods, 'dask', " +
        "but what is mounted at '/a' is of 'eo'; make it with namespace: 'dask'",
    );
  });
});
