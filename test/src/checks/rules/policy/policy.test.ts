import { isExcepted } from '../../../../../src/checks/own-rules';
import { POLICY_RULES } from '../../../../../src/checks/rules/policy';
import { faults, objectsOf, pod, testExamples } from '../judged';

testExamples(POLICY_RULES);

/** The paths at which a rule finds something in a YAML text. */
function found(rule: string, ...yaml: string[]): string[] {
  return faults(POLICY_RULES, rule, yaml.join('---\n')).map(({ path }) => path);
}

const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: tiler, namespace: eo }
spec: { selector: { app: tiler }, ports: [{ port: 80 }] }
`;

function workload(spec: string, kind = 'Deployment'): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: tiler, namespace: eo }
spec:
  ${spec}
  template:
    metadata: { labels: { app: tiler } }
    spec: { containers: [{ name: tiler, image: "tiler:1" }] }
`;
}

const HPA = `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: tiler, namespace: eo }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: tiler } }
`;

test('the names of the exceptions that constructs make are those of the rules', () => {
  const names = POLICY_RULES.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'image-pull-policy',
      'node-port',
      'recreate',
      'run-as-low-id',
      'service-account-token',
      'single-replica',
      'writable-root-filesystem',
    ]),
  );
  const [object] = objectsOf(`{ apiVersion: v1, kind: Service, metadata: { name: a,
    annotations: { cdk8s-eo/exception-node-port: the reason for it } } }`);
  expect(object && isExcepted(object, 'node-port')).toBe(true);
});

describe('unset-resources', () => {
  const resources = (text: string) => pod(`      resources: ${text}`);

  test.each([
    [
      'a request that is left to the limit',
      '{ limits: { cpu: 1, memory: 1Gi, ephemeral-storage: 1Gi } }',
      [],
    ],
    [
      'a limit that is missing',
      '{ requests: { cpu: 1 }, limits: { memory: 1Gi, ephemeral-storage: 1Gi } }',
      ['spec.containers[0].resources has no limits of cpu'],
    ],
    [
      'nothing',
      '{}',
      ['spec.containers[0].resources has no requests and limits of cpu, memory, ephemeral-storage'],
    ],
  ])('says once what a container lacks: %s', (_, text, messages) => {
    const all = faults(POLICY_RULES, 'unset-resources', resources(text));
    expect(all.map(({ message }) => message)).toEqual(messages);
  });

  test('a LimitRange of the namespace speaks for the containers', () => {
    const range = (namespace: string) => `
apiVersion: v1
kind: LimitRange
metadata: { name: a, namespace: ${namespace} }
spec: { limits: [{ type: Container, default: { cpu: 1, memory: 1Gi, ephemeral-storage: 1Gi } }] }
`;
    expect(found('unset-resources', resources('{}'), range('eo'))).toEqual([]);
    expect(found('unset-resources', resources('{}'), range('other'))).toHaveLength(1);
  });
});

describe('run-as-low-id', () => {
  const run = (podContext: string, container: string) =>
    pod(`      securityContext: ${container}`, `  securityContext: ${podContext}`);

  test.each([
    ['{ runAsUser: 10001, runAsGroup: 10001 }', '{}', []],
    ['{}', '{ runAsUser: 10001, runAsGroup: 10001 }', []],
    ['{ runAsUser: 10000, runAsGroup: 10001 }', '{}', ['spec.securityContext has runAsUser 10000']],
    [
      '{ runAsUser: 10001, runAsGroup: 10001 }',
      '{ runAsUser: 101 }',
      ['spec.containers[0].securityContext has runAsUser 101'],
    ],
    ['{ runAsGroup: 5 }', '{}', ['spec.securityContext has no runAsUser and runAsGroup 5']],
  ])('%s and %s', (podContext, container, messages) => {
    const all = faults(POLICY_RULES, 'run-as-low-id', run(podContext, container));
    expect(all.map(({ message }) => message)).toEqual(messages);
  });

  test('what the pod says is found once, however many containers it has', () => {
    const two = pod('    - { name: b, image: "b:1" }', '  securityContext: { runAsUser: 1 }');
    expect(found('run-as-low-id', two)).toEqual(['spec.securityContext']);
  });
});

