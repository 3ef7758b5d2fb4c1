import {
  autoscaler,
  budget,
  configMap,
  ingress,
  networkPolicy,
  secret,
  serviceAccount,
} from '../bases';
import { change, each } from '../change';
import type { Update } from './update';

const OTHER = { matchLabels: { app: 'other' } };
const frozenMap = change(configMap, { immutable: true });
const frozenSecret = change(secret, {
  stringData: undefined,
  data: { a: 'eA==' },
  immutable: true,
});

/** Changes of ConfigMaps and Secrets, and what may change as a whole. */
export const otherUpdates: readonly Update[] = [
  {
    field: 'ConfigMaps that are immutable',
    old: frozenMap,
    next: [
      ...each(frozenMap, 'data', { a: 'b' }, undefined),
      ...each(frozenMap, 'binaryData', { b: 'eA==' }),
      ...each(frozenMap, 'immutable', false, undefined),
    ],
    accepted: false,
  },
  {
    field: 'Secrets that are immutable',
    old: frozenSecret,
    next: [
      ...each(frozenSecret, 'data', { a: 'eQ==' }),
      ...each(frozenSecret, 'immutable', false, undefined),
    ],
    accepted: false,
  },
  {
    field: 'labels of what is immutable',
    old: frozenMap,
    next: each(frozenMap, 'metadata.labels', { a: 'b' }),
    accepted: true,
  },
  {
    field: 'type of a Secret',
    old: secret,
    next: each(secret, 'type', 'example.org/other'),
    accepted: false,
  },
  {
    field: 'data of ConfigMaps and Secrets',
    old: configMap,
    next: [...each(configMap, 'data', { a: 'b' }), change(configMap, { immutable: true })],
    accepted: true,
  },
  ...[
    change(ingress, { 'spec.rules.0.host': 'a.example.org' }),
    change(networkPolicy, { 'spec.podSelector': OTHER }),
    change(budget, { 'spec.selector': OTHER }),
    change(autoscaler, { 'spec.scaleTargetRef.name': 'other' }),
    change(serviceAccount, { automountServiceAccountToken: false }),
  ].map((next) => ({
    field: `spec of a ${next.kind}`,
    old:
      [ingress, networkPolicy, budget, autoscaler, serviceAccount].find(
        ({ kind }) => kind === next.kind,
      ) ?? next,
    next: [next],
    accepted: true,
  })),
];
