import { Chart, Testing } from 'cdk8s';
import { RestrictedNamespace } from '../../constructs';
import { emptyChart, only, yamlOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { everyNamespaceProp } from './support/everything';

describe('RestrictedNamespace', () => {
  test('with minimal props enforces, audits and warns', () => {
    const chart = emptyChart();
    new RestrictedNamespace(chart, 'eo');
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
    expect(only(chart, 'Namespace').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });

  test('with all props gives this object', () => {
    const chart = emptyChart();
    new RestrictedNamespace(chart, 'eo', everyNamespaceProp);
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('can be in a chart without a namespace', () => {
    const chart = new Chart(Testing.app(), 'namespaces');
    new RestrictedNamespace(chart, 'eo');
    expect(only(chart, 'Namespace').metadata.name).toBe('eo');
  });

  test('throws if the version is none of Pod Security', () => {
    const build = () => new RestrictedNamespace(emptyChart(), 'eo', { version: '1.27' });
    expect(errorOf(build).message).toBe(
      "RestrictedNamespace 'system/eo': version must be 'latest' or such as 'v1.27', got '1.27'",
    );
  });
});
