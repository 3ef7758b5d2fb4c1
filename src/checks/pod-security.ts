import type { Finding } from './finding';
import { POD_SECURITY, type PodSecurityLevel, type Verdict } from './judge';
import type { KubernetesObject } from './kubernetes-object';
import type { PodSecurityOption } from './options';
import { isExcepted } from './own-rules';
import type { Pod } from './pods';
import { textAt } from './read';

/** The level that the pods of an object are held to. */
export interface Held {
  readonly to: PodSecurityLevel;

  /** An error where the namespace enforces the level by its own labels, else a warning. */
  readonly severity: 'error' | 'warning';
}

/** Which level of Pod Security the objects are held to. */
export class PodSecurity {
  private readonly enforced: ReadonlyMap<string, PodSecurityLevel>;

  /**
   * @param objects all of them, with the namespaces whose labels enforce a level
   * @param level what the others are held to
   */
  constructor(
    objects: readonly KubernetesObject[],
    private readonly level: PodSecurityOption,
  ) {
    this.enforced = new Map(objects.flatMap(enforcedLevel));
  }

  /** What an object is held to; `undefined` where it is to nothing. */
  of(object: KubernetesObject): Held | undefined {
    if (this.level === 'off') return undefined;
    const enforced = this.enforced.get(textAt(object, 'metadata', 'namespace') ?? '');
    if (enforced) return { to: enforced, severity: 'error' };
    if (isExcepted(object, POD_SECURITY.name)) return undefined;
    return { to: { level: this.level, version: 'latest' }, severity: 'warning' };
  }
}

/** What Pod Security has against a pod, in the words of its admission. */
export function podSecurityFindings(
  { object, path }: Pod,
  { to: { level, version }, severity }: Held,
  { podSecurity }: Verdict,
): Finding[] {
  return podSecurity.map(({ reason, detail }) => ({
    rule: POD_SECURITY.name,
    severity,
    source: POD_SECURITY.source,
    object,
    path,
    message: `${path} violates PodSecurity "${level}:${version}": ${reason} (${detail})`,
    why:
      severity === 'error'
        ? 'the namespace refuses such pods: the object is taken, and no pod ever starts'
        : 'a namespace that enforces this level refuses such pods',
    fix: fixOf(reason, detail),
  }));
}

function enforcedLevel(object: KubernetesObject): [string, PodSecurityLevel][] {
  if (object.kind !== 'Namespace' || object.apiVersion !== 'v1') return [];
  const label = (name: string) =>
    textAt(object, 'metadata', 'labels', `pod-security.kubernetes.io/${name}`);
  const level = label('enforce');
  if (level !== 'privileged' && level !== 'baseline' && level !== 'restricted') return [];
  return [[object.metadata.name, { level, version: label('enforce-version') ?? 'latest' }]];
}

/** What a violation asks for. */
function fixOf(reason: string, detail: string): string {
  for (const [pattern, fix] of INSTEAD) {
    if (pattern.test(reason)) return fix(detail);
  }
  const wanted = [
    ...detail.matchAll(/must (?:(not )?set ([^;]*)|not include ([^;]*) in ([^;]*))/g),
  ].map(([, not, what, value, list]) => {
    if (value !== undefined) return `remove ${value} from ${list}`;
    return not ? `do not set ${what}` : `set ${what}`;
  });
  return wanted.length === 0 ? 'remove it' : [...new Set(wanted)].join(', and ');
}

/** What does the work of fields that must not be there, by the reason that the admission gives. */
const INSTEAD: readonly (readonly [RegExp, (detail: string) => string])[] = [
  [
    /^host namespaces/,
    (detail) => {
      const fields = [...detail.matchAll(/host\w+(?==true)/g)].map(([field]) => field);
      const instead = fields.includes('hostNetwork') ? '; a Service leads to the pod' : '';
      return `remove ${fields.join(', ')}${instead}`;
    },
  ],
  [/^hostPort/, () => 'remove hostPort; a Service leads to the port'],
  [/^hostPath volumes/, () => 'use a persistentVolumeClaim or an emptyDir instead'],
  [
    /^restricted volume types/,
    (detail) =>
      detail.includes('"hostPath"')
        ? 'use a persistentVolumeClaim or an emptyDir instead'
        : 'use a persistentVolumeClaim instead, whose PersistentVolume says where the data is',
  ],
  [/sysctls/, () => 'remove it, and let who runs the nodes set it there'],
  [/^seLinuxOptions/, () => 'remove seLinuxOptions, so that the container runtime chooses them'],
];
