import { type Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Peer } from '../../constructs';
import { Dask } from '../../constructs/dask';
import type { DaskWorkers } from '../../constructs/dask/groups';
import { all, emptyChart, objectsOf, only, yamlOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { failed } from './support/consistency/facts';
import { ofPods } from './support/consistency/pods';
import {
  backend,
  daskChart,
  deploymentChart,
  everyDatum,
  everyDeploymentOption,
  everyExternalDask,
  everyPodProp,
  image,
} from './support/dask';
import { errorOf, untyped } from './support/errors';
import type { Container, Deployment, NetworkPolicy } from './support/manifests';
import { judgedObjects, objections } from './support/objections';
import { restrictedViolations } from './support/pod-security';
import { api } from './support/samples';

const objectionsTo = (chart: Chart) => objections(judgedObjects(chart), {});

/** The only object of a kind with a name. */
function deployment(chart: Chart, name: string): Deployment {
  const found = all(chart, 'Deployment').find(({ metadata }) => metadata.name === name);
  if (found) return found;
  throw new Error(`expected the Deployment ${name}, got none`);
}

function containerOf(chart: Chart, name: string): Container {
  const [container] = deployment(chart, name).spec.template.spec.containers;
  if (container) return container;
  throw new Error('expected a container, got none');
}

const schedulerOf = (chart: Chart) => containerOf(chart, 'landsat-scheduler');
const workerOf = (chart: Chart, group = 'default') => containerOf(chart, `landsat-${group}-worker`);

/** A cluster with one group of workers. */
const workers = (options: DaskWorkers) => deploymentChart({ workers: options });

/** What follows an option on a command line. */
function argument({ args = [] }: Container, option: string): string | undefined {
  return args.includes(option) ? args[args.indexOf(option) + 1] : undefined;
}

function variables({ env = [] }: Container): Record<string, string | undefined> {
  return Object.fromEntries(env.map(({ name, value }) => [name, value]));
}

function policyOf(chart: Chart, name: string): NetworkPolicy {
  const found = all(chart, 'NetworkPolicy').find(({ metadata }) => metadata.name === name);
  if (found) return found;
  throw new Error(`expected the NetworkPolicy ${name}, got none`);
}

describe('Dask.external', () => {
  test('says where it is, and makes nothing', () => {
    const chart = emptyChart();
    const dask = Dask.external({ host: 'dask.example.org', peer: Peer.cidr('10.0.0.7/32') });
    const scheduler = backend(chart, dask);
    expect(scheduler.environment()).toEqual({
      DASK_SCHEDULER_HOST: 'dask.example.org',
      DASK_SCHEDULER_ADDRESS: 'tcp://dask.example.org:8786',
    });
    expect(scheduler.connection.ports).toEqual([8786]);
    expect(scheduler.objects).toEqual([]);
    expect(objectsOf(chart)).toEqual([]);
  });

  test('can have all options', () => {
    const chart = emptyChart();
    const scheduler = backend(chart, Dask.external(everyExternalDask));
    api(chart, { env: scheduler.environment(), connectsTo: [scheduler] });
    expect(scheduler.environment().DASK_SCHEDULER_ADDRESS).toBe(
      'tcp://dask-scheduler.dask.svc.cluster.local:9786',
    );
    expect(only(chart, 'NetworkPolicy').spec.egress[1]).toEqual({
      ports: [{ port: 9786, protocol: 'TCP' }],
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'dask' } },
          podSelector: { matchLabels: { app: 'dask', component: 'scheduler' } },
        },
      ],
    });
  });

  test('can be an IPv6 address', () => {
    const dask = Dask.external({ host: '2001:db8::7', peer: Peer.cidr('2001:db8::7/128') });
    expect(backend(emptyChart(), dask).environment()).toEqual({
      DASK_SCHEDULER_HOST: '2001:db8::7',
      DASK_SCHEDULER_ADDRESS: 'tcp://[2001:db8::7]:8786',
    });
  });

  const peer = Peer.anywhere();
  test.each([
    [
      { host: 'tcp://dask:8786', peer },
      'dask.host must be a host name, an IPv4 address or an IPv6 address, without scheme, port or ' +
        "path, got 'tcp://dask:8786'; write 'dask'",
    ],
    [{ host: 'dask', port: 0, peer }, 'dask.port must be a whole number in 1-65535, got 0'],
  ])('throws for %j', (options, message) => {
    expect(errorOf(() => daskChart(Dask.external(options))).message).toBe(
      `Construct 'system/landsat': ${message}`,
    );
  });
});

