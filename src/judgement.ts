import { type BuiltSystem, build, type System } from './build-systems';
import type { Finding, KubernetesVersion } from './checks';
import { check } from './checks/check';
import { describe } from './checks/kubernetes-object';
import type { CodeLine } from './creation';

/** What is said of the objects of one environment, a line each. */
export interface Judgement {
  /** What must not be written. */
  readonly problems: readonly string[];

  /** What could be better. */
  readonly warnings: readonly string[];
}

/**
 * Judges all objects of one environment together, and says where in the code those were made that
 * have something wrong.
 */
export async function judge<
  Environment extends { readonly name: string; readonly kubernetes?: KubernetesVersion },
>(
  built: readonly BuiltSystem[],
  systems: readonly System<Environment>[],
  environment: Environment,
): Promise<Judgement> {
  const manifests = built.flatMap((system) => system.manifests);
  const constructs = new Map(manifests.map(({ object, construct }) => [object, construct]));
  const findings = (
    await check([...constructs.keys()], { kubernetes: environment.kubernetes })
  ).filter(({ severity }) => severity !== 'info');
  if (findings.length === 0) return { problems: [], warnings: [] };
  const lines = linesOf(systems, environment);
  const told = (finding: Finding) => {
    const construct = constructs.get(finding.object) ?? '';
    return `${construct} for ${environment.name}: ${sentence(finding, lines.get(construct))}`;
  };
  return {
    problems: findings.filter(isProblem).map(told),
    warnings: findings.filter((finding) => !isProblem(finding)).map(told),
  };
}

/** Rules that others may break on purpose, as a chart without a namespace does, but no synthesis. */
const MISTAKES = ['namespace', 'null-value'];

/** Whether a finding keeps the output from being written. */
function isProblem({ rule, severity }: Finding): boolean {
  return severity === 'error' || MISTAKES.includes(rule);
}

function sentence({ object, message, fix, rule, why }: Finding, line?: CodeLine): string {
  const made = line ? `; made at ${line.file}:${line.line}` : '';
  return `${describe(object)}: ${message}; ${fix} (${rule}: ${why}${made})`;
}

/** Where the code makes each construct: found by building all systems once more. */
function linesOf<Environment extends { readonly name: string }>(
  systems: readonly System<Environment>[],
  environment: Environment,
): ReadonlyMap<string, CodeLine> {
  // Loaded only when something is wrong, so that the good way pays nothing.
  const { recordCreation }: typeof import('./creation') = require('./creation');
  return recordCreation(() => build(systems, environment));
}
