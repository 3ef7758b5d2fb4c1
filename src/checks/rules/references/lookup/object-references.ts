import type { Inventory } from '../../../inventory';
import type { KubernetesObject } from '../../../kubernetes-object';
import { containersOf, type Pod } from '../../../pods';
import { below, listAt, mapAt, textAt, valueAt } from '../../../read';

/** A place where an object names another one. */
export interface ObjectReference {
  readonly object: KubernetesObject;

  /** Group and kind of what it names, for example `/ConfigMap`. */
  readonly kind: string;

  /** Whether what it names belongs to the whole cluster. */
  readonly ofCluster: boolean;

  readonly name: string;

  /** Path of the name. */
  readonly path: string;

  /** Whether the object does without. */
  readonly optional: boolean;

  /** The keys that it wants, each with the path that says so. */
  readonly keys: readonly { readonly key: string; readonly path: string }[];
}

/** Every reference from a pod, a ServiceAccount or an object of KEDA to an object that it needs. */
export function* referencesOf(inventory: Inventory): Generator<ObjectReference> {
  for (const pod of inventory.pods) yield* referencesOfPod(pod);
  for (const account of inventory.ofKind('/ServiceAccount')) {
    yield* pullSecretsOf(account, account, '');
  }
  for (const kind of ['ScaledObject', 'ScaledJob']) {
    for (const scaled of inventory.ofKind(`keda.sh/${kind}`)) yield* referencesOfScaled(scaled);
  }
  // What a ClusterTriggerAuthentication names is in the namespace of the operator.
  for (const object of inventory.ofKind('keda.sh/TriggerAuthentication')) {
    yield* keyed(object, 'secretTargetRef', '/Secret');
    yield* keyed(object, 'configMapTargetRef', '/ConfigMap');
  }
}

function* referencesOfPod(pod: Pod): Generator<ObjectReference> {
  const { object, spec, path } = pod;
  const account = textAt(spec, 'serviceAccountName') ?? textAt(spec, 'serviceAccount');
  if (account !== undefined && account !== 'default') {
    yield reference(object, '/ServiceAccount', account, `${path}.serviceAccountName`);
  }
  for (const [field, kind] of OF_CLUSTER) {
    const name = textAt(spec, field);
    if (name === undefined || name.startsWith('system-')) continue;
    yield { ...reference(object, kind, name, `${path}.${field}`), ofCluster: true };
  }
  yield* pullSecretsOf(object, spec, path);
  for (const [index, volume] of listAt(spec, 'volumes').entries()) {
    yield* referencesOfVolume(pod, volume, below(`${path}.volumes`, index));
  }
  for (const container of containersOf(pod)) {
    for (const [index, entry] of listAt(container.spec, 'env').entries()) {
      const at = `${below(`${container.path}.env`, index)}.valueFrom`;
      yield* ofVariable(object, mapAt(entry, 'valueFrom'), at);
    }
    for (const [index, entry] of listAt(container.spec, 'envFrom').entries()) {
      const at = below(`${container.path}.envFrom`, index);
      for (const [field, kind] of [
        ['configMapRef', '/ConfigMap'],
        ['secretRef', '/Secret'],
      ] as const) {
        const name = textAt(entry, field, 'name');
        if (name === undefined) continue;
        const found = reference(object, kind, name, `${at}.${field}.name`);
        yield { ...found, optional: isOptional(valueAt(entry, field)) };
      }
    }
  }
}

const OF_CLUSTER = [
  ['priorityClassName', 'scheduling.k8s.io/PriorityClass'],
  ['runtimeClassName', 'node.k8s.io/RuntimeClass'],
] as const;

function* ofVariable(
  object: KubernetesObject,
  source: unknown,
  at: string,
): Generator<ObjectReference> {
  for (const [field, kind] of [
    ['configMapKeyRef', '/ConfigMap'],
    ['secretKeyRef', '/Secret'],
  ] as const) {
    const name = textAt(source, field, 'name');
    const key = textAt(source, field, 'key');
    if (name === undefined) continue;
    const found = reference(object, kind, name, `${at}.${field}.name`);
    const keys = key === undefined ? [] : [{ key, path: `${at}.${field}.key` }];
    yield { ...found, optional: isOptional(valueAt(source, field)), keys };
  }
}

