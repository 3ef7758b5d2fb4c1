import { type Chart, Duration, Size } from 'cdk8s';
import {
  EnvFrom,
  EnvSource,
  Keda,
  Peer,
  type QueueWorkerJob,
  type QueueWorkerJobProps,
  RedisAuth,
  Run,
  Scratch,
  SecretKey,
  Worker,
} from '../../constructs';
import { all, emptyChart, objectsOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { ERROR_SHAPE, errorOf, untyped } from './support/errors';
import type { Container } from './support/manifests';
import { restrictedViolations } from './support/pod-security';
import { list, products, queueWorker, queueYaml } from './support/queues';
import { api, share } from './support/samples';

type Props = Partial<QueueWorkerJobProps>;

/** A worker of a queue, and its chart. */
function build(
  propsOf: Props | ((chart: Chart, queue: ReturnType<typeof products>) => Props) = {},
): { chart: Chart; worker: QueueWorkerJob } {
  const chart = emptyChart();
  const queue = products(chart);
  const props = typeof propsOf === 'function' ? propsOf(chart, queue) : propsOf;
  return { chart, worker: queueWorker(chart, { queue, ...props }) };
}

const jobOf = ({ chart, worker }: ReturnType<typeof build>) => {
  const job = all(chart, 'Job').find(({ metadata }) => metadata.name === worker.job?.name);
  if (job) return job;
  throw new Error('expected a Job, got none');
};
const containerOf = (built: ReturnType<typeof build>): Container => {
  const [container] = jobOf(built).spec.template.spec.containers;
  if (container) return container;
  throw new Error('expected a container, got none');
};
/** The value of an option of the item runner. */
const option = ({ args = [] }: Container, name: string) => args[args.indexOf(name) + 1];
const rediswq = { worker: Worker.rediswq() };
const policyOf = (chart: Chart, name: string) =>
  all(chart, 'NetworkPolicy').find(({ metadata }) => metadata.name === name)?.spec;

describe('A QueueWorkerJob with minimal props', () => {
  const built = build();
  const { chart, worker } = built;

  test('gives these objects', () => {
    expect(queueYaml(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
    expect(restrictedViolations(jobOf(built).spec.template)).toEqual([]);
    expect([worker.cronJob, worker.scaledJob]).toEqual([undefined, undefined]);
  });

  test('runs the command for each item', () => {
    const { command, args = [] } = containerOf(built);
    expect(command).toEqual(['python3', '/opt/cdk8s-eo/item_runner.py']);
    expect(args.slice(args.indexOf('--'))).toEqual(['--', 'python3', '/code/geomedian.py']);
    expect(containerOf(built).env).toContainEqual({ name: 'PYTHONUNBUFFERED', value: '1' });
  });

  test('says how many pods run at once, not how many must succeed, and bears with many failures', () => {
    const { spec } = jobOf(built);
    expect(spec).toMatchObject({ parallelism: 1, backoffLimit: 100 });
    expect(spec.completions).toBeUndefined();
    expect(spec.ttlSecondsAfterFinished).toBeUndefined();
    expect(spec.template.spec.restartPolicy).toBe('Never');
  });

  test('fails at once where the configuration is bad, and not where a node is drained', () => {
    expect(jobOf(built).spec.podFailurePolicy.rules).toMatchObject([
      { action: 'FailJob', onExitCodes: { containerName: 'geomedian', values: [78] } },
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] },
    ]);
  });

  test('has pods that are found as those of the original are', () => {
    expect(jobOf(built).spec.template.metadata.labels).toMatchObject({
      component: 'worker',
      'app.kubernetes.io/component': 'worker',
    });
  });

  test('reaches Redis alone, which lets it in', () => {
    expect(policyOf(chart, 'geomedian')?.egress.slice(1)).toMatchObject([
      {
        to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'redis-master' } } }],
        ports: [{ port: 6379, protocol: 'TCP' }],
      },
    ]);
    expect(policyOf(chart, 'geomedian')?.ingress).toBeUndefined();
  });
});

