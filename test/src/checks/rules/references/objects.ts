/** A Deployment of one container, as YAML; `pod` is what else its PodSpec holds. */
export function deployment(
  name: string,
  labels: string,
  { container = '', pod = '', spec = '' }: { container?: string; pod?: string; spec?: string } = {},
): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: eo }
spec:
  ${spec}
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { ${labels} } }
    spec:
      ${pod}
      containers: [{ name: main, image: main:1.4.2, ${container} }]
`;
}

/** An object with a `spec`, as YAML. */
export function object(
  apiVersion: string,
  kind: string,
  name: string,
  spec: string,
  { namespace = 'eo', annotations = '' }: { namespace?: string; annotations?: string } = {},
): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace}, annotations: { ${annotations} } }
spec: ${spec}
`;
}

/** A Service, as YAML. */
export function service(name: string, spec: string): string {
  return object('v1', 'Service', name, spec);
}
