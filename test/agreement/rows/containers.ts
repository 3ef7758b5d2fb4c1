import { configMap, deployment, pod, secret } from '../bases';
import { change, each } from '../change';
import type { Json } from '../manifest';
import type { Row } from './row';

const CONTAINER = 'spec.template.spec.containers.0';
const LABEL = 'a'.repeat(63);
const MIB = 1024 * 1024;

const of = (field: string, ...values: readonly (Json | undefined)[]) =>
  each(deployment, `${CONTAINER}.${field}`, ...values);
const ports = (...lists: readonly Json[]) => of('ports', ...lists);
const port = (...values: readonly Json[]) => ports(...values.map((value) => [value]));
const variable = (...values: readonly Json[]) => of('env', ...values.map((value) => [value]));
const from = (...sources: readonly Json[]) =>
  variable(...sources.map((valueFrom) => ({ name: 'A', valueFrom })));
const key = (...keys: readonly string[]) =>
  each(configMap, 'data', ...keys.map((name) => ({ [name]: 'a' })));
const typed = (type: string, ...contents: readonly Record<string, string>[]) =>
  contents.map((stringData) => change(secret, { type, stringData }));

/** Containers: names, images, ports, variables; ConfigMaps and Secrets, which variables are from. */
export const containerRows: readonly Row[] = [
  {
    row: 15,
    field: 'containers',
    allowed: [deployment],
    beyond: [
      ...each(deployment, 'spec.template.spec.containers', [], undefined, null),
      change(pod, { 'spec.containers': [] }),
    ],
  },
  {
    row: 16,
    field: 'containers[].name',
    allowed: of('name', LABEL, 'a', '1'),
    beyond: [
      ...of('name', `${LABEL}a`, 'Bad_Name', 'a.b', '', undefined),
      ...each(deployment, 'spec.template.spec.initContainers', [{ name: 'main', image: 'a' }]),
      change(deployment, { 'spec.template.spec.containers.1': { name: 'main', image: 'a' } }),
    ],
  },
  {
    row: 17,
    field: 'containers[].image',
    allowed: [...of('image', 'a'), change(pod, { 'spec.containers.0.image': 'a' })],
    beyond: [
      ...of('image', '', undefined),
      ...each(pod, 'spec.containers.0.image', ' a', 'a\n', '', undefined),
    ],
    lenient: of('image', 'a:b:c', 'A/B', 'a b', ' a', 'a\n', 'https://example.org/a'),
  },
  {
    row: 18,
    field: 'containers[].imagePullPolicy',
    allowed: of('imagePullPolicy', 'Always', 'IfNotPresent', 'Never', ''),
    beyond: of('imagePullPolicy', 'always', 'Sometimes', 'IfNotPresent '),
  },
  {
    row: 19,
    field: 'imagePullSecrets[].name',
    allowed: each(deployment, 'spec.template.spec.imagePullSecrets', [{ name: 'registry' }]),
    beyond: [],
    lenient: each(deployment, 'spec.template.spec.imagePullSecrets', [{ name: '' }], [{}]),
  },
  {
    row: 20,
    field: 'containers[].ports[].containerPort',
    allowed: port({ containerPort: 1 }, { containerPort: 65535 }),
    beyond: port({ containerPort: 0 }, { containerPort: 65536 }, { containerPort: -1 }, {}),
  },
  {
    row: 21,
    field: 'containers[].ports[].name',
    allowed: port(
      ...['a'.repeat(15), 'a', '1a', 'a-b'].map((name) => ({ name, containerPort: 80 })),
    ),
    beyond: [
      ...port(
        ...['a'.repeat(16), 'A', '1', 'a--b', '-a', 'a-', 'a_b', 'a.b'].map((name) => ({
          name,
          containerPort: 80,
        })),
      ),
      ...ports([
        { name: 'http', containerPort: 80 },
        { name: 'http', containerPort: 81 },
      ]),
    ],
  },
  {
    row: 22,
    field: 'containers[].ports[].containerPort, twice',
    allowed: ports([{ containerPort: 80 }, { containerPort: 80, protocol: 'UDP' }]),
    beyond: [],
    lenient: ports([{ containerPort: 80 }, { containerPort: 80 }]),
  },
  {
    row: 23,
    field: 'containers[].ports[].hostPort',
    allowed: port(
      { containerPort: 80, hostPort: 1 },
      { containerPort: 80, hostPort: 65535 },
      { containerPort: 80, hostPort: 0 },
    ),
    beyond: [
      ...port({ containerPort: 80, hostPort: 65536 }, { containerPort: 80, hostPort: -1 }),
      ...ports([
        { containerPort: 80, hostPort: 80 },
        { containerPort: 81, hostPort: 80 },
      ]),
      change(deployment, {
        'spec.template.spec.hostNetwork': true,
        [`${CONTAINER}.ports`]: [{ containerPort: 80, hostPort: 81 }],
      }),
    ],
  },
  {
    row: 24,
    field: 'containers[].ports[].protocol',
    allowed: port(
      ...['TCP', 'UDP', 'SCTP', ''].map((protocol) => ({ containerPort: 80, protocol })),
    ),
    beyond: port(...['tcp', 'HTTP'].map((protocol) => ({ containerPort: 80, protocol }))),
  },
  {
    row: 25,
    field: 'containers[].env[].name',
    allowed: variable(...['A', '_', 'a.b-c', 'A1'].map((name) => ({ name }))),
    beyond: variable(...['', 'A=B', 'Ä', 'A\n'].map((name) => ({ name })), {}),
    relaxed: variable(...['1A', '.', '..', '..A', 'A B', '%'].map((name) => ({ name }))),
  },
  {
    row: 26,
    field: 'containers[].env[].name, twice',
    allowed: of('env', [{ name: 'A' }, { name: 'B' }]),
    beyond: [],
    lenient: of('env', [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
    ]),
  },
  {
    row: 27,
    field: 'containers[].env[].valueFrom',
    allowed: [
      ...from(
        { fieldRef: { fieldPath: 'metadata.name' } },
        { configMapKeyRef: { name: 'a', key: 'b' } },
        { secretKeyRef: { name: 'a', key: 'b', optional: true } },
        { resourceFieldRef: { resource: 'limits.cpu' } },
      ),
      ...variable({
        name: 'A',
        value: '',
        valueFrom: { configMapKeyRef: { name: 'a', key: 'b' } },
      }),
    ],
    beyond: [
      ...from(
        {},
        { configMapKeyRef: { name: 'a', key: 'b' }, secretKeyRef: { name: 'a', key: 'b' } },
        { resourceFieldRef: { resource: 'limits.gpu' } },
        { resourceFieldRef: {} },
      ),
      ...variable({
        name: 'A',
        value: 'a',
        valueFrom: { configMapKeyRef: { name: 'a', key: 'b' } },
      }),
    ],
  },
  {
    row: 28,
    field: 'containers[].env[].valueFrom.fieldRef.fieldPath',
    allowed: from(
      ...[
        ...['metadata.name', 'metadata.namespace', 'metadata.uid', "metadata.labels['app']"],
        ...["metadata.annotations['a.b/c']", 'spec.nodeName', 'spec.serviceAccountName'],
        ...['status.hostIP', 'status.podIP', 'status.podIPs'],
      ].map((fieldPath) => ({ fieldRef: { fieldPath } })),
    ),
    beyond: from(
      ...[
        ...['metadata.labels', 'status.phase', 'spec.x', '', "metadata.labels['a b']"],
        ...["metadata.annotations['']", "spec.nodeName['a']", 'metadata'],
      ].map((fieldPath) => ({ fieldRef: { fieldPath } })),
      { fieldRef: { fieldPath: 'metadata.name', apiVersion: 'v2' } },
    ),
    relaxed: from({ fieldRef: { fieldPath: 'status.hostIPs' } }),
  },
  {
    row: 29,
    field: 'containers[].env[].valueFrom.configMapKeyRef and secretKeyRef',
    allowed: from(
      { configMapKeyRef: { name: 'a.b', key: 'a.b_c-1' } },
      { secretKeyRef: { name: 'a', key: 'A' } },
    ),
    beyond: from(
      { configMapKeyRef: { name: 'a' } },
      { configMapKeyRef: { name: 'a', key: '' } },
      { configMapKeyRef: { name: 'a', key: 'a/b' } },
      { configMapKeyRef: { key: 'a' } },
      { secretKeyRef: { name: '', key: 'a' } },
      { secretKeyRef: { name: 'a', key: 'a b' } },
      { configMapKeyRef: { name: 'A_B', key: 'a' } },
      { secretKeyRef: { name: 'A_B', key: 'a' } },
    ),
  },
  {
    row: 30,
    field: 'keys of data',
    allowed: key('a'.repeat(253), 'A', '.a', 'a_b-c.1', '-', '_'),
    beyond: [
      ...key('a'.repeat(254), '.', '..', '..a', 'a b', '../x', '', 'ä'),
      change(secret, { stringData: { 'a/b': 'x' } }),
      change(secret, { stringData: { '..': 'x' } }),
    ],
  },
  {
    row: 31,
    field: 'keys of data and binaryData',
    allowed: [change(configMap, { data: { a: 'x' }, binaryData: { b: 'eA==' } })],
    beyond: [change(configMap, { data: { a: 'x' }, binaryData: { a: 'eA==' } })],
  },
  {
    row: 32,
    field: 'size of ConfigMaps and Secrets',
    allowed: [
      change(configMap, { data: { a: 'x'.repeat(MIB) } }),
      change(configMap, { data: { a: 'x'.repeat(MIB - 1) }, binaryData: { b: 'eA==' } }),
      change(secret, { stringData: { a: 'x'.repeat(MIB) } }),
    ],
    beyond: [
      change(configMap, { data: { a: 'x'.repeat(MIB + 1) } }),
      change(configMap, { data: { a: 'x'.repeat(MIB) }, binaryData: { b: 'eA==' } }),
      change(secret, { stringData: { a: 'x'.repeat(MIB + 1) } }),
    ],
  },
  {
    row: 33,
    field: 'data of Secrets in base64',
    allowed: each(secret, 'data', { a: 'eA==' }, { a: '' }, { a: null }, { a: 'eH\nh4' }),
    beyond: each(secret, 'data', { a: 'x' }, { a: 'not base64!' }, { a: 'eA' }, { a: 1 }),
  },
  {
    row: 34,
    field: 'type of Secrets',
    allowed: [
      ...typed('kubernetes.io/tls', { 'tls.crt': '', 'tls.key': '' }),
      ...typed('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': '{"auths":{}}' }),
      ...typed('kubernetes.io/dockercfg', { '.dockercfg': '{}' }),
      ...typed('kubernetes.io/basic-auth', { username: 'a' }, { password: '' }),
      ...typed('kubernetes.io/ssh-auth', { 'ssh-privatekey': 'a' }),
      ...typed('example.org/own', { a: 'b' }),
    ],
    beyond: [
      ...typed('kubernetes.io/tls', { 'tls.crt': '' }, { 'tls.key': '' }, {}),
      ...typed('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': 'a' }, {}),
      ...typed('kubernetes.io/dockercfg', { '.dockercfg': '{' }, {}),
      ...typed('kubernetes.io/basic-auth', {}),
      ...typed('kubernetes.io/ssh-auth', { 'ssh-privatekey': '' }, {}),
      ...typed('kubernetes.io/service-account-token', {}),
    ],
  },
];
