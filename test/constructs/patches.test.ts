import { k8s } from 'cdk8s-plus-27';
import {
  ConfigFile,
  type DeepPartial,
  Exposure,
  type GeoApiServicePatches,
  Replicas,
} from '../../constructs';
import { all, containerOf, emptyChart, only, podOf } from './support/chart';
import { errorOf, untyped } from './support/errors';
import { apiChart, config, controllers, share } from './support/samples';

const inPod = (spec: DeepPartial<k8s.PodSpec>): GeoApiServicePatches => ({
  deployment: { spec: { template: { spec } } },
});

describe('A patch', () => {
  test('is merged into maps', () => {
    const chart = apiChart({
      patches: { deployment: { metadata: { annotations: { a: 'b' } }, spec: { paused: true } } },
    });
    const { metadata, spec } = only(chart, 'Deployment');
    expect(metadata).toMatchObject({ name: 'tiles', annotations: { a: 'b' } });
    expect(spec).toMatchObject({ paused: true, replicas: 2 });
  });

  test('is merged into lists by the names of their items', () => {
    const chart = apiChart({
      patches: inPod({
        containers: [
          { name: 'tiles', tty: true, volumeMounts: [{ mountPath: '/tmp', subPath: 'a' }] },
        ],
        hostAliases: [{ ip: '10.0.0.1', hostnames: ['nfs'] }],
      }),
    });
    const container = containerOf(chart);
    expect(container).toMatchObject({ tty: true, image: 'registry.example.org/tiles:1.4.2' });
    expect(container.volumeMounts).toEqual([
      { name: 'tmp-tiles', mountPath: '/tmp', subPath: 'a' },
    ]);
    expect(podOf(chart).spec).toMatchObject({ hostAliases: [{ ip: '10.0.0.1' }] });
  });

  test('is merged into custom resources and the Service of metrics too', () => {
    const chart = apiChart({
      exposure: Exposure.gateway({
        gateway: { name: 'public', namespace: 'gateways' },
        host: 'tiles.example.org',
      }),
      metrics: { port: 9090, serviceMonitor: {} },
      patches: {
        httpRoute: { metadata: { annotations: { a: 'b' } } },
        metricsService: { spec: { clusterIp: 'None' } },
        serviceMonitor: { spec: { jobLabel: 'tiles' } },
      },
    });
    expect(only(chart, 'HTTPRoute').metadata.annotations).toEqual({ a: 'b' });
    expect(only(chart, 'ServiceMonitor').spec).toMatchObject({ jobLabel: 'tiles' });
    const [metrics] = all(chart, 'Service').filter(({ metadata }) =>
      /metrics$/.test(metadata.name),
    );
    expect(metrics?.spec).toMatchObject({ clusterIP: 'None', ports: [{ name: 'metrics' }] });
  });

  test('adds items with other names to a list', () => {
    const env = [
      { name: 'HOME', value: '/work' },
      { name: 'TZ', value: 'UTC' },
    ];
    const chart = apiChart({ patches: inPod({ containers: [{ name: 'tiles', env }] }) });
    expect(containerOf(chart).env).toEqual(env);
  });

  test('replaces lists of values', () => {
    const chart = apiChart({
      command: ['flask', 'run'],
      patches: inPod({ containers: [{ name: 'tiles', command: ['sh'] }] }),
    });
    expect(containerOf(chart).command).toEqual(['sh']);
  });

  test('takes quantities and ports in the classes of cdk8s-plus', () => {
    const cpu = k8s.Quantity.fromNumber(2);
    const chart = apiChart({
      patches: {
        ...inPod({ containers: [{ name: 'tiles', resources: { limits: { cpu } } }] }),
        podDisruptionBudget: { spec: { maxUnavailable: k8s.IntOrString.fromString('10%') } },
      },
    });
    expect(containerOf(chart).resources.limits).toMatchObject({ cpu: 2, memory: '1Gi' });
    expect(only(chart, 'PodDisruptionBudget').spec.maxUnavailable).toBe('10%');
  });

  test.each<
    [
      keyof GeoApiServicePatches,
      (
        | 'Service'
        | 'ServiceAccount'
        | 'NetworkPolicy'
        | 'PodDisruptionBudget'
        | 'HorizontalPodAutoscaler'
        | 'Ingress'
        | 'Deployment'
      ),
    ]
  >([
    ['deployment', 'Deployment'],
    ['service', 'Service'],
    ['serviceAccount', 'ServiceAccount'],
    ['networkPolicy', 'NetworkPolicy'],
    ['podDisruptionBudget', 'PodDisruptionBudget'],
    ['autoscaler', 'HorizontalPodAutoscaler'],
    ['ingress', 'Ingress'],
  ])('of the %s lands there', (patch, kind) => {
    const chart = apiChart({
      exposure: Exposure.ingress({ host: 'tiles.example.org', controller: controllers.nginx }),
      replicas: Replicas.auto({ max: 3 }),
      patches: { [patch]: { metadata: { annotations: { 'example.org/patched': 'yes' } } } },
    });
    expect(only(chart, kind).metadata.annotations).toMatchObject({ 'example.org/patched': 'yes' });
  });

  test('of a NetworkPolicy lands in rules that are made late', () => {
    const chart = apiChart({
      patches: { networkPolicy: { spec: { policyTypes: ['Ingress'] } } },
    });
    expect(only(chart, 'NetworkPolicy').spec.policyTypes).toEqual(['Ingress']);
  });
});

