import { deployment } from '../bases';
import { each } from '../change';
import type { Json } from '../manifest';
import type { Row } from './row';

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers.0`;

const resources = (...values: readonly Json[]) =>
  each(deployment, `${CONTAINER}.resources`, ...values);
const memory = (...values: readonly Json[]) =>
  resources(...values.map((value) => ({ limits: { memory: value } })));
const requests = (...maps: readonly Record<string, Json>[]) =>
  resources(...maps.map((map) => ({ requests: map, limits: map })));
const probe = (...values: readonly Record<string, Json>[]) =>
  each(deployment, `${CONTAINER}.livenessProbe`, ...values);
const exec = { exec: { command: ['true'] } };
const get = (...values: readonly Record<string, Json>[]) =>
  probe(...values.map((httpGet) => ({ httpGet })));
const security = (...values: readonly Json[]) =>
  each(deployment, `${CONTAINER}.securityContext`, ...values);
const podSecurity = (...values: readonly Json[]) =>
  each(deployment, `${POD}.securityContext`, ...values);
const seccomp = (...values: readonly Json[]) =>
  security(...values.map((seccompProfile) => ({ seccompProfile })));

const LARGEST_ID = 2 ** 31 - 1;

/** What containers may use, how they are asked, and what they may do. */
export const resourceRows: readonly Row[] = [
  {
    row: 47,
    field: 'containers[].resources, their names',
    allowed: requests(
      { cpu: '1' },
      { memory: '1Gi' },
      { 'ephemeral-storage': '1Gi' },
      { 'nvidia.com/gpu': '1' },
      { 'kubernetes.io/a': '1' },
      { 'hugepages-2Mi': '2Mi', cpu: '1' },
    ),
    beyond: requests(
      { gpu: '1' },
      { storage: '1Gi' },
      { 'a b/c': '1' },
      { 'requests.a.b/c': '1' },
      { '': '1' },
    ),
  },
  {
    row: 48,
    field: 'quantities',
    allowed: memory('1Gi', '1.5G', '1e9', '128M', '1E', '+1Ki', 1073741824, '.5Gi', '100m', 1.5),
    beyond: memory('10GB', '1gi', '512MB', '100 Mi', '1.5.0', '', 'x', '1mm', true, {}, '1k i'),
    lenient: memory('400m'),
  },
  {
    row: 49,
    field: 'quantities, their sign and fraction',
    allowed: requests({ cpu: '0' }, { memory: '0' }, { 'a.b/c': '2' }, { 'a.b/c': '2000m' }),
    beyond: requests({ cpu: '-1' }, { memory: '-1Gi' }, { 'a.b/c': '500m' }, { 'a.b/c': '-1' }),
  },
  {
    row: 50,
    field: 'containers[].resources, requests and limits',
    allowed: resources(
      { requests: { memory: '1Gi' }, limits: { memory: '1024Mi' } },
      { requests: { memory: '2Gi' }, limits: { cpu: '1' } },
    ),
    beyond: resources(
      { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } },
      { requests: { cpu: '1001m' }, limits: { cpu: '1' } },
      { requests: { 'a.b/c': '1' } },
      { requests: { 'a.b/c': '1' }, limits: { 'a.b/c': '2' } },
    ),
  },
  {
    row: 51,
    field: 'probes, their handler',
    allowed: probe(exec, { tcpSocket: { port: 1 } }, { grpc: { port: 1 } }),
    beyond: probe({}, { ...exec, tcpSocket: { port: 1 } }),
  },
  {
    row: 52,
    field: 'probes, their numbers',
    allowed: [
      ...probe(
        { ...exec, periodSeconds: 0, timeoutSeconds: 0, failureThreshold: 0 },
        { ...exec, successThreshold: 1, initialDelaySeconds: 0 },
        { ...exec, terminationGracePeriodSeconds: 1 },
      ),
      ...each(deployment, `${CONTAINER}.readinessProbe`, { ...exec, successThreshold: 2 }),
    ],
    beyond: [
      ...probe(
        { ...exec, periodSeconds: -1 },
        { ...exec, timeoutSeconds: -1 },
        { ...exec, failureThreshold: -1 },
        { ...exec, initialDelaySeconds: -1 },
        { ...exec, successThreshold: 2 },
        { ...exec, terminationGracePeriodSeconds: 0 },
      ),
      ...each(deployment, `${CONTAINER}.startupProbe`, { ...exec, successThreshold: 2 }),
      ...each(deployment, `${CONTAINER}.readinessProbe`, {
        ...exec,
        terminationGracePeriodSeconds: 1,
      }),
    ],
  },
  {
    row: 53,
    field: 'probes, httpGet',
    allowed: get(
      { path: '/', port: 1 },
      { port: 65535 },
      { port: 'http', scheme: 'HTTPS' },
      { port: 80, httpHeaders: [{ name: 'X-A', value: '' }] },
    ),
    beyond: get(
      { path: '/', port: 0 },
      { path: '/', port: 65536 },
      { path: '/' },
      { path: '/', port: '80' },
      { path: '/', port: 'a'.repeat(16) },
      { path: '/', port: 80, scheme: 'http' },
      { path: '/', port: 80, httpHeaders: [{ name: 'X A', value: '' }] },
      { path: '/', port: 80, httpHeaders: [{ name: '', value: '' }] },
    ),
    lenient: get({ path: '/', port: 'not-there' }, { path: 'no slash', port: 80 }),
  },
  {
    row: 54,
    field: 'probes, exec.command',
    allowed: probe(exec),
    beyond: probe({ exec: {} }, { exec: { command: [] } }),
  },
  {
    row: 55,
    field: 'runAsUser, runAsGroup, fsGroup, supplementalGroups',
    allowed: [
      ...security({ runAsUser: 0 }, { runAsUser: LARGEST_ID }, { runAsGroup: LARGEST_ID }),
      ...podSecurity(
        { runAsUser: LARGEST_ID },
        { fsGroup: LARGEST_ID },
        { supplementalGroups: [0, LARGEST_ID] },
      ),
    ],
    beyond: [
      ...security({ runAsUser: -1 }, { runAsUser: LARGEST_ID + 1 }, { runAsGroup: -1 }),
      ...podSecurity(
        { runAsUser: -1 },
        { runAsGroup: LARGEST_ID + 1 },
        { fsGroup: -1 },
        { fsGroup: LARGEST_ID + 1 },
        { supplementalGroups: [-1, LARGEST_ID + 1] },
      ),
    ],
  },
  {
    row: 56,
    field: 'privileged and allowPrivilegeEscalation',
    allowed: security(
      { privileged: true },
      { privileged: true, allowPrivilegeEscalation: true },
      { privileged: false, allowPrivilegeEscalation: false },
      { capabilities: { add: ['SYS_ADMIN'] }, allowPrivilegeEscalation: false },
    ),
    beyond: security(
      { privileged: true, allowPrivilegeEscalation: false },
      { capabilities: { add: ['CAP_SYS_ADMIN'] }, allowPrivilegeEscalation: false },
    ),
  },
  {
    row: 57,
    field: 'seccompProfile',
    allowed: seccomp(
      { type: 'RuntimeDefault' },
      { type: 'Unconfined' },
      { type: 'Localhost', localhostProfile: 'a/b.json' },
    ),
    beyond: seccomp(
      {},
      { type: '' },
      { type: 'runtimeDefault' },
      { type: 'Localhost' },
      { type: 'Localhost', localhostProfile: '../a' },
      { type: 'Localhost', localhostProfile: '/a' },
      { type: 'RuntimeDefault', localhostProfile: 'a' },
    ),
    lenient: seccomp({ type: 'Localhost', localhostProfile: '' }),
  },
];
