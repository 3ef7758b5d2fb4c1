import { Size } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { DynamicVolume } from '../../constructs';
import { containerOf, emptyChart, only, podOf, yamlOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { everyDynamicVolumeProp } from './support/everything';
import { api } from './support/samples';

describe('DynamicVolume', () => {
  test('with minimal props leaves the class to the cluster', () => {
    const chart = emptyChart();
    new DynamicVolume(chart, 'tile-cache', { size: Size.gibibytes(5) });
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
    expect(only(chart, 'PersistentVolumeClaim').spec).not.toHaveProperty('storageClassName');
  });

  test('with all props gives this object', () => {
    const chart = emptyChart();
    new DynamicVolume(chart, 'tile-cache', everyDynamicVolumeProp);
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('can be mounted', () => {
    const chart = emptyChart();
    const volume = new DynamicVolume(chart, 'tile-cache', { size: Size.gibibytes(5) });
    api(chart, { mounts: [volume.mountAt('/cache')] });
    expect(containerOf(chart).volumeMounts).toContainEqual({
      name: 'tile-cache',
      mountPath: '/cache',
    });
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('can be a volume of a Deployment of cdk8s-plus', () => {
    const chart = emptyChart();
    const volume = new DynamicVolume(chart, 'tile-cache', { size: Size.gibibytes(5) });
    const deployment = new Deployment(chart, 'plus', { containers: [{ image: 'busybox:1.36' }] });
    deployment.containers[0]?.mount('/data', volume.asVolume());
    expect(podOf(chart).spec.volumes).toMatchObject([
      { name: 'tile-cache', persistentVolumeClaim: { claimName: 'tile-cache' } },
    ]);
  });

  test('throws if the size is not above 0', () => {
    const build = () => new DynamicVolume(emptyChart(), 'cache', { size: Size.gibibytes(0) });
    expect(errorOf(build).message).toBe(
      "DynamicVolume 'system/cache': size must be above 0, got 0Gi",
    );
  });
});