describe('Dask.deployment', () => {
  test('with no options gives these objects', async () => {
    const chart = deploymentChart();
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(await objectionsTo(chart)).toEqual([]);
  });

  test('with all options gives these objects', async () => {
    const chart = deploymentChart(everyDeploymentOption, {
      props: {
        labels: { team: 'imagery' },
        annotations: {
          'cdk8s-eo/exception-missing-reference': 'the platform team makes the account',
        },
      },
      pods: everyPodProp,
      data: everyDatum,
    });
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(await objectionsTo(chart)).toEqual([]);
  });

  test.each([
    ['no options', deploymentChart()],
    ['all options', deploymentChart(everyDeploymentOption, { data: everyDatum })],
  ])('has sound and restricted pods with %s', (_, chart) => {
    const deployments = all(chart, 'Deployment');
    expect(deployments.length).toBeGreaterThan(1);
    for (const object of deployments) {
      expect(failed(object, ofPods(object.spec))).toEqual([]);
      expect(restrictedViolations(object.spec.template)).toEqual([]);
    }
  });

  test('holds together beside a service that computes on it', () => {
    const chart = emptyChart();
    const scheduler = backend(chart, Dask.deployment());
    api(chart, { env: scheduler.environment(), connectsTo: [scheduler] });
    const ofWorkers = /landsat-default-worker: (a Service selects exactly the pods)/;
    expect(inconsistencies(chart).filter((fact) => !ofWorkers.test(fact))).toEqual([]);
    expect(policyOf(chart, 'landsat-scheduler').spec.ingress[0]?.from).toContainEqual(
      expect.objectContaining({
        podSelector: {
          matchLabels: expect.objectContaining({ 'app.kubernetes.io/name': 'tiles' }),
        },
      }),
    );
  });

  test('gives scheduler and workers the image of the job', () => {
    const chart = deploymentChart({ workers: [{}, { name: 'gpu' }] });
    const images = all(chart, 'Deployment').flatMap(({ spec }) =>
      spec.template.spec.containers.map((container) => container.image),
    );
    expect(images).toEqual([image, image, image]);
  });

  test('has one scheduler at a time, and replaces workers in place', () => {
    const chart = deploymentChart();
    expect(deployment(chart, 'landsat-scheduler')).toMatchObject({
      metadata: {
        annotations: {
          'cdk8s-eo/exception-recreate':
            'two schedulers at once would split the workers between them',
          'cdk8s-eo/exception-single-replica': 'one scheduler knows the state of all tasks',
        },
      },
      spec: { replicas: 1, strategy: { type: 'Recreate' } },
    });
    expect(deployment(chart, 'landsat-default-worker').spec).toMatchObject({
      replicas: 2,
      strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '25%' } },
    });
  });

  test('listens on fixed ports, which are all that its NetworkPolicies open', () => {
    const chart = deploymentChart();
    const portsOf = ({ ports = [] }: Container) =>
      Object.fromEntries(ports.map(({ name, containerPort }) => [name, containerPort]));
    expect(portsOf(schedulerOf(chart))).toEqual({ 'tcp-comm': 8786, 'http-dashboard': 8787 });
    expect(schedulerOf(chart).args).toEqual(['--port', '8786', '--dashboard-address', ':8787']);
    expect(portsOf(workerOf(chart))).toEqual({
      'tcp-worker': 8788,
      'tcp-nanny': 8789,
      'http-dashboard': 8790,
    });
    expect(workerOf(chart).args).toEqual(
      expect.arrayContaining(['--worker-port', '8788', '--nanny-port', '8789', ':8790']),
    );
    const opened = (name: string) => {
      const { ingress, egress } = policyOf(chart, name).spec;
      const out = egress.slice(1).flatMap(({ ports = [] }) => ports.map(({ port }) => port));
      return { in: ingress.flatMap(({ ports }) => ports.map(({ port }) => port)), out };
    };
    expect(opened('landsat-scheduler')).toEqual({ in: ['tcp-comm'], out: [8788, 8789] });
    expect(opened('landsat-default-worker')).toEqual({
      in: ['tcp-worker', 'tcp-nanny'],
      out: [8786, 8788],
    });
  });

  test('has groups that select their own pods alone, whatever labels the user gives', () => {
    const labels = {
      'app.kubernetes.io/name': 'a',
      'app.kubernetes.io/instance': 'a',
      'app.kubernetes.io/component': 'a',
      'app.kubernetes.io/part-of': 'datacube',
    };
    const options = { workers: [{}, { name: 'gpu' }] };
    const chart = deploymentChart(options, { props: { labels } });
    const deployments = all(chart, 'Deployment');
    expect(new Set(deployments.map(({ spec }) => JSON.stringify(spec.selector))).size).toBe(3);
    for (const { spec } of deployments) {
      const { matchLabels } = spec.selector;
      const selected = deployments.filter((other) =>
        Object.entries(matchLabels).every(
          ([key, value]) => other.spec.template.metadata.labels[key] === value,
        ),
      );
      expect(selected).toHaveLength(1);
      expect(spec.template.metadata.labels['app.kubernetes.io/part-of']).toBe('datacube');
    }
  });

  test('lets the workers of all groups, and no others, exchange results', () => {
    const chart = deploymentChart({ workers: [{}, { name: 'gpu' }] });
    const everyWorker = {
      matchLabels: {
        'app.kubernetes.io/component': 'dask-worker',
        'app.kubernetes.io/name': 'landsat',
      },
    };
    for (const group of ['default', 'gpu']) {
      const { ingress } = policyOf(chart, `landsat-${group}-worker`).spec;
      expect(ingress[0]?.from?.map(({ podSelector }) => podSelector)).toContainEqual(everyWorker);
      expect(ingress[0]?.from).toHaveLength(2);
      expect(ingress[1]?.from).toHaveLength(1);
    }
  });

  test.each<[string, DaskWorkers, string]>([
    ['no resources', {}, '1'],
    ['half a core', { resources: { cpu: { limit: Cpu.millis(500) } } }, '1'],
    ['two cores', { resources: { cpu: { limit: Cpu.units(2) } } }, '2'],
    ['almost four cores', { resources: { cpu: { limit: Cpu.millis(3900) } } }, '3'],
    [
      'a request alone',
      { resources: { cpu: { request: Cpu.units(2) }, unlimited: { reason: 'it may burst' } } },
      '2',
    ],
    ['nothing of the processor', { resources: { cpu: {} } }, '1'],
    ['a number', { threads: 6, resources: { cpu: { limit: Cpu.units(2) } } }, '6'],
  ])('gives a worker as many threads as it has whole cores: %s', (_, options, threads) => {
    expect(argument(workerOf(workers(options)), '--nthreads')).toBe(threads);
  });

  test('lets a worker plan with less memory than its container has', () => {
    const memory = (options: DaskWorkers) => argument(workerOf(workers(options)), '--memory-limit');
    const gibibyte = 1024 ** 3;
    expect(memory({})).toBe(String(Math.floor(0.9 * gibibyte)));
    const resources = { memory: { limit: Size.gibibytes(10) } };
    expect(memory({ resources })).toBe(String(9 * gibibyte));
    expect(memory({ resources, memoryLimit: Size.gibibytes(6) })).toBe(String(6 * gibibyte));
  });

  test('spills to scratch space that it cannot overfill', () => {
    const chart = workers({ spill: Size.gibibytes(10) });
    expect(argument(workerOf(chart), '--local-directory')).toBe('/var/tmp/dask');
    expect(deployment(chart, 'landsat-default-worker').spec.template.spec.volumes).toContainEqual({
      name: 'scratch-var-tmp-dask',
      emptyDir: { sizeLimit: '10Gi' },
    });
    expect(variables(workerOf(chart)).DASK_DISTRIBUTED__WORKER__MEMORY__MAX_SPILL).toBe(
      String(8 * 1024 ** 3),
    );
  });

  test('ends a worker that finds no scheduler, and a task that finds no worker', () => {
    const chart = deploymentChart({
      deathTimeout: Duration.minutes(2),
      noWorkersTimeout: Duration.hours(1),
    });
    expect(argument(workerOf(chart), '--death-timeout')).toBe('120');
    expect(argument(workerOf(deploymentChart()), '--death-timeout')).toBe('60');
    const timeout = 'DASK_DISTRIBUTED__SCHEDULER__NO_WORKERS_TIMEOUT';
    expect(variables(schedulerOf(chart))[timeout]).toBe('3600s');
    expect(variables(schedulerOf(deploymentChart()))[timeout]).toBe('600s');
  });

  test('can begin worker processes anew, not all at once', () => {
    expect(workerOf(workers({ lifetime: Duration.hours(1) })).args?.slice(-5)).toEqual([
      ...['--lifetime', '3600s', '--lifetime-stagger', '360s'],
      '--lifetime-restart',
    ]);
    const lifetimeStagger = Duration.seconds(0);
    const { args } = workerOf(workers({ lifetime: Duration.hours(1), lifetimeStagger }));
    expect(args).toEqual(expect.arrayContaining(['--lifetime-stagger', '0s']));
    expect(workerOf(deploymentChart()).args?.join(' ')).not.toContain('lifetime');
  });

  test('restarts nothing that is busy: it is alive as long as a port is open that stays so', () => {
    const chart = deploymentChart();
    const httpGet = { path: '/health', port: 'http-dashboard' };
    expect(schedulerOf(chart)).toMatchObject({
      startupProbe: { httpGet },
      readinessProbe: { httpGet, periodSeconds: 10, failureThreshold: 6 },
      livenessProbe: { tcpSocket: { port: 'http-dashboard' }, periodSeconds: 20 },
    });
    expect(workerOf(chart)).toMatchObject({
      startupProbe: { httpGet },
      readinessProbe: { httpGet, periodSeconds: 30, failureThreshold: 3 },
      livenessProbe: { tcpSocket: { port: 'tcp-nanny' }, periodSeconds: 60 },
    });
  });

  test('gives the workers the data of the job, and the scheduler none of it', () => {
    const chart = deploymentChart({}, { data: everyDatum });
    const worker = workerOf(chart);
    expect(Object.keys(variables(worker))).toEqual(
      expect.arrayContaining(['AWS_DEFAULT_REGION', 'DB_PASSWORD']),
    );
    expect(worker.envFrom).toEqual([{ secretRef: { name: 'usgs' } }]);
    expect(worker.volumeMounts.map(({ mountPath }) => mountPath)).toContain('/cache');
    const account = (name: string) => deployment(chart, name).spec.template.spec.serviceAccountName;
    expect(account('landsat-default-worker')).toBe('imagery');
    expect(account('landsat-scheduler')).toBe('landsat-scheduler');
    expect(all(chart, 'ServiceAccount').map(({ metadata }) => metadata.name)).toEqual([
      'landsat-scheduler',
    ]);
    expect(policyOf(chart, 'landsat-default-worker').spec.egress[3]).toEqual({
      ports: [{ port: 5432, protocol: 'TCP' }],
      to: [{ ipBlock: { cidr: '10.20.0.7/32' } }],
    });
    const scheduler = schedulerOf(chart);
    expect(Object.keys(variables(scheduler))).not.toContain('DB_PASSWORD');
    expect(scheduler.envFrom).toBeUndefined();
    expect(scheduler.volumeMounts).toHaveLength(1);
  });

  test('lets a group say more than the job, and the user more than the library', () => {
    const chart = deploymentChart(
      {
        settings: { DASK_DISTRIBUTED__WORKER__MEMORY__SPILL: '0.75' },
        workers: { env: { OMP_NUM_THREADS: '2', GDAL_CACHEMAX: '512' } },
      },
      { data: { env: { GDAL_CACHEMAX: '64' } } },
    );
    expect(variables(workerOf(chart))).toMatchObject({
      DASK_DISTRIBUTED__WORKER__MEMORY__SPILL: '0.75',
      GDAL_CACHEMAX: '512',
      MKL_NUM_THREADS: '1',
      OMP_NUM_THREADS: '2',
    });
    expect(variables(schedulerOf(chart)).DASK_DISTRIBUTED__WORKER__MEMORY__SPILL).toBe('0.75');
  });

  test('has a budget for each group with several workers, and for the scheduler', () => {
    const chart = deploymentChart({ workers: [{}, { name: 'gpu', replicas: 1 }] });
    const budgets = all(chart, 'PodDisruptionBudget').map(({ metadata }) => metadata.name);
    expect(budgets).toEqual(['landsat-default-worker', 'landsat-scheduler']);
    expect(deployment(chart, 'landsat-gpu-worker').metadata.annotations).toMatchObject({
      'cdk8s-eo/exception-single-replica': 'the group is declared with a single worker',
    });
  });

  test('says where several workers may all be on one node', () => {
    const chart = workers({ scheduling: { spreadOver: [] } });
    expect(deployment(chart, 'landsat-default-worker').metadata.annotations).toMatchObject({
      'cdk8s-eo/exception-pods-not-spread': 'the pods are declared to be spread over nothing',
    });
  });

  test('can be the scheduler of the original, in a namespace of its own', () => {
    const chart = emptyChart();
    const scheduler = backend(chart, Dask.deployment({ name: 'dask', namespace: 'dask' }));
    expect(scheduler.host).toBe('dask-scheduler.dask.svc.cluster.local');
    expect(only(chart, 'Service').metadata).toMatchObject({
      name: 'dask-scheduler',
      namespace: 'dask',
    });
    expect(new Set(objectsOf(chart).map(({ metadata }) => metadata.namespace))).toEqual(
      new Set(['dask']),
    );
  });

  test('lets in Prometheus where it reads metrics', () => {
    const chart = deploymentChart({ metrics: { serviceMonitor: {} } });
    expect(policyOf(chart, 'landsat-scheduler').spec.ingress[1]).toEqual({
      from: [
        { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
      ],
      ports: [{ port: 'http-dashboard', protocol: 'TCP' }],
    });
    const monitor = only(chart, 'ServiceMonitor');
    expect(monitor.spec.endpoints).toEqual([
      { port: 'http-dashboard', path: '/metrics', interval: '30s' },
    ]);
    expect(only(chart, 'Service').metadata.labels).toMatchObject(monitor.spec.selector.matchLabels);
    expect(all(deploymentChart({ metrics: {} }), 'ServiceMonitor')).toEqual([]);
  });

  test('tells what its workers connect to that they do', () => {
    const chart = emptyChart();
    const tiles = api(chart);
    backend(chart, Dask.deployment({ workers: { connectsTo: [tiles] } }));
    expect(policyOf(chart, 'tiles').spec.ingress[0]?.from).toContainEqual(
      expect.objectContaining({
        podSelector: {
          matchLabels: expect.objectContaining({ 'app.kubernetes.io/instance': 'landsat-default' }),
        },
      }),
    );
  });

  test('gives its objects, for fields that no option has', () => {
    const kinds = backend(emptyChart(), Dask.deployment()).objects.map(({ kind }) => kind);
    expect(kinds).toEqual(['Deployment', 'Service', 'Deployment']);
  });

  test('throws if a client is none', () => {
    const scheduler = backend(emptyChart(), Dask.deployment());
    expect(errorOf(() => scheduler.addClient(Peer.cidr('10.0.0.1/8'))).message).toBe(
      "DaskCluster 'system/landsat/Dask': addClient must be the first address of its network, got " +
        "'10.0.0.1/8'; write '10.0.0.0/8'",
    );
    expect(() => scheduler.addClient(untyped('all'))).toThrow(/addClient: peer must be a Peer/);
  });
});

