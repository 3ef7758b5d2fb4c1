import { ApiObject, type ApiObjectProps, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { explain } from './invalid';
import { isMap } from './rules/objects';

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
 * @throws where a field of the patch does not exist in the Kubernetes API of cdk8s-plus-27, and where
 *   it is null: a patch takes nothing away
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

/** Like `manifest`, under a name that is made of what the object holds, with the patch. */
export function namedManifest<Props>(
  scope: Construct,
  id: string,
  kind: Kind<Props>,
  props: Props,
  patch: DeepPartial<Props> | undefined,
  nameOf: (fields: Readonly<Record<string, unknown>>) => string,
): ApiObject {
  const { metadata, ...fields } = patched(scope, kind, props, patch);
  const { apiVersion, kind: kindName, ...rest } = fields;
  return new ApiObject(scope, id, {
    apiVersion,
    kind: kindName,
    metadata: { ...metadata, name: nameOf(rest) },
    ...rest,
  });
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
  checkPatch(scope, kind, base.kind, patch);
  return { ...base, ...(merge(scope, base, fieldsOf(kind, patch)) as object) };
}

function checkPatch<Props>(
  scope: Construct,
  kind: Kind<Props>,
  kindName: string,
  patch: DeepPartial<Props>,
): void {
  const values = leaves(patch);
  const empty = values.find(({ value }) => value === null);
  if (empty) {
    throw explain(
      scope,
      `patches cannot take a field away, got null for ${empty.path.join('.')} of the ${kindName}`,
      `write ApiObject.addJsonPatch(JsonPatch.remove('/${empty.path.map(pointer).join('/')}'))`,
    );
  }
  const lost = values.filter((leaf) => !arrives(kind, leaf));
  if (lost.length > 0) {
    throw explain(
      scope,
      `patches: ${lost.map(({ path }) => path.join('.')).join(', ')} would not reach the ` +
        `${kindName}, because the field does not exist in Kubernetes 1.27 or the value is not of ` +
        'its type',
      'write quantities as k8s.Quantity.fromString() and ports as k8s.IntOrString.fromNumber(), ' +
        'and newer fields with ApiObject.addJsonPatch()',
    );
  }
}

/** A value of a patch that holds no other, and the names that lead to it. */
interface Leaf {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

function leaves(value: unknown, path: Leaf['path'] = []): Leaf[] {
  if (value === undefined) return [];
  if (value instanceof k8s.Quantity || value instanceof k8s.IntOrString) return [{ path, value }];
  if (!isMap(value) && !Array.isArray(value)) return [{ path, value }];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  if (inner.length === 0) return path.length === 0 ? [] : [{ path, value }];
  return inner.flatMap(([name, item]) => leaves(item, [...path, name]));
}

/** Whether a value is still there after the conversion, which renames fields and drops unknown ones. */
function arrives<Props>(kind: Kind<Props>, { path, value }: Leaf): boolean {
  const alone = path.reduceRight<unknown>(
    (inner, name) => (typeof name === 'number' ? [inner] : { [name]: inner }),
    value,
  );
  if (!isPatchOf(kind, alone)) return false;
  let reached: unknown = fieldsOf(kind, alone);
  for (const _ of path) {
    if (typeof reached !== 'object' || reached === null) return false;
    [reached] = Object.values(reached);
  }
  return reached !== undefined;
}

function isPatchOf<Props>(_: Kind<Props>, value: unknown): value is DeepPartial<Props> {
  return isMap(value);
}

/** The fields after the conversion, which fails on some values that are not of their type. */
function fieldsOf<Props>(kind: Kind<Props>, patch: DeepPartial<Props>): object {
  try {
    const { apiVersion: _, kind: __, ...fields } = kind.manifest(patch);
    return fields;
  } catch {
    return {};
  }
}

/** A name as a part of a JSON pointer. */
function pointer(name: string | number): string {
  return String(name).replace(/~/g, '~0').replace(/\//g, '~1');
}

function merge(scope: Construct, base: unknown, patch: unknown): unknown {
  if (patch === undefined) return base;
  if (Array.isArray(base) && Array.isArray(patch)) return mergeLists(scope, base, patch);
  if (!isMap(base) || !isMap(patch)) return patch;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) merged[key] = merge(scope, base[key], value);
  return merged;
}

function mergeLists(scope: Construct, base: unknown[], patch: unknown[]): unknown[] {
  const key = ['mountPath', 'name'].find(
    (candidate) => base.length > 0 && base.every((item) => isMap(item) && candidate in item),
  );
  if (key === undefined) return patch;
  if (!patch.every((item) => isMap(item) && key in item)) {
    throw explain(scope, `patches: each item of a list that is merged by '${key}' must have one`);
  }
  const keyOf = (item: unknown) => (isMap(item) ? item[key] : undefined);
  const merged = base.map((item) =>
    merge(
      scope,
      item,
      patch.find((other) => keyOf(other) === keyOf(item)),
    ),
  );
  const added = patch.filter((item) => !base.some((other) => keyOf(other) === keyOf(item)));
  return [...merged, ...added];
}
