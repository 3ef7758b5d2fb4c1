import { service } from '../bases';
import { change, each } from '../change';
import type { Json } from '../manifest';
import type { Row } from './row';

const LABEL = 'a'.repeat(63);

const ports = (...lists: readonly (Json | undefined)[]) => each(service, 'spec.ports', ...lists);
const port = (...fields: readonly Record<string, Json>[]) =>
  ports(...fields.map((of) => [{ port: 80, ...of }]));
const typed = (type: string, ...fields: readonly Record<string, Json>[]) =>
  fields.map((of) => change(service, { spec: { ports: [{ port: 80 }], type, ...of } }));
const node = (type: string, ...nodePorts: readonly Json[]) =>
  typed(type, ...nodePorts.map((nodePort) => ({ ports: [{ port: 80, nodePort }] })));
const external = (...names: readonly (Json | undefined)[]) =>
  names.map((externalName) =>
    change(service, {
      spec: { type: 'ExternalName', ...(externalName === undefined ? {} : { externalName }) },
    }),
  );

/** Services. */
export const serviceRows: readonly Row[] = [
  {
    row: 72,
    field: 'ports of a Service',
    allowed: [
      service,
      change(service, { spec: { clusterIP: 'None', selector: { app: 'tiles' } } }),
      ...external('a.example.org'),
    ],
    beyond: [...ports(undefined, []), change(service, { spec: {} })],
  },
  {
    row: 73,
    field: 'ports[].name of a Service',
    allowed: [
      ...port({ name: LABEL }, { name: 'a' }, { name: '1' }),
      ...ports([
        { name: 'a', port: 80 },
        { name: 'b', port: 81 },
      ]),
    ],
    beyond: [
      ...port({ name: `${LABEL}a` }, { name: 'A' }, { name: 'a.b' }, { name: 'a_b' }),
      ...ports(
        [{ name: 'a', port: 80 }, { port: 81 }],
        [
          { name: 'a', port: 80 },
          { name: 'a', port: 81 },
        ],
      ),
    ],
  },
  {
    row: 74,
    field: 'ports[].port and targetPort of a Service',
    allowed: [
      ...port({ port: 1 }, { port: 65535 }, { targetPort: 65535 }, { targetPort: 'http' }),
      ...port({ targetPort: 0 }),
      ...ports([
        { name: 'a', port: 80 },
        { name: 'b', port: 80, protocol: 'UDP' },
      ]),
    ],
    beyond: [
      ...port({ port: 0 }, { port: 65536 }, { port: -1 }, { targetPort: 65536 }),
      ...port({ targetPort: '80' }, { targetPort: 'a'.repeat(16) }, { protocol: 'tcp' }),
      ...ports([
        { name: 'a', port: 80 },
        { name: 'b', port: 80 },
      ]),
    ],
  },
  {
    row: 75,
    field: 'type of a Service',
    allowed: typed('ClusterIP', {}).concat(typed('NodePort', {}), typed('LoadBalancer', {})),
    beyond: typed('clusterIP', {}).concat(typed('Headless', {})),
  },
  {
    row: 76,
    field: 'ports[].nodePort of a Service',
    allowed: node('NodePort', 30000, 32767, 0).concat(node('LoadBalancer', 30001)),
    beyond: node('ClusterIP', 30000).concat(
      node('ExternalName', 30000),
      typed('NodePort', {
        ports: [
          { name: 'a', port: 80, nodePort: 30000 },
          { name: 'b', port: 81, nodePort: 30000 },
        ],
      }),
      node('NodePort', 29999, 32768, 80, -1, 65536),
    ),
  },
  {
    row: 77,
    field: 'clusterIP of a Service',
    allowed: typed('ClusterIP', { clusterIP: 'None' }, { clusterIP: '' }),
    beyond: [
      ...typed('ClusterIP', { clusterIP: 'none' }, { clusterIP: '10.96' }, { clusterIP: 'a' }),
      ...typed('ClusterIP', { clusterIP: 'None', clusterIPs: ['10.96.5.5'] }),
      ...typed('NodePort', { clusterIP: 'None' }),
      ...typed('LoadBalancer', { clusterIP: 'None' }),
    ],
  },
  {
    row: 78,
    field: 'loadBalancerSourceRanges of a Service',
    allowed: typed(
      'LoadBalancer',
      { loadBalancerSourceRanges: ['10.0.0.0/8'] },
      { loadBalancerSourceRanges: ['2001:db8::/32', '0.0.0.0/0'] },
    ),
    beyond: [
      ...typed(
        'LoadBalancer',
        { loadBalancerSourceRanges: ['10.0.0.1'] },
        { loadBalancerSourceRanges: ['10.0.0.0/33'] },
        { loadBalancerSourceRanges: ['everywhere'] },
      ),
      ...typed('ClusterIP', { loadBalancerSourceRanges: ['10.0.0.0/8'] }),
    ],
  },
  {
    row: 79,
    field: 'externalTrafficPolicy of a Service',
    allowed: [
      ...typed('NodePort', { externalTrafficPolicy: 'Local' }),
      ...typed('LoadBalancer', { externalTrafficPolicy: 'Cluster' }),
    ],
    beyond: [
      ...typed('ClusterIP', { externalTrafficPolicy: 'Local' }),
      ...typed('NodePort', { externalTrafficPolicy: 'local' }),
    ],
  },
  {
    row: 80,
    field: 'allocateLoadBalancerNodePorts, loadBalancerClass of a Service',
    allowed: typed(
      'LoadBalancer',
      { allocateLoadBalancerNodePorts: false },
      { loadBalancerClass: 'example.org/a' },
    ),
    beyond: [
      ...typed('ClusterIP', { allocateLoadBalancerNodePorts: true }),
      ...typed('NodePort', { loadBalancerClass: 'example.org/a' }),
      ...typed('LoadBalancer', { loadBalancerClass: 'a b' }),
    ],
  },
  {
    row: 81,
    field: 'sessionAffinity of a Service',
    allowed: typed(
      'ClusterIP',
      { sessionAffinity: 'ClientIP' },
      { sessionAffinity: 'None', sessionAffinityConfig: { clientIP: { timeoutSeconds: 1 } } },
      ...[1, 86400].map((timeoutSeconds) => ({
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds } },
      })),
    ),
    beyond: typed(
      'ClusterIP',
      { sessionAffinity: 'Cookie' },
      ...[0, 86401, -1].map((timeoutSeconds) => ({
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds } },
      })),
    ),
  },
  {
    row: 82,
    field: 'externalName of a Service',
    allowed: external('a.example.org', 'a'.repeat(253), '10.0.0.1', 'a.example.org.'),
    beyond: external(undefined, '', 'A', 'a_b', 'https://a', 'a'.repeat(254)),
  },
];