const refused = (kind: string, ...fields: string[]) =>
  `patches: ${fields.join(', ')} would not reach the ${kind}, because the field ` +
  'does not exist in Kubernetes 1.27 or the value is not of its type; write quantities as ' +
  'k8s.Quantity.fromString() and ports as k8s.IntOrString.fromNumber(), and newer fields with ' +
  'ApiObject.addJsonPatch()';

describe('A patch is refused', () => {
  test.each<[string, GeoApiServicePatches, string]>([
    [
      'that writes a quantity as a text',
      inPod({
        containers: [{ name: 'tiles', resources: { limits: { cpu: untyped<k8s.Quantity>('2') } } }],
      }),
      refused('Deployment', 'spec.template.spec.containers.0.resources.limits.cpu'),
    ],
    [
      'that has a field which does not exist, among others',
      untyped({ deployment: { spec: { paused: true, pased: true, replica: 3 } } }),
      refused('Deployment', 'spec.pased', 'spec.replica'),
    ],
    [
      'that has fields which are newer than Kubernetes 1.27',
      untyped({ service: { spec: { type: 'ClusterIP', trafficDistribution: 'PreferClose' } } }),
      refused('Service', 'spec.trafficDistribution'),
    ],
    [
      'that has fields which do not exist, in rules that are made late',
      untyped({ networkPolicy: { metadata: { labels: { a: 'b' } }, specs: { podSelector: {} } } }),
      refused('NetworkPolicy', 'specs.podSelector'),
    ],
    [
      'of an autoscaler that is not there',
      { autoscaler: { spec: { maxReplicas: 5 } } },
      'patches.autoscaler must be left out, because there is no such object',
    ],
    [
      'of an Ingress that is not there',
      { ingress: { spec: { ingressClassName: 'nginx' } } },
      'patches.ingress must be left out, because there is no such object',
    ],
  ])('%s', (_, patches, problem) => {
    expect(errorOf(() => apiChart({ patches })).message).toBe(
      `GeoApiService 'system/tiles': ${problem}`,
    );
  });

  test('of a ServiceAccount that exists elsewhere', () => {
    const patches = { serviceAccount: { automountServiceAccountToken: true } };
    const props = { serviceAccountName: 'other', patches };
    expect(errorOf(() => apiChart(props)).message).toBe(
      "GeoApiService 'system/tiles': patches.serviceAccount must be left out, because there is no " +
        'such object',
    );
  });

  test('of a share and of a configuration, in their own words', () => {
    const storage = untyped<k8s.Quantity>('20Ti');
    const patches = { persistentVolume: { spec: { capacity: { storage } } } };
    expect(errorOf(() => share(emptyChart(), { patches })).message).toBe(
      `NfsVolume 'system/scenes': ${refused('PersistentVolume', 'spec.capacity.storage')}`,
    );
    const configMap = untyped<object>({ metadata: { name: undefined }, datum: { a: 'b' } });
    const files = { '/a': ConfigFile.text('a') };
    expect(errorOf(() => config(emptyChart(), files, { patches: { configMap } })).message).toBe(
      `ConfigFileMount 'system/config': ${refused('ConfigMap', 'datum.a')}`,
    );
  });
});
