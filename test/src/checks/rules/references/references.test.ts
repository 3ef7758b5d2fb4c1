import { findings } from './findings';
import { deployment, object } from './objects';

const config = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: eo }
data: { level: debug }
binaryData: { logo.png: AAAA }
`;

/** A Deployment with a variable from a key of a ConfigMap or Secret. */
function withVariable(source: string): string {
  return deployment('api', 'app: api', {
    container: `env: [{ name: A, valueFrom: { ${source} } }]`,
  });
}

function withVolume(volume: string, mount = 'mountPath: /v'): string {
  return deployment('api', 'app: api', {
    pod: `volumes: [{ name: v, ${volume} }]`,
    container: `volumeMounts: [{ name: v, ${mount} }]`,
  });
}

describe('missing-reference', () => {
  const rule = 'missing-reference';
  const pod = 'Deployment eo/api: spec.template.spec';

  test.each([
    [
      withVariable('configMapKeyRef: { name: setings, key: level }'),
      `${pod}.containers[0].env[0].valueFrom.configMapKeyRef.name is "setings", a ConfigMap that is ` +
        'not here (there is "settings")',
    ],
    [
      withVolume('configMap: { name: other }'),
      `${pod}.volumes[0].configMap.name is "other", a ConfigMap that is not here`,
    ],
    [
      withVolume('projected: { sources: [{ configMap: { name: other } }] }'),
      `${pod}.volumes[0].projected.sources[0].configMap.name is "other", a ConfigMap that is not here`,
    ],
    [
      withVolume('persistentVolumeClaim: { claimName: data }'),
      `${pod}.volumes[0].persistentVolumeClaim.claimName is "data", a PersistentVolumeClaim that is not here`,
    ],
    [
      deployment('api', 'app: api', { pod: 'serviceAccountName: api' }),
      `${pod}.serviceAccountName is "api", a ServiceAccount that is not here`,
    ],
  ])('finds what a pod needs: %#', (yaml, message) => {
    expect(findings(rule, config, yaml)).toEqual([message]);
  });

  test('finds what an init container and a pod of a custom resource need', () => {
    const init = deployment('api', 'app: api', {
      pod: 'initContainers: [{ name: a, envFrom: [{ configMapRef: { name: x } }] }]',
    });
    const container = '{ containers: [{ name: a, envFrom: [{ configMapRef: { name: x } }] }] }';
    const dask = object(
      'kubernetes.dask.org/v1',
      'DaskCluster',
      'dask',
      `{ worker: { spec: ${container} } }`,
    );
    expect(findings(rule, init, dask)).toHaveLength(2);
  });

  test('tells each missing object once for each object that needs it', () => {
    const twice = deployment('api', 'app: api', {
      container:
        'envFrom: [{ configMapRef: { name: x } }, { configMapRef: { name: x }, prefix: A_ }]',
    });
    expect(findings(rule, twice)).toHaveLength(1);
  });

  test('an object of the same name in another namespace is another one', () => {
    const elsewhere = config.replace('namespace: eo', 'namespace: other');
    expect(findings(rule, elsewhere, withVolume('configMap: { name: settings }'))).toHaveLength(1);
  });

  test.each([
    withVariable('configMapKeyRef: { name: other, key: level, optional: true }'),
    withVolume('configMap: { name: other, optional: true }'),
    withVolume('projected: { sources: [{ configMap: { name: kube-root-ca.crt } }] }'),
    deployment('api', 'app: api', { pod: 'serviceAccountName: default' }),
    deployment('api', 'app: api', { pod: 'priorityClassName: system-node-critical' }),
  ])('what is optional, or in every namespace, is not missing: %#', (yaml) => {
    expect(findings(rule, yaml)).toEqual([]);
    expect(findings('reference-outside', yaml)).toEqual([]);
  });

  test('the claims of a StatefulSet are there', () => {
    const set = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: redis, namespace: eo }
spec: { volumeClaimTemplates: [{ metadata: { name: data } }] }
`;
    const backup = (claim: string) => withVolume(`persistentVolumeClaim: { claimName: ${claim} }`);
    expect(findings(rule, set, backup('data-redis-0'))).toEqual([]);
    expect(findings(rule, set, backup('data-valkey-0'))).toHaveLength(1);
  });

  test('KEDA finds how to log in', () => {
    const scaled = (ref: string) =>
      object(
        'keda.sh/v1alpha1',
        'ScaledJob',
        'work',
        `{ triggers: [{ type: redis, authenticationRef: { ${ref} } }] }`,
      );
    expect(findings(rule, scaled('name: redis'))).toEqual([
      'ScaledJob eo/work: spec.triggers[0].authenticationRef.name is "redis", a TriggerAuthentication ' +
        'that is not here',
    ]);
    const own = object('keda.sh/v1alpha1', 'TriggerAuthentication', 'redis', '{}');
    expect(findings(rule, own, scaled('name: redis'))).toEqual([]);
    const ofCluster = scaled('name: redis, kind: ClusterTriggerAuthentication');
    expect(findings(rule, ofCluster)).toEqual([]);
    expect(findings('reference-outside', ofCluster)).toHaveLength(1);
  });
});

