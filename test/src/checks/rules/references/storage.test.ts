import { findings } from './findings';
import { object } from './objects';

const modes = 'accessModes: [ReadWriteMany]';

function volume(name: string, spec: string): string {
  return `
apiVersion: v1
kind: PersistentVolume
metadata: { name: ${name} }
spec: { capacity: { storage: 10Gi }, nfs: { server: n, path: /${name} }, ${spec} }
`;
}

function claim(name: string, spec: string, request = '10Gi'): string {
  return object(
    'v1',
    'PersistentVolumeClaim',
    name,
    `{ resources: { requests: { storage: ${request} } }, ${spec} }`,
  );
}

describe('claim-and-volume-differ', () => {
  const rule = 'claim-and-volume-differ';
  const kept = volume('v', `${modes}, claimRef: { namespace: eo, name: c }`);

  test.each([
    ['storageClassName: nfs', 'spec.storageClassName is "nfs", and that of PersistentVolume v ""'],
    ['volumeMode: Block', 'spec.volumeMode is Block, and that of PersistentVolume v Filesystem'],
    [
      'accessModes: [ReadWriteMany, ReadOnlyMany]',
      'spec.accessModes has ReadOnlyMany, which those of PersistentVolume v have not',
    ],
  ])('a claim with %s is found', (spec, message) => {
    const yaml = claim('c', spec.startsWith('access') ? spec : `${modes}, ${spec}`);
    expect(findings(rule, kept, yaml)).toEqual([`PersistentVolumeClaim eo/c: ${message}`]);
  });

  test('sizes are compared whatever their units', () => {
    const ask = (request: string) => claim('c', `${modes}, storageClassName: ""`, request);
    for (const request of ['11Gi', '10.1Gi', '11G', '11e9', '1Ti']) {
      expect(findings(rule, kept, ask(request))).toHaveLength(1);
    }
    for (const request of ['10Gi', '10240Mi', '10G', '10737418240', '1.5']) {
      expect(findings(rule, kept, ask(request))).toEqual([]);
    }
  });

  test('a claimRef without a namespace keeps the volume for nobody', () => {
    expect(findings(rule, volume('v', 'claimRef: { name: c }'))).toEqual([
      'PersistentVolume v: spec.claimRef.namespace is missing, so that the volume is kept for no claim',
    ]);
  });

  test('both must name each other', () => {
    expect(findings(rule, kept, claim('c', `${modes}, volumeName: w`))).toEqual([
      'PersistentVolume v: spec.claimRef.name is that of a claim that asks for another volume, w',
    ]);
    expect(findings(rule, kept, claim('d', `${modes}, volumeName: v`))).toEqual([
      'PersistentVolumeClaim eo/d: spec.volumeName is "v", a volume that is kept for eo/c',
    ]);
  });
});

describe('claim-without-class', () => {
  const rule = 'claim-without-class';

  test('is found for a volume that the claim names, is kept for, or evidently means', () => {
    const asks = claim('c', modes);
    const named = claim('c', `${modes}, volumeName: v`);
    const message =
      'PersistentVolumeClaim eo/c: spec.storageClassName is missing in a claim for PersistentVolume v';

    expect(findings(rule, named)).toEqual([message]);
    expect(
      findings(rule, volume('v', `${modes}, claimRef: { namespace: eo, name: c }`), asks),
    ).toEqual([message]);
    expect(findings(rule, volume('v', modes), asks)).toEqual([message]);
  });

  test('a claim for a new disk has the default class on purpose', () => {
    expect(findings(rule, claim('c', modes))).toEqual([]);
    expect(findings(rule, volume('v', 'accessModes: [ReadOnlyMany]'), claim('c', modes))).toEqual(
      [],
    );
    expect(findings(rule, volume('v', modes), claim('c', modes, '11Gi'))).toEqual([]);
  });
});

test('volume-claimed-twice: claims of two namespaces are two claims', () => {
  const one = claim('c', 'volumeName: v');
  expect(
    findings('volume-claimed-twice', one, one.replace('namespace: eo', 'namespace: b')),
  ).toEqual([
    'PersistentVolumeClaim eo/c: spec.volumeName is "v" in PersistentVolumeClaim eo/c, PersistentVolumeClaim b/c',
    'PersistentVolumeClaim b/c: spec.volumeName is "v" in PersistentVolumeClaim eo/c, PersistentVolumeClaim b/c',
  ]);
});

describe('volumes-may-swap', () => {
  const rule = 'volumes-may-swap';
  const free = `${modes}, storageClassName: ""`;

  test('one claim and two volumes, or two claims and one volume, leave a choice', () => {
    expect(findings(rule, volume('v', free), volume('w', free), claim('c', free))).toHaveLength(2);
    expect(findings(rule, volume('v', free), claim('c', free), claim('d', free))).toHaveLength(1);
  });

  test('a claim that names no volume can take that of one that does', () => {
    const named = claim('c', `${free}, volumeName: v`);
    expect(findings(rule, volume('v', free), named, claim('d', free))).toHaveLength(1);
    expect(findings(rule, volume('v', free), volume('w', free), named)).toEqual([]);
  });

  test('one of each, other sizes and modes, or a claimRef leave none', () => {
    expect(findings(rule, volume('v', free), claim('c', free))).toEqual([]);
    const large = volume('w', free).replace('10Gi', '1Gi');
    expect(findings(rule, volume('v', free), large, claim('c', free))).toEqual([]);
    const [v, w] = ['v', 'w'].map((name) =>
      volume(name, `${free}, claimRef: { namespace: eo, name: c${name} }`),
    );
    expect(findings(rule, v ?? '', w ?? '', claim('cv', free), claim('cw', free))).toEqual([]);
  });

  test('disks of one kind are as good as each other', () => {
    const local = volume('v', free).replace('nfs: { server: n, path: /v }', 'local: { path: /v }');
    const other = local.replace('name: v', 'name: w');
    expect(findings(rule, local, other, claim('c', free))).toEqual([]);
  });
});

describe('stateful-set-service', () => {
  const rule = 'stateful-set-service';
  const set = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: redis, namespace: eo }
spec: { serviceName: redis, template: { metadata: { labels: { app: redis } } } }
`;

  test.each([
    ['{ clusterIP: None, selector: { app: redis } }', undefined],
    ['{ selector: { app: redis } }', 'a Service that is not headless'],
    ['{ clusterIP: None, selector: { app: other } }', 'a Service that does not select its pods'],
  ])('a Service with %s', (spec, message) => {
    const found = findings(rule, set, object('v1', 'Service', 'redis', spec));
    expect(found).toEqual(
      message === undefined
        ? []
        : [`StatefulSet eo/redis: spec.serviceName is "redis", ${message}`],
    );
  });

  test('needs none where it names none', () => {
    expect(findings(rule, set)).toHaveLength(1);
    expect(findings(rule, set.replace('serviceName: redis,', ''))).toEqual([]);
  });
});
