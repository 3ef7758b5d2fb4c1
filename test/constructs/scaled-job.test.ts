import { type Chart, Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { SecretKey } from '../../constructs';
import { jobSpec } from '../../constructs/batch/job-spec';
import {
  type RedisTrigger,
  type ScaledJobPatch,
  scaledJob,
} from '../../constructs/batch/scaled-job';
import {
  type RedisLogin,
  triggerAuthentication,
} from '../../constructs/batch/trigger-authentication';
import { Keda, type ScaledJobOptions } from '../../constructs/keda';
import type { Exception } from '../../constructs/pod/exceptions';
import type { KubernetesObject } from '../../src/checks';
import { emptyChart, objectsOf, yamlOf } from './support/chart';
import { errorOf, untyped } from './support/errors';
import { judgedObjects, objections } from './support/objections';
import { surroundings, worker } from './support/worker';

interface Given {
  readonly id?: string;
  readonly keda?: Partial<ScaledJobOptions>;
  readonly job?: Partial<k8s.JobSpec>;
  readonly trigger?: Partial<RedisTrigger>;
  readonly exceptions?: readonly Exception[];
  readonly patch?: ScaledJobPatch;
}

/** A ScaledJob with no more than it needs, and what is given, in a chart. */
function scaled({
  id = 'products',
  keda,
  job,
  trigger,
  exceptions = [],
  patch,
}: Given = {}): Chart {
  const chart = emptyChart();
  const products = worker(chart, id);
  const { construct, identity, pod } = products;
  const run = Keda.scaledJob({ maxReplicas: 10, ...keda });
  const defaults = { backoffLimit: 6, failJobExitCodes: [78], container: identity.name };
  const list = { host: 'redis-master', port: 6379, listName: 'jobProduct', ...trigger };
  const spec = { ...jobSpec(construct, pod, run.spec, defaults), ...job };
  scaledJob(construct, identity, run, spec, list, exceptions, patch);
  surroundings(products);
  return chart;
}

function login(given: RedisLogin): Chart {
  const chart = emptyChart();
  const { construct, identity } = worker(chart, 'redis-master', {}, 'queue');
  triggerAuthentication(construct, identity, given, undefined);
  return chart;
}

const key = (name: string) => SecretKey.of('redis-login', name);
const everyKey = { username: key('user'), password: key('password'), ca: key('ca.crt') };

/** The object of a kind, as it is written. */
function written(chart: Chart, kind: string): string {
  const documents = yamlOf(chart).split('---\n');
  return documents.filter((document) => document.includes(`kind: ${kind}\n`)).join('');
}

const object = (chart: Chart) => objectsOf(chart).find(({ kind }) => kind === 'ScaledJob');

/** The Job that KEDA makes of a ScaledJob. */
function jobOf({ metadata: { name, namespace }, ...rest }: KubernetesObject): KubernetesObject {
  const { spec } = untyped<{ spec: { jobTargetRef: object } }>(rest);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `${name}-x2b4c`, namespace },
    spec: spec.jobTargetRef,
  };
}

const everything: Given = {
  keda: {
    maxReplicas: 20,
    minReplicas: 1,
    pollingInterval: Duration.seconds(10),
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 2,
    itemsPerJob: 5,
    activationItems: 3,
    operatorNamespace: 'keda-system',
    activeDeadline: Duration.hours(6),
    backoffLimit: 3,
    annotations: { 'autoscaling.keda.sh/paused': 'true' },
  },
  trigger: {
    host: 'redis.example.org',
    port: 6380,
    tls: true,
    databaseIndex: 2,
    authentication: { name: 'redis-master' },
  },
  exceptions: [{ name: 'image-pull-policy', reason: 'the node has the image', checks: ['a'] }],
  patch: { spec: { scalingStrategy: { pendingPodConditions: ['Ready'] } } },
};

