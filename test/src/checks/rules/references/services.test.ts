import { findings } from './findings';
import { deployment, object, service } from './objects';

const http = 'ports: [{ name: http, containerPort: 8080 }]';
const tiles = deployment('tiles', 'app: tiles, tier: front', { container: http });

describe('service-without-pods', () => {
  const rule = 'service-without-pods';

  test('one of two labels that no pod has together is enough', () => {
    const other = deployment('jobs', 'app: jobs, tier: back');
    const wrong = service(
      'tiles',
      '{ selector: { app: tiles, tier: back }, ports: [{ port: 80 }] }',
    );

    expect(findings(rule, tiles, other, wrong)).toEqual([
      'Service eo/tiles: spec.selector matches no pod of the namespace',
    ]);
  });

  test('pods of another namespace do not count', () => {
    const elsewhere = object('v1', 'Service', 'tiles', '{ selector: { app: tiles } }', {
      namespace: 'other',
    });
    const workload = deployment('x', 'app: x').replace('namespace: eo', 'namespace: other');

    expect(findings(rule, tiles, elsewhere, workload)).toHaveLength(1);
  });

  test.each([
    ['no selector', '{ ports: [{ port: 80 }] }'],
    ['an empty one', '{ selector: {}, ports: [{ port: 80 }] }'],
    ['a name of another server', '{ type: ExternalName, externalName: a.b, selector: { a: b } }'],
  ])('a Service with %s selects nothing, and is not found', (_, spec) => {
    expect(findings(rule, tiles, service('other', spec))).toEqual([]);
    expect(findings('service-pods-not-here', tiles, service('other', spec))).toEqual([]);
  });

  test('an operator may make the pods: that is only told', () => {
    const made = service('grafana', '{ selector: { app: grafana }, ports: [{ port: 80 }] }');
    const operator = object('grafana.integreatly.org/v1beta1', 'Grafana', 'grafana', '{}');

    expect(findings(rule, tiles, made)).toHaveLength(1);
    expect(findings(rule, tiles, made, operator)).toEqual([]);
    expect(findings('service-pods-not-here', tiles, made, operator)).toHaveLength(1);
  });

  test('a custom resource that makes no pods is no reason to doubt', () => {
    const made = service('grafana', '{ selector: { app: grafana }, ports: [{ port: 80 }] }');
    const monitor = object('monitoring.coreos.com/v1', 'ServiceMonitor', 'grafana', '{}');
    const secret = object('external-secrets.io/v1', 'ExternalSecret', 'grafana', '{}');

    expect(findings(rule, tiles, made, monitor, secret)).toHaveLength(1);
  });

  test('a label that no template has may be that of the leader, which gets it as it runs', () => {
    const active = service('active', '{ selector: { app: tiles, active: "true" } }');

    expect(findings(rule, tiles, active)).toEqual([]);
    expect(findings('service-pods-not-here', tiles, active)).toHaveLength(1);
  });

  test('labels that controllers put on pods count', () => {
    const redis = deployment('redis', 'app: redis').replace('Deployment', 'StatefulSet');
    const job = object(
      'batch/v1',
      'Job',
      'index',
      '{ template: { spec: { restartPolicy: Never, containers: [{ name: a }] } } }',
    );
    const dask = object(
      'kubernetes.dask.org/v1',
      'DaskCluster',
      'cluster',
      '{ scheduler: { spec: {} }, worker: { spec: {} } }',
    );
    const selectors = [
      '{ statefulset.kubernetes.io/pod-name: redis-0 }',
      '{ job-name: index }',
      '{ dask.org/cluster-name: cluster, dask.org/component: scheduler }',
    ];
    const services = selectors.map((selector, index) =>
      service(`s${index}`, `{ selector: ${selector} }`),
    );

    for (const name of [rule, 'service-pods-not-here']) {
      expect(findings(name, redis, job, dask, ...services)).toEqual([]);
    }
  });
});

describe('service-of-several-workloads', () => {
  const rule = 'service-of-several-workloads';
  const jobs = deployment('jobs', 'app: jobs, tier: front');

  test('names the workloads', () => {
    expect(findings(rule, tiles, jobs, service('front', '{ selector: { tier: front } }'))).toEqual([
      'Service eo/front: spec.selector matches the pods of Deployment eo/tiles, Deployment eo/jobs',
    ]);
  });

  test('a headless Service, with which the members find each other, may have several', () => {
    const gossip = service('gossip', '{ clusterIP: None, selector: { tier: front } }');
    expect(findings(rule, tiles, jobs, gossip)).toEqual([]);
  });

  test('a pod of helm test is no workload', () => {
    const pod = `
apiVersion: v1
kind: Pod
metadata: { name: test, namespace: eo, labels: { app: tiles }, annotations: { helm.sh/hook: test } }
spec: { containers: [{ name: test, image: curl:8.10.1 }] }
`;
    expect(findings(rule, tiles, pod, service('tiles', '{ selector: { app: tiles } }'))).toEqual(
      [],
    );
  });
});

