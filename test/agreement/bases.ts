import type { JsonMap, Manifest } from './manifest';

// Good manifests, with little more than they need: each test changes one thing of them.

const namespace = 'agreement';
const labels = { app: 'tiles' };
const selector = { matchLabels: labels };

/** The namespace that they are in, in which Pod Security admits everything. */
export const NAMESPACE: Manifest = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: namespace },
};

const container = { name: 'main', image: 'registry.example.org/tiles:1.4.2' };

/** The metadata and spec of pods that run until they are deleted. */
export const TEMPLATE = { metadata: { labels }, spec: { containers: [container] } };

/** The same for pods that end. */
const ending = { ...TEMPLATE, spec: { ...TEMPLATE.spec, restartPolicy: 'Never' } };

/** A manifest with a spec. */
function object(apiVersion: string, kind: string, name: string, spec: JsonMap): Manifest {
  return { apiVersion, kind, metadata: { name, namespace }, spec };
}

export const pod: Manifest = { ...object('v1', 'Pod', 'tiles', TEMPLATE.spec) };

export const deployment = object('apps/v1', 'Deployment', 'tiles', {
  selector,
  template: TEMPLATE,
});

export const statefulSet = object('apps/v1', 'StatefulSet', 'queue', {
  serviceName: 'queue',
  selector,
  template: TEMPLATE,
});

export const daemonSet = object('apps/v1', 'DaemonSet', 'agent', { selector, template: TEMPLATE });

export const job = object('batch/v1', 'Job', 'ingest', { template: ending });

export const cronJob = object('batch/v1', 'CronJob', 'nightly', {
  schedule: '0 3 * * *',
  jobTemplate: { spec: { template: ending } },
});

export const service = object('v1', 'Service', 'tiles', {
  selector: labels,
  ports: [{ port: 80, targetPort: 8080 }],
});

export const ingress = object('networking.k8s.io/v1', 'Ingress', 'tiles', {
  rules: [
    {
      host: 'tiles.example.org',
      http: {
        paths: [
          {
            path: '/',
            pathType: 'Prefix',
            backend: { service: { name: 'tiles', port: { number: 80 } } },
          },
        ],
      },
    },
  ],
});

export const networkPolicy = object('networking.k8s.io/v1', 'NetworkPolicy', 'tiles', {
  podSelector: selector,
});

export const budget = object('policy/v1', 'PodDisruptionBudget', 'tiles', {
  selector,
  maxUnavailable: 1,
});

export const autoscaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'tiles', {
  scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'tiles' },
  minReplicas: 2,
  maxReplicas: 4,
  metrics: [
    {
      type: 'Resource',
      resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
    },
  ],
});

export const claim = object('v1', 'PersistentVolumeClaim', 'scenes', {
  accessModes: ['ReadWriteMany'],
  resources: { requests: { storage: '1Gi' } },
  storageClassName: '',
});

export const volume: Manifest = {
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: 'scenes' },
  spec: {
    accessModes: ['ReadWriteMany'],
    capacity: { storage: '1Gi' },
    nfs: { server: '10.0.0.1', path: '/scenes' },
    storageClassName: '',
  },
};

export const configMap: Manifest = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace },
  data: { 'config.yaml': 'a: 1\n' },
};

export const secret: Manifest = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'login', namespace },
  stringData: { token: 'none' },
};

export const serviceAccount: Manifest = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'tiles', namespace },
};