describe('service-account-token', () => {
  const account = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: tiler, namespace: eo }
automountServiceAccountToken: false
`;
  const binding = `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: tiler, namespace: eo }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: tiler }
subjects: [{ kind: ServiceAccount, name: tiler }]
`;
  const using = (more = '') => pod('', `  serviceAccountName: tiler\n  ${more}`);

  test('a ServiceAccount says it for its pods, which may say otherwise', () => {
    expect(found('service-account-token', using(), account)).toEqual([]);
    expect(found('service-account-token', using())).toHaveLength(1);
    const token = using('automountServiceAccountToken: true');
    expect(found('service-account-token', token, account)).toHaveLength(1);
  });

  test('a pod with a Role needs its token', () => {
    expect(found('service-account-token', using(), binding)).toEqual([]);
    expect(found('service-account-token', pod(''), binding)).toHaveLength(1);
  });
});

describe('service-links', () => {
  test('a pod without a Service beside it gets no variables', () => {
    expect(found('service-links', pod(''))).toEqual([]);
    expect(found('service-links', pod(''), SERVICE.replace('eo', 'other'))).toEqual([]);
    expect(
      found('service-links', pod(''), `${SERVICE.replace('spec: {', 'spec: { clusterIP: None,')}`),
    ).toEqual([]);
    expect(found('service-links', pod(''), SERVICE)).toHaveLength(1);
  });
});

describe('image-pull-policy', () => {
  const digest = `tiler@sha256:${'0a'.repeat(32)}`;

  test.each([
    ['tiler:1', '', 1],
    ['tiler:1', 'imagePullPolicy: Never', 1],
    ['tiler:1', 'imagePullPolicy: Always', 0],
    ['tiler', '', 0],
    ['host:5000/tiler', '', 0],
    ['tiler:latest', '', 0],
    ['tiler:latest', 'imagePullPolicy: IfNotPresent', 1],
    [digest, '', 0],
    [digest, 'imagePullPolicy: IfNotPresent', 0],
  ])('%s with %j has %d findings', (image, policy, count) => {
    const yaml = pod(`      ${policy}`).replace('registry.example.org/tiler:1.4.2', `"${image}"`);
    expect(found('image-pull-policy', yaml)).toHaveLength(count);
  });
});

describe.each(['readiness', 'liveness'])('no-%s-probe', (probe) => {
  const rule = `no-${probe}-probe`;

  test('is of pods behind a Service only', () => {
    expect(found(rule, pod(''))).toEqual([]);
    expect(found(rule, pod(''), SERVICE)).toEqual(['spec.containers']);
    expect(found(rule, pod(''), SERVICE.replace('{ app: tiler }', '{ app: other }'))).toEqual([]);
    expect(found(rule, pod(''), SERVICE.replace('eo', 'other'))).toEqual([]);
    expect(found(rule, pod(''), SERVICE.replace('{ app: tiler }', '{}'))).toEqual([]);
  });

  test('one container of the pod is enough', () => {
    const two = pod(`    - { name: b, image: "b:1", ${probe}Probe: { tcpSocket: { port: 80 } } }`);
    expect(found(rule, two, SERVICE)).toEqual([]);
  });

  test('a pod that ends by itself has none', () => {
    const job = workload('', 'Job').replace('apps/v1', 'batch/v1');
    expect(found(rule, job, SERVICE)).toEqual([]);
  });
});

describe('debug-server', () => {
  test.each([
    ['env: [{ name: DJANGO_DEBUG, value: "True" }]', ['spec.containers[0].env[0].value']],
    ['command: [flask, run, --debug]', ['spec.containers[0].command']],
    ['args: [flask, run, --debug]', ['spec.containers[0].args']],
    ['{ command: [sh, -c], args: ["FLASK_DEBUG=1 flask run"] }', ['spec.containers[0].args']],
    ['command: [jupyterhub, --debug]', []],
    ['args: [--debug]', []],
    ['env: [{ name: FLASK_DEBUG, valueFrom: { fieldRef: { fieldPath: a } } }]', []],
  ])('%s is found at %j', (text, paths) => {
    const fields = text.startsWith('{') ? text.slice(1, -1).replace('], ', ']\n      ') : text;
    expect(found('debug-server', pod(`      ${fields.trim()}`))).toEqual(paths);
  });

  test('is not looked for in what ends before the server starts', () => {
    const init = '  initContainers: [{ name: a, image: "a:1", command: [flask, init, --debug] }]';
    expect(found('debug-server', pod('', init))).toEqual([]);
  });
});

describe('replicas', () => {
  test.each([
    ['replicas: 1', 1],
    ['paused: false', 1],
    ['replicas: 0', 0],
    ['replicas: 2', 0],
  ])('single-replica of %s has %d findings', (spec, count) => {
    expect(found('single-replica', workload(spec), SERVICE)).toHaveLength(count);
  });

  test('an autoscaler keeps more than one', () => {
    expect(found('single-replica', workload('paused: false'), SERVICE, HPA)).toEqual([]);
    expect(found('no-disruption-budget', workload('paused: false'), HPA)).toHaveLength(1);
    expect(found('pods-not-spread', workload('paused: false'), HPA)).toHaveLength(1);
  });

  test('one pod that nobody sends requests to may be one', () => {
    expect(found('single-replica', workload('replicas: 1'))).toEqual([]);
    expect(found('recreate', workload('strategy: { type: Recreate }'))).toEqual([]);
    expect(found('no-disruption-budget', workload('replicas: 1'), SERVICE)).toEqual([]);
    expect(found('pods-not-spread', workload('replicas: 1'), SERVICE)).toEqual([]);
  });

  test('a StatefulSet may have one pod, and spreads several', () => {
    expect(found('single-replica', workload('replicas: 1', 'StatefulSet'), SERVICE)).toEqual([]);
    expect(found('pods-not-spread', workload('replicas: 2', 'StatefulSet'))).toHaveLength(1);
    expect(found('pods-not-spread', workload('replicas: 2', 'ReplicaSet'))).toEqual([]);
  });
});

describe('no-network-policy', () => {
  const policy = (spec: string, namespace = 'eo') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: a, namespace: ${namespace} }
spec: ${spec}
`;
  const missing = (...yaml: string[]) =>
    faults(POLICY_RULES, 'no-network-policy', [pod(''), ...yaml].join('---\n')).map(
      ({ message }) => /for (.*)$/.exec(message)?.[1],
    );

  test.each<[string, string, string[]]>([
    ['one for all pods', '{ podSelector: {}, policyTypes: [Ingress, Egress] }', []],
    ['ingress alone', '{ podSelector: {}, policyTypes: [Ingress] }', ['egress']],
    ['egress alone', '{ podSelector: {}, policyTypes: [Egress] }', ['ingress']],
    ['no types', '{ podSelector: {} }', ['egress']],
    ['no types, and egress', '{ podSelector: {}, egress: [] }', []],
    ['other pods', '{ podSelector: { matchLabels: { app: other } } }', ['ingress and egress']],
    [
      'an expression',
      '{ podSelector: { matchExpressions: [{ key: app, operator: Exists }] } }',
      ['egress'],
    ],
  ])('with %s', (_, spec, expected) => {
    expect(missing(policy(spec))).toEqual(expected);
  });

  test('two policies can do it together', () => {
    const [one, other] = ['Ingress', 'Egress'].map((type) =>
      policy(`{ podSelector: {}, policyTypes: [${type}] }`),
    );
    expect(missing(one ?? '', other ?? '')).toEqual([]);
  });

  test('a policy of another namespace does not count', () => {
    expect(missing(policy('{ podSelector: {}, egress: [] }', 'other'))).toHaveLength(1);
  });

  test('where a network plugin has policies of its own, nothing is said', () => {
    const cilium = policy('{}').replace('networking.k8s.io/v1', 'cilium.io/v2');
    expect(missing(cilium.replace('NetworkPolicy', 'CiliumNetworkPolicy'))).toEqual([]);
    const all = cilium.replace('NetworkPolicy', 'CiliumClusterwideNetworkPolicy');
    expect(missing(all.replace(', namespace: eo', ''))).toEqual([]);
  });

  test('pods in the network of the node have no policy', () => {
    expect(found('no-network-policy', pod('', '  hostNetwork: true'))).toEqual([]);
  });
});

