import {
  autoscaler,
  claim,
  configMap,
  cronJob,
  deployment,
  ingress,
  job,
  NAMESPACE,
  pod,
  secret,
  service,
  serviceAccount,
  statefulSet,
  volume,
} from '../bases';
import { change, each } from '../change';
import type { Row } from './row';

const SUBDOMAIN = 'a'.repeat(253);
const LABEL = 'a'.repeat(63);

/** A key or value of 63 characters in a label, an annotation, or another one's. */
const labels = (...maps: readonly Record<string, string>[]) =>
  each(configMap, 'metadata.labels', ...maps);
const annotations = (...maps: readonly Record<string, string>[]) =>
  each(configMap, 'metadata.annotations', ...maps);

/** Names, labels, annotations, and what every object has. */
export const metadataRows: readonly Row[] = [
  {
    row: 1,
    field: 'metadata.name, a subdomain',
    allowed: [
      ...[deployment, configMap, secret, volume, claim, ingress, serviceAccount].map((base) =>
        change(base, { 'metadata.name': SUBDOMAIN }),
      ),
      ...each(configMap, 'metadata.name', 'a', '1', 'a.b-c.1', `${'a.'.repeat(126)}a`),
    ],
    beyond: [
      ...[deployment, statefulSet, configMap, secret, volume, claim, ingress, serviceAccount].map(
        (base) => change(base, { 'metadata.name': `${SUBDOMAIN}a` }),
      ),
      ...each(configMap, 'metadata.name', 'A', 'a_b', '-a', 'a-', 'a.', 'a..b', '.a', 'a b', 'ä'),
      ...[job, autoscaler, pod].map((base) => change(base, { 'metadata.name': 'Foo_Bar' })),
    ],
  },
  {
    row: 2,
    field: 'metadata.name of a Service',
    allowed: each(service, 'metadata.name', LABEL, 'a', 'a-1'),
    beyond: each(service, 'metadata.name', `${LABEL}a`, 'a.b', 'A', '-a', 'a-'),
    relaxed: each(service, 'metadata.name', '1a', '1'),
  },
  {
    row: 3,
    field: 'metadata.name of a Namespace',
    allowed: each(NAMESPACE, 'metadata.name', LABEL, 'a', '1'),
    beyond: each(NAMESPACE, 'metadata.name', `${LABEL}a`, 'a.b', 'A', 'a_b', '-a'),
  },
  {
    row: 4,
    field: 'metadata.name, missing',
    allowed: [configMap],
    beyond: [
      ...[configMap, volume, deployment].map((base) =>
        change(base, { 'metadata.name': undefined }),
      ),
      change(configMap, { 'metadata.name': '' }),
    ],
  },
  {
    row: 5,
    field: 'metadata.name of a CronJob',
    allowed: each(cronJob, 'metadata.name', 'a'.repeat(52)),
    beyond: each(cronJob, 'metadata.name', 'a'.repeat(53), 'A'),
  },
  {
    row: 6,
    field: 'metadata.name of a Job',
    allowed: [
      ...each(job, 'metadata.name', LABEL, 'a.b'),
      change(job, {
        'metadata.name': 'a'.repeat(61),
        'spec.completionMode': 'Indexed',
        'spec.completions': 1,
      }),
    ],
    beyond: [
      ...each(job, 'metadata.name', `${LABEL}a`),
      ...['a'.repeat(62), 'a.b'].map((name) =>
        change(job, {
          'metadata.name': name,
          'spec.completionMode': 'Indexed',
          'spec.completions': 1,
        }),
      ),
    ],
  },
  {
    row: 7,
    field: 'metadata.name of a StatefulSet, of which labels of its pods are made',
    allowed: each(statefulSet, 'metadata.name', 'a'.repeat(52)),
    beyond: each(statefulSet, 'metadata.name', `${LABEL}a`, SUBDOMAIN),
    lenient: each(statefulSet, 'metadata.name', 'a'.repeat(53), LABEL),
  },
  {
    row: 8,
    field: 'metadata.name of a Deployment, of which hostnames are made',
    allowed: each(deployment, 'metadata.name', LABEL),
    beyond: [],
    lenient: each(deployment, 'metadata.name', `${LABEL}a`, 'a.b'),
  },
  {
    row: 9,
    field: 'metadata.namespace of what belongs to the cluster',
    allowed: [volume],
    beyond: [],
    lenient: each(volume, 'metadata.namespace', 'agreement', 'other'),
  },
  {
    row: 10,
    field: 'keys of labels and annotations',
    allowed: [
      ...labels({ [LABEL]: '' }, { [`${SUBDOMAIN}/${LABEL}`]: '' }, { 'A.b_c-1': '' }),
      ...annotations({ [LABEL]: '' }, { [`${SUBDOMAIN}/${LABEL}`]: '' }, { 'a.b/C': '' }),
    ],
    beyond: [
      ...labels({ [`${LABEL}a`]: '' }, { [`${SUBDOMAIN}a/a`]: '' }, { '': '' }, { 'a/b/c': '' }),
      ...labels({ '-a': '' }, { 'a b': '' }, { '/a': '' }, { 'A/a': '' }, { 'a/': '' }),
      ...annotations({ [`${LABEL}a`]: '' }, { [`${SUBDOMAIN}a/a`]: '' }, { 'a b': '' }),
    ],
  },
  {
    row: 11,
    field: 'values of labels',
    allowed: labels({ a: LABEL }, { a: '' }, { a: 'A_b.c-1' }),
    beyond: [
      ...labels({ a: `${LABEL}a` }, { a: 'a b' }, { a: '-a' }, { a: 'a-' }, { a: 'a/b' }),
      change(deployment, {
        'spec.template.metadata.labels': { app: 'tiles', version: '1.0 beta' },
      }),
    ],
  },
  {
    row: 12,
    field: 'values of annotations',
    allowed: annotations({ a: 'x'.repeat(262143) }, { a: 'anything: "ä"\n' }),
    beyond: annotations({ a: 'x'.repeat(262144) }, { a: 'x'.repeat(200000), b: 'x'.repeat(70000) }),
  },
  {
    row: 13,
    field: 'values of labels, annotations and variables that are no texts',
    allowed: [
      ...labels({ a: 'true' }),
      ...each(pod, 'spec.containers.0.env', [{ name: 'A', value: '15' }]),
      ...each(configMap, 'metadata.labels', { a: null }),
    ],
    beyond: [
      ...each(
        configMap,
        'metadata.labels',
        { a: true },
        { a: 1 },
        { a: 0.5 },
        { a: {} },
        { a: [] },
      ),
      ...each(configMap, 'metadata.annotations', { a: true }, { a: 1 }),
      ...each(
        pod,
        'spec.containers.0.env',
        [{ name: 'A', value: 15 }],
        [{ name: 'A', value: true }],
      ),
      ...each(configMap, 'data', { a: 15 }, { a: true }, { a: { b: 'c' } }),
    ],
  },
  {
    row: 14,
    field: 'unknown fields',
    allowed: [deployment],
    beyond: [
      change(deployment, { 'spec.x': 1 }),
      change(deployment, { 'spec.template.spec.containers.0.imgePullPolicy': 'Always' }),
      change(deployment, { 'spec.replica': 1, 'metadata.label': {}, 'spec.template.spec.x': null }),
      change(deployment, { 'spec.Replicas': 1 }),
      change(service, { 'spec.ports.0.containerPort': 80 }),
      change(configMap, { spec: {} }),
    ],
  },
];
