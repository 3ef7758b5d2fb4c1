/** A Service in front of pods with the label `app: tiler`, for examples. */
export const TILER_SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: tiler, namespace: eo }
spec:
  selector: { app: tiler }
  ports: [{ port: 80, targetPort: http }]
`;

/**
 * A Deployment of such pods, for examples.
 *
 * @param spec lines of its spec, indented by two spaces
 * @param podSpec lines of its pods' spec, indented by six
 */
export function tilerDeployment(spec: string, podSpec = ''): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: tiler, namespace: eo }
spec:
${spec}  selector: { matchLabels: { app: tiler } }
  template:
    metadata: { labels: { app: tiler } }
    spec:
${podSpec}      containers:
        - name: tiler
          image: registry.example.org/tiler:1.4.2
          ports: [{ name: http, containerPort: 5000 }]
`;
}

/**
 * A pod with one container, for examples.
 *
 * @param container lines of the container, indented by six spaces
 * @param podSpec lines of the pod's spec, indented by two
 */
export function tilerPod(container: string, podSpec = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo, labels: { app: tiler } }
spec:
${podSpec}  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
${container}`;
}
