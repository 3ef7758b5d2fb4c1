import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../cache/package-root';
import { textAt } from '../read';
import type { KubernetesVersion } from './verdict';

/** The modules of each version: nearly all kinds of Kubernetes, and what has rules in CEL. */
export type Module = 'builtin' | 'extension';

/** What a version of Kubernetes serves of its own: group and version, then kind. */
export interface Kinds {
  readonly [apiVersion: string]: { readonly [kind: string]: Kind };
}

/** A kind that a version of Kubernetes serves of its own. */
interface Kind {
  readonly plural: string;
  readonly namespaced: boolean;
  readonly module: Module;
}

/** The folder of the compiled judge. */
const WASM = join(packageRoot(), 'judge/wasm');

/** The compressed module of a version. */
export function wasmPath(version: KubernetesVersion, module: Module): string {
  return join(WASM, nameOf(version, module));
}

/** The start of the checksum of a compressed module: another one may judge otherwise. */
export function checksum(version: KubernetesVersion, module: Module): string {
  const sum = checksums()[nameOf(version, module)];
  if (sum === undefined) throw new Error(`there is no checksum of ${nameOf(version, module)}`);
  return sum;
}

/** The built-in kinds that a version serves. */
export function kindsOf(version: KubernetesVersion): Kinds {
  return allKinds()[version];
}

/** The built-in kind of an object; `undefined` where the version does not serve it of its own. */
export function builtinKind(version: KubernetesVersion, object: unknown): Kind | undefined {
  const apiVersion = textAt(object, 'apiVersion') ?? '';
  const kind = textAt(object, 'kind') ?? '';
  const all = kindsOf(version);
  const kinds = Object.hasOwn(all, apiVersion) ? all[apiVersion] : undefined;
  return kinds && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}

/** The module that judges an object. */
export function moduleOf(version: KubernetesVersion, object: unknown): Module {
  return builtinKind(version, object)?.module ?? 'extension';
}

const allKinds = once(
  (): Record<KubernetesVersion, Kinds> =>
    JSON.parse(readFileSync(join(WASM, 'kinds.json'), 'utf8')),
);

const checksums = once((): Record<string, string> => {
  const lines = readFileSync(join(WASM, 'SHA256SUMS'), 'utf8').trim().split('\n');
  return Object.fromEntries(
    lines.map((line) => {
      const [sum = '', name = ''] = line.split('  ');
      return [name, sum.slice(0, 16)];
    }),
  );
});

function nameOf(version: KubernetesVersion, module: Module): string {
  return `kubernetes-${version}-${module}.wasm.br`;
}

/** Computes a value when it is needed first. */
function once<Value>(compute: () => Value): () => Value {
  let value: { readonly it: Value } | undefined;
  return () => {
    value ??= { it: compute() };
    return value.it;
  };
}