describe('A ScaledJob', () => {
  test('with minimal options gives this object', () => {
    expect(written(scaled(), 'ScaledJob')).toMatchSnapshot();
  });

  test('with all options gives this object', () => {
    expect(written(scaled(everything), 'ScaledJob')).toMatchSnapshot();
  });

  test('makes Jobs of one pod each, whatever the Job says, which the history limits delete', () => {
    const chart = scaled({ job: { parallelism: 4, ttlSecondsAfterFinished: 60 } });
    expect(object(chart)).toHaveProperty('spec.jobTargetRef.parallelism', 1);
    expect(object(chart)).not.toHaveProperty('spec.jobTargetRef.ttlSecondsAfterFinished');
    expect(object(chart)).toMatchObject({
      spec: { successfulJobsHistoryLimit: 5, failedJobsHistoryLimit: 5 },
    });
  });

  test('counts the items that wait and lets running Jobs end when it changes', () => {
    expect(object(scaled())).toMatchObject({
      spec: { rollout: { strategy: 'gradual' }, scalingStrategy: { strategy: 'accurate' } },
    });
  });

  test('tells its trigger nothing but texts, and nothing of what is not asked for', () => {
    expect(object(scaled())).toHaveProperty('spec.triggers', [
      {
        type: 'redis',
        metadata: {
          address: 'redis-master.eo.svc.cluster.local:6379',
          databaseIndex: '0',
          listName: 'jobProduct',
          listLength: '1',
          activationListLength: '0',
        },
      },
    ]);
  });

  test.each([
    ['redis-master', 'redis-master.eo.svc.cluster.local:6379'],
    ['redis-master.queues', 'redis-master.queues:6379'],
    ['10.117.206.94', '10.117.206.94:6379'],
    ['fd00::1', '[fd00::1]:6379'],
  ])('finds %s from the namespace of KEDA at %s', (host, address) => {
    expect(object(scaled({ trigger: { host } }))).toHaveProperty(
      'spec.triggers[0].metadata.address',
      address,
    );
  });

  // KEDA makes Jobs of what it is told: what the server says of one, the ScaledJob does not show.
  test.each(['1.27', '1.36'] as const)(
    'is accepted by the judge for Kubernetes %s, with its authentication and its Jobs',
    async (kubernetes) => {
      const full = { ...everything, id: 'mosaics', exceptions: [] };
      const objects = [scaled(), scaled(full), login(everyKey)].flatMap(judgedObjects);
      const jobs = objects.filter(({ kind }) => kind === 'ScaledJob').map(jobOf);
      expect(await objections([...objects, ...jobs], { kubernetes })).toEqual([]);
    },
  );

  test.each<[string, Given, string]>([
    [
      'no number of Jobs is given',
      { keda: untyped({ maxReplicas: undefined }) },
      'run.maxReplicas must be a whole number in 1-10000, got nothing',
    ],
    [
      'there are fewer Jobs at the most than at the least',
      { keda: { maxReplicas: 2, minReplicas: 3 } },
      'run.maxReplicas must be at least run.minReplicas, 3, got 2',
    ],
    [
      'there are fewer than no Jobs',
      { keda: { minReplicas: -1 } },
      'run.minReplicas must be a whole number in 0-10000, got -1',
    ],
    [
      'KEDA is to look all the time',
      { keda: { pollingInterval: Duration.seconds(0) } },
      'run.pollingInterval in seconds must be a whole number in 1-2147483647, got 0',
    ],
    [
      'the items of a Job are none',
      { keda: { itemsPerJob: 0 } },
      'run.itemsPerJob must be a whole number in 1-2147483647, got 0',
    ],
    [
      'a part of an item is to wait',
      { keda: { activationItems: 0.5 } },
      'run.activationItems must be a whole number in 0-2147483647, got 0.5',
    ],
    [
      'fewer than no Jobs that failed are kept',
      { keda: { failedJobsHistoryLimit: -1 } },
      'run.failedJobsHistoryLimit must be a whole number in 0-2147483647, got -1',
    ],
    [
      'fewer than no Jobs that succeeded are kept',
      { keda: { successfulJobsHistoryLimit: -1 } },
      'run.successfulJobsHistoryLimit must be a whole number in 0-2147483647, got -1',
    ],
    [
      'the operator is in no namespace',
      { keda: { operatorNamespace: 'Keda' } },
      "run.operatorNamespace must be a DNS label: lower case letters, digits and '-', at most 63 " +
        "characters, starting and ending with a letter or digit, got 'Keda'; write 'keda'",
    ],
    [
      'an annotation is no text',
      { keda: { annotations: untyped({ 'autoscaling.keda.sh/paused': true }) } },
      "run.annotations['autoscaling.keda.sh/paused'] must be a string, got true",
    ],
  ])('throws if %s', (_, given, message) => {
    expect(errorOf(() => scaled(given)).message).toBe(`Construct 'system/products': ${message}`);
  });

  test('throws if the names of its Jobs would be too long', () => {
    const id = 'p'.repeat(58);
    expect(() => scaled({ id: 'p'.repeat(57) })).not.toThrow();
    expect(errorOf(() => scaled({ id })).message).toBe(
      `Construct 'system/${id}': name must be a DNS label: lower case letters, digits and '-', at ` +
        'most 57 characters, starting and ending with a letter or digit, ' +
        `got '${id}'; shorten it by 1 character`,
    );
  });
});

describe('A TriggerAuthentication', () => {
  test('with all of a login gives this object', () => {
    expect(yamlOf(login(everyKey))).toMatchSnapshot();
  });

  test('names what is given alone', () => {
    expect(objectsOf(login({ password: key('password') }))[0]).toHaveProperty(
      'spec.secretTargetRef',
      [{ parameter: 'password', name: 'redis-login', key: 'password' }],
    );
  });

  test('throws if a reference is none', () => {
    expect(errorOf(() => login({ ca: key('tls/ca.crt') })).message).toBe(
      "Construct 'system/redis-master': ca key must be a file name: letters, digits, '-', '_' and " +
        "'.', at most 253 characters, not '.' and not beginning with '..', got 'tls/ca.crt'; write 'ca.crt'",
    );
  });
});
