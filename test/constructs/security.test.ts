import { Size } from 'cdk8s';
import type { SecurityProps } from '../../constructs';
import { containerOf, emptyChart, only, podOf } from './support/chart';
import { errorOf } from './support/errors';
import { restrictedViolations } from './support/pod-security';
import { api, apiChart, share } from './support/samples';

const everything: Required<SecurityProps> = {
  runAs: { uid: 1000, gid: 1000, reason: 'the image is built for this user' },
  writableRootFilesystem: { reason: 'the image writes beside its code' },
  serviceAccountToken: { reason: 'the program lists the pods of its namespace' },
};

describe('Pods', () => {
  test('run as a user that no node knows, hardened twice', () => {
    expect(podOf(apiChart()).spec.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      fsGroup: 10001,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(containerOf(apiChart()).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsGroup: 10001,
      runAsNonRoot: true,
      runAsUser: 10001,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('still meet Pod Security "restricted" with every exception', () => {
    const chart = apiChart(everything);
    expect(restrictedViolations(podOf(chart))).toEqual([]);
    expect(podOf(chart).spec.automountServiceAccountToken).toBe(true);
    expect(containerOf(chart).securityContext).toMatchObject({
      readOnlyRootFilesystem: false,
      runAsUser: 1000,
    });
    expect(only(chart, 'Deployment').metadata.annotations).toEqual({
      'cdk8s-eo/exception-run-as-low-id': 'the image is built for this user',
      'cdk8s-eo/exception-service-account-token': 'the program lists the pods of its namespace',
      'cdk8s-eo/exception-writable-root-filesystem': 'the image writes beside its code',
      'kube-score/ignore':
        'container-security-context-readonlyrootfilesystem,container-security-context-user-group-id',
    });
  });

  test('can run as a high id without a reason', () => {
    const chart = apiChart({ runAs: { uid: 20000, gid: 30000 } });
    expect(podOf(chart).spec.securityContext).toMatchObject({ runAsUser: 20000, fsGroup: 30000 });
    expect(only(chart, 'Deployment').metadata.annotations).toBeUndefined();
  });

  test('throw if they run as another user than the owner of a share', () => {
    const chart = emptyChart();
    const mounts = [share(chart, { owner: { uid: 1500, gid: 1600 } }).mountAt('/data')];
    const runAs = { uid: 20000, gid: 20000 };
    expect(errorOf(() => api(chart, { mounts, runAs })).message).toBe(
      "GeoApiService 'system/tiles': runAs must be the owner of the mounted share, 1500:1600, got " +
        '20000:20000; leave runAs out',
    );
  });

  test('throw if two shares have different owners', () => {
    const chart = emptyChart();
    const mounts = [1500, 1700].map((uid) =>
      share(chart, { owner: { uid, gid: 1600 }, capacity: Size.tebibytes(1) }, `u${uid}`).mountAt(
        `/u${uid}`,
      ),
    );
    expect(errorOf(() => api(chart, { mounts })).message).toBe(
      "GeoApiService 'system/tiles': mounts must agree on the owner of their files, got 1500:1600 " +
        'and 1700:1600; mount shares of different owners in different pods, or export them with one ' +
        'owner',
    );
  });

  test.each([
    ['runAs', { runAs: { uid: 1000, gid: 1000 } }, 'run as 1000:1000'],
    [
      'writableRootFilesystem',
      { writableRootFilesystem: { reason: '' } },
      'write to the root file system',
    ],
    ['serviceAccountToken', { serviceAccountToken: { reason: 'needed' } }, 'have a token'],
  ])('throw if %s gives no reason', (prop, props, what) => {
    expect(errorOf(() => apiChart(props)).message).toMatch(
      `GeoApiService 'system/tiles': ${prop}.reason must say in a sentence why the pods ${what}, got `,
    );
  });
});
