/** A Kubernetes object as plain data, as it stands in a YAML file. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** The API group of an object, for example `apps`; the core group is the empty text. */
export function groupOf({ apiVersion }: Pick<KubernetesObject, 'apiVersion'>): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/** How an object is called in messages, for example `ConfigMap eo/settings`. */
export function describe({ kind, metadata }: KubernetesObject): string {
  return [kind, [metadata.namespace, metadata.name].filter(Boolean).join('/')].join(' ');
}
