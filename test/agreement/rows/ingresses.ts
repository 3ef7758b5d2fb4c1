import { ingress } from '../bases';
import { change, each } from '../change';
import type { Json } from '../manifest';
import type { Row } from './row';

const PATH = 'spec.rules.0.http.paths.0';
const named = { name: 'tiles', port: { number: 80 } };

const host = (...hosts: readonly Json[]) => each(ingress, 'spec.rules.0.host', ...hosts);
const path = (pathType: string, ...paths: readonly (Json | undefined)[]) =>
  paths.map((of) => change(ingress, { [`${PATH}.pathType`]: pathType, [`${PATH}.path`]: of }));
const backend = (...values: readonly (Json | undefined)[]) =>
  each(ingress, `${PATH}.backend`, ...values);
const tls = (...values: readonly Json[]) =>
  each(ingress, 'spec.tls', ...values.map((value) => [value]));

/** Ingresses. */
export const ingressRows: readonly Row[] = [
  {
    row: 83,
    field: 'rules or defaultBackend of an Ingress',
    allowed: each(ingress, 'spec', { defaultBackend: { service: named } }),
    beyond: each(ingress, 'spec', {}, { rules: [] }, { tls: [{ hosts: ['a'] }] }),
  },
  {
    row: 84,
    field: 'rules[].host of an Ingress',
    allowed: host('a', 'a.example.org', '*.example.org', '', 'a'.repeat(253)),
    beyond: host(
      ...['1.2.3.4', '::1', 'A.example.org', 'a:80', 'https://a', '*', 'a.*.org', '*a.org'],
      ...['*.', 'a..b', 'a'.repeat(254), 'a_b'],
    ),
  },
  {
    row: 85,
    field: 'rules[].http.paths[].pathType of an Ingress',
    allowed: each(ingress, `${PATH}.pathType`, 'Exact', 'Prefix', 'ImplementationSpecific'),
    beyond: each(ingress, `${PATH}.pathType`, undefined, 'prefix', ''),
  },
  {
    row: 86,
    field: 'rules[].http.paths[].path of an Ingress',
    allowed: [
      ...path('Prefix', '/', '/a', '/a.b/..c', '/a/', '/(.*)'),
      ...path('ImplementationSpecific', '/(.*)', '', undefined, '/a//b'),
    ],
    beyond: [
      ...path('Prefix', 'a', '', '/a//b', '/a/./b', '/a/../b', '/a/..', '/a/.', '/%2f', '/%2F'),
      ...path('Exact', 'a', undefined, '//', '/./a'),
      ...path('ImplementationSpecific', 'a', '(.*)'),
    ],
  },
  {
    row: 87,
    field: 'rules[].http.paths of an Ingress',
    allowed: each(ingress, 'spec.rules.0.http', undefined),
    beyond: each(ingress, 'spec.rules.0.http', {}, { paths: [] }),
  },
  {
    row: 88,
    field: 'rules[].http.paths[].backend of an Ingress',
    allowed: backend(
      { service: named },
      { service: { name: 'tiles', port: { name: 'http' } } },
      { resource: { apiGroup: 'a.org', kind: 'Bucket', name: 'a' } },
    ),
    beyond: backend(
      {},
      undefined,
      { service: named, resource: { apiGroup: 'a.org', kind: 'Bucket', name: 'a' } },
      { service: { name: 'tiles', port: { name: 'http', number: 80 } } },
      { service: { name: 'tiles' } },
      { service: { name: 'tiles', port: {} } },
      { service: { name: '', port: { number: 80 } } },
      { service: { name: 'tiles', port: { number: 65536 } } },
      { service: { name: 'tiles', port: { name: 'a'.repeat(16) } } },
      { service: { name: 'A', port: { number: 80 } } },
      { resource: { kind: 'Bucket' } },
    ),
  },
  {
    row: 89,
    field: 'tls of an Ingress',
    allowed: tls({ hosts: ['a.example.org', '*.example.org'], secretName: 'a.b' }, {}),
    beyond: tls({ hosts: ['A'] }, { hosts: ['1.2.3.4', '*'] }, { secretName: 'A' }),
  },
  {
    row: 90,
    field: 'ingressClassName and the annotation of an Ingress',
    allowed: [
      change(ingress, { 'spec.ingressClassName': 'nginx' }),
      change(ingress, {
        'metadata.annotations': { 'kubernetes.io/ingress.class': 'nginx' },
        'spec.ingressClassName': 'nginx',
      }),
    ],
    beyond: [
      change(ingress, {
        'metadata.annotations': { 'kubernetes.io/ingress.class': 'nginx' },
        'spec.ingressClassName': 'traefik',
      }),
      change(ingress, { 'spec.ingressClassName': 'A' }),
    ],
  },
];
