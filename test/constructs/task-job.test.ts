import { type Chart, Duration, Size, Testing } from 'cdk8s';
import {
  ConfigFile,
  EnvFrom,
  EnvSource,
  Exposure,
  Peer,
  Scratch,
  SecretKey,
} from '../../constructs';
import { Run } from '../../constructs/run';
import { TaskJob, type TaskJobProps } from '../../constructs/task-job';
import { check, type KubernetesObject } from '../../src/checks';
import { all, emptyChart, objectsOf, only, yamlOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf, untyped } from './support/errors';
import { restrictedViolations } from './support/pod-security';
import { api, config, share } from './support/samples';

const image = 'registry.example.org/datacube:1.8.19';
const nightly = Run.cronJob({ schedule: '0 3 * * *' });

function task(chart: Chart, props: Partial<TaskJobProps> = {}, id = 'datacube-init'): TaskJob {
  return new TaskJob(chart, id, { image, ...props });
}

function taskChart(props: Partial<TaskJobProps> = {}): Chart {
  const chart = emptyChart();
  task(chart, props);
  return chart;
}

/** Every prop but the patches of what is not made. */
function everyTaskProp(chart: Chart): Required<TaskJobProps> {
  return {
    image,
    imagePullPolicy: 'IfNotPresent',
    imagePullSecrets: ['registry-login'],
    command: ['datacube'],
    args: ['system', 'init'],
    workingDir: '/code',
    env: { POD_IP: EnvSource.field('status.podIP'), DB_PASSWORD: SecretKey.of('odc', 'password') },
    envFrom: [EnvFrom.secret('usgs', { prefix: 'USGS_', optional: true })],
    mounts: [
      share(chart, { owner: { uid: 1500, gid: 1600 } }).mountAt('/data/scenes'),
      config(chart, { '/etc/datacube.yaml': ConfigFile.yaml({ products: ['ls8'] }) }),
      Scratch.at('/work', Size.gibibytes(5)),
    ],
    resources: { memory: { request: Size.gibibytes(1), limit: Size.gibibytes(2) } },
    sidecars: [{ name: 'progress', image: 'registry.example.org/progress:2.1' }],
    initContainers: [{ name: 'products', image, command: ['list-products'] }],
    scheduling: { nodeSelector: { 'kubernetes.io/arch': 'amd64' } },
    terminationGracePeriod: Duration.minutes(2),
    serviceAccountName: 'datacube',
    podLabels: { tier: 'batch' },
    podAnnotations: { 'example.org/profile': 'cpu' },
    runAs: { uid: 1500, gid: 1600, reason: 'the image is built for this user' },
    writableRootFilesystem: { reason: 'the image writes beside its code' },
    serviceAccountToken: { reason: 'the program lists the pods of its namespace' },
    run: Run.job({
      parallelism: 1,
      backoffLimit: 2,
      activeDeadline: Duration.hours(2),
      suspend: true,
      ttlAfterFinished: { after: Duration.days(1), reason: 'the cluster knows no GitOps' },
      revision: 'again',
    }),
    connectsTo: [{ peer: Peer.cidr('10.20.0.7/32'), ports: [5432] }],
    component: 'schema',
    name: 'schema',
    namespace: 'eo',
    labels: { team: 'imagery' },
    annotations: {
      'example.org/contact': 'imagery team',
      'cdk8s-eo/exception-missing-reference': 'the platform team makes the account',
    },
    patches: {
      job: { spec: { template: { spec: { dnsPolicy: 'Default' } } } },
      networkPolicy: { metadata: { annotations: { 'example.org/reviewed': 'yes' } } },
    },
  };
}

/** What the judge finds, as the names of the rules. */
async function findings(chart: Chart): Promise<string[]> {
  const objects: KubernetesObject[] = Testing.synth(chart);
  const found = await check(objects);
  return found.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
}

