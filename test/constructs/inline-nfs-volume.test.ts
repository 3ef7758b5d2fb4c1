import { Deployment } from 'cdk8s-plus-27';
import { InlineNfsVolume, type InlineNfsVolumeProps } from '../../constructs';
import { containerOf, emptyChart, objectsOf, only, podOf, yamlOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { everyInlineNfsProp } from './support/everything';
import { restrictedViolations } from './support/pod-security';
import { api } from './support/samples';

const minimal: InlineNfsVolumeProps = {
  server: 'nfs.example.org',
  path: '/scenes',
  reason: 'the team may not create PersistentVolumes',
};

describe('InlineNfsVolume', () => {
  test('with minimal props makes no object', () => {
    const chart = emptyChart();
    new InlineNfsVolume(chart, 'scenes', minimal);
    expect(objectsOf(chart)).toEqual([]);
  });

  test('with all props is in the pods that mount it', () => {
    const chart = emptyChart();
    api(chart, {
      mounts: [new InlineNfsVolume(chart, 'scenes', everyInlineNfsProp).mountAt('/data')],
    });
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('writes the reason into what makes the pods, which do not meet Pod Security "restricted"', () => {
    const chart = emptyChart();
    api(chart, { mounts: [new InlineNfsVolume(chart, 'scenes', minimal).mountAt('/data')] });
    expect(only(chart, 'Deployment').metadata.annotations).toEqual({
      'cdk8s-eo/exception-pod-security': minimal.reason,
    });
    expect(restrictedViolations(podOf(chart))).toEqual(['pod: restrictedVolumes']);
  });

  test('can be writable', () => {
    const chart = emptyChart();
    api(chart, { mounts: [new InlineNfsVolume(chart, 'scenes', minimal).mountAt('/data')] });
    expect(podOf(chart).spec.volumes[0]).toEqual({
      name: 'scenes',
      nfs: { server: 'nfs.example.org', path: '/scenes' },
    });
    expect(containerOf(chart).volumeMounts[0]).toEqual({ name: 'scenes', mountPath: '/data' });
  });

  test('can be a volume of a Deployment of cdk8s-plus', () => {
    const chart = emptyChart();
    const volume = new InlineNfsVolume(chart, 'scenes', everyInlineNfsProp);
    const deployment = new Deployment(chart, 'plus', { containers: [{ image: 'busybox:1.36' }] });
    deployment.containers[0]?.mount('/data', volume.asVolume());
    expect(volume.asVolume()).toBe(volume.asVolume());
    expect(podOf(chart).spec.volumes).toEqual([
      { name: 'scenes', nfs: { server: 'nfs.example.org', path: '/scenes', readOnly: true } },
    ]);
  });

  test('throws if the reason says nothing', () => {
    const build = () => new InlineNfsVolume(emptyChart(), 'scenes', { ...minimal, reason: 'todo' });
    expect(errorOf(build).message).toBe(
      "InlineNfsVolume 'system/scenes': reason must say in a sentence why the pods use an inline " +
        "NFS volume, got 'todo'",
    );
  });
});
