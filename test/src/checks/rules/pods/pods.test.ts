import { POD_RULES } from '../../../../../src/checks/rules/pods';
import { faults, pod, testExamples } from '../judged';

testExamples(POD_RULES);

/** The messages of a rule about a YAML text. */
function found(rule: string, yaml: string): string[] {
  return faults(POD_RULES, rule, yaml).map(({ message }) => message);
}

function image(reference: string): string {
  return pod('').replace('registry.example.org/tiler:1.4.2', JSON.stringify(reference));
}

describe('image-reference', () => {
  test.each([
    'tiler',
    'tiler:latest',
    'registry.example.org:5000/eo/tiler:1.4.2',
    `tiler@sha256:${'0a'.repeat(32)}`,
  ])('passes %s', (reference) => {
    expect(found('image-reference', image(reference))).toEqual([]);
  });

  test.each([
    'tiler:',
    ' tiler:1',
    'Tiler:1',
    'tiler:1.4.2 ',
    '{{ .Values.image }}:1',
    '/tiler:1',
    'tiler:a:b',
    'tiler@sha256:abc',
  ])('finds %j', (reference) => {
    expect(found('image-reference', image(reference))).toHaveLength(1);
  });

  test('looks into the pods of custom resources and init containers', () => {
    const dask = `
apiVersion: kubernetes.dask.org/v1
kind: DaskCluster
metadata: { name: dask, namespace: eo }
spec:
  worker: { spec: { initContainers: [{ name: a, image: "A" }], containers: [{ name: b, image: b }] } }
`;
    expect(faults(POD_RULES, 'image-reference', dask).map(({ path }) => path)).toEqual([
      'spec.worker.spec.initContainers[0].image',
    ]);
  });
});

describe('image-tag', () => {
  test.each(['tiler', 'tiler:latest', 'localhost:5000/tiler'])('finds %s', (reference) => {
    expect(found('image-tag', image(reference))).toHaveLength(1);
  });

  test.each([
    'tiler:1',
    `tiler@sha256:${'0a'.repeat(32)}`,
    `tiler:latest@sha256:${'0a'.repeat(32)}`,
    'Not an image',
  ])('passes %s', (reference) => {
    expect(found('image-tag', image(reference))).toEqual([]);
  });
});

describe('mount-path', () => {
  const mounted = (path: string) =>
    pod(`      volumeMounts: [{ name: a, mountPath: ${JSON.stringify(path)} }]`);

  test.each(['/data', '/data/', '/', 'C:\\data', 'D:/data'])('passes %s', (path) => {
    expect(found('mount-path', mounted(path))).toEqual([]);
  });

  test.each([
    ['data', "write '/data'"],
    ['./data', "write '/data'"],
    ['~/.aws', 'write an absolute path'],
    ['/data:ro', "write '/data' and mount it read-only"],
    ['/a:/b', 'write an absolute path'],
  ])('finds %s, with a fix', (path, fix) => {
    expect(faults(POD_RULES, 'mount-path', mounted(path))).toMatchObject([
      { path: 'spec.containers[0].volumeMounts[0].mountPath', fix },
    ]);
  });
});

describe('duplicate-env', () => {
  test('names each variable once', () => {
    const env = ['A', 'B', 'A', 'A', 'B', 'C'].map((name) => `{ name: ${name}, value: x }`);
    expect(found('duplicate-env', pod(`      env: [${env.join(', ')}]`))).toEqual([
      'spec.containers[0].env sets A, B more than once',
    ]);
  });

  test('two containers may set the same', () => {
    const two = pod(`      env: [{ name: A, value: x }]
    - { name: b, image: "b:1", env: [{ name: A, value: y }] }`);
    expect(found('duplicate-env', two)).toEqual([]);
  });
});

test('env-name names all of a container', () => {
  const env = '[{ name: a-b }, { name: 1A }, { name: _OK }, { name: java.home }]';
  expect(found('env-name', pod(`      env: ${env}`))).toEqual([
    "spec.containers[0].env has 'a-b', '1A', 'java.home': a name must be a variable name: letters, " +
      "digits and '_', not starting with a digit",
  ]);
});

