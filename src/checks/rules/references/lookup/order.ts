import type { KubernetesObject } from '../../../kubernetes-object';
import { textAt } from '../../../read';

/** When an object is applied: its phase (0 before the others, 1 with them, 2 after them) and its wave. */
export interface Turn {
  readonly phase: number;
  readonly wave: number;
}

/** Something that applies objects one phase after the other, and waits after each. */
export const OPERATIONS = ['helm install', 'helm upgrade', 'Argo CD'] as const;

/** One of them. */
export type Operation = (typeof OPERATIONS)[number];

/** When an object's turn is; `undefined` where the operation leaves it out, or has it twice. */
export function turnOf(object: KubernetesObject, operation: Operation): Turn | undefined {
  const hooks = listOf(object, 'helm.sh/hook');
  if (operation !== 'Argo CD') {
    if (hooks.length === 0) return { phase: 1, wave: 0 };
    const phase = phaseOf(hooks, operation.replace('helm ', ''));
    return phase === undefined
      ? undefined
      : { phase, wave: numberOf(object, 'helm.sh/hook-weight') };
  }
  const own = listOf(object, 'argocd.argoproj.io/hook');
  const wave = numberOf(object, 'argocd.argoproj.io/sync-wave');
  if (own.length > 0) {
    const [hook, ...more] = own;
    const phase = more.length > 0 ? -1 : ['PreSync', 'Sync', 'PostSync'].indexOf(hook ?? '');
    return phase < 0 ? undefined : { phase, wave };
  }
  if (hooks.length === 0) return { phase: 1, wave };
  const phases = new Set(['install', 'upgrade'].map((verb) => phaseOf(hooks, verb)));
  phases.delete(undefined);
  const [phase, ...others] = phases;
  if (phase === undefined || others.length > 0) return undefined;
  return { phase, wave: wave || numberOf(object, 'helm.sh/hook-weight') };
}

/** Whether a turn comes after another one. */
export function isLater(turn: Turn, other: Turn): boolean {
  return turn.phase > other.phase || (turn.phase === other.phase && turn.wave > other.wave);
}

function phaseOf(hooks: readonly string[], verb: string): number | undefined {
  const [before, after] = [hooks.includes(`pre-${verb}`), hooks.includes(`post-${verb}`)];
  if (before === after) return undefined;
  return before ? 0 : 2;
}

function listOf(object: KubernetesObject, annotation: string): string[] {
  const text = textAt(object, 'metadata', 'annotations', annotation) ?? '';
  return text.split(',').flatMap((part) => part.trim() || []);
}

function numberOf(object: KubernetesObject, annotation: string): number {
  const number = Number(textAt(object, 'metadata', 'annotations', annotation) ?? 0);
  return Number.isFinite(number) ? number : 0;
}