/** Every prop of a QueueWorkerJob, but the patches of what is not made. */
function everyProp(chart: Chart, queue = products(chart)): Required<QueueWorkerJobProps> {
  return {
    queue,
    worker: Worker.perItem({ timeout: Duration.hours(2), python: '/opt/venv/bin/python3' }),
    run: Run.job({
      parallelism: 4,
      backoffLimit: 20,
      activeDeadline: Duration.days(2),
      suspend: true,
      ttlAfterFinished: { after: Duration.days(1), reason: 'the cluster knows no GitOps' },
      revision: 'again',
    }),
    after: [list(chart, { queue })],
    connectsTo: [{ peer: Peer.cidr('10.20.0.7/32'), ports: [5432] }],
    image: 'registry.example.org/odc-products:0.0.91',
    imagePullPolicy: 'IfNotPresent',
    imagePullSecrets: ['registry-login'],
    command: ['python3'],
    args: ['/code/geomedian.py', '--verbose'],
    workingDir: '/code',
    env: {
      PYTHONUNBUFFERED: '0',
      POD_IP: EnvSource.field('status.podIP'),
      DB_PASSWORD: SecretKey.of('odc', 'password'),
    },
    envFrom: [EnvFrom.secret('usgs', { prefix: 'USGS_', optional: true })],
    mounts: [
      share(chart, { owner: { uid: 1500, gid: 1600 } }).mountAt('/data/scenes'),
      Scratch.at('/work', Size.gibibytes(5)),
    ],
    resources: { memory: { request: Size.gibibytes(1), limit: Size.gibibytes(2) } },
    sidecars: [{ name: 'progress', image: 'registry.example.org/progress:2.1' }],
    initContainers: [
      { name: 'models', image: 'registry.example.org/models:3', command: ['fetch-models'] },
    ],
    scheduling: { nodeSelector: { 'kubernetes.io/arch': 'amd64' } },
    terminationGracePeriod: Duration.minutes(2),
    serviceAccountName: 'products',
    podLabels: { tier: 'batch' },
    podAnnotations: { 'example.org/profile': 'cpu' },
    runAs: { uid: 1500, gid: 1600, reason: 'the image is built for this user' },
    writableRootFilesystem: { reason: 'the image writes beside its code' },
    serviceAccountToken: { reason: 'the program lists the pods of its namespace' },
    name: 'landsat',
    namespace: 'eo',
    labels: { team: 'imagery' },
    annotations: { 'example.org/contact': 'imagery team' },
    patches: {
      job: { spec: { template: { spec: { dnsPolicy: 'Default' } } } },
      networkPolicy: { metadata: { annotations: { 'example.org/reviewed': 'yes' } } },
    },
  };
}

