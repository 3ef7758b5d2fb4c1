import { parseAllDocuments } from 'yaml';
import { unwrap } from '../../.ci/unwrap';

function unwrapped(yaml: string) {
  return unwrap(parseAllDocuments(yaml).map((document) => document.toJS()));
}

test('a pod that ends is unwrapped into a Job', () => {
  const scaledJob = `
apiVersion: keda.sh/v1alpha1
kind: ScaledJob
metadata: { name: products, namespace: eo }
spec:
  jobTargetRef:
    template:
      metadata: { labels: { app: worker } }
      spec: { restartPolicy: Never, containers: [{ name: worker, image: odc:1 }] }
  triggers: [{ type: redis, metadata: { listName: jobProduct } }]
`;
  expect(unwrapped(scaledJob)).toEqual([
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'products-scaledjob-jobtargetref', namespace: 'eo' },
      spec: {
        template: {
          metadata: { labels: { app: 'worker' }, annotations: {} },
          spec: { restartPolicy: 'Never', containers: [{ name: 'worker', image: 'odc:1' }] },
        },
      },
    },
  ]);
});

test('a pod that stays is unwrapped into a Pod, each of a resource with several', () => {
  const cluster = `
apiVersion: kubernetes.dask.org/v1
kind: DaskCluster
metadata: { name: dask, namespace: eo }
spec:
  scheduler: { spec: { containers: [{ name: scheduler, image: dask:1 }] }, service: {} }
  worker: { replicas: 3, spec: { containers: [{ name: worker, image: dask:1 }] } }
`;
  expect(unwrapped(cluster)).toMatchObject([
    {
      kind: 'Pod',
      metadata: { name: 'dask-daskcluster-scheduler', namespace: 'eo' },
      spec: { containers: [{ name: 'scheduler' }] },
    },
    {
      kind: 'Pod',
      metadata: { name: 'dask-daskcluster-worker', namespace: 'eo' },
      spec: { containers: [{ name: 'worker' }] },
    },
  ]);
});

test("Kubernetes' own objects are left to the scanners, and resources without pods too", () => {
  const others = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: eo }
spec: { template: { spec: { containers: [{ name: api, image: api:1 }] } } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: eo }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: login, namespace: eo }
`;
  expect(unwrapped(others)).toEqual([]);
});
