import { dnsLabel } from '../constructs/rules/names';
import { type BuiltSystem, build, type System } from './build-systems';
import type { KubernetesVersion } from './checks';
import { judge } from './judgement';
import { manifestHeader, manifestPath } from './manifest-file';
import { compareObjects } from './order';
import { Problem } from './problem';
import { toYaml } from './yaml';

/** What to synthesize: every system for every environment. */
export interface Registry<Environment extends Named> {
  readonly systems: readonly System<Environment>[];
  readonly environments: readonly Environment[];
}

interface Named {
  readonly name: string;

  /** The minor of Kubernetes that the environment has; the newest one where it does not say. */
  readonly kubernetes?: KubernetesVersion;
}

/** What a synthesis gives. */
export interface Synthesis {
  /** The text of each file, by its path below the output folder. */
  readonly files: ReadonlyMap<string, string>;

  /** What could be better, a line each. */
  readonly warnings: readonly string[];
}

/**
 * Builds every system for every environment, judges all objects, and gives the text of each file.
 * It touches no file of the output.
 *
 * @throws one `Problem` with everything that is wrong, a line each
 */
export async function synthesize<Environment extends Named>({
  systems,
  environments,
}: Registry<Environment>): Promise<Synthesis> {
  checkNames('system', systems);
  checkNames('environment', environments);
  const results = await Promise.all(
    environments.map(async (environment) => {
      const built = build(systems, environment);
      return { environment, built, judged: await judge(built.systems, systems, environment) };
    }),
  );
  const problems = results.flatMap(({ built, judged }) => [...built.problems, ...judged.problems]);
  if (problems.length > 0) throw new Problem(problems.join('\n'));
  return {
    files: new Map(
      results.flatMap(({ environment: { name }, built }) =>
        built.systems
          .filter(({ manifests }) => manifests.length > 0)
          .map((system) => [manifestPath(system.name, name), textOf(system, name)] as const),
      ),
    ),
    warnings: results.flatMap(({ judged }) => judged.warnings),
  };
}

function textOf({ name, manifests }: BuiltSystem, environment: string): string {
  const objects = manifests.map(({ object }) => object).sort(compareObjects);
  return `${manifestHeader(name, environment)}\n${objects.map(toYaml).join('')}`;
}

/** Names become those of folders and files: they must differ, and suit every file system. */
function checkNames(what: string, all: readonly Named[]): void {
  const seen = new Set<string>();
  for (const { name } of all) {
    const violation = dnsLabel(name);
    if (violation) throw new Problem(`${what} '${name}': the name ${violation.rule}`);
    if (seen.has(name)) throw new Problem(`${what} '${name}' exists twice; rename one of them`);
    seen.add(name);
  }
}