describe('reference-outside', () => {
  const rule = 'reference-outside';
  const needsSecret = withVariable('secretKeyRef: { name: db, key: password }');

  test('a Secret is told, and nobody is warned of it', () => {
    expect(findings(rule, needsSecret)).toEqual([
      'Deployment eo/api: spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.name is "db", ' +
        'a Secret that must be in the cluster',
    ]);
    expect(findings('missing-reference', needsSecret)).toEqual([]);
  });

  test.each([
    object('external-secrets.io/v1', 'ExternalSecret', 'x', '{ target: { name: db } }'),
    object('external-secrets.io/v1', 'ExternalSecret', 'db', '{}'),
    object('bitnami.com/v1alpha1', 'SealedSecret', 'db', '{}'),
    object('cert-manager.io/v1', 'Certificate', 'x', '{ secretName: db }'),
    object('networking.k8s.io/v1', 'Ingress', 'x', '{ tls: [{ secretName: db }] }', {
      annotations: 'cert-manager.io/cluster-issuer: letsencrypt',
    }),
  ])('an operator makes it: %#', (yaml) => {
    expect(findings(rule, needsSecret, yaml)).toEqual([]);
  });

  test('an Ingress without an issuer makes no Secret', () => {
    const ingress = object('networking.k8s.io/v1', 'Ingress', 'x', '{ tls: [{ secretName: db }] }');
    expect(findings(rule, needsSecret, ingress)).toHaveLength(1);
  });

  test('a PriorityClass and a pull secret are told', () => {
    const yaml = deployment('api', 'app: api', {
      pod: 'priorityClassName: batch\n      imagePullSecrets: [{ name: regcred }]',
    });
    expect(findings(rule, yaml)).toEqual([
      'Deployment eo/api: spec.template.spec.priorityClassName is "batch", a PriorityClass that must be ' +
        'in the cluster',
      'Deployment eo/api: spec.template.spec.imagePullSecrets[0].name is "regcred", a Secret that must ' +
        'be in the cluster',
    ]);
    const own = `
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: batch }
`;
    expect(findings(rule, yaml, own)).toHaveLength(1);
  });
});