test('default-namespace is of what makes pods, once an object', () => {
  const elsewhere = (yaml: string) => yaml.replaceAll('namespace: eo', 'namespace: default');
  expect(found('default-namespace', elsewhere(pod('')), elsewhere(SERVICE))).toEqual([
    'metadata.namespace',
  ]);
});

test.each([
  'traefik.ingress.kubernetes.io/router.tls',
  'alb.ingress.kubernetes.io/certificate-arn',
  'networking.gke.io/managed-certificates',
])('ingress-without-tls knows that %s names the certificate', (annotation) => {
  const ingress = `{ apiVersion: networking.k8s.io/v1, kind: Ingress,
    metadata: { name: a, annotations: { ${annotation}: "true" } } }`;
  expect(found('ingress-without-tls', ingress)).toEqual([]);
  expect(found('ingress-without-tls', ingress.replace(annotation, 'other'))).toHaveLength(1);
});

test.each(['helm.sh/hook', 'argocd.argoproj.io/hook'])('job-ttl passes a %s', (hook) => {
  const job = `{ apiVersion: batch/v1, kind: Job, spec: { ttlSecondsAfterFinished: 0 },
    metadata: { name: a, annotations: { ${hook}: PreSync } } }`;
  expect(found('job-ttl', job)).toEqual([]);
  expect(found('job-ttl', job.replace(hook, 'other'))).toHaveLength(1);
});

