import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';

/** A cdk8s app of many objects of ten kinds, as a large repository has them. */
export function mixedApp(count: number, outdir?: string): App {
  const app = new App({ outdir });
  const chart = new Chart(app, 'mixed', { namespace: 'eo' });
  for (let index = 0; index < count; index += 1) KINDS[index % KINDS.length]?.(chart, index);
  return app;
}

type Make = (chart: Chart, index: number) => unknown;

const KINDS: readonly Make[] = [
  (chart, index) =>
    new k8s.KubeDeployment(chart, `deployment-${index}`, {
      metadata: metadata(index),
      spec: { selector: { matchLabels: labels(index) }, template: pod(index, 'Always') },
    }),
  (chart, index) =>
    new k8s.KubeService(chart, `service-${index}`, {
      metadata: metadata(index),
      spec: {
        selector: labels(index - 1),
        ports: [{ name: 'http', port: 80, targetPort: k8s.IntOrString.fromString('http') }],
      },
    }),
  (chart, index) =>
    new k8s.KubeConfigMap(chart, `config-${index}`, {
      metadata: metadata(index),
      data: { 'config.yaml': `product: sr\nbands: [B02, B03, B0${index % 10}]\n` },
    }),
  (chart, index) =>
    new k8s.KubeIngress(chart, `ingress-${index}`, {
      metadata: metadata(index),
      spec: {
        rules: [
          {
            host: `eo-${index}.example.org`,
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: `eo-${index - 2}`, port: { name: 'http' } } },
                },
              ],
            },
          },
        ],
      },
    }),
  (chart, index) =>
    new k8s.KubeNetworkPolicy(chart, `policy-${index}`, {
      metadata: metadata(index),
      spec: {
        podSelector: { matchLabels: labels(index - 4) },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ ports: [{ port: k8s.IntOrString.fromString('http') }] }],
        egress: [{ ports: [{ port: k8s.IntOrString.fromNumber(53), protocol: 'UDP' }] }],
      },
    }),
  (chart, index) =>
    new k8s.KubePodDisruptionBudget(chart, `budget-${index}`, {
      metadata: metadata(index),
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        selector: { matchLabels: labels(index - 5) },
      },
    }),
  (chart, index) =>
    new k8s.KubeServiceAccount(chart, `account-${index}`, { metadata: metadata(index) }),
  (chart, index) =>
    new k8s.KubePersistentVolumeClaim(chart, `claim-${index}`, {
      metadata: metadata(index),
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'standard',
        resources: { requests: { storage: k8s.Quantity.fromString('1Gi') } },
      },
    }),
  (chart, index) =>
    new k8s.KubeCronJob(chart, `cron-${index}`, {
      metadata: metadata(index),
      spec: {
        schedule: `${index % 60} * * * *`,
        startingDeadlineSeconds: 600,
        jobTemplate: { spec: { template: pod(index, 'Never') } },
      },
    }),
  (chart, index) =>
    new k8s.KubeStatefulSet(chart, `set-${index}`, {
      metadata: metadata(index),
      spec: {
        serviceName: `eo-${index}`,
        selector: { matchLabels: labels(index) },
        template: pod(index, 'Always'),
      },
    }),
];

function labels(index: number): Record<string, string> {
  return { 'app.kubernetes.io/name': `eo-${index}`, 'app.kubernetes.io/part-of': 'eo' };
}

function metadata(index: number): k8s.ObjectMeta {
  return { name: `eo-${index}`, labels: labels(index) };
}

function pod(index: number, restartPolicy: string): k8s.PodTemplateSpec {
  const amounts = {
    cpu: k8s.Quantity.fromString('500m'),
    memory: k8s.Quantity.fromString('512Mi'),
    'ephemeral-storage': k8s.Quantity.fromString('1Gi'),
  };
  return {
    metadata: { labels: labels(index) },
    spec: {
      restartPolicy,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        runAsGroup: 10001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'main',
          image: `registry.example.org/eo-${index}:1.0.0`,
          imagePullPolicy: 'Always',
          env: [
            { name: 'GDAL_CACHEMAX', value: '256' },
            { name: 'REGION', value: `tile-${index}` },
          ],
          ports: [{ name: 'http', containerPort: 8080 }],
          resources: { limits: amounts, requests: amounts },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          volumeMounts: [{ name: 'scratch', mountPath: '/tmp' }],
        },
      ],
      volumes: [{ name: 'scratch', emptyDir: { sizeLimit: k8s.Quantity.fromString('512Mi') } }],
    },
  };
}
