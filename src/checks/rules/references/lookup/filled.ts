import type { Inventory } from '../../../inventory';
import type { KubernetesObject } from '../../../kubernetes-object';
import { listAt, mapAt, textAt, valueAt } from '../../../read';

/** What is known of the ConfigMaps and Secrets that the objects make, by themselves or by an operator. */
export class Filled {
  private readonly keysOf = new Map<string, Keys>();

  constructor(inventory: Inventory) {
    for (const object of inventory.ofKind('/ConfigMap')) {
      this.add(object, '/ConfigMap', object.metadata.name, keysIn(object, 'data', 'binaryData'));
    }
    for (const object of inventory.ofKind('/Secret')) {
      this.add(object, '/Secret', object.metadata.name, keysIn(object, 'data', 'stringData'));
    }
    for (const object of inventory.ofKind('bitnami.com/SealedSecret')) {
      const name = textAt(object, 'spec', 'template', 'metadata', 'name') ?? object.metadata.name;
      this.add(object, '/Secret', name, keysOfSealed(object));
    }
    for (const object of inventory.ofKind('external-secrets.io/ExternalSecret')) {
      const name = textAt(object, 'spec', 'target', 'name') ?? object.metadata.name;
      this.add(object, '/Secret', name, keysOfExternal(object));
    }
    for (const [kind, ...path] of NAMING_A_SECRET) {
      for (const object of inventory.ofKind(kind)) {
        const name = textAt(object, ...path) ?? object.metadata.name;
        this.add(object, '/Secret', name, 'unknown');
      }
    }
    for (const object of inventory.ofKind('networking.k8s.io/Ingress')) {
      if (!hasIssuer(object)) continue;
      for (const tls of listAt(object, 'spec', 'tls')) {
        const name = textAt(tls, 'secretName');
        if (name !== undefined) this.add(object, '/Secret', name, 'unknown');
      }
    }
  }

  /** Whether the objects make a ConfigMap or Secret in the namespace of another one. */
  has(beside: KubernetesObject, kind: string, name: string): boolean {
    return this.keysOf.has(keyOf(beside, kind, name));
  }

  /** The keys of a ConfigMap or Secret; `undefined` where it is not here, or filled in the cluster. */
  keys(beside: KubernetesObject, kind: string, name: string): ReadonlySet<string> | undefined {
    const keys = this.keysOf.get(keyOf(beside, kind, name));
    return keys === 'unknown' ? undefined : keys;
  }

  private add(maker: KubernetesObject, kind: string, name: string, keys: Keys): void {
    const key = keyOf(maker, kind, name);
    // Two that fill one object: which keys it has is not for us to say.
    this.keysOf.set(key, this.keysOf.has(key) ? 'unknown' : keys);
  }
}

type Keys = ReadonlySet<string> | 'unknown';

/** Custom resources whose operators make a Secret, and where they name it; else it has their own name. */
const NAMING_A_SECRET: readonly (readonly [string, ...string[]])[] = [
  ['cert-manager.io/Certificate', 'spec', 'secretName'],
  ['isindir.github.com/SopsSecret'],
  ['onepassword.com/OnePasswordItem'],
  ['secrets.hashicorp.com/VaultDynamicSecret', 'spec', 'destination', 'name'],
  ['secrets.hashicorp.com/VaultPKISecret', 'spec', 'destination', 'name'],
  ['secrets.hashicorp.com/VaultStaticSecret', 'spec', 'destination', 'name'],
];

/** The keys of some maps of an object. One without any is filled by something else, in the cluster. */
function keysIn(object: KubernetesObject, ...fields: readonly string[]): Keys {
  const keys = fields.flatMap((field) => Object.keys(mapAt(object, field)));
  return keys.length > 0 ? new Set(keys) : 'unknown';
}

function keysOfSealed(object: KubernetesObject): Keys {
  const sealed = Object.keys(mapAt(object, 'spec', 'encryptedData'));
  const plain = Object.keys(mapAt(object, 'spec', 'template', 'data'));
  return sealed.length > 0 ? new Set([...sealed, ...plain]) : 'unknown';
}

function keysOfExternal(object: KubernetesObject): Keys {
  const spec = mapAt(object, 'spec');
  const data = listAt(spec, 'data');
  const keys = data.flatMap((item) => textAt(item, 'secretKey') ?? []);
  const whole = listAt(spec, 'dataFrom').length === 0;
  const asGiven = valueAt(spec, 'target', 'template') === undefined;
  const alone = (textAt(spec, 'target', 'creationPolicy') ?? 'Owner') === 'Owner';
  return whole && asGiven && alone && keys.length > 0 ? new Set(keys) : 'unknown';
}

/** Whether cert-manager makes the Secrets of an Ingress. */
function hasIssuer(ingress: KubernetesObject): boolean {
  const annotations = Object.keys(mapAt(ingress, 'metadata', 'annotations'));
  return annotations.some(
    (name) => name.startsWith('cert-manager.io/') || name === 'kubernetes.io/tls-acme',
  );
}

function keyOf({ metadata }: KubernetesObject, kind: string, name: string): string {
  return JSON.stringify([kind, metadata.namespace, name]);
}
