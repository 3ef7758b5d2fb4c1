import { Duration } from 'cdk8s';
import { Health, Replicas, Rollout } from '../../../../constructs';
import { untyped } from '../errors';
import { PROXY, type Row, tiles } from './row';
import { LABEL, LABEL_KEY, LABEL_VALUE, QUANTITY, SUBDOMAIN, URL_PATH } from './rules';

/** How an API is watched, scaled and placed. */
export const running: readonly Row[] = [
  [
    'a relative path of health',
    tiles({ health: Health.http('healthz') }),
    `GeoApiService 'system/tiles': health path ${URL_PATH}, got 'healthz'; write '/healthz'`,
  ],
  [
    'a path of health with a query',
    tiles({ health: Health.http('/healthz?full=1') }),
    `GeoApiService 'system/tiles': health path ${URL_PATH}, got '/healthz?full=1'; write '/healthz'`,
  ],
  [
    'a path of liveness as a URL',
    tiles({ health: Health.http('/ready', { livenessPath: 'http://tiles/alive' }) }),
    `GeoApiService 'system/tiles': health.livenessPath ${URL_PATH}, got 'http://tiles/alive'; write '/alive'`,
  ],
  [
    'a header with a space',
    tiles({ health: Health.http('/', { headers: { 'X Host': 'a' } }) }),
    "GeoApiService 'system/tiles': health.headers must have names of letters, digits and '-', got 'X Host'",
  ],
  [
    'a port of health that is not there',
    tiles({ health: Health.tcp({ port: 'admin' }) }),
    "GeoApiService 'system/tiles': health.port must be one of the container's ports (http), got 'admin'",
  ],
  [
    'a period of nothing',
    tiles({ health: Health.tcp({ period: Duration.seconds(0) }) }),
    "GeoApiService 'system/tiles': health.period in seconds must be a whole number in 1-86400, got 0",
  ],
  [
    'a timeout of half a second',
    tiles({ health: Health.tcp({ timeout: Duration.millis(500) }) }),
    "GeoApiService 'system/tiles': health.timeout in seconds must be a whole number in 1-86400, got 0.5",
  ],
  [
    'no failure at all',
    tiles({ health: Health.tcp({ failureThreshold: 0 }) }),
    "GeoApiService 'system/tiles': health.failureThreshold must be a whole number in 1-1000, got 0",
  ],
  [
    'failures in quotes',
    tiles({ health: Health.tcp(untyped({ failureThreshold: '3' })) }),
    "GeoApiService 'system/tiles': health.failureThreshold must be a whole number in 1-1000, got '3'; write 3 (a number, without quotes)",
  ],
  [
    'a command of health without a word',
    tiles({ health: Health.command([]) }),
    "GeoApiService 'system/tiles': health must give a command with at least one word",
  ],
  [
    'replicas below zero',
    tiles({ replicas: Replicas.fixed(-1) }),
    "GeoApiService 'system/tiles': replicas must be a whole number in 0-10000, got -1",
  ],
  [
    'half a replica',
    tiles({ replicas: Replicas.fixed(1.5) }),
    "GeoApiService 'system/tiles': replicas must be a whole number in 0-10000, got 1.5",
  ],
  [
    'replicas in quotes',
    tiles({ replicas: Replicas.fixed(untyped('2')) }),
    "GeoApiService 'system/tiles': replicas must be a whole number in 0-10000, got '2'; write 2 (a number, without quotes)",
  ],
  [
    'replicas that are no number',
    tiles({ replicas: Replicas.fixed(Number.NaN) }),
    "GeoApiService 'system/tiles': replicas must be a whole number in 0-10000, got NaN",
  ],
  [
    'more replicas at the least than at the most',
    tiles({ replicas: Replicas.auto({ min: 5, max: 3 }) }),
    "GeoApiService 'system/tiles': replicas.max must be at least replicas.min, 5, got 3",
  ],
  [
    'automatic replicas from zero',
    tiles({ replicas: Replicas.auto({ min: 0, max: 3 }) }),
    "GeoApiService 'system/tiles': replicas.min must be a whole number in 1-10000, got 0",
  ],
  [
    'automatic replicas without a maximum',
    tiles({ replicas: Replicas.auto(untyped({})) }),
    "GeoApiService 'system/tiles': replicas.max must be a whole number in 1-10000, got nothing",
  ],
  [
    'a utilization of nothing',
    tiles({ replicas: Replicas.auto({ max: 3, cpuUtilization: 0 }) }),
    "GeoApiService 'system/tiles': replicas.cpuUtilization must be a whole number in 1-1000, got 0",
  ],
  [
    'a utilization as a share',
    tiles({ replicas: Replicas.auto({ max: 3, memoryUtilization: 0.75 }) }),
    "GeoApiService 'system/tiles': replicas.memoryUtilization must be a whole number in 1-1000, got 0.75",
  ],
  [
    'a metric of a number',
    tiles({ replicas: Replicas.auto(untyped({ max: 3, podMetrics: { queue: 10 } })) }),
    `GeoApiService 'system/tiles': replicas.podMetrics['queue'] ${QUANTITY}, got 10; write '10'`,
  ],
  [
    'a metric that is no quantity',
    tiles({ replicas: Replicas.auto({ max: 3, podMetrics: { queue: '10 items' } }) }),
    `GeoApiService 'system/tiles': replicas.podMetrics['queue'] ${QUANTITY}, got '10 items'`,
  ],
  [
    'a metric below zero',
    tiles({ replicas: Replicas.auto({ max: 3, podMetrics: { queue: '-1' } }) }),
    `GeoApiService 'system/tiles': replicas.podMetrics['queue'] ${QUANTITY}, got '-1'`,
  ],
  [
    'a window of two hours',
    tiles({ replicas: Replicas.auto({ max: 3, scaleDownAfter: Duration.hours(2) }) }),
    "GeoApiService 'system/tiles': replicas.scaleDownAfter in seconds must be a whole number in 0-3600, got 7200",
  ],
  [
    'a rollout that can replace nothing',
    tiles({ rollout: Rollout.rolling({ maxSurge: 0 }) }),
    "GeoApiService 'system/tiles': rollout.maxSurge must be above 0 where rollout.maxUnavailable is 0, or no pod could be replaced",
  ],
  [
    'a surge above a hundred percent',
    tiles({ rollout: Rollout.rolling({ maxSurge: '150%' }) }),
    "GeoApiService 'system/tiles': rollout.maxSurge must be a whole number of at least 0, or a percentage in '0%'-'100%', got '150%'",
  ],
  [
    'a surge as a share',
    tiles({ rollout: Rollout.rolling({ maxSurge: 0.5 }) }),
    "GeoApiService 'system/tiles': rollout.maxSurge must be a whole number of at least 0, or a percentage in '0%'-'100%', got 0.5; write '50%'",
  ],
  [
    'a surge with a space',
    tiles({ rollout: Rollout.rolling({ maxSurge: '50 %' }) }),
    "GeoApiService 'system/tiles': rollout.maxSurge must be a whole number of at least 0, or a percentage in '0%'-'100%', got '50 %'; write '50%'",
  ],
  [
    'fewer pods than none',
    tiles({ rollout: Rollout.rolling({ maxUnavailable: -1 }) }),
    "GeoApiService 'system/tiles': rollout.maxUnavailable must be a whole number of at least 0, or a percentage in '0%'-'100%', got -1",
  ],
  [
    'a time to end of nothing',
    tiles({ terminationGracePeriod: Duration.seconds(0) }),
    "GeoApiService 'system/tiles': terminationGracePeriod in seconds must be a whole number in 1-86400, got 0",
  ],
  [
    'a drain as long as the time to end',
    tiles({ drain: Duration.seconds(60), terminationGracePeriod: Duration.seconds(60) }),
    "GeoApiService 'system/tiles': drain must be shorter than terminationGracePeriod, 60 s, got 60 s; make terminationGracePeriod longer",
  ],
  [
    'a node selector with a space',
    tiles({ scheduling: { nodeSelector: { disk: 'nvme ssd' } } }),
    `GeoApiService 'system/tiles': scheduling.nodeSelector['disk'] ${LABEL_VALUE}, got 'nvme ssd'; write 'nvme-ssd'`,
  ],
  [
    'a node selector of a boolean',
    tiles({ scheduling: { nodeSelector: { gpu: true } } }),
    `GeoApiService 'system/tiles': scheduling.nodeSelector['gpu'] ${LABEL_VALUE}, got true; write 'true'`,
  ],
  [
    'a toleration without a key',
    tiles({ scheduling: { tolerations: [{}] } }),
    `GeoApiService 'system/tiles': scheduling.tolerations key ${LABEL_KEY}, got nothing`,
  ],
  [
    'a toleration of a value with a space',
    tiles({ scheduling: { tolerations: [{ key: 'a', value: 'b c' }] } }),
    `GeoApiService 'system/tiles': scheduling.tolerations['a'].value ${LABEL_VALUE}, got 'b c'; write 'b-c'`,
  ],
  [
    'a priority class with an underscore',
    tiles({ scheduling: { priorityClassName: 'high_priority' } }),
    `GeoApiService 'system/tiles': scheduling.priorityClassName ${SUBDOMAIN}, got 'high_priority'; write 'high-priority'`,
  ],
  [
    'an empty runtime class',
    tiles({ scheduling: { runtimeClassName: '' } }),
    `GeoApiService 'system/tiles': scheduling.runtimeClassName ${SUBDOMAIN}, got ''`,
  ],
  [
    'a label to spread over twice',
    tiles({ scheduling: { spreadOver: ['example.org/rack', 'example.org/rack'] } }),
    "GeoApiService 'system/tiles': scheduling.spreadOver must hold each label once",
  ],
  [
    'a label to spread over with a space',
    tiles({ scheduling: { spreadOver: ['my rack'] } }),
    `GeoApiService 'system/tiles': scheduling.spreadOver ${LABEL_KEY}, got 'my rack'; write 'my-rack'`,
  ],
  [
    'metrics at a relative path',
    tiles({ metrics: { port: 9090, path: 'metrics' } }),
    `GeoApiService 'system/tiles': metrics.path ${URL_PATH}, got 'metrics'; write '/metrics'`,
  ],
  [
    'metrics for a namespace with capitals',
    tiles({ metrics: { port: 9090, namespace: 'Monitoring' } }),
    `GeoApiService 'system/tiles': metrics.namespace ${LABEL}, got 'Monitoring'; write 'monitoring'`,
  ],
  [
    'metrics for a monitor with a label that is none',
    tiles({ metrics: { port: 9090, serviceMonitor: { labels: { release: 'my prometheus' } } } }),
    `GeoApiService 'system/tiles': metrics.serviceMonitor.labels['release'] ${LABEL_VALUE}, got 'my prometheus'; write 'my-prometheus'`,
  ],
  [
    'metrics at an interval of nothing',
    tiles({ metrics: { port: 9090, serviceMonitor: { interval: Duration.seconds(0) } } }),
    "GeoApiService 'system/tiles': metrics.serviceMonitor.interval in seconds must be a whole number in 1-86400, got 0",
  ],
  [
    'a metric of zero',
    tiles({ replicas: Replicas.auto({ max: 3, podMetrics: { queue: '0' } }) }),
    "GeoApiService 'system/tiles': replicas.podMetrics['queue'] must be above 0, got '0'",
  ],
  [
    'a metric without a name',
    tiles({ replicas: Replicas.auto({ max: 3, podMetrics: { '': '1' } }) }),
    "GeoApiService 'system/tiles': replicas.podMetrics key must be the name of a metric: not empty, without '/' and '%', and not '.' or '..', got ''",
  ],
  [
    'a metric with a slash',
    tiles({ replicas: Replicas.auto({ max: 3, podMetrics: { 'a/b': '1' } }) }),
    "GeoApiService 'system/tiles': replicas.podMetrics key must be the name of a metric: not empty, without '/' and '%', and not '.' or '..', got 'a/b'; write 'a_b'",
  ],
  [
    'a utilization of cores that are not requested',
    tiles({ replicas: Replicas.auto({ max: 3 }), resources: { cpu: {} } }),
    "GeoApiService 'system/tiles': replicas.cpuUtilization must be a share of what every container requests, but 'tiles' requests no cpu; give its resources.cpu a request",
  ],
  [
    'a utilization of memory that is not requested',
    tiles({
      replicas: Replicas.auto({ max: 3, memoryUtilization: 80 }),
      resources: { memory: {} },
    }),
    "GeoApiService 'system/tiles': replicas.memoryUtilization must be a share of what every container requests, but 'tiles' requests no memory; give its resources.memory a request",
  ],
  [
    'a utilization of cores that a sidecar does not request',
    tiles({
      replicas: Replicas.auto({ max: 3 }),
      sidecars: [{ ...PROXY, resources: { cpu: {} } }],
    }),
    "GeoApiService 'system/tiles': replicas.cpuUtilization must be a share of what every container requests, but 'proxy' requests no cpu; give its resources.cpu a request",
  ],
  [
    'a rollout of zero percent in two digits',
    tiles({ rollout: Rollout.rolling({ maxSurge: '00%', maxUnavailable: '00%' }) }),
    "GeoApiService 'system/tiles': rollout.maxSurge must be above 0 where rollout.maxUnavailable is 0, or no pod could be replaced",
  ],
  [
    'a credential in a header of health',
    tiles({
      health: Health.http('/', { headers: { Authorization: 'Bearer abcdef0123456789abcdef0123' } }),
    }),
    "GeoApiService 'system/tiles': health.headers must not hold a credential (Authorization: its name says 'authorization'); ask a path that needs no login, or write Health.command() with a script of the image",
  ],
  [
    'a credential in a command of health',
    tiles({ health: Health.command(['curl', '--password=hunter2hunter2']) }),
    "GeoApiService 'system/tiles': health command must not hold a credential (--password: its name says 'password'); give the program a SecretKey as an environment variable or a SecretFileMount",
  ],
  [
    'a reason for a single pod that says nothing',
    tiles({ replicas: Replicas.fixed(1, 'x') }),
    "GeoApiService 'system/tiles': replicas.reason must say in a sentence why the pods have no second one, got 'x'",
  ],
  [
    'a reason to recreate that says nothing',
    tiles({ rollout: Rollout.recreate('') }),
    "GeoApiService 'system/tiles': rollout.reason must say in a sentence why the pods end before new ones start, got ''",
  ],
  [
    'a credential in a command of liveness',
    tiles({
      health: Health.command(['true'], { livenessCommand: ['curl', '-u', 'eo:hunter2hunter2'] }),
    }),
    "GeoApiService 'system/tiles': health.livenessCommand must not hold a credential (-u: its value has a user and a password); give the program a SecretKey as an environment variable or a SecretFileMount",
  ],
  [
    'an empty program of health',
    tiles({ health: Health.command(['']) }),
    "GeoApiService 'system/tiles': health command must begin with a program, got ''",
  ],
  [
    'metrics on a privileged port',
    tiles({ metrics: { port: 80 } }),
    "GeoApiService 'system/tiles': metrics.port must be at least 1024, because the process does not run as root, got 80; let the program listen on a higher port; the Service may keep the low one",
  ],
  [
    'metrics on a port in quotes',
    tiles({ metrics: { port: '9090' } }),
    "GeoApiService 'system/tiles': metrics.port must be a whole number in 1-65535, got '9090'; write 9090 (a number, without quotes)",
  ],
  [
    'a port of health by its number',
    tiles({ health: Health.tcp(untyped({ port: 5000 })) }),
    "GeoApiService 'system/tiles': health.port must be one of the container's ports (http), got 5000",
  ],
];
