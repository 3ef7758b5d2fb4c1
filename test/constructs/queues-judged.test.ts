import type { Chart } from 'cdk8s';
import {
  EnvFrom,
  Keda,
  Redis,
  RedisAuth,
  Run,
  Scratch,
  SecretKey,
  Worker,
  WorkItemList,
} from '../../constructs';
import type { KubernetesObject } from '../../src/checks';
import { emptyChart } from './support/chart';
import { untyped } from './support/errors';
import { judgedObjects, objections } from './support/objections';
import {
  everyExternalRedis,
  everyQueueProp,
  list,
  products,
  queueWorker,
  redis,
  scenes,
} from './support/queues';

/** All that belongs to a queue, each in a namespace of its own. */
const systems: Readonly<Record<string, (chart: Chart) => void>> = {
  minimal(chart) {
    const queue = products(chart);
    queueWorker(chart, { queue, after: [list(chart, { queue })] });
  },
  products(chart) {
    const queue = redis(chart, everyQueueProp(chart)).job('jobProduct');
    const run = Run.job({ backoffLimit: 3, revision: '2' });
    const after = [list(chart, { queue, run, list: WorkItemList.of(['a', 'b']) })];
    queueWorker(chart, { queue, after, run: Keda.scaledJob({ maxReplicas: 5 }) });
  },
  external(chart) {
    const queue = products(chart, { redis: Redis.external(everyExternalRedis) });
    queueWorker(chart, { queue, run: Run.cronJob({ schedule: '0 3 * * *' }) });
  },
  open(chart) {
    const auth = RedisAuth.none({ reason: 'the worker of the image knows no password' });
    queueWorker(chart, { queue: products(chart, { auth }), worker: Worker.rediswq() });
  },
  variables(chart) {
    const env = { REDIS_PASSWORD: SecretKey.of('redis-login', 'password') };
    const envFrom = [EnvFrom.secret('usgs')];
    const worker = Worker.rediswq();
    queueWorker(chart, {
      queue: products(chart),
      worker,
      env,
      envFrom,
      mounts: [Scratch.at('/a')],
    });
  },
  // Words that remind of credentials, and characters that formats care for.
  lists(chart) {
    const items = [
      ...scenes,
      {
        scene: 'S1A_IW_GRDH_1SDV',
        orbit_pass: 'ASCENDING',
        key: 'a/b.tif',
        'time:from': '2019-01-01',
      },
      'plain text: a = b # c',
      '- [x] {y}',
    ];
    list(chart, { queue: products(chart), list: WorkItemList.of(items) });
  },
};

const charts = Object.entries(systems).map(([namespace, build]) => {
  const chart = emptyChart(namespace);
  build(chart);
  return chart;
});

test.each(['1.27', '1.36'] as const)(
  'The judge has nothing against queues, on Kubernetes %s',
  async (kubernetes) => {
    expect(await objections(charts.flatMap(judgedObjects), { kubernetes })).toEqual([]);
  },
);

describe('The judge finds what undoes a queue:', () => {
  /** The objects of a queue, after a change of its server. */
  const changed = (change: (server: KubernetesObject) => KubernetesObject) => {
    const chart = emptyChart();
    products(chart, { auth: RedisAuth.none({ reason: 'the worker knows no password' }) });
    const objects = judgedObjects(chart);
    return objects.map((object) => (object.kind === 'StatefulSet' ? change(object) : object));
  };
  const text = (object: KubernetesObject, from: string, to: string) =>
    untyped<KubernetesObject>(JSON.parse(JSON.stringify(object).replace(from, to)));

  test('an append-only file that is lost with the pod', async () => {
    const claim = '"persistentVolumeClaim":{"claimName":"redis-master-data"}';
    const objects = changed((server) => text(server, claim, '"emptyDir":{"sizeLimit":"1Mi"}'));
    expect(await objections(objects, {})).toEqual([
      'StatefulSet: append-only-file-lost: spec.template.spec.containers[0].command[2] has appendonly ' +
        'yes, and /data is an emptyDir',
    ]);
  });

  test('no password, and no reason', async () => {
    const annotation = 'cdk8s-eo/exception-redis-without-password';
    const objects = changed((server) => text(server, annotation, 'example.org/said-elsewhere'));
    expect(await objections(objects, {})).toEqual([
      'StatefulSet: redis-without-password: spec.template.spec.containers[0].command starts a Redis that ' +
        'demands no password',
    ]);
  });
});