describe('missing-key', () => {
  const rule = 'missing-key';

  test.each([
    [
      withVariable('configMapKeyRef: { name: settings, key: levl }'),
      'configMapKeyRef.key is "levl"',
    ],
    [
      withVolume('configMap: { name: settings, items: [{ key: a, path: b }] }'),
      'configMap.items[0].key is "a"',
    ],
    [
      withVolume(
        'projected: { sources: [{ configMap: { name: settings, items: [{ key: a, path: b }] } }] }',
      ),
      'configMap.items[0].key is "a"',
    ],
    [
      withVolume('configMap: { name: settings }', 'mountPath: /a, subPath: a.yaml'),
      'volumeMounts[0].subPath is "a.yaml"',
    ],
    [
      withVolume(
        'configMap: { name: settings, items: [{ key: level, path: level.txt }] }',
        'mountPath: /a, subPath: level',
      ),
      'volumeMounts[0].subPath is "level", which none of the items',
    ],
  ])('finds a key that is not in the ConfigMap: %#', (yaml, message) => {
    const found = findings(rule, config, yaml);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  test.each([
    withVariable('configMapKeyRef: { name: settings, key: level }'),
    withVariable('configMapKeyRef: { name: settings, key: a, optional: true }'),
    withVolume('configMap: { name: settings }', 'mountPath: /a, subPath: logo.png'),
    withVolume(
      'configMap: { name: settings, items: [{ key: level, path: etc/level.txt }] }',
      'mountPath: /a, subPath: etc',
    ),
    withVolume('configMap: { name: other, items: [{ key: a, path: b }] }'),
  ])('a key that is there, optional or not to be known is not found: %#', (yaml) => {
    expect(findings(rule, config, yaml)).toEqual([]);
  });

  test('a ConfigMap without data is filled in the cluster', () => {
    const empty = config.replace(/\ndata[\s\S]*/, '');
    const yaml = withVariable('configMapKeyRef: { name: settings, key: ca.crt }');
    expect(findings(rule, empty, yaml)).toEqual([]);
  });

  test('the keys of a sealed and of an external secret are known, unless it takes all of a store', () => {
    const needs = withVariable('secretKeyRef: { name: db, key: password }');
    const external = (spec: string) =>
      object('external-secrets.io/v1', 'ExternalSecret', 'db', `{ ${spec} }`);
    const sealed = (key: string) =>
      object('bitnami.com/v1alpha1', 'SealedSecret', 'db', `{ encryptedData: { ${key}: AgA= } }`);

    expect(findings(rule, needs, external('data: [{ secretKey: user }]'))).toHaveLength(1);
    expect(findings(rule, needs, external('data: [{ secretKey: password }]'))).toEqual([]);
    expect(
      findings(rule, needs, external('data: [{ secretKey: user }], dataFrom: [{ extract: {} }]')),
    ).toEqual([]);
    expect(findings(rule, needs, sealed('user'))).toHaveLength(1);
    expect(findings(rule, needs, sealed('password'))).toEqual([]);
  });
});

function binding(kind: string, roleRef: string, subject: string): string {
  const metadata = kind === 'RoleBinding' ? '{ name: x, namespace: eo }' : '{ name: x }';
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: ${metadata}
roleRef: { ${roleRef} }
subjects: [{ kind: ServiceAccount, ${subject} }]
`;
}

const account = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: runner, namespace: eo }
`;

describe('binding-to-missing', () => {
  const rule = 'binding-to-missing';
  const runner = 'name: runner, namespace: eo';

  test('finds the role and the account', () => {
    const wrong = binding('RoleBinding', 'kind: Role, name: x', 'name: other, namespace: eo');
    expect(findings(rule, account, wrong)).toEqual([
      'RoleBinding eo/x: roleRef.name is "x", a Role that is not here',
      'RoleBinding eo/x: subjects[0].name is that of ServiceAccount eo/other, which is not here',
    ]);
    expect(
      findings(rule, account, binding('ClusterRoleBinding', 'kind: ClusterRole, name: x', runner)),
    ).toHaveLength(1);
  });

  test.each([
    'name: default, namespace: eo',
    'name: hpa, namespace: kube-system',
    'name: x, namespace: monitoring',
  ])('an account of somebody else is not missing: %s', (subject) => {
    expect(
      findings(rule, account, binding('RoleBinding', 'kind: ClusterRole, name: view', subject)),
    ).toEqual([]);
  });
});

describe('unused-service-account', () => {
  const rule = 'unused-service-account';
  const bound = binding(
    'RoleBinding',
    'kind: ClusterRole, name: edit',
    'name: runner, namespace: eo',
  );
  const pod = (fields: { container?: string; pod?: string } = {}) =>
    deployment('runner', 'app: runner', fields);

  test('the name of the pod is not that of its account', () => {
    expect(findings(rule, account, bound, pod())).toEqual([
      'ServiceAccount eo/runner: metadata.name is that of no pod, although a role is bound to the account',
    ]);
  });

  test.each([
    pod({ pod: 'serviceAccountName: runner' }),
    pod({ container: 'args: [--executor-service-account=runner]' }),
    pod() +
      '---\n' +
      object('argoproj.io/v1alpha1', 'Workflow', 'w', '{ serviceAccountName: runner }'),
    `${pod()}---${config.replace('level: debug', '"pod.yaml": "spec: { serviceAccountName: runner }"')}`,
    `${pod()}---
apiVersion: v1
kind: Secret
metadata: { name: token, namespace: eo, annotations: { kubernetes.io/service-account.name: runner } }
`,
  ])('whatever may use the account is believed: %#', (yaml) => {
    expect(findings(rule, account, bound, yaml)).toEqual([]);
  });

  test("an account without a role, or in a namespace without pods, is nobody's business", () => {
    expect(findings(rule, account, pod())).toEqual([]);
    expect(findings(rule, account, bound)).toEqual([]);
  });
});
