import { amountOf } from '../../../../../src/checks/amount';
import { VALUE_RULES } from '../../../../../src/checks/rules/values';
import { faults, pod, testExamples } from '../judged';

testExamples(VALUE_RULES);

/** The paths at which a rule finds something in a YAML text. */
function found(rule: string, yaml: string): string[] {
  return faults(VALUE_RULES, rule, yaml).map(({ path }) => path);
}

test.each<[unknown, number | undefined]>([
  ['1', 1],
  ['1.5Gi', 1610612736],
  ['400m', 0.4],
  ['2e3', 2000],
  ['1E', 1e18],
  ['3k', 3000],
  [512, 512],
  ['1gi', undefined],
  ['', undefined],
  [Number.NaN, undefined],
  [null, undefined],
])('the amount of %j is %j', (value, amount) => {
  expect(amountOf(value)).toBe(amount);
});

describe('fraction-of-a-byte', () => {
  test.each(['400m', '0.5', '1500m', '3u'])('finds a limit of %s', (value) => {
    expect(
      found('fraction-of-a-byte', pod(`      resources: { limits: { memory: "${value}" } }`)),
    ).toEqual(['spec.containers[0].resources.limits.memory']);
  });

  test.each(['0', '400M', '1.5Gi', '1288490188800m', '400gi', 'x'])('passes %s', (value) => {
    expect(
      found('fraction-of-a-byte', pod(`      resources: { limits: { memory: "${value}" } }`)),
    ).toEqual([]);
  });

  test('finds all of a container as one, and says what was meant', () => {
    const yaml = pod('      resources: { requests: { memory: 200m }, limits: { memory: 400m } }');
    expect(faults(VALUE_RULES, 'fraction-of-a-byte', yaml)).toEqual([
      expect.objectContaining({
        message:
          'spec.containers[0].resources.requests.memory is 200m, which is no whole number of bytes, ' +
          'and so is spec.containers[0].resources.limits.memory',
        fix: 'write 200Mi',
      }),
    ]);
  });

  test.each([
    [
      'v1',
      'PersistentVolumeClaim',
      'resources: { requests: { storage: 5m } }',
      'spec.resources.requests.storage',
    ],
    ['v1', 'PersistentVolume', 'capacity: { storage: 5m }', 'spec.capacity.storage'],
    [
      'v1',
      'ResourceQuota',
      'hard: { requests.memory: 5m, requests.cpu: 5m }',
      'spec.hard["requests.memory"]',
    ],
    [
      'v1',
      'LimitRange',
      'limits: [{ type: Container, default: { memory: 5m, cpu: 5m } }]',
      'spec.limits[0].default.memory',
    ],
    [
      'v1',
      'Pod',
      'volumes: [{ name: a, emptyDir: { sizeLimit: 5m } }]',
      'spec.volumes[0].emptyDir.sizeLimit',
    ],
    [
      'apps/v1',
      'StatefulSet',
      'volumeClaimTemplates: [{ spec: { resources: { requests: { storage: 5m } } } }]',
      'spec.volumeClaimTemplates[0].spec.resources.requests.storage',
    ],
  ])('finds it in %s %s', (apiVersion, kind, spec, path) => {
    const yaml = `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: a }, spec: { ${spec} } }`;
    expect(found('fraction-of-a-byte', yaml)).toEqual([path]);
  });
});

test.each([
  ['512', 1],
  ['512k', 1],
  ['1Mi', 0],
  ['0', 0],
  ['400m', 0],
])('memory-limit-in-bytes of %s has %d findings', (value, count) => {
  const yaml = pod(`      resources: { limits: { memory: ${value} }, requests: { memory: 1 } }`);
  expect(found('memory-limit-in-bytes', yaml)).toHaveLength(count);
});

describe('names', () => {
  const named = (kind: string, name: string) =>
    `{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: ${name}, namespace: eo } }`;

  test.each([
    ['a'.repeat(52), 0],
    ['a'.repeat(53), 1],
    ['a.b', 1],
  ])('a StatefulSet called %s has %d findings', (name, count) => {
    expect(found('stateful-set-name', named('StatefulSet', name))).toHaveLength(count);
  });

  test.each([
    ['a'.repeat(63), 0],
    ['a'.repeat(64), 1],
    ['a.b', 1],
  ])('a Deployment called %s has %d findings', (name, count) => {
    expect(found('deployment-name', named('Deployment', name))).toHaveLength(count);
  });
});

