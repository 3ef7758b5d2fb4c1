import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { GeoApiService, Health, Server } from '../../constructs';
import { all, containerOf, emptyChart, objectsOf, only, podOf, yamlOf } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { everyApiProp } from './support/everything';
import { restrictedViolations } from './support/pod-security';
import { api, apiChart } from './support/samples';

describe('GeoApiService with minimal props', () => {
  const chart = emptyChart();
  const service = api(chart);
  const RECOMMENDED = {
    'app.kubernetes.io/name': 'tiles',
    'app.kubernetes.io/instance': 'tiles',
    'app.kubernetes.io/component': 'api',
  };

  test('gives these objects', () => {
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('has pods that meet Pod Security "restricted"', () => {
    expect(restrictedViolations(podOf(chart))).toEqual([]);
    expect(podOf(chart).spec).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      serviceAccountName: 'tiles',
    });
  });

  test('selects by name, instance and component only', () => {
    expect(only(chart, 'Deployment').spec.selector.matchLabels).toEqual(RECOMMENDED);
    expect(only(chart, 'Service').spec.selector).toEqual(RECOMMENDED);
    expect(only(chart, 'PodDisruptionBudget').spec.selector.matchLabels).toEqual(RECOMMENDED);
    expect(only(chart, 'NetworkPolicy').spec.podSelector.matchLabels).toEqual(RECOMMENDED);
  });

  test('has a Service with a named target port', () => {
    expect(only(chart, 'Service').spec.ports).toEqual([
      { name: 'http', port: 5000, targetPort: 'http', protocol: 'TCP' },
    ]);
    expect(containerOf(chart).ports).toEqual([
      { name: 'http', containerPort: 5000, protocol: 'TCP' },
    ]);
    expect(service.serviceName).toBe('tiles');
    expect(service.servicePort).toBe(5000);
  });

  test('has a ServiceAccount without a token', () => {
    expect(only(chart, 'ServiceAccount').automountServiceAccountToken).toBe(false);
  });

  test('opens no port to anybody, and DNS to the pods', () => {
    const { ingress, egress, policyTypes } = only(chart, 'NetworkPolicy').spec;
    expect(policyTypes).toEqual(['Ingress', 'Egress']);
    expect(ingress).toBeUndefined();
    expect(egress).toEqual([
      {
        to: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
            podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          },
        ],
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
    ]);
  });

  test('can be drained from a node, one pod after the other', () => {
    expect(only(chart, 'PodDisruptionBudget').spec).toMatchObject({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });

  test('goes on serving for five seconds after it was asked to end', () => {
    expect(containerOf(chart).lifecycle).toEqual({
      preStop: { exec: { command: ['sleep', '5'] } },
    });
    expect(podOf(chart).spec.terminationGracePeriodSeconds).toBe(60);
  });

  test('has time to end the requests that its server takes', () => {
    const server = Server.gunicorn({ app: 'jobs.wsgi', timeout: Duration.minutes(5) });
    expect(podOf(apiChart({ server })).spec.terminationGracePeriodSeconds).toBe(310);
  });

  test('waits longer for a rollout than a pod may take to start', () => {
    const { progressDeadlineSeconds } = only(chart, 'Deployment').spec;
    const { periodSeconds = 0, failureThreshold = 0 } = containerOf(chart).startupProbe ?? {};
    expect(periodSeconds * failureThreshold).toBe(300);
    expect(progressDeadlineSeconds).toBeGreaterThan(periodSeconds * failureThreshold);
  });

  test('keeps its annotations free of exceptions', () => {
    expect(objectsOf(chart).filter(({ metadata }) => metadata.annotations)).toEqual([]);
  });
});

describe('GeoApiService with all props', () => {
  test('gives these objects', () => {
    const chart = emptyChart();
    new GeoApiService(chart, 'tiles', everyApiProp());
    expect(yamlOf(chart)).toMatchSnapshot();
    expect(inconsistencies(chart)).toEqual([
      'Deployment tile-server: root file systems are read-only',
      'Deployment tile-server: has no token and no service links',
    ]);
    expect(restrictedViolations(podOf(chart))).toEqual([]);
  });

  test('writes down what is less than the hardened default, with its reason', () => {
    const chart = emptyChart();
    new GeoApiService(chart, 'tiles', { ...everyApiProp(), env: { FLASK_DEBUG: '1' } });
    expect(only(chart, 'Deployment').metadata.annotations).toEqual({
      'cdk8s-eo/exception-debug-server': 'we are looking for a memory leak',
      'cdk8s-eo/exception-image-pull-policy':
        'the environment starts pods from images that the node already has',
      'cdk8s-eo/exception-run-as-low-id': 'the mounted share belongs to 1500:1600',
      'cdk8s-eo/exception-service-account-token': 'the program lists the pods of its namespace',
      'cdk8s-eo/exception-writable-root-filesystem': 'the image writes beside its code',
      'example.org/contact': 'imagery team',
      'kube-score/ignore':
        'container-image-pull-policy,container-security-context-readonlyrootfilesystem,' +
        'container-security-context-user-group-id',
    });
  });

  test('with a server in place of the command gives this container', () => {
    const chart = emptyChart();
    const { command, args, ...props } = everyApiProp();
    const server = Server.gunicorn({ app: 'tiles:app', timeout: Duration.minutes(2) });
    new GeoApiService(chart, 'tiles', { ...props, server });
    expect(containerOf(chart).command).toEqual(['gunicorn']);
    expect(all(chart, 'Ingress')[0]?.metadata.annotations).toMatchObject({
      'nginx.ingress.kubernetes.io/proxy-read-timeout': '120',
    });
  });
});

describe('GeoApiService can', () => {
  test('take over a system that runs under other labels', () => {
    const chart = apiChart({ selector: { app: 'agricarta' } });
    expect(only(chart, 'Deployment').spec.selector.matchLabels).toEqual({ app: 'agricarta' });
    expect(only(chart, 'Service').spec.selector).toEqual({ app: 'agricarta' });
    expect(podOf(chart).metadata.labels).toMatchObject({
      app: 'agricarta',
      'app.kubernetes.io/name': 'tiles',
    });
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('be told apart from another instance by its labels', () => {
    const chart = apiChart({ labels: { 'app.kubernetes.io/instance': 'tiles-europe' } });
    expect(only(chart, 'Deployment').spec.selector.matchLabels).toMatchObject({
      'app.kubernetes.io/instance': 'tiles-europe',
    });
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('be moved in the tree, and its class renamed, without a change to any object', () => {
    class Renamed extends GeoApiService {}
    const [chart, other] = [emptyChart(), emptyChart()];
    api(chart);
    new Renamed(new Construct(other, 'layer'), 'tiles', {
      image: 'registry.example.org/tiles:1.4.2',
    });
    expect(objectsOf(other)).toEqual(objectsOf(chart));
  });

  test('have labels that change with a release, without a change of the selectors', () => {
    const [old, changed] = ['1', '2'].map((version) => {
      const chart = apiChart({ labels: { 'app.kubernetes.io/version': version } });
      return only(chart, 'Deployment');
    });
    expect(changed?.metadata.labels).not.toEqual(old?.metadata.labels);
    expect(changed?.spec.selector).toEqual(old?.spec.selector);
  });

  test('run under a ServiceAccount that exists', () => {
    const chart = apiChart({ serviceAccountName: 'tiles-identity' });
    expect(all(chart, 'ServiceAccount')).toEqual([]);
    expect(podOf(chart).spec.serviceAccountName).toBe('tiles-identity');
  });

  test('have a Service of another name and port', () => {
    const chart = apiChart({ serviceName: 'tiles-nodeport', servicePort: 80 });
    const { metadata, spec } = only(chart, 'Service');
    expect(metadata.name).toBe('tiles-nodeport');
    expect(spec.ports).toMatchObject([{ port: 80, targetPort: 'http' }]);
  });

  test('have containers beside and before the main one, as hardened as it', () => {
    const extra = { image: 'registry.example.org/extra:1.0' };
    const chart = apiChart({
      sidecars: [{ ...extra, name: 'proxy', ports: { proxy: 8080 }, health: Health.tcp() }],
      initContainers: [
        { ...extra, name: 'first' },
        { ...extra, name: 'second' },
      ],
    });
    const { containers, initContainers = [] } = podOf(chart).spec;
    expect(containers.map(({ name }) => name)).toEqual(['tiles', 'proxy']);
    expect(initContainers.map(({ name }) => name)).toEqual(['first', 'second']);
    expect(restrictedViolations(podOf(chart))).toEqual([]);
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('have a drain of nothing', () => {
    const chart = apiChart({ drain: Duration.seconds(0) });
    expect(containerOf(chart).lifecycle).toBeUndefined();
  });

  test('be changed by the JSON patches of cdk8s, also in fields that are newer than 1.27', () => {
    const chart = emptyChart();
    const { deployment, networkPolicy } = api(chart);
    const limits = '/spec/template/spec/containers/0/resources/limits';
    ApiObject.of(deployment).addJsonPatch(
      JsonPatch.add(`${limits}/nvidia.com~1gpu`, 1),
      JsonPatch.replace(`${limits}/cpu`, '2'),
      JsonPatch.replace('/spec/strategy/rollingUpdate/maxSurge', 3),
      JsonPatch.add('/spec/template/spec/hostUsers', false),
    );
    ApiObject.of(networkPolicy).addJsonPatch(JsonPatch.add('/spec/egress/-', {}));
    expect(containerOf(chart).resources.limits).toMatchObject({ 'nvidia.com/gpu': 1, cpu: '2' });
    expect(only(chart, 'Deployment').spec.strategy).toMatchObject({
      rollingUpdate: { maxSurge: 3 },
    });
    expect(podOf(chart).spec).toHaveProperty('hostUsers', false);
    expect(only(chart, 'NetworkPolicy').spec.egress).toHaveLength(2);
  });
});

describe('GeoApiService throws', () => {
  test.each([
    ['command', { command: ['flask'] }],
    ['args', { args: ['run'] }],
  ])('where a server and %s are given', (prop, props) => {
    const server = Server.flask({ app: 'server.py' });
    expect(errorOf(() => apiChart({ server, ...props })).message).toBe(
      `GeoApiService 'system/tiles': ${prop} must be left out where server is given, because the ` +
        'server is the command',
    );
  });

  test('where two containers have one name', () => {
    const sidecar = { name: 'tiles', image: 'registry.example.org/extra:1.0' };
    expect(errorOf(() => apiChart({ sidecars: [sidecar] })).message).toBe(
      "GeoApiService 'system/tiles': sidecars and initContainers must have names of their own, got " +
        "'tiles' twice",
    );
  });
});
