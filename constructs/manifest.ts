import { ApiObject, type ApiObjectProps, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { explain } from './invalid';

/** Every field of `T`, and of what is below it, may be left out. */
export type DeepPartial<T> = T extends k8s.Quantity | k8s.IntOrString
  ? T
  : T extends readonly (infer Item)[]
    ? DeepPartial<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]?: DeepPartial<T[Key]> }
      : T;

/** A generated class of the Kubernetes API, such as `k8s.KubeDeployment`. */
interface Kind<Props> {
  manifest(props: Props | DeepPartial<Props>): ApiObjectProps;
}

/**
 * Makes one Kubernetes object from its typed props.
 *
 * The object is a plain `ApiObject`: the typed props become JSON here, so that what `addJsonPatch`
 * or a patch adds later is not lost in the conversion of the generated classes.
 *
 * @param patch fields to merge into the object: maps are merged, lists of named items too (by
 *   `name`, mounts by `mountPath`), other lists and values are replaced
 * @throws where a field of the patch does not exist in the Kubernetes API of cdk8s-plus-27
 */
export function manifest<Props>(
  scope: Construct,
  id: string,
  kind: Kind<Props>,
  props: Props,
  patch?: DeepPartial<Props>,
): ApiObject {
  return new ApiObject(scope, id, patched(scope, kind, props, patch));
}

/** Like `manifest`, with a `spec` that is made when the output is, after everything was declared. */
export function lazyManifest<Props>(
  scope: Construct,
  id: string,
  kind: Kind<Props>,
  props: () => Props,
  patch?: DeepPartial<Props>,
): ApiObject {
  const make = () => patched(scope, kind, props(), patch);
  return new ApiObject(scope, id, { ...make(), spec: Lazy.any({ produce: () => make().spec }) });
}

/** Like `manifest`, for kinds that belong to no namespace: the chart's is not put on them. */
export function clusterManifest<Props>(
  scope: Construct,
  id: string,
  kind: Kind<Props>,
  props: Props,
  patch?: DeepPartial<Props>,
): ApiObject {
  return new ClusterObject(scope, id, patched(scope, kind, props, patch));
}

class ClusterObject extends ApiObject {
  public override toJson(): unknown {
    const { metadata, ...rest } = super.toJson();
    const { namespace: _, ...withoutNamespace } = metadata;
    return { apiVersion: rest.apiVersion, kind: rest.kind, metadata: withoutNamespace, ...rest };
  }
}

function patched<Props>(
  scope: Construct,
  kind: Kind<Props>,
  props: Props,
  patch: DeepPartial<Props> | undefined,
): ApiObjectProps {
  const base = kind.manifest(props);
  if (patch === undefined) return base;
  const { apiVersion, kind: kindName, ...fields } = kind.manifest(patch);
  const lost = leaves(patch) - leaves(fields);
  if (lost > 0) {
    throw explain(
      scope,
      `patches: ${lost} of the values for the ${kindName} would not reach the output, because the ` +
        'field does not exist in Kubernetes 1.27 or the value is not of its type',
      'write quantities as k8s.Quantity.fromString() and ports as k8s.IntOrString.fromNumber(), ' +
        'and newer fields with ApiObject.addJsonPatch()',
    );
  }
  return { ...base, ...(merge(base, fields) as object), apiVersion, kind: kindName };
}

function leaves(value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (value instanceof k8s.Quantity || value instanceof k8s.IntOrString) return 1;
  if (typeof value !== 'object') return 1;
  const inner = Object.values(value);
  return inner.length === 0 ? 1 : inner.reduce((sum: number, item) => sum + leaves(item), 0);
}

function merge(base: unknown, patch: unknown): unknown {
  if (patch === undefined) return base;
  if (Array.isArray(base) && Array.isArray(patch)) return mergeLists(base, patch);
  if (!isMap(base) || !isMap(patch)) return patch;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) merged[key] = merge(base[key], value);
  return merged;
}

function mergeLists(base: unknown[], patch: unknown[]): unknown[] {
  const key = ['mountPath', 'name'].find((candidate) =>
    [...base, ...patch].every((item) => isMap(item) && candidate in item),
  );
  if (key === undefined) return patch;
  const keyOf = (item: unknown) => (isMap(item) ? item[key] : undefined);
  const merged = base.map((item) =>
    merge(
      item,
      patch.find((other) => keyOf(other) === keyOf(item)),
    ),
  );
  const added = patch.filter((item) => !base.some((other) => keyOf(other) === keyOf(item)));
  return [...merged, ...added];
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
