import { Exposure } from '../../constructs';
import { all, containerOf, only, yamlOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { everyMetricsProp } from './support/everything';
import { apiChart } from './support/samples';

const from = (name: string) => [
  { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } },
];

describe('Metrics', () => {
  test('are a port more, which only Prometheus may reach', () => {
    const chart = apiChart({ metrics: { port: 9090 } });
    expect(containerOf(chart).ports?.map(({ name }) => name)).toEqual(['http', 'metrics']);
    expect(all(chart, 'Service').map(({ metadata, spec }) => [metadata.name, spec.ports])).toEqual([
      ['tiles', [{ name: 'http', port: 5000, protocol: 'TCP', targetPort: 'http' }]],
      ['tiles-metrics', [{ name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 'metrics' }]],
    ]);
    expect(only(chart, 'NetworkPolicy').spec.ingress).toEqual([
      { from: from('monitoring'), ports: [{ port: 'metrics', protocol: 'TCP' }] },
    ]);
    expect(all(chart, 'ServiceMonitor')).toEqual([]);
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('get no port on the nodes and none at the load balancer', () => {
    for (const exposure of [Exposure.nodePort(30199), Exposure.loadBalancer()]) {
      const services = all(apiChart({ exposure, metrics: { port: 9090 } }), 'Service');
      expect(services.map(({ spec }) => [spec.type, spec.ports.map(({ name }) => name)])).toEqual([
        [exposure.spec.type === 'nodePort' ? 'NodePort' : 'LoadBalancer', ['http']],
        ['ClusterIP', ['metrics']],
      ]);
    }
  });

  test('can be on the port of the API', () => {
    const chart = apiChart({ metrics: { port: 5000, serviceMonitor: {} } });
    expect(only(chart, 'Service').spec.ports).toHaveLength(1);
    expect(only(chart, 'ServiceMonitor').spec.endpoints).toEqual([
      { port: 'http', path: '/metrics', interval: '30s' },
    ]);
    expect(only(chart, 'NetworkPolicy').spec.ingress).toEqual([
      { from: from('monitoring'), ports: [{ port: 'http', protocol: 'TCP' }] },
    ]);
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('can be read by a ServiceMonitor, with all options', () => {
    const chart = apiChart({ metrics: everyMetricsProp });
    const documents = yamlOf(chart).split('---\n');
    expect(documents.find((text) => text.includes('kind: ServiceMonitor'))).toMatchSnapshot();
    expect(only(chart, 'NetworkPolicy').spec.ingress[0]?.from).toEqual(from('observability'));
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('can be read of a service with labels of its own', () => {
    const chart = apiChart({
      metrics: everyMetricsProp,
      selector: { app: 'tiles' },
      serviceName: 'other',
    });
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('may be on the number of the port of the Service', () => {
    const chart = apiChart({ servicePort: 9090, metrics: { port: 9090 } });
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('throw if the path is none', () => {
    expect(errorOf(() => apiChart({ metrics: { port: 9090, path: 'metrics' } })).message).toBe(
      "GeoApiService 'system/tiles': metrics.path must be a URL path: beginning with '/', without " +
        "'//', '.' and '..' elements, '%2F', spaces, a query or a regular expression, got 'metrics'; " +
        "write '/metrics'",
    );
  });
});
