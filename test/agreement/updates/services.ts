import { service } from '../bases';
import { change, each } from '../change';
import type { Update } from './update';

const nodePort = change(service, {
  'spec.type': 'NodePort',
  'spec.ports': [{ port: 80, nodePort: 30123 }],
});
const balancer = change(service, {
  'spec.type': 'LoadBalancer',
  'spec.loadBalancerClass': 'example.org/a',
  'spec.externalTrafficPolicy': 'Local',
  'spec.healthCheckNodePort': 30124,
});
const addressed = change(service, { 'spec.clusterIP': '10.96.7.7' });
const headless = change(service, { 'spec.clusterIP': 'None' });

/** Changes of Services. */
export const serviceUpdates: readonly Update[] = [
  {
    field: 'clusterIP of a Service',
    old: addressed,
    next: each(addressed, 'spec.clusterIP', '10.96.7.8', 'None'),
    accepted: false,
  },
  {
    field: 'clusterIP of a Service, left out',
    old: service,
    next: [
      ...each(service, 'spec.selector', { app: 'other' }),
      ...each(service, 'spec.clusterIP', ''),
    ],
    accepted: true,
  },
  {
    field: 'clusterIP of a headless Service',
    old: headless,
    next: each(headless, 'spec.clusterIP', '10.96.7.9'),
    accepted: false,
  },
  {
    field: 'healthCheckNodePort, loadBalancerClass of a Service',
    old: balancer,
    next: [
      ...each(balancer, 'spec.healthCheckNodePort', 30125),
      ...each(balancer, 'spec.loadBalancerClass', 'example.org/b'),
    ],
    accepted: false,
  },
  {
    field: 'type of a Service, with its nodePort',
    old: nodePort,
    next: each(nodePort, 'spec.type', 'ClusterIP'),
    accepted: true,
  },
  {
    field: 'ports of a Service',
    old: service,
    next: [
      ...each(service, 'spec.ports.0.name', 'http'),
      ...each(service, 'spec.ports.0.port', 81),
      ...each(service, 'spec.ports.0.targetPort', 'http'),
      ...each(service, 'spec.type', 'NodePort'),
    ],
    accepted: true,
  },
];