describe('roles', () => {
  const role = (rule: string) => `{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole,
    metadata: { name: a }, rules: [{ apiGroups: [""], resources: [pods], verbs: [get] }, ${rule}] }`;

  test.each([
    ['rbac-wildcard', '{ apiGroups: ["*"], resources: [pods], verbs: [get] }', 0],
    ['rbac-wildcard', '{ apiGroups: [""], resources: ["*"], verbs: [get] }', 1],
    ['rbac-wildcard', '{ nonResourceURLs: ["*"], verbs: ["*"] }', 1],
    ['rbac-secrets', '{ apiGroups: [""], resources: [secrets], verbs: [create] }', 0],
    ['rbac-secrets', '{ apiGroups: [""], resources: [secrets], verbs: [list] }', 1],
    ['rbac-secrets', '{ apiGroups: [example.org], resources: [secrets], verbs: [get] }', 0],
    ['rbac-escalation', '{ apiGroups: ["*"], resources: [roles], verbs: [bind] }', 1],
    [
      'rbac-escalation',
      '{ apiGroups: [""], resources: [serviceaccounts/token], verbs: [create] }',
      1,
    ],
    ['rbac-escalation', '{ apiGroups: [""], resources: [pods/exec], verbs: [delete] }', 0],
  ])('%s of %s has %d findings', (rule, text, count) => {
    expect(found(rule, role(text))).toEqual(count === 0 ? [] : ['rules[1]']);
  });

  test('an object is found once, however many of its rules are wrong', () => {
    const wild = '{ apiGroups: [""], resources: ["*"], verbs: ["*"] }';
    expect(found('rbac-wildcard', role(`${wild}, ${wild}`))).toEqual(['rules[1]']);
  });
});

test('secret-in-environment names the variables and the Secrets of a container', () => {
  const yaml = pod(`      env: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: a } } }]
      envFrom: [{ secretRef: { name: t } }, { configMapRef: { name: c } }]`);
  const all = faults(POLICY_RULES, 'secret-in-environment', yaml);
  expect(all.map(({ message }) => message)).toEqual([
    "spec.containers[0].env takes from Secrets: A, all of the Secret 't'",
  ]);
});