function* referencesOfVolume(pod: Pod, volume: unknown, path: string): Generator<ObjectReference> {
  const { object } = pod;
  const claim = textAt(volume, 'persistentVolumeClaim', 'claimName');
  if (claim !== undefined) {
    const at = `${path}.persistentVolumeClaim.claimName`;
    yield reference(object, '/PersistentVolumeClaim', claim, at);
  }
  const wholes = subPathsOf(pod, textAt(volume, 'name'));
  yield* ofFiles(
    object,
    valueAt(volume, 'configMap'),
    '/ConfigMap',
    'name',
    `${path}.configMap`,
    wholes,
  );
  yield* ofFiles(
    object,
    valueAt(volume, 'secret'),
    '/Secret',
    'secretName',
    `${path}.secret`,
    wholes,
  );
  for (const [index, source] of listAt(volume, 'projected', 'sources').entries()) {
    const at = below(`${path}.projected.sources`, index);
    yield* ofFiles(
      object,
      valueAt(source, 'configMap'),
      '/ConfigMap',
      'name',
      `${at}.configMap`,
      [],
    );
    yield* ofFiles(object, valueAt(source, 'secret'), '/Secret', 'name', `${at}.secret`, []);
  }
}

/** The files of a ConfigMap or Secret that a volume shows; without `items` they are its keys. */
function* ofFiles(
  object: KubernetesObject,
  source: unknown,
  kind: string,
  nameField: string,
  path: string,
  subPaths: readonly { readonly key: string; readonly path: string }[],
): Generator<ObjectReference> {
  const name = textAt(source, nameField);
  if (name === undefined) return;
  const items = listAt(source, 'items');
  const keys = items.flatMap((item, index) => {
    const key = textAt(item, 'key');
    return key === undefined ? [] : [{ key, path: `${below(`${path}.items`, index)}.key` }];
  });
  yield {
    ...reference(object, kind, name, `${path}.${nameField}`),
    optional: isOptional(source),
    keys: items.length > 0 ? keys : subPaths,
  };
}

/** The subPaths under which the containers of a pod mount a volume, without slashes at their ends. */
export function subPathsOf(pod: Pod, volume: string | undefined): { key: string; path: string }[] {
  if (volume === undefined) return [];
  return containersOf(pod).flatMap((container) =>
    listAt(container.spec, 'volumeMounts').flatMap((mount, index) => {
      const key = textAt(mount, 'subPath')?.replace(/^(\.\/+)+|\/+$/g, '');
      if (textAt(mount, 'name') !== volume || !key || key === '.') return [];
      return [{ key, path: `${below(`${container.path}.volumeMounts`, index)}.subPath` }];
    }),
  );
}

function* referencesOfScaled(object: KubernetesObject): Generator<ObjectReference> {
  for (const [index, trigger] of listAt(object, 'spec', 'triggers').entries()) {
    const name = textAt(trigger, 'authenticationRef', 'name');
    if (name === undefined) continue;
    const kind = textAt(trigger, 'authenticationRef', 'kind') ?? 'TriggerAuthentication';
    const path = `${below('spec.triggers', index)}.authenticationRef.name`;
    const ofCluster = kind === 'ClusterTriggerAuthentication';
    yield { ...reference(object, `keda.sh/${kind}`, name, path), ofCluster };
  }
}

function* keyed(object: KubernetesObject, field: string, kind: string): Generator<ObjectReference> {
  for (const [index, item] of listAt(object, 'spec', field).entries()) {
    const name = textAt(item, 'name');
    const key = textAt(item, 'key');
    const path = below(`spec.${field}`, index);
    if (name === undefined) continue;
    const keys = key === undefined ? [] : [{ key, path: `${path}.key` }];
    yield { ...reference(object, kind, name, `${path}.name`), keys };
  }
}

function* pullSecretsOf(
  object: KubernetesObject,
  value: unknown,
  path: string,
): Generator<ObjectReference> {
  for (const [index, item] of listAt(value, 'imagePullSecrets').entries()) {
    const name = textAt(item, 'name');
    const at = `${below(below(path, 'imagePullSecrets'), index)}.name`;
    if (name !== undefined) yield reference(object, '/Secret', name, at);
  }
}

function reference(
  object: KubernetesObject,
  kind: string,
  name: string,
  path: string,
): ObjectReference {
  return { object, kind, ofCluster: false, name, path, optional: false, keys: [] };
}

function isOptional(value: unknown): boolean {
  return valueAt(value, 'optional') === true;
}

/** The kind of a reference as people call it. */
export function kindOf({ kind }: ObjectReference): string {
  return kind.slice(kind.indexOf('/') + 1);
}
