import { ApiObject, Chart, JsonPatch, Size, Testing } from 'cdk8s';
import { Deployment, k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { NfsVolume } from '../../constructs';
import { all, containerOf, emptyChart, objectsOf, only, podOf, yamlOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { everyShareProp } from './support/everything';
import { restrictedViolations } from './support/pod-security';
import { api, share } from './support/samples';

describe('NfsVolume with minimal props', () => {
  const chart = emptyChart();
  const volume = share(chart);

  test('gives these objects', () => {
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('has a volume and a claim that can only bind to each other', () => {
    const { metadata, spec } = only(chart, 'PersistentVolume');
    const claim = only(chart, 'PersistentVolumeClaim');
    expect(spec.claimRef).toEqual({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      name: claim.metadata.name,
      namespace: 'eo',
    });
    expect(claim.metadata.namespace).toBe('eo');
    expect(claim.spec.volumeName).toBe(metadata.name);
    expect([spec.storageClassName, claim.spec.storageClassName]).toEqual(['', '']);
    expect(claim.spec.accessModes).toEqual(spec.accessModes);
    expect(spec.persistentVolumeReclaimPolicy).toBe('Retain');
  });

  test('puts no namespace on the volume, although the chart has one', () => {
    expect(only(chart, 'PersistentVolume').metadata.namespace).toBeUndefined();
    expect(objectsOf(chart)[0]?.kind).toBe('PersistentVolume');
  });

  test('names the claim by the id and the volume by namespace and id', () => {
    expect(volume.claimName).toBe('scenes');
    expect(volume.persistentVolumeClaim.name).toBe('scenes');
    expect(volume.persistentVolume.name).toBe('eo.scenes');
  });

  test.each(['PersistentVolume', 'PersistentVolumeClaim'] as const)(
    'keeps the %s when a GitOps tool would prune it',
    (kind) => {
      expect(only(chart, kind).metadata.annotations).toEqual({
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'helm.sh/resource-policy': 'keep',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      });
    },
  );
});

test('NfsVolume with all props gives these objects', () => {
  const chart = emptyChart();
  new NfsVolume(chart, 'scenes', everyShareProp);
  expect(yamlOf(chart)).toMatchSnapshot();
  expect(inconsistencies(chart)).toEqual([]);
});

describe('NfsVolume can', () => {
  test.each([
    ['a host name', 'nfs.example.org'],
    ['an IPv4 address', '10.0.0.1'],
    ['an IPv6 address', '2001:db8::1'],
  ])('be on a server with %s', (_, server) => {
    const chart = emptyChart();
    share(chart, { server });
    expect(only(chart, 'PersistentVolume').spec.nfs.server).toBe(server);
  });

  test('grow without a change to any field of the claim', () => {
    const claims = [10, 100].map((tebibytes) => {
      const chart = emptyChart();
      share(chart, { capacity: Size.tebibytes(tebibytes) });
      return only(chart, 'PersistentVolumeClaim');
    });
    expect(claims[1]).toEqual(claims[0]);
  });

  test('be moved in the tree, and its class renamed, without a change to any object', () => {
    class Renamed extends NfsVolume {}
    const { server, path, capacity } = everyShareProp;
    const [chart, other] = [emptyChart(), emptyChart()];
    new NfsVolume(chart, 'scenes', { server, path, capacity });
    new Renamed(new Construct(other, 'storage'), 'scenes', { server, path, capacity });
    expect(objectsOf(other)).toEqual(objectsOf(chart));
  });

  test('be read-only everywhere at once', () => {
    const chart = emptyChart();
    api(chart, { mounts: [share(chart, { readOnly: true }).mountAt('/data')] });
    const { nfs, accessModes } = only(chart, 'PersistentVolume').spec;
    expect(nfs.readOnly).toBe(true);
    expect(accessModes).toEqual(['ReadOnlyMany']);
    expect(containerOf(chart).volumeMounts[0]).toMatchObject({
      mountPath: '/data',
      readOnly: true,
    });
    expect(podOf(chart).spec.volumes[0]?.persistentVolumeClaim?.readOnly).toBe(true);
  });

  test('be read-only in one container', () => {
    const chart = emptyChart();
    api(chart, { mounts: [share(chart).mountAt('/data', { readOnly: true })] });
    expect(containerOf(chart).volumeMounts[0]).toMatchObject({ readOnly: true });
    expect(only(chart, 'PersistentVolume').spec.nfs.readOnly).toBeUndefined();
  });

  test('be mounted soft where it is only read', () => {
    const chart = emptyChart();
    share(chart, { readOnly: true, mountOptions: ['soft', 'timeo=100'] });
    expect(only(chart, 'PersistentVolume').spec.mountOptions).toEqual(['soft', 'timeo=100']);
  });

  test('be mounted at several paths, with folders that exist', () => {
    const chart = emptyChart();
    const volume = share(chart);
    api(chart, {
      mounts: [
        volume.mountAt('/data/in', { subPath: { existing: 'incoming/2026' } }),
        volume.mountAt('/data/out', { subPath: { existing: 'results' } }),
      ],
    });
    expect(containerOf(chart).volumeMounts).toEqual([
      { name: 'scenes', mountPath: '/data/in', subPath: 'incoming/2026' },
      { name: 'scenes', mountPath: '/data/out', subPath: 'results' },
      { name: 'tmp-tiles', mountPath: '/tmp' },
    ]);
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('give its owner to the pods, which then run as that user', () => {
    const chart = emptyChart();
    api(chart, { mounts: [share(chart, { owner: { uid: 1500, gid: 1600 } }).mountAt('/data')] });
    expect(podOf(chart).spec.securityContext).toMatchObject({
      runAsUser: 1500,
      runAsGroup: 1600,
      fsGroup: 1600,
    });
    expect(containerOf(chart).securityContext).toMatchObject({ runAsUser: 1500, runAsGroup: 1600 });
    expect(only(chart, 'Deployment').metadata.annotations).toMatchObject({
      'cdk8s-eo/exception-run-as-low-id': 'the mounted share belongs to 1500:1600',
    });
    expect(restrictedViolations(podOf(chart))).toEqual([]);
  });

  test('be one of several in a chart, each with its own partner', () => {
    const chart = emptyChart();
    for (const id of ['a', 'b', 'c']) share(chart, {}, id);
    expect(inconsistencies(chart)).toEqual([]);
    expect(all(chart, 'PersistentVolume').map(({ metadata }) => metadata.name)).toEqual([
      'eo.a',
      'eo.b',
      'eo.c',
    ]);
  });

  test('have a volume of its own name in every namespace, however these are called', () => {
    const one = share(emptyChart('eo-local'), {}, 'scenes');
    const other = share(emptyChart('eo'), {}, 'local-scenes');
    expect(one.persistentVolume.name).not.toBe(other.persistentVolume.name);
  });

  test('have one share in two namespaces, with a volume for each', () => {
    const chart = emptyChart();
    share(chart, {}, 'scenes');
    share(chart, { namespace: 'other', name: 'scenes' }, 'scenes-of-others');
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('be a volume of a Deployment of cdk8s-plus', () => {
    const chart = emptyChart();
    const volume = share(chart, { readOnly: true });
    const deployment = new Deployment(chart, 'plus', { containers: [{ image: 'busybox:1.36' }] });
    deployment.containers[0]?.mount('/data', volume.asVolume());
    expect(volume.asVolume()).toBe(volume.asVolume());
    expect(podOf(chart).spec.volumes).toEqual([
      { name: 'scenes', persistentVolumeClaim: { claimName: 'scenes', readOnly: true } },
    ]);
  });

  test('be changed by the JSON patches of cdk8s', () => {
    const chart = emptyChart();
    const { persistentVolume } = share(chart);
    ApiObject.of(persistentVolume).addJsonPatch(
      JsonPatch.replace('/spec/capacity/storage', '20Ti'),
      JsonPatch.add('/spec/newerField', { since: 'Kubernetes 1.99' }),
    );
    expect(only(chart, 'PersistentVolume').spec).toMatchObject({
      capacity: { storage: '20Ti' },
      newerField: { since: 'Kubernetes 1.99' },
    });
  });

  test('be changed by patches', () => {
    const chart = emptyChart();
    share(chart, {
      patches: {
        persistentVolume: { spec: { capacity: { storage: k8s.Quantity.fromString('20Ti') } } },
      },
    });
    expect(only(chart, 'PersistentVolume').spec.capacity.storage).toBe('20Ti');
  });
});

describe('NfsVolume throws', () => {
  test('where the server is a URL, and says how to write it', () => {
    expect(errorOf(() => share(emptyChart(), { server: 'nfs://10.0.0.1/scenes' })).message).toBe(
      "NfsVolume 'system/scenes': server must be the host name or IP address of an NFS server, " +
        "without scheme, port or path, got 'nfs://10.0.0.1/scenes'; write server: '10.0.0.1' and " +
        "path: '/scenes'",
    );
  });

  test('where a read-only volume shall be written to', () => {
    const volume = share(emptyChart(), { readOnly: true });
    expect(errorOf(() => volume.mountAt('/data', { readOnly: false })).message).toBe(
      "NfsVolume 'system/scenes': mountAt: readOnly must be true, because the volume is read-only, " +
        'got false; leave it out',
    );
  });

  test('where neither the chart nor the prop gives a namespace', () => {
    const chart = new Chart(Testing.app(), 'system');
    expect(errorOf(() => share(chart)).message).toBe(
      "NfsVolume 'system/scenes': namespace must be given, by the chart or by the prop; write " +
        "new Chart(app, id, { namespace: 'eo' })",
    );
  });
});
