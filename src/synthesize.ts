import { ApiObject, App, type Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { dnsLabel } from '../constructs/rules/names';
import { check, describe, type KubernetesObject } from './checks';
import { manifestHeader, manifestPath } from './manifest-file';
import { compareObjects } from './order';
import { isForPeople, Problem } from './problem';
import { toYaml } from './yaml';

/** One system: one chart, which becomes one file in each environment that has it. */
export interface System<Environment> {
  readonly name: string;
  build(app: Construct, environment: Environment): Chart | undefined;
}

/** What to synthesize: every system for every environment. */
export interface Registry<Environment extends Named> {
  readonly systems: readonly System<Environment>[];
  readonly environments: readonly Environment[];
}

interface Named {
  readonly name: string;
}

/**
 * Builds every system for every environment, checks all objects, and gives the text of each file by
 * its path below the output folder. It touches no file.
 *
 * @throws one `Problem` with everything that is wrong, a line each
 */
export function synthesize<Environment extends Named>({
  systems,
  environments,
}: Registry<Environment>): ReadonlyMap<string, string> {
  checkNames('system', systems);
  checkNames('environment', environments);
  const problems: string[] = [];
  const files = new Map<string, string>();
  for (const environment of environments) {
    const report: Report = (where, what) =>
      problems.push(`${where} for ${environment.name}: ${what}`);
    const built = buildAll(systems, environment, report);
    if (problems.length > 0) continue;
    for (const { system, manifests } of built.filter(({ manifests }) => manifests.length > 0)) {
      const objects = manifests.map(({ object }) => object).sort(compareObjects);
      const header = `${manifestHeader(system, environment.name)}\n`;
      files.set(manifestPath(system, environment.name), header + objects.map(toYaml).join(''));
    }
  }
  if (problems.length > 0) throw new Problem(problems.join('\n'));
  return files;
}

/** Notes what is wrong, and with which system or construct. */
type Report = (where: string, what: string) => void;

/** An object, and the path of the construct that made it. */
interface Manifest {
  readonly construct: string;
  readonly object: KubernetesObject;
}

/** Builds and checks all systems of one environment, which are one cdk8s app. */
function buildAll<Environment>(
  systems: readonly System<Environment>[],
  environment: Environment,
  report: Report,
) {
  const app = new App();
  const built = systems.map((system) => {
    return { system: system.name, manifests: manifestsOf(system, app, environment, report) };
  });
  const all = built.flatMap(({ manifests }) => manifests);
  const constructs = new Map(all.map(({ object, construct }) => [object, construct]));
  for (const { object, rule, message, fix } of check([...constructs.keys()])) {
    report(constructs.get(object) ?? '', `${describe(object)}: ${message}; ${fix} (${rule})`);
  }
  return built;
}

/** Builds one system, runs the validations of its constructs, and gives its objects. */
function manifestsOf<Environment>(
  system: System<Environment>,
  app: App,
  environment: Environment,
  report: Report,
): readonly Manifest[] {
  const constructs = attempt(system.name, report, () => build(system, app, environment)) ?? [];
  for (const { node } of constructs) {
    for (const message of node.validate()) report(node.path, message);
  }
  return constructs.filter(ApiObject.isApiObject).flatMap((apiObject) => {
    const construct = apiObject.node.path;
    const object: KubernetesObject | undefined = attempt(construct, report, () =>
      apiObject.toJson(),
    );
    return object ? [{ construct, object }] : [];
  });
}

/** The constructs of a system; none where the environment does not have it. */
function build<Environment>(system: System<Environment>, app: App, environment: Environment) {
  const before = app.node.children.length;
  const chart = system.build(app, environment);
  const stray = app.node.children.slice(before).find((child) => child !== chart);
  if (stray) {
    throw new Problem(
      `'${stray.node.path}' is not in the chart; put it there, or it would be lost`,
    );
  }
  if (chart === undefined) return [];
  const constructs = chart.node.findAll();
  if (!constructs.some(ApiObject.isApiObject)) {
    throw new Problem('the chart has no objects; give it one, or take the system off the list');
  }
  return constructs;
}

/** Runs a step, and reports an error that was thrown for people; a mistake in the code goes on. */
function attempt<Result>(where: string, report: Report, step: () => Result): Result | undefined {
  try {
    return step();
  } catch (error) {
    if (!isForPeople(error)) throw error;
    report(where, error.message);
    return undefined;
  }
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