describe('duplicate-port', () => {
  test.each([
    ['TCP and UDP of one number', '[{ containerPort: 53 }, { containerPort: 53, protocol: UDP }]'],
    ['ports of other numbers', '[{ containerPort: 80 }, { containerPort: 81 }]'],
  ])('passes %s', (_, ports) => {
    expect(found('duplicate-port', pod(`      ports: ${ports}`))).toEqual([]);
  });

  test('passes an init container, which ends before the others begin', () => {
    const init = '  initContainers: [{ name: a, image: "a:1", ports: [{ containerPort: 80 }] }]';
    expect(found('duplicate-port', pod('      ports: [{ containerPort: 80 }]', init))).toEqual([]);
  });

  test('finds a sidecar, which stays', () => {
    const sidecar =
      '  initContainers: [{ name: a, image: "a:1", restartPolicy: Always, ports: [{ containerPort: 80 }] }]';
    expect(found('duplicate-port', pod('      ports: [{ containerPort: 80 }]', sidecar))).toEqual([
      'spec.containers declare 80/TCP more than once',
    ]);
  });

  test('finds a name in two containers', () => {
    const two = pod(`      ports: [{ name: http, containerPort: 80 }]
    - { name: b, image: "b:1", ports: [{ name: http, containerPort: 81 }] }`);
    expect(found('duplicate-port', two)).toEqual([
      "spec.containers declare 'http' (TCP) more than once",
    ]);
  });
});

describe('probe-port-name', () => {
  const probed = (probe: string, ports = '[{ name: http, containerPort: 80 }]') =>
    pod(`      ports: ${ports}\n      ${probe}`);

  test.each([
    'livenessProbe: { tcpSocket: { port: web } }',
    'startupProbe: { httpGet: { path: /, port: web } }',
    'lifecycle: { preStop: { httpGet: { path: /, port: web } } }',
    'lifecycle: { postStart: { tcpSocket: { port: web } } }',
  ])('finds %s', (probe) => {
    expect(found('probe-port-name', probed(probe))).toHaveLength(1);
  });

  test('says the name that was meant', () => {
    const [fault] = faults(
      POD_RULES,
      'probe-port-name',
      probed('livenessProbe: { tcpSocket: { port: htpp } }'),
    );
    expect(fault?.fix).toBe("write 'http'");
  });

  test('says whose port it is, where it is that of another container', () => {
    const two = pod(`      livenessProbe: { tcpSocket: { port: proxy } }
    - { name: nginx, image: "b:1", ports: [{ name: proxy, containerPort: 81 }] }`);
    expect(faults(POD_RULES, 'probe-port-name', two)).toMatchObject([
      { fix: "write the number: 'proxy' is a port of the container 'nginx'" },
    ]);
  });

  test('finds several probes of a container as one', () => {
    const both =
      'livenessProbe: { tcpSocket: { port: a } }\n      readinessProbe: { tcpSocket: { port: b } }';
    expect(found('probe-port-name', probed(both))).toHaveLength(1);
  });
});

describe('probe-port', () => {
  test('a port of another container of the pod is reached too', () => {
    const two = pod(`      livenessProbe: { tcpSocket: { port: 81 } }
    - { name: b, image: "b:1", ports: [{ containerPort: 81 }] }`);
    expect(found('probe-port', two)).toEqual([]);
  });

  test('a port of another host is not the pod’s', () => {
    const probe = '      livenessProbe: { httpGet: { host: example.org, path: /, port: 81 } }';
    expect(found('probe-port', pod(probe))).toEqual([]);
  });

  test('a gRPC port counts', () => {
    const probe = '      livenessProbe: { grpc: { port: 81 } }';
    expect(faults(POD_RULES, 'probe-port', pod(probe))).toMatchObject([
      { path: 'spec.containers[0].livenessProbe.grpc.port' },
    ]);
  });
});

describe('identical-probes', () => {
  const probes = (live: string, ready: string) =>
    pod(`      livenessProbe: { ${live} }\n      readinessProbe: { ${ready} }`);
  const http = 'httpGet: { path: /, port: 80 }';

  test.each([
    ['another path', probes(http, 'httpGet: { path: /ready, port: 80 }')],
    ['more failures', probes(`${http}, failureThreshold: 6`, http)],
    ['longer periods', probes(`${http}, periodSeconds: 20`, http)],
    ['only one', pod(`      livenessProbe: { ${http} }`)],
    ['none', pod('')],
  ])('passes %s', (_, yaml) => {
    expect(found('identical-probes', yaml)).toEqual([]);
  });

  test.each([
    ['in another order', probes(http, 'httpGet: { port: 80, path: / }')],
    ['that gives up sooner', probes(`${http}, failureThreshold: 2`, http)],
    ['of a command', probes('exec: { command: [a] }', 'exec: { command: [a] }')],
  ])('finds the same %s', (_, yaml) => {
    expect(found('identical-probes', yaml)).toHaveLength(1);
  });
});

