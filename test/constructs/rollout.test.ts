import { type RollingOptions, Rollout } from '../../constructs';
import { only } from './support/chart';
import { errorOf } from './support/errors';
import { apiChart } from './support/samples';

const everything: Required<RollingOptions> = { maxSurge: 2, maxUnavailable: '25%' };

describe('Rollout', () => {
  test('starts new pods before old ones end, unless said otherwise', () => {
    expect(only(apiChart(), 'Deployment').spec.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 },
    });
  });

  test('can be told how many pods there may be', () => {
    const rollout = Rollout.rolling(everything);
    expect(only(apiChart({ rollout }), 'Deployment').spec.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 2, maxUnavailable: '25%' },
    });
  });

  test('can end old pods first, with the reason in the manifest', () => {
    const rollout = Rollout.recreate('two pods would do the jobs twice');
    const { metadata, spec } = only(apiChart({ rollout }), 'Deployment');
    expect(spec.strategy).toEqual({ type: 'Recreate' });
    expect(metadata.annotations).toEqual({
      'cdk8s-eo/exception-recreate': 'two pods would do the jobs twice',
      'kube-score/ignore': 'deployment-strategy',
    });
  });

  test('throws if no pod could be replaced', () => {
    const rollout = Rollout.rolling({ maxSurge: '0%', maxUnavailable: 0 });
    expect(errorOf(() => apiChart({ rollout })).message).toBe(
      "GeoApiService 'system/tiles': rollout.maxSurge must be above 0 where rollout.maxUnavailable " +
        'is 0, or no pod could be replaced',
    );
  });
});