describe('TaskJob with minimal props', () => {
  const chart = emptyChart();
  const schema = task(chart);

  test('gives these objects', () => {
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
    expect(objectsOf(chart).map(({ kind }) => kind)).toEqual([
      'ServiceAccount',
      'Job',
      'NetworkPolicy',
    ]);
    expect(schema.job?.name).toBe(only(chart, 'Job').metadata.name);
    expect(schema.cronJob).toBeUndefined();
  });

  test('has a pod that meets Pod Security "restricted"', () => {
    expect(restrictedViolations(only(chart, 'Job').spec.template)).toEqual([]);
  });

  test('tries again where it may help, and only there', () => {
    const { backoffLimit, podFailurePolicy } = only(chart, 'Job').spec;
    expect(backoffLimit).toBe(6);
    expect(podFailurePolicy.rules).toMatchObject([
      {
        action: 'FailJob',
        onExitCodes: { containerName: 'datacube-init', operator: 'In', values: [78] },
      },
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
    ]);
  });

  test('lets nobody in, and the pod out to DNS alone', () => {
    const { ingress, egress, policyTypes } = only(chart, 'NetworkPolicy').spec;
    expect(policyTypes).toEqual(['Ingress', 'Egress']);
    expect(ingress).toBeUndefined();
    expect(egress.map(({ ports }) => ports?.map(({ port }) => port))).toEqual([[53, 53]]);
  });

  test('is nothing that the judge has anything against', async () => {
    expect(await findings(chart)).toEqual([]);
  });
});

describe('TaskJob with all props', () => {
  const chart = emptyChart();
  const schema = task(chart, everyTaskProp(chart));

  test('gives these objects', () => {
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([
      `Job ${schema.job?.name}: root file systems are read-only`,
      `Job ${schema.job?.name}: has no token and no service links`,
    ]);
    expect(restrictedViolations(only(chart, 'Job').spec.template)).toEqual([]);
    expect(schema.serviceAccount).toBeUndefined();
  });

  test('writes down what is less than the hardened default, with its reason', () => {
    expect(only(chart, 'Job').metadata.annotations).toMatchObject({
      'cdk8s-eo/exception-job-ttl': 'the cluster knows no GitOps',
      'cdk8s-eo/exception-run-as-low-id': 'the mounted share belongs to 1500:1600',
      'cdk8s-eo/exception-writable-root-filesystem': 'the image writes beside its code',
    });
  });

  test('is nothing that the judge has anything against', async () => {
    expect(await findings(chart)).toEqual([]);
  });
});

describe('TaskJob on a schedule', () => {
  test('gives these objects', async () => {
    const chart = emptyChart();
    const indexing = task(chart, { run: nightly }, 'indexing');
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
    expect(await findings(chart)).toEqual([]);
    expect(indexing.cronJob?.name).toBe('indexing');
    expect(indexing.job).toBeUndefined();
    expect(all(chart, 'Job')).toEqual([]);
  });

  test('with all props is nothing that the judge has anything against', async () => {
    const chart = emptyChart();
    const { patches, ...props } = everyTaskProp(chart);
    const cronJob = { spec: { jobTemplate: { metadata: { annotations: { a: 'b' } } } } };
    const run = Run.cronJob({
      schedule: '30 3 * * mon-fri',
      timeZone: 'Europe/Vienna',
      concurrencyPolicy: 'Replace',
      startingDeadline: Duration.minutes(30),
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 5,
      suspend: true,
      parallelism: 1,
      backoffLimit: 0,
      activeDeadline: Duration.hours(2),
    });
    task(chart, { ...props, run, patches: { cronJob } });
    expect(await findings(chart)).toEqual([]);
  });
});