describe('The options of a cluster are refused', () => {
  const noLimit = { request: Size.gibibytes(1) };
  const reason = 'it may burst';

  test.each<[string, Parameters<typeof deploymentChart>[0], string]>([
    [
      'with a name that is none of a Service',
      { name: '1dask' },
      "dask.name must be a Service name: lower case letters, digits and '-', at most 53 characters, " +
        "starting with a letter and ending with a letter or digit, got '1dask'; write 'service-1dask'",
    ],
    [
      'with a namespace that is none',
      { namespace: 'Dask' },
      "dask.namespace must be a DNS label: lower case letters, digits and '-', at most 63 " +
        "characters, starting and ending with a letter or digit, got 'Dask'; write 'dask'",
    ],
    [
      'without a group',
      { workers: [] },
      'dask.workers must hold a group; leave it out for two workers',
    ],
    [
      'with a second group without a name',
      { workers: [{}, {}] },
      'dask.workers[1].name must be given, because it is not the first group',
    ],
    [
      'with two groups of one name',
      { workers: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] },
      "dask.workers[2].name must be another one than that of dask.workers[0], got 'a'",
    ],
    [
      'with a name of a group that is none',
      { workers: { name: 'GPU' } },
      "dask.workers.name must be a DNS label: lower case letters, digits and '-', at most 63 " +
        "characters, starting and ending with a letter or digit, got 'GPU'; write 'gpu'",
    ],
    [
      'with too many workers',
      { workers: { replicas: 10001 } },
      'dask.workers.replicas must be a whole number in 0-10000, got 10001',
    ],
    [
      'without a thread',
      { workers: { threads: 0 } },
      'dask.workers.threads must be a whole number in 1-1024, got 0',
    ],
    [
      'without a memory limit of any kind',
      { workers: { resources: { memory: noLimit, unlimited: { reason } } } },
      'dask.workers.memoryLimit must be given where resources.memory has no limit; Dask would plan ' +
        'with all the memory of the node',
    ],
    [
      'with all the memory of the container',
      { workers: { memoryLimit: Size.gibibytes(1) } },
      'dask.workers.memoryLimit must be below the memory limit of the container, 1Gi, got 1Gi; Dask ' +
        'must spill before the container is killed: leave it out for 90 %',
    ],
    [
      'with no memory',
      { workers: { memoryLimit: Size.gibibytes(0) } },
      'dask.workers.memoryLimit must be above 0, got 0Gi; without one, Dask never spills',
    ],
    [
      'with no scratch space',
      { workers: { spill: Size.gibibytes(0) } },
      'dask.workers.spill must be above 0, got 0Gi',
    ],
    [
      'with a lifetime of seconds',
      { workers: { lifetime: Duration.seconds(5) } },
      'dask.workers.lifetime in seconds must be a whole number in 60-31536000, got 5',
    ],
    [
      'with lifetimes that differ by more than they last',
      { workers: { lifetime: Duration.hours(1), lifetimeStagger: Duration.hours(2) } },
      'dask.workers.lifetimeStagger must be at most the lifetime, 3600 s, got 7200 s',
    ],
    [
      'with lifetimes that differ and have no end',
      { workers: { lifetimeStagger: Duration.hours(2) } },
      'dask.workers.lifetimeStagger must be left out where lifetime is',
    ],
    [
      'with an option that the library settles',
      { workers: { extraArgs: ['--no-dashboard'] } },
      'dask.workers.extraArgs must not hold --no-dashboard, which the construct settles; the probes ' +
        'ask it',
    ],
    [
      'with an option that has a prop',
      { workers: { extraArgs: ['--nthreads=4'] } },
      'dask.workers.extraArgs must not hold --nthreads, which the construct settles; write threads',
    ],
    [
      'with a variable that the library sets',
      { workers: { env: { DASK_SCHEDULER_ADDRESS: 'tcp://other:8786' } } },
      'dask.workers.env.DASK_SCHEDULER_ADDRESS must be left out, because dask says it',
    ],
    [
      'with a patch of what is not made',
      { workers: { patches: { workerGroup: {} } } },
      'dask.workers.patches.workerGroup must be left out, because there is no such object',
    ],
    [
      'with a setting that has a prop',
      { settings: { DASK_DISTRIBUTED__SCHEDULER__NO_WORKERS_TIMEOUT: '1h' } },
      'dask.settings.DASK_DISTRIBUTED__SCHEDULER__NO_WORKERS_TIMEOUT must be left out, because ' +
        'dask.noWorkersTimeout says it',
    ],
    [
      'with a setting of something else',
      { settings: { GDAL_CACHEMAX: '512' } },
      "dask.settings key must begin with 'DASK_', got 'GDAL_CACHEMAX'; write other variables into env",
    ],
    [
      'with a setting that is no variable',
      { settings: { 'distributed.comm': '1' } },
      "dask.settings key must be a variable name: letters, digits and '_', not starting with a digit, " +
        "got 'distributed.comm'; write 'distributed_comm'",
    ],
    [
      'with workers that give up at once',
      { deathTimeout: Duration.seconds(1) },
      'dask.deathTimeout in seconds must be a whole number in 5-31536000, got 1',
    ],
    [
      'with tasks that give up at once',
      { noWorkersTimeout: Duration.seconds(0) },
      'dask.noWorkersTimeout in seconds must be a whole number in 1-31536000, got 0',
    ],
  ])('%s', (_, options, message) => {
    expect(errorOf(() => deploymentChart(options)).message).toBe(
      `Construct 'system/landsat': ${message}`,
    );
  });

  test('with a group whose name leaves no room for those of the job and the workers', () => {
    const name = 'a'.repeat(60);
    expect(errorOf(() => workers({ name })).message).toBe(
      "Construct 'system/landsat': dask.workers.name as a part of another must be a DNS label: lower " +
        "case letters, digits and '-', at most 63 characters, starting and ending with a letter or " +
        `digit, got 'landsat-${name}-worker'; shorten it by 12 characters`,
    );
  });

  test('with pods that are none, by the group', () => {
    const build = () =>
      workers({ resources: { cpu: { request: Cpu.units(2), limit: Cpu.units(1) } } });
    expect(errorOf(build).message).toBe(
      "DaskGroup 'system/landsat/Dask/default': resources.cpu.request must be at most its limit, 1, " +
        'got 2; raise the limit or lower the request',
    );
  });

  test('with a namespace of Prometheus that is none, by the cluster', () => {
    const build = () => deploymentChart({ metrics: { namespace: 'Monitoring' } });
    expect(errorOf(build).message).toMatch(
      /^DaskCluster 'system\/landsat\/Dask': metrics\.namespace must be a DNS label/,
    );
  });

  test('where the name of the job is none of a Service', () => {
    const build = () => deploymentChart({}, { id: '1landsat' });
    expect(errorOf(build).message).toMatch(
      /^Construct 'system\/1landsat': name must be a Service name/,
    );
  });
});
