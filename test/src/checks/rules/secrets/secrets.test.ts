import { credentialsInText } from '../../../../../constructs/rules/credentials/credentials';
import { mayHoldCredential } from '../../../../../constructs/rules/credentials/hint';
import { SECRET_RULES } from '../../../../../src/checks/rules/secrets';
import { CORPUS, dummy, JOBMANAGER, WORD } from '../../../../constructs/rules/credentials/corpus';
import { readFixtures } from '../../../../constructs/rules/credentials-corpus/fixture';
import { faults, pod, testExamples } from '../judged';

testExamples(SECRET_RULES);

const PASSWORD = dummy(81);

function found(...yaml: string[]): string[] {
  return faults(SECRET_RULES, 'credential', yaml.join('---\n')).map(({ path }) => path);
}

function configMap(data: Record<string, string>, field = 'data'): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace: 'eo' },
    [field]: data,
  });
}

describe('a ConfigMap', () => {
  test('is found with each file and all of its keys, and no value', () => {
    const yaml = configMap({ 'config.yaml': JOBMANAGER.text, 'plain.yaml': 'level: debug\n' });
    const all = faults(SECRET_RULES, 'credential', yaml);
    expect(all.map(({ path }) => path)).toEqual(['data["config.yaml"]']);
    for (const key of JOBMANAGER.credentials) expect(all[0]?.message).toContain(`${key} (`);
    const values = JOBMANAGER.text.match(/(?<=_(PASS|KEY|SECRET): "?)[^"\s]+/g) ?? [];
    expect(values.length).toBeGreaterThan(5);
    for (const value of values) expect(all[0]?.message).not.toContain(value);
  });

  test.each([
    ['a setting by its key', { DB_PASSWORD: PASSWORD }, 'data.DB_PASSWORD'],
    [
      'a key of a server',
      { id_rsa: ['-----BEGIN', 'PRIVATE KEY-----\nx'].join(' ') },
      'data.id_rsa',
    ],
    ['a URL with a password', { url: `postgresql://odc:${PASSWORD}@db/odc` }, 'data.url'],
  ])('is found with %s', (_, data, path) => {
    expect(found(configMap(data))).toEqual([path]);
  });

  test('is read where it is binary', () => {
    const encoded = Buffer.from(`password: ${PASSWORD}\n`).toString('base64');
    expect(found(configMap({ 'a.yaml': encoded }, 'binaryData'))).toEqual(['binaryData["a.yaml"]']);
    const picture = Buffer.from([0, 1, 2, 255]).toString('base64');
    expect(found(configMap({ 'a.png': picture }, 'binaryData'))).toEqual([]);
  });

  test.each([
    ['a reference', { DB_PASSWORD: '$(DB_PASSWORD)' }],
    ['the name of a file', { PASSWORD_FILE: '/run/secrets/password' }],
    ['a file that is called after what it is about', { 'tokens.json': '{"a": "b"}' }],
    ['plain settings', { 'config.yaml': 'bands: [B02, B03]\n', LEVEL: 'debug' }],
  ])('passes with %s', (_, data) => {
    expect(found(configMap(data))).toEqual([]);
  });

  test('with very many of them names some, and says how many more', () => {
    const text = Array.from({ length: 30 }, (_, i) => `a${i}_password: ${PASSWORD}`).join('\n');
    expect(faults(SECRET_RULES, 'credential', configMap({ 'a.yaml': text }))).toMatchObject([
      { message: expect.stringMatching(/a19_password \(.*, 10 more$/) },
    ]);
  });
});

describe('a container', () => {
  test.each([
    [`args: ["-dbPassword=${PASSWORD}"]`, 'spec.containers[0].args'],
    [`command: [sh, -c, "PGPASSWORD=${PASSWORD} psql"]`, 'spec.containers[0].command'],
    [
      `env: [{ name: A, value: b }, { name: PASSWORD, value: ${WORD} }]`,
      'spec.containers[0].env[1].value',
    ],
    [
      `livenessProbe: { exec: { command: [redis-cli, -a, ${PASSWORD}, ping] } }`,
      'spec.containers[0].livenessProbe.exec.command',
    ],
    [
      `readinessProbe: { httpGet: { port: 80, httpHeaders: [{ name: Authorization, value: Bearer ${PASSWORD}1 }] } }`,
      'spec.containers[0].readinessProbe.httpGet.httpHeaders[0].value',
    ],
  ])('is found with %s', (field, path) => {
    expect(found(pod(`      ${field}`))).toEqual([path]);
  });

  test('is found once', () => {
    const yaml = pod(`      args: ["--password=${PASSWORD}"]
      env: [{ name: A_TOKEN, value: ${PASSWORD} }, { name: B_TOKEN, value: ${PASSWORD} }]`);
    expect(faults(SECRET_RULES, 'credential', yaml)).toMatchObject([
      { message: expect.stringMatching(/A_TOKEN .*; .*B_TOKEN .*; .*args .*--password/) },
    ]);
  });

  test.each([
    'env: [{ name: PASSWORD, valueFrom: { secretKeyRef: { name: a, key: password } } }]',
    'env: [{ name: PASSWORD, value: $(OTHER) }, { name: TOKEN_SECRET_NAME, value: the-token }]',
    'args: ["--password-file", /run/secrets/password, "--password=$(PASSWORD)"]',
  ])('passes with %s', (field) => {
    expect(found(pod(`      ${field}`))).toEqual([]);
  });

  test('may be told the name of a Secret, but for a password', () => {
    const volume = '  volumes: [{ name: a, secret: { secretName: database } }]';
    const named = (name: string) => pod(`      env: [{ name: ${name}, value: database }]`, volume);
    expect(found(named('DATABASE_SECRET'))).toEqual([]);
    expect(found(named('DATABASE_PASSWORD'))).toHaveLength(1);
    expect(found(pod('      env: [{ name: DATABASE_SECRET, value: database }]'))).toHaveLength(1);
  });
});

describe('other fields', () => {
  const custom = (spec: string, apiVersion = 'example.org/v1', kind = 'Thing') =>
    `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: a }, spec: ${spec} }\n`;

  test('annotations are judged by what their values show, and by names of passwords', () => {
    const annotated = (annotations: string) =>
      `{ apiVersion: v1, kind: Service, metadata: { name: a, annotations: { ${annotations} } } }\n`;
    expect(found(annotated(`example.org/db-password: ${PASSWORD}`))).toEqual([
      'metadata.annotations["example.org/db-password"]',
    ]);
    expect(found(annotated(`a: "amqp://a:${PASSWORD}@b"`))).toHaveLength(1);
    for (const reference of [
      'nginx.ingress.kubernetes.io/auth-secret: basic-auth',
      'vault.hashicorp.com/agent-inject-secret-password: secret/data/database',
      `checksum/secret: ${'0a'.repeat(32)}`,
      `checksum/password: ${'0a'.repeat(32)}`,
    ]) {
      expect(found(annotated(reference))).toEqual([]);
    }
  });

  test('annotations of the pods of a template count too', () => {
    const yaml = `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a }, spec: { template:
      { metadata: { annotations: { a-password: ${PASSWORD} } }, spec: {} } } }`;
    expect(found(yaml)).toEqual(['spec.template.metadata.annotations.a-password']);
  });

  test('custom resources are found with a literal', () => {
    expect(found(custom(`{ database: { password: ${PASSWORD} } }`))).toEqual([
      'spec.database.password',
    ]);
    expect(found(custom(`{ parameters: [{ name: auth.password, value: ${PASSWORD} }] }`))).toEqual([
      'spec.parameters[0].value',
    ]);
    expect(found(custom(`{ hosts: ["x", "redis://:${PASSWORD}@redis"] }`))).toEqual([
      'spec.hosts[1]',
    ]);
  });

  test.each([
    custom('{ tokenSecret: the-token, credentials: database, secretKey: password }'),
    custom('{ passwordSecretRef: { name: database, key: password } }'),
    custom(
      '{ encryptedData: { password: AgBy3i4OJSWKabc } }',
      'bitnami.com/v1alpha1',
      'SealedSecret',
    ),
    custom('{ password: database }', 'gateway.networking.k8s.io/v1', 'Gateway'),
  ])('references and what is sealed pass: %s', (yaml) => {
    expect(found(yaml)).toEqual([]);
  });

  test('a container of a custom resource is found once', () => {
    const spec = `{ worker: { spec: { containers: [{ name: a, env: [{ name: PASSWORD, value: ${PASSWORD} }] }] } } }`;
    expect(found(custom(spec, 'kubernetes.dask.org/v1', 'DaskCluster'))).toEqual([
      'spec.worker.spec.containers[0].env[0].value',
    ]);
  });

  test('attributes of volumes and classes count', () => {
    const csi = `{ csi: { driver: smb.csi.k8s.io, volumeAttributes: { password: ${PASSWORD} } } }`;
    expect(found(custom(csi, 'v1', 'PersistentVolume'))).toEqual([
      'spec.csi.volumeAttributes.password',
    ]);
  });
});

describe('the first look', () => {
  const files = [
    ...CORPUS.map(({ name, text }) => ({ name, text })),
    ...readFixtures().map(({ file, text }) => ({ name: file, text })),
  ];

  test.each(files.map((file) => [file.name, file] as const))(
    'misses nothing in %s, line by line',
    (_, { name, text }) => {
      const base = name.replace(/^.*\//, '');
      const missed = text
        .split('\n')
        .filter((line) => credentialsInText(line, base).length > 0)
        .filter((line) => !mayHoldCredential(`${base}\n${line}`));
      expect(missed).toEqual([]);
    },
  );

  test.each(['bands: [B02, B03]', 'http://tiler:5000/healthz', 'PruneLast=true', '/data/scenes'])(
    'says no to %s',
    (text) => {
      expect(mayHoldCredential(text)).toBe(false);
    },
  );
});

describe('plain-secret', () => {
  test('finds a Secret with values in either field', () => {
    const secret = (fields: string) =>
      `{ apiVersion: v1, kind: Secret, metadata: { name: a }, ${fields} }`;
    const rule = (yaml: string) => faults(SECRET_RULES, 'plain-secret', yaml);
    expect(rule(secret('data: {}, stringData: { a: b }'))).toHaveLength(2);
    expect(rule(secret('type: Opaque'))).toEqual([]);
  });
});