describe('nfs-server', () => {
  test('finds inline volumes of pods, with a fix', () => {
    const yaml = pod('', '  volumes: [{ name: a, nfs: { server: "nas:/export", path: / } }]');
    expect(faults(VALUE_RULES, 'nfs-server', yaml)).toMatchObject([
      { path: 'spec.volumes[0].nfs.server', fix: "write server: 'nas' and path: '/export'" },
    ]);
  });

  test.each(['nas', 'nas.example.org', '10.0.0.1', '2001:db8::1'])('passes %s', (server) => {
    const yaml = pod('', `  volumes: [{ name: a, nfs: { server: "${server}", path: / } }]`);
    expect(found('nfs-server', yaml)).toEqual([]);
  });
});

describe('mount options', () => {
  const volume = (options: string, more = '') => `
apiVersion: v1
kind: PersistentVolume
metadata: { name: a }
spec: { mountOptions: [${options}], nfs: { server: nas, path: / }, accessModes: [ReadWriteMany] ${more} }
`;

  test.each(['hrad', 'timeo=abc', 'nfsvers=5', '"hard,notime"'])('%s is unknown', (option) => {
    expect(found('unknown-mount-option', volume(option))).toEqual(['spec.mountOptions']);
    expect(found('mount-options', volume(option))).toEqual([]);
  });

  test.each(['vers=4.1', 'tcp', 'rw', '"hard,noatime"', 'softerr, _netdev', 'minorversion=1'])(
    '%s is known, and as good as ours',
    (options) => {
      expect(found('unknown-mount-option', volume(options))).toEqual([]);
      expect(found('mount-options', volume(options))).toEqual([]);
    },
  );

  test.each(['soft', 'bg', 'hard, soft', 'nolock, nfsvers=4.1'])('%s does harm', (options) => {
    expect(found('unknown-mount-option', volume(options))).toEqual([]);
    expect(found('mount-options', volume(options))).toEqual(['spec.mountOptions']);
  });

  test('soft is right where nothing is written', () => {
    expect(found('mount-options', volume('soft, ro'))).toEqual([]);
    const readOnly = volume('soft').replace('ReadWriteMany', 'ReadOnlyMany');
    expect(found('mount-options', readOnly)).toEqual([]);
    const source = volume('soft').replace('path: /', 'path: /, readOnly: true');
    expect(found('mount-options', source)).toEqual([]);
  });

  test('of the NFS driver and its classes count, of other volumes do not', () => {
    const driver = (name: string) =>
      volume('soft').replace('nfs: { server: nas, path: / }', `csi: { driver: ${name} }`);
    expect(found('mount-options', driver('nfs.csi.k8s.io'))).toEqual(['spec.mountOptions']);
    expect(found('mount-options', driver('smb.csi.k8s.io'))).toEqual([]);
    const ofClass = `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: a }
provisioner: nfs.csi.k8s.io
mountOptions: [soft]
`;
    expect(found('mount-options', ofClass)).toEqual(['mountOptions']);
  });
});

describe('unsafe-character', () => {
  const text = (value: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: eo }
data: { a: ok, "b.txt": ${JSON.stringify(value)} }
`;

  test.each(['\u007f', '\u0080', '\u0085', '\u009f', '\ufffe', '\uffff'])(
    'finds %j',
    (character) => {
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      expect(faults(VALUE_RULES, 'unsafe-character', text(`x${character}y`))).toMatchObject([
        {
          path: 'data["b.txt"]',
          message: `data["b.txt"] has the character U+${code} in it`,
          fix: 'remove it, or put the text into binaryData, in base64',
        },
      ]);
    },
  );

  test.each(['~', '\u00a0', 'é', '\ufffd', '\u{1fffe}', '\n\t'])('passes %j', (character) => {
    expect(found('unsafe-character', text(`x${character}y`))).toEqual([]);
  });

  test('finds it wherever it stands, once a text', () => {
    const yaml = pod(
      '      args: [a, "b\\x85"]\n      env: [{ name: A, value: "\\x7f\\x85" }, { name: B, value: "\\x7f" }]',
    );
    expect(found('unsafe-character', yaml)).toEqual([
      'spec.containers[0].args[1]',
      'spec.containers[0].env[0].value',
      'spec.containers[0].env[1].value',
    ]);
  });

  test('finds it in a name too', () => {
    const yaml = text('x').replace('a: ok', '"a\\x85": ok');
    expect(found('unsafe-character', yaml)).toEqual(['data']);
  });
});
