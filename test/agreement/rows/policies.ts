import { autoscaler, budget, configMap, networkPolicy } from '../bases';
import { change, each } from '../change';
import type { Json, Manifest } from '../manifest';
import type { Row } from './row';

const peer = (...values: readonly Json[]) =>
  each(networkPolicy, 'spec.ingress', ...values.map((value) => [{ from: [value] }]));
const block = (...values: readonly Json[]) => peer(...values.map((ipBlock) => ({ ipBlock })));
const port = (...values: readonly Json[]) =>
  each(networkPolicy, 'spec.egress', ...values.map((value) => [{ ports: [value] }]));
const target = (...values: readonly Json[]) =>
  each(autoscaler, 'spec.metrics.0.resource.target', ...values);

/** The longest body that the server reads. */
const LARGEST_BODY = 3 * 1024 * 1024;

/** A ConfigMap of small data, whose body has so many bytes because control characters are escaped. */
function ofBytes(bytes: number): Manifest {
  const empty = change(configMap, { data: { a: '' } });
  const missing = bytes - Buffer.byteLength(JSON.stringify(empty));
  const escaped = Math.floor(missing / 6);
  return change(configMap, {
    data: { a: '\u0001'.repeat(escaped) + 'a'.repeat(missing - 6 * escaped) },
  });
}

/** What says who may reach, evict or scale pods; and the size of all objects. */
export const policyRows: readonly Row[] = [
  {
    row: 103,
    field: 'peers and ports of a NetworkPolicy',
    allowed: [
      ...block({ cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }, { cidr: '::/0' }),
      ...peer({ podSelector: {}, namespaceSelector: {} }),
      ...each(networkPolicy, 'spec.policyTypes', ['Ingress', 'Egress'], []),
      ...port({ port: 1 }, { port: 80, endPort: 80 }, { port: 'http' }, { protocol: 'SCTP' }, {}),
    ],
    beyond: [
      ...block(
        { cidr: '10.0.0.1' },
        { cidr: '' },
        {},
        { cidr: '10.0.0.0/33' },
        { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] },
        { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] },
        { cidr: '10.0.0.0/8', except: ['a'] },
      ),
      ...peer({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }, {}),
      ...each(
        networkPolicy,
        'spec.policyTypes',
        ['ingress'],
        ['Ingress', 'Egress', 'Ingress'],
        ['Ingress', 'Ingress', 'Egress'],
      ),
      ...port(
        { port: 0 },
        { port: 65536 },
        { port: 'a'.repeat(16) },
        { port: 80, endPort: 79 },
        { endPort: 80 },
        { port: 'http', endPort: 80 },
        { port: 80, endPort: 65536 },
        { protocol: 'tcp' },
      ),
      change(networkPolicy, { 'spec.podSelector': { matchLabels: { 'a b': 'c' } } }),
    ],
  },
  {
    row: 104,
    field: 'minAvailable and maxUnavailable of a PodDisruptionBudget',
    allowed: [
      ...each(budget, 'spec.maxUnavailable', 0, '0%', '100%', 1),
      change(budget, { 'spec.minAvailable': 1, 'spec.maxUnavailable': undefined }),
      change(budget, { 'spec.maxUnavailable': undefined }),
    ],
    beyond: [
      change(budget, { 'spec.minAvailable': 1 }),
      ...each(budget, 'spec.maxUnavailable', -1, '101%', '1', 'a'),
      change(budget, { 'spec.minAvailable': '-1%', 'spec.maxUnavailable': undefined }),
      change(budget, { 'spec.selector': { matchLabels: { 'a b': 'c' } } }),
    ],
  },
  {
    row: 105,
    field: 'spec of a HorizontalPodAutoscaler',
    allowed: [
      change(autoscaler, { 'spec.minReplicas': 1, 'spec.maxReplicas': 1 }),
      change(autoscaler, { 'spec.minReplicas': undefined, 'spec.metrics': undefined }),
      ...target(
        { type: 'Utilization', averageUtilization: 1 },
        { type: 'AverageValue', averageValue: '1m' },
      ),
    ],
    beyond: [
      change(autoscaler, { 'spec.minReplicas': 2, 'spec.maxReplicas': 1 }),
      ...each(autoscaler, 'spec.minReplicas', 0, -1),
      ...each(autoscaler, 'spec.maxReplicas', 0, undefined),
      ...each(autoscaler, 'spec.scaleTargetRef', undefined, {}, { kind: 'A', name: 'a/b' }),
      ...target(
        {},
        { type: 'Utilization' },
        { type: 'Utilization', averageUtilization: 0 },
        { type: 'Utilization', averageUtilization: 1, averageValue: '1' },
        { type: 'AverageValue', averageValue: '0' },
        { type: 'Value', value: '1' },
        { type: 'average', averageUtilization: 1 },
      ),
      ...each(autoscaler, 'spec.metrics.0', { type: 'Resource' }, { type: 'CPU' }, {}),
    ],
  },
  {
    row: 106,
    field: 'size of the body',
    allowed: [ofBytes(LARGEST_BODY)],
    beyond: [ofBytes(LARGEST_BODY + 1)],
  },
];
