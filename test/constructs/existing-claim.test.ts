import { Deployment } from 'cdk8s-plus-27';
import { ExistingClaim } from '../../constructs';
import { containerOf, emptyChart, objectsOf, podOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { everyClaimProp } from './support/everything';
import { restrictedViolations } from './support/pod-security';
import { api } from './support/samples';

describe('ExistingClaim', () => {
  test('with minimal props makes no object, and can be written to', () => {
    const chart = emptyChart();
    const claim = new ExistingClaim(chart, 'archive', { claimName: 'team-archive' });
    expect(objectsOf(chart)).toEqual([]);
    expect(claim.mountAt('/data')).toEqual({
      volumes: [{ name: 'archive', persistentVolumeClaim: { claimName: 'team-archive' } }],
      volumeMounts: [{ name: 'archive', mountPath: '/data' }],
      exceptions: [
        {
          name: 'missing-reference',
          reason: 'the PersistentVolumeClaim team-archive exists in the cluster',
          checks: [],
        },
      ],
    });
  });

  test('with all props is mounted read-only, by pods that run as its owner', () => {
    const chart = emptyChart();
    api(chart, { mounts: [new ExistingClaim(chart, 'archive', everyClaimProp).mountAt('/data')] });
    expect(podOf(chart).spec.volumes[0]).toEqual({
      name: 'archive',
      persistentVolumeClaim: { claimName: 'team-archive', readOnly: true },
    });
    expect(containerOf(chart)).toMatchObject({
      securityContext: { runAsUser: 1500, runAsGroup: 1600 },
      volumeMounts: [{ name: 'archive', mountPath: '/data', readOnly: true }, {}],
    });
    expect(inconsistencies(chart)).toEqual([]);
    expect(restrictedViolations(podOf(chart))).toEqual([]);
  });

  test('can be a volume of a Deployment of cdk8s-plus', () => {
    const chart = emptyChart();
    const claim = new ExistingClaim(chart, 'archive', { claimName: 'team-archive' });
    const deployment = new Deployment(chart, 'plus', { containers: [{ image: 'busybox:1.36' }] });
    deployment.containers[0]?.mount('/data', claim.asVolume());
    expect(podOf(chart).spec.volumes).toEqual([
      { name: 'archive', persistentVolumeClaim: { claimName: 'team-archive', readOnly: false } },
    ]);
  });

  test('throws if the name is no name of a claim', () => {
    const build = () => new ExistingClaim(emptyChart(), 'archive', { claimName: 'Team_Archive' });
    expect(errorOf(build).message).toBe(
      "ExistingClaim 'system/archive': claimName must be a DNS subdomain: lower case letters, " +
        "digits, '-' and '.', at most 253 characters, every part starting and ending with a letter " +
        "or digit, got 'Team_Archive'; write 'team-archive'",
    );
  });
});
