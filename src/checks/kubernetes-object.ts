import { textAt } from './read';

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

/**
 * How an object is called in messages, for example `ConfigMap eo/settings`, or `Job eo/import-*` where
 * the API server gives the rest of the name.
 */
export function describe(object: KubernetesObject): string {
  const { namespace } = object.metadata;
  return [object.kind, [namespace, shownName(object)].filter(Boolean).join('/')].join(' ');
}

/** The name of an object, with a `*` for what the API server adds; `undefined` where there is none. */
export function shownName(object: unknown): string | undefined {
  const name = textAt(object, 'metadata', 'name');
  if (name !== undefined) return name;
  const beginning = textAt(object, 'metadata', 'generateName');
  return beginning === undefined ? undefined : `${beginning}*`;
}