describe('selectors-overlap', () => {
  const rule = 'selectors-overlap';

  test('each of two workloads with one selector is found', () => {
    const twin = deployment('twin', 'app: tiles, tier: front');
    expect(findings(rule, tiles, twin)).toEqual([
      'Deployment eo/tiles: spec.selector also matches the pods of Deployment eo/twin',
      'Deployment eo/twin: spec.selector also matches the pods of Deployment eo/tiles',
    ]);
  });

  test('expressions are understood', () => {
    const other = deployment('other', 'app: other, tier: front');
    const broad = (values: string) =>
      tiles.replace(
        'matchLabels: { app: tiles, tier: front }',
        `matchExpressions: [{ key: app, operator: In, values: [${values}] }]`,
      );

    expect(findings(rule, broad('tiles, other'), other)).toHaveLength(1);
    expect(findings(rule, broad('tiles'), other)).toEqual([]);
  });

  test('pods of Jobs have an owner, and no workload takes them', () => {
    const job = deployment('job', 'app: tiles, tier: front')
      .replace('apps/v1', 'batch/v1')
      .replace('Deployment', 'Job');
    expect(findings(rule, tiles, job)).toEqual([]);
  });

  test('a workload that is there twice is left to another rule', () => {
    expect(findings(rule, tiles, tiles)).toEqual([]);
  });
});

describe('target ports', () => {
  const named = 'target-port-name-missing';
  const undeclared = 'target-port-undeclared';
  const to = (port: string) =>
    service('tiles', `{ selector: { app: tiles }, ports: [{ ${port} }] }`);

  test('a name goes with its protocol, and the near one is told', () => {
    expect(findings(named, tiles, to('port: 80, targetPort: htp'))).toEqual([
      'Service eo/tiles: spec.ports[0].targetPort is "htp", which no container of the selected pods ' +
        'calls a TCP port (there is "http")',
    ]);
    expect(findings(named, tiles, to('port: 80, targetPort: http, protocol: UDP'))).toHaveLength(1);
    expect(findings(named, tiles, to('port: 80, targetPort: http'))).toEqual([]);
  });

  test('a port without targetPort is the port of the pods', () => {
    expect(findings(undeclared, tiles, to('port: 80'))).toHaveLength(1);
    expect(findings(undeclared, tiles, to('port: 8080'))).toEqual([]);
    expect(findings(undeclared, tiles, to('port: 8080, protocol: UDP'))).toHaveLength(1);
  });

  test('pods that declare no port say nothing of numbers', () => {
    const silent = deployment('tiles', 'app: tiles');
    expect(findings(undeclared, silent, to('port: 80'))).toEqual([]);
    expect(findings(named, silent, to('port: 80, targetPort: http'))).toHaveLength(1);
  });

  test('the port of an init container is not there any more, that of a sidecar is', () => {
    const pod = (policy: string) =>
      `initContainers: [{ name: proxy, ${policy} ports: [{ name: proxy, containerPort: 9000 }] }]`;
    const withInit = (policy: string) =>
      deployment('tiles', 'app: tiles', { container: http, pod: pod(policy) });

    expect(findings(named, withInit(''), to('port: 80, targetPort: proxy'))).toHaveLength(1);
    expect(
      findings(named, withInit('restartPolicy: Always,'), to('port: 80, targetPort: proxy')),
    ).toEqual([]);
  });
});

describe('service-address-twice', () => {
  const rule = 'service-address-twice';

  test('a clusterIP is found as well', () => {
    expect(
      findings(
        rule,
        service('a', '{ clusterIP: 10.0.0.7 }'),
        service('b', '{ clusterIP: 10.0.0.7 }'),
      ),
    ).toEqual([
      'Service eo/a: spec.clusterIP is 10.0.0.7, as in each of Service eo/a, Service eo/b',
      'Service eo/b: spec.clusterIP is 10.0.0.7, as in each of Service eo/a, Service eo/b',
    ]);
  });

  test('headless Services, and TCP and UDP of one Service, share on purpose', () => {
    const dns =
      '{ ports: [{ port: 53, nodePort: 30053 }, { port: 53, nodePort: 30053, protocol: UDP }] }';
    const headless = ['a', 'b'].map((name) => service(name, '{ clusterIP: None }'));
    expect(findings(rule, service('dns', dns), ...headless)).toEqual([]);
  });
});