describe('TaskJob can', () => {
  test('connect to another construct, which lets its pod in', () => {
    const chart = emptyChart();
    const tiles = api(chart, { exposure: Exposure.clusterIp() });
    task(chart, { connectsTo: [tiles] });
    const [ofTiles, ofTask] = all(chart, 'NetworkPolicy');
    const { labels } = only(chart, 'Job').spec.template.metadata;
    const from = ofTiles?.spec.ingress[0]?.from?.[0];
    expect(labels).toMatchObject(from?.podSelector?.matchLabels ?? { none: 'found' });
    expect(ofTask?.spec.egress[1]?.ports).toEqual([{ port: 5000, protocol: 'TCP' }]);
  });

  test.each<['Job' | 'CronJob' | 'ServiceAccount' | 'NetworkPolicy', Partial<TaskJobProps>]>([
    ['Job', { patches: { job: { metadata: { annotations: { a: 'b' } } } } }],
    ['CronJob', { run: nightly, patches: { cronJob: { metadata: { annotations: { a: 'b' } } } } }],
    ['ServiceAccount', { patches: { serviceAccount: { metadata: { annotations: { a: 'b' } } } } }],
    ['NetworkPolicy', { patches: { networkPolicy: { metadata: { annotations: { a: 'b' } } } } }],
  ])('have its %s patched', (kind, props) => {
    expect(only(taskChart(props), kind).metadata.annotations).toEqual({ a: 'b' });
  });
});

describe('TaskJob throws if', () => {
  const long = 'a'.repeat(53);
  const noObject = 'must be left out, because there is no such object';

  test.each<[string, Partial<TaskJobProps>, string]>([
    [
      'several pods would run the command',
      { run: Run.job({ parallelism: 3 }) },
      'run.parallelism must be 1, because every pod would run the same command, got 3; leave it ' +
        'out, or share the work by a queue',
    ],
    [
      'several pods of a schedule would run the command',
      { run: Run.cronJob({ schedule: '@daily', parallelism: 2 }) },
      'run.parallelism must be 1, because every pod would run the same command, got 2; leave it ' +
        'out, or share the work by a queue',
    ],
    [
      'its name leaves no room for the hash',
      { name: long },
      "name must be a DNS label: lower case letters, digits and '-', at most 52 characters, " +
        `starting and ending with a letter or digit, got '${long}'; shorten it by 1 character`,
    ],
    [
      'its component is no label',
      { component: 'set up' },
      "component must be empty or letters, digits, '-', '_' and '.', at most 63 characters, " +
        "starting and ending with a letter or digit, got 'set up'; write 'set-up'",
    ],
    [
      'a patch is of a CronJob that is not made',
      { patches: { cronJob: { spec: { suspend: true } } } },
      `patches.cronJob ${noObject}`,
    ],
    [
      'a patch is of a Job that is not made',
      { run: nightly, patches: { job: { spec: { suspend: true } } } },
      `patches.job ${noObject}`,
    ],
    [
      'a patch is of a ServiceAccount that exists elsewhere',
      { serviceAccountName: 'other', patches: { serviceAccount: { metadata: {} } } },
      `patches.serviceAccount ${noObject}`,
    ],
    [
      'a patch changes the name of the Job',
      { patches: { job: { metadata: { name: 'schema' } } } },
      "patches.job must not change the name, got 'schema'; write name",
    ],
    [
      'a patch changes the name of the CronJob',
      { run: nightly, patches: { cronJob: { metadata: { name: 'schema' } } } },
      "patches.cronJob must not change the name, got 'schema'; write name",
    ],
    [
      'run is a word',
      untyped({ run: 'daily' }),
      "run must be a Run, got 'daily'; write Run.job() or Run.cronJob({ schedule: '0 3 * * *' })",
    ],
    [
      'a connection is none',
      untyped({ connectsTo: ['postgis'] }),
      "connectsTo[0] must be a construct that can be connected to, or a connection, got 'postgis'; " +
        'write { peer: Peer.cidr(…), ports: [5432] }',
    ],
  ])('%s', (_, props, problem) => {
    expect(errorOf(() => taskChart(props)).message).toBe(
      `TaskJob 'system/datacube-init': ${problem}`,
    );
  });
});
