import { SecretFileMount, type SecretFileMountProps, SecretKey } from '../../constructs';
import { containerOf, emptyChart, objectsOf, podOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { everySecretFileProp } from './support/everything';
import { restrictedViolations } from './support/pod-security';
import { api } from './support/samples';

const minimal: SecretFileMountProps = {
  files: { '/code/.netrc': SecretKey.of('earthdata-login', 'netrc') },
};

describe('SecretFileMount', () => {
  test('with minimal props makes no object, and one file', () => {
    const chart = emptyChart();
    const { volumes, volumeMounts, annotations } = new SecretFileMount(chart, 'netrc', minimal);
    expect(objectsOf(chart)).toEqual([]);
    expect({ volumes, volumeMounts, annotations }).toEqual({
      volumes: [
        {
          name: 'netrc',
          projected: {
            defaultMode: 0o440,
            sources: [
              { secret: { name: 'earthdata-login', items: [{ key: 'netrc', path: '0' }] } },
            ],
          },
        },
      ],
      volumeMounts: [{ name: 'netrc', mountPath: '/code/.netrc', subPath: '0', readOnly: true }],
      annotations: {},
    });
  });

  test('with all props has each file at its path', () => {
    const chart = emptyChart();
    api(chart, { mounts: [new SecretFileMount(chart, 'logins', everySecretFileProp)] });
    expect(podOf(chart).spec.volumes[0]).toEqual({
      name: 'logins',
      projected: {
        defaultMode: 0o400,
        sources: [
          { secret: { name: 'earthdata-login', items: [{ key: 'netrc', path: '0' }] } },
          { secret: { name: 'usgs', items: [{ key: 'token', path: '1' }] } },
        ],
      },
    });
    expect(containerOf(chart).volumeMounts).toEqual([
      { name: 'logins', mountPath: '/code/.netrc', subPath: '0', readOnly: true },
      { name: 'logins', mountPath: '/run/secrets/usgs', subPath: '1', readOnly: true },
      { name: 'tmp-tiles', mountPath: '/tmp' },
    ]);
    expect(podOf(chart).metadata.annotations).toEqual({
      'cdk8s-eo/revision-logins': '2026-11-21',
    });
    expect(inconsistencies(chart)).toEqual([]);
    expect(restrictedViolations(podOf(chart))).toEqual([]);
  });

  test('can roll the pods with a new revision, and with nothing else', () => {
    const templates = ['1', '1', '2'].map((revision) => {
      const chart = emptyChart();
      api(chart, { mounts: [new SecretFileMount(chart, 'netrc', { ...minimal, revision })] });
      return podOf(chart);
    });
    expect(templates[1]).toEqual(templates[0]);
    expect(templates[2]).not.toEqual(templates[0]);
  });

  test('throws if the mode is decimal', () => {
    const build = () => new SecretFileMount(emptyChart(), 'netrc', { ...minimal, mode: 440 });
    expect(errorOf(build).message).toBe(
      "SecretFileMount 'system/netrc': mode must be a file mode in octal, 0o000-0o777, got 440; " +
        'write 0o440',
    );
  });
});
