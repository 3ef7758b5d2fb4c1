import { ApiObject, App, type Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KubernetesObject } from './checks';
import { isForPeople, Problem } from './problem';

/** One system: one chart, which becomes one file in each environment that has it. */
export interface System<Environment> {
  readonly name: string;
  build(app: Construct, environment: Environment): Chart | undefined;
}

/** An object, and the path of the construct that made it. */
export interface Manifest {
  readonly construct: string;
  readonly object: KubernetesObject;
}

/** A system with its objects in one environment; none where the environment does not have it. */
export interface BuiltSystem {
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

/**
 * Builds all systems of one environment, which are one cdk8s app, and runs the validations of their
 * constructs.
 *
 * @returns the systems, and what is wrong with their constructs, a line each
 */
export function build<Environment extends { readonly name: string }>(
  systems: readonly System<Environment>[],
  environment: Environment,
): { readonly systems: readonly BuiltSystem[]; readonly problems: readonly string[] } {
  const app = new App();
  const problems: string[] = [];
  const report: Report = (where, what) =>
    problems.push(`${where} for ${environment.name}: ${what}`);
  const built = systems.map((system) => ({
    name: system.name,
    manifests: manifestsOf(system, app, environment, report),
  }));
  return { systems: built, problems };
}

/** Notes what is wrong, and with which system or construct. */
type Report = (where: string, what: string) => void;

/** Builds one system, runs the validations of its constructs, and gives its objects. */
function manifestsOf<Environment>(
  system: System<Environment>,
  app: App,
  environment: Environment,
  report: Report,
): readonly Manifest[] {
  const constructs = attempt(system.name, report, () => buildOne(system, app, environment)) ?? [];
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
function buildOne<Environment>(system: System<Environment>, app: App, environment: Environment) {
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