describe('A QueueWorkerJob with all props', () => {
  const chart = emptyChart();
  const worker = queueWorker(chart, everyProp(chart));
  const built = { chart, worker };

  test('gives these objects', () => {
    expect(queueYaml(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([
      `Job ${worker.job?.name}: root file systems are read-only`,
      `Job ${worker.job?.name}: has no token and no service links`,
    ]);
    expect(restrictedViolations(jobOf(built).spec.template)).toEqual([]);
  });

  test('hands all to the runner that it must know', () => {
    const container = containerOf(built);
    expect(container.command?.[0]).toBe('/opt/venv/bin/python3');
    expect(option(container, '--timeout')).toBe('7200');
    expect(option(container, '--grace')).toBe('105');
    expect(option(container, '--after')).toMatch(/^fiji\.[0-9a-f]{10}$/);
    expect(container.args?.slice(-3)).toEqual(['python3', '/code/geomedian.py', '--verbose']);
    expect(container.env).toContainEqual({ name: 'PYTHONUNBUFFERED', value: '0' });
  });

  test('writes down what is less than the hardened default, with its reason', () => {
    expect(jobOf(built).metadata.annotations).toMatchObject({
      'cdk8s-eo/exception-job-ttl': 'the cluster knows no GitOps',
      'cdk8s-eo/exception-writable-root-filesystem': 'the image writes beside its code',
    });
  });
});

describe('The item runner is told by the queue', () => {
  test('how long a lease is, how often an item is tried, and what comes between', () => {
    const chart = emptyChart();
    const queue = products(chart).redis.job('jobWater', {
      lease: Duration.seconds(20),
      maxAttempts: 7,
      retryDelay: Duration.seconds(0),
    });
    const container = containerOf({ chart, worker: queueWorker(chart, { queue }) });
    expect(container.args?.slice(0, container.args.indexOf('--password-file'))).toEqual([
      ...['--queue', 'jobWater', '--script', '/opt/cdk8s-eo/queue.lua'],
      ...['--lease', '20', '--attempts', '7', '--pause', '0', '--unleased', '10'],
      // Within the lease, and within the time that the pod has to end.
      ...['--grace', '10'],
    ]);
  });

  test('nothing of a password, where there is none', () => {
    const chart = emptyChart();
    const auth = RedisAuth.none({ reason: 'the network is our own' });
    const worker = queueWorker(chart, { queue: products(chart, { auth }) });
    expect(containerOf({ chart, worker }).args).not.toContain('--password-file');
  });
});

describe('A worker that speaks rediswq itself', () => {
  const built = build((chart, queue) => ({
    ...rediswq,
    command: undefined,
    after: [list(chart, { queue })],
  }));

  test('gives these objects', () => {
    expect(queueYaml(built.chart)).toMatchSnapshot();
    expect(inconsistencies(built.chart)).toEqual([]);
    expect(restrictedViolations(jobOf(built).spec.template)).toEqual([]);
  });

  test('is run as its image says, and finds Redis', () => {
    const { command, args, env, volumeMounts } = containerOf(built);
    expect([command, args]).toEqual([undefined, undefined]);
    expect(env).toContainEqual({ name: 'REDIS_SERVICE_HOST', value: 'redis-master' });
    const file = '/var/run/secrets/cdk8s-eo/redis/password';
    expect(env).toContainEqual({ name: 'REDIS_PASSWORD_FILE', value: file });
    expect(volumeMounts.map(({ mountPath }) => mountPath)).toContain(file);
  });

  test('starts when Redis takes commands and has the lists, because it would be done otherwise', () => {
    const [waiting] = jobOf(built).spec.template.spec.initContainers ?? [];
    const command = ['sh', '/opt/cdk8s-eo/wait.sh', 'jobProduct'];
    expect(waiting?.name).toBe('wait-for-queue');
    expect(waiting?.command?.slice(0, 3)).toEqual(command);
    expect(waiting?.command?.[3]).toMatch(/^fiji\./);
    const [alone] = jobOf(build(rediswq)).spec.template.spec.initContainers ?? [];
    expect(alone?.command).toEqual(command);
  });

  test('waits before its own init containers start', () => {
    const first = { name: 'first', image: 'registry.example.org/first:1', command: ['first'] };
    const { initContainers } = jobOf(build({ ...rediswq, initContainers: [first] })).spec.template
      .spec;
    expect(initContainers?.map(({ name }) => name)).toEqual(['wait-for-queue', 'first']);
  });

  test('may be given the password in the variable that it knows', () => {
    const env = { REDIS_PASSWORD: SecretKey.of('redis-login', 'password') };
    const found = build({ ...rediswq, env });
    expect(jobOf(found).metadata.annotations).toEqual({
      'cdk8s-eo/exception-secret-in-environment': expect.stringContaining('REDIS_PASSWORD'),
    });
  });
});

describe('A QueueWorkerJob can run', () => {
  test('on a schedule', () => {
    const { chart, worker } = build({ run: Run.cronJob({ schedule: '0 3 * * *' }) });
    expect(queueYaml(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
    expect(worker.cronJob?.name).toBe('geomedian');
    expect(all(chart, 'Job')).toEqual([]);
  });

  test('as long as KEDA finds items', () => {
    const { chart, worker } = build({ run: Keda.scaledJob({ maxReplicas: 20 }) });
    expect(queueYaml(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
    expect(worker.scaledJob?.name).toBe('geomedian');
    expect(objectsOf(chart).find(({ kind }) => kind === 'ScaledJob')).toMatchObject({
      spec: {
        maxReplicaCount: 20,
        rollout: { strategy: 'gradual' },
        scalingStrategy: { strategy: 'accurate' },
        triggers: [{ metadata: { listName: 'jobProduct' } }],
      },
    });
  });

  test('again, with a revision', () => {
    const again = build({ run: Run.job({ revision: '2' }) });
    expect(again.worker.job?.name).not.toBe(build().worker.job?.name);
  });

  test('with other numbers of pods under the same name', () => {
    const more = build({ run: Run.job({ parallelism: 8, backoffLimit: 3 }) });
    expect(more.worker.job?.name).toBe(build().worker.job?.name);
  });

  test('under another name for another list', () => {
    const after = (chart: Chart, queue: ReturnType<typeof products>) => [list(chart, { queue })];
    const listed = build((chart, queue) => ({ after: after(chart, queue) }));
    expect(listed.worker.job?.name).not.toBe(build().worker.job?.name);
  });
});

test('A QueueWorkerJob is let in by what it connects to', () => {
  const { chart } = build((scope) => ({ connectsTo: [api(scope)] }));
  expect(policyOf(chart, 'tiles')?.ingress).toMatchObject([
    { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'geomedian' } } }] },
  ]);
  expect(policyOf(chart, 'geomedian')?.egress).toHaveLength(3);
});

describe('A QueueWorkerJob throws if', () => {
  const missing = 'must be left out, because there is no such object';

  test.each<[string, (chart: Chart, queue: ReturnType<typeof products>) => object, string]>([
    [
      'there is no queue',
      () => ({ queue: undefined }),
      "queue must be given, got nothing; write queue.job('jobProduct') of a RedisJobQueue",
    ],
    [
      'the queue is the whole Redis',
      (_, queue) => ({ queue: queue.redis }),
      'queue must be a JobQueue, got an object of the class RedisJobQueue; write ' +
        "queue.job('jobProduct') of a RedisJobQueue",
    ],
    [
      'there is no command to run for each item',
      () => ({ command: undefined, args: ['/code/geomedian.py'] }),
      "command must be given, because it is run for each item; write command: ['python3', " +
        "'/code/geomedian.py'], or worker: Worker.rediswq()",
    ],
    [
      'the way of working is only a name',
      () => ({ worker: 'rediswq' }),
      "worker must be a Worker, got 'rediswq'; write Worker.perItem() or Worker.rediswq()",
    ],
    [
      'an item may take no time',
      () => ({ worker: Worker.perItem({ timeout: Duration.millis(500) }) }),
      'worker.timeout in seconds must be a whole number in 1-2592000, got 0.5',
    ],
    [
      'Python is nowhere',
      () => ({ worker: Worker.perItem({ python: '' }) }),
      "worker.python must begin with a program, got ''",
    ],
    [
      'an option of the runner is misspelt',
      () => ({ worker: Worker.perItem(untyped({ timeOut: Duration.hours(1) })) }),
      'worker.timeOut must be left out, because there is no such prop, got an object of the class ' +
        "Duration; did you mean 'timeout'?",
    ],
    [
      'an item could not be given back before the pod is killed',
      () => ({ terminationGracePeriod: Duration.seconds(10) }),
      'terminationGracePeriod in seconds must be a whole number in 20-86400, got 10',
    ],
    [
      'it waits for a list of another queue',
      (chart, queue) => ({ after: [list(chart, { queue: queue.redis.job('jobWater') })] }),
      "after[0] must be put into the queue 'jobProduct', got 'jobWater'",
    ],
    [
      'it waits for the items themselves',
      () => ({ after: [[{ scene: 'LC08' }]] }),
      'after[0] must be a WorkItems, got [{"scene":"LC08"}]; write the WorkItems themselves',
    ],
    [
      'a variable says where Redis is',
      () => ({ env: { REDIS_SERVICE_HOST: 'other' } }),
      'env.REDIS_SERVICE_HOST must be left out, because the queue says it',
    ],
    [
      'it is in another namespace than the Redis',
      () => ({ namespace: 'other' }),
      "namespace must be that of the queue, 'eo', got 'other'; leave it out",
    ],
    [
      'the run is only a word',
      () => ({ run: 'cronJob' }),
      "run must be a Run or a Keda, got 'cronJob'; write Run.job() or Keda.scaledJob({ maxReplicas: 10 })",
    ],
    [
      'a patch is of a Job, where KEDA makes them',
      () => ({ run: Keda.scaledJob({ maxReplicas: 5 }), patches: { job: {} } }),
      `patches.job ${missing}`,
    ],
    [
      'a patch is of a ScaledJob, where there is none',
      () => ({ patches: { scaledJob: {} } }),
      `patches.scaledJob ${missing}`,
    ],
    [
      'a patch is of a CronJob, where there is none',
      () => ({ patches: { cronJob: {} } }),
      `patches.cronJob ${missing}`,
    ],
    [
      'a patch is of the account of somebody else',
      () => ({ serviceAccountName: 'products', patches: { serviceAccount: {} } }),
      `patches.serviceAccount ${missing}`,
    ],
    [
      'its name is too long for what is appended to it',
      () => ({ name: 'w'.repeat(53) }),
      "name must be a DNS label: lower case letters, digits and '-', at most 52 characters, starting and " +
        `ending with a letter or digit, got '${'w'.repeat(53)}'; shorten it by 1 character`,
    ],
    [
      'the command holds a credential',
      () => ({ command: ['worker', '--password=Xk29dkq1'] }),
      "command must not hold a credential (--password: its name says 'password'); give the program a " +
        'SecretKey as an environment variable or a SecretFileMount',
    ],
  ])('%s', (_, propsOf, message) => {
    const chart = emptyChart();
    const queue = products(chart);
    const error = errorOf(() => queueWorker(chart, untyped({ queue, ...propsOf(chart, queue) })));
    expect(error.message).toBe(`QueueWorkerJob 'system/geomedian': ${message}`);
    expect(error.message).toMatch(ERROR_SHAPE);
  });
});