test.each([
  ['0', 1],
  ['-1', 1],
  ['1', 0],
])('grace-period of %s has %d findings', (seconds, count) => {
  const yaml = pod('', `  terminationGracePeriodSeconds: ${seconds}`);
  expect(found('grace-period', yaml)).toHaveLength(count);
});

describe('pre-stop', () => {
  const hook = (command: string) =>
    pod(`      lifecycle: { preStop: { exec: { command: ${command} } } }`);

  test.each([
    ['[sleep, "30"]', 1],
    ['[sleep, "29"]', 0],
    ['[sh, -c, "sleep 45 && nginx -s quit"]', 1],
    ['[/bin/sleep, 60s]', 1],
    ['[sh, -c, "mysleep 60"]', 0],
    ['[sleep, infinity]', 0],
  ])('%s within 30 seconds has %d findings', (command, count) => {
    expect(found('pre-stop', hook(command))).toHaveLength(count);
  });
});

describe('unexpanded-variable', () => {
  const command = (fields: string) => pod(`      ${fields.replaceAll('\n', '\n      ')}`);

  test.each([
    ['a variable of the container', 'args: ["$(A)"]\nenv: [{ name: A, value: x }]'],
    ['an escaped one', 'args: ["$$(A)"]'],
    ['a command of a shell', 'command: [sh, -c, "echo $(date)"]'],
    ['a script for the image’s shell', 'args: ["rm -r $(mktemp)"]'],
    ['an expression of another program', 'args: ["$(params.scene)", "$(1)", "$()"]'],
    ['what an unknown object may set', 'args: ["$(A)"]\nenvFrom: [{ secretRef: { name: s } }]'],
    ['a variable of a Service', 'args: ["$(REDIS_SERVICE_HOST):$(REDIS_SERVICE_PORT)"]'],
    ['an earlier variable', 'env: [{ name: A, value: x }, { name: B, value: "$(A)" }]'],
  ])('passes %s', (_, fields) => {
    expect(found('unexpanded-variable', command(fields))).toEqual([]);
  });

  test.each([
    ['an unknown one', 'args: [a, "$(A)"]', 'spec.containers[0].args[1]'],
    ['one after an escaped one', 'args: ["$$$(A)"]', 'spec.containers[0].args[0]'],
    ['a constant in a script', 'command: [sh, -c, "echo $(A)"]', 'spec.containers[0].command[2]'],
    [
      'a later variable',
      'env: [{ name: B, value: "$(A)" }, { name: A, value: x }]',
      'spec.containers[0].env[0].value',
    ],
    ['itself', 'env: [{ name: PATH, value: "/x:$(PATH)" }]', 'spec.containers[0].env[0].value'],
  ])('finds %s', (_, fields, path) => {
    expect(faults(POD_RULES, 'unexpanded-variable', command(fields))).toMatchObject([{ path }]);
  });

  test('finds what a Service would set where service links are off', () => {
    const yaml = pod('      args: ["$(REDIS_SERVICE_HOST)"]', '  enableServiceLinks: false');
    expect(found('unexpanded-variable', yaml)).toHaveLength(1);
  });

  test('reads the ConfigMap of envFrom where it is here, with its prefix', () => {
    const config = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: eo }
data: { QUEUE: scenes }
`;
    const from = (args: string) =>
      pod(
        `      args: ["${args}"]\n      envFrom: [{ prefix: EO_, configMapRef: { name: settings } }]`,
      ) + config;
    expect(found('unexpanded-variable', from('$(EO_QUEUE)'))).toEqual([]);
    expect(found('unexpanded-variable', from('$(QUEUE)'))).toHaveLength(1);
  });

  describe('of the Dask operator', () => {
    const dask = (component: string, fields: string, list = 'containers') => `
apiVersion: kubernetes.dask.org/v1
kind: DaskCluster
metadata: { name: dask, namespace: eo }
spec:
  ${component}: { spec: { ${list}: [{ name: dask, image: "dask:2024.8.0", ${fields} }] } }
`;

    test('the variables that it appends are known to its workers', () => {
      const args =
        'args: [dask-worker, --name, "$(DASK_WORKER_NAME)", "$(DASK_SCHEDULER_ADDRESS)"]';
      expect(found('unexpanded-variable', dask('worker', args))).toEqual([]);
    });

    test.each([
      ['the scheduler', dask('scheduler', 'args: ["$(DASK_WORKER_NAME)"]')],
      ['an init container', dask('worker', 'args: ["$(DASK_WORKER_NAME)"]', 'initContainers')],
      ['a variable', dask('worker', 'env: [{ name: A, value: "$(DASK_WORKER_NAME)" }]')],
    ])('they are not known to %s', (_, yaml) => {
      expect(found('unexpanded-variable', yaml)).toHaveLength(1);
    });
  });
});

describe('withdrawn-image', () => {
  const fixes = (reference: string) =>
    faults(POD_RULES, 'withdrawn-image', image(reference)).map(({ fix }) => fix);

  test.each([
    ['bitnami/redis:7.2', 'pull redis, or valkey/valkey, with the version that you need'],
    ['index.docker.io/bitnami/postgresql:15', 'pull postgres, or postgis/postgis,'],
    ['docker.io/bitnamilegacy/kubectl:1.30', 'pull the image of those who make the program'],
    ['minio/minio:RELEASE.2024-01-01T00-00-00Z', 'pull a version that quay.io/minio/minio has'],
    ['k8s.gcr.io/pause:3.9', "write 'registry.k8s.io/pause:3.9'"],
    ['k8s.gcr.io/sig-storage/nfs-subdir:v4.0.2', "'registry.k8s.io/sig-storage/nfs-subdir:v4.0.2'"],
    ['gcr.io/google_containers/defaultbackend:1.4', 'registry.k8s.io/defaultbackend'],
    ['gcr.io/kubebuilder/kube-rbac-proxy:v0.13.1', 'pull quay.io/brancz/kube-rbac-proxy'],
    ['osgeo/gdal:ubuntu-small-3.6.2', 'pull ghcr.io/osgeo/gdal'],
    ['jupyter/scipy-notebook:2023-10-17', 'pull quay.io/jupyter/scipy-notebook'],
    ['mdillon/postgis:11', 'pull postgis/postgis'],
    ['openjdk:17', 'pull eclipse-temurin'],
    ['docker.io/library/centos:7', 'pull quay.io/centos/centos'],
  ])('finds %s, and says what to pull', (reference, fix) => {
    expect(fixes(reference)).toEqual([expect.stringContaining(fix)]);
  });

  test.each([
    'redis:7.4.1',
    'bitnami/redis:latest',
    'bitnami/redis',
    `bitnami/redis@sha256:${'0a'.repeat(32)}`,
    'registry.example.org/bitnami/redis:7.2',
    'registry.example.org:5000/k8s.gcr.io/pause:3.9',
    'quay.io/minio/minio:RELEASE.2024-01-01T00-00-00Z',
    'minio/mc:1.4.2',
    'ghcr.io/osgeo/gdal:ubuntu-small-3.9.2',
    'jupyter/nbviewer:1.4.2',
    'gcr.io/google-samples/hello-app:1.0',
    'eclipse-temurin:17',
    'eo/openjdk:17',
    'Not an image',
    '',
  ])('passes %j', (reference) => {
    expect(fixes(reference)).toEqual([]);
  });
});

describe('volume-above-limit', () => {
  const volume = (folder: string, limits: string) =>
    pod(`      resources: { limits: ${limits} }`, `  volumes: [{ name: a, emptyDir: ${folder} }]`);

  test.each([
    ['as much as the limit', volume('{ sizeLimit: 1Gi }', '{ ephemeral-storage: 1Gi }')],
    ['no limit', volume('{ sizeLimit: 1Gi }', '{ cpu: 1 }')],
    ['no size', volume('{}', '{ ephemeral-storage: 1Mi }')],
    [
      'one in memory below that of memory',
      volume('{ medium: Memory, sizeLimit: 1Gi }', '{ memory: 2Gi, ephemeral-storage: 1Mi }'),
    ],
  ])('passes %s', (_, yaml) => {
    expect(found('volume-above-limit', yaml)).toEqual([]);
  });

  test.each([
    ['more than the limit', volume('{ sizeLimit: 1025Mi }', '{ ephemeral-storage: 1Gi }')],
    [
      'one in memory above that of memory',
      volume('{ medium: Memory, sizeLimit: 2G }', '{ memory: 1G }'),
    ],
  ])('finds %s', (_, yaml) => {
    expect(found('volume-above-limit', yaml)).toHaveLength(1);
  });

  test('the containers of a pod share their limits', () => {
    const two = volume('{ sizeLimit: 3Gi }', '{ ephemeral-storage: 2Gi }').concat(
      '    - { name: b, image: "b:1", resources: { limits: { ephemeral-storage: 1Gi } } }\n',
    );
    expect(found('volume-above-limit', two)).toEqual([]);
  });
});
