import { Duration, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import { asBytes, asMillicores, DEFAULT_CPU, DEFAULT_MEMORY } from '../pod/resources';
import { dnsLabel, environmentVariableName } from '../rules/names';
import { integerIn } from '../rules/numbers';
import { checkExtraArgs } from './extra-args';
import type { DaskWorkers } from './groups';
import type { DaskClusterOptions } from './options';

/** A group of workers, with all that its options leave open. */
export interface GroupPlan {
  /** How errors call the options. */
  readonly prop: string;
  readonly name: string;
  readonly replicas: number;
  readonly options: DaskWorkers;
  readonly threads: number;
  readonly memoryBytes: number;
  readonly spill: Size;
  readonly lifetime?: { readonly seconds: number; readonly staggerSeconds: number };
}

/** Name of the first group, where it has none of its own. */
export const DEFAULT_GROUP = 'default';

/** What the parts of a cluster agree on, with all that its options leave open. */
export interface ClusterPlan {
  readonly python: string;
  readonly groups: readonly GroupPlan[];
  readonly settings: Readonly<Record<string, string>>;
  /** How long a worker looks for the scheduler. */
  readonly deathSeconds: number;
  /** How long a task waits for a worker. */
  readonly noWorkersSeconds: number;
}

/** @throws where an option breaks the rules, or contradicts another one */
export function planCluster(construct: Construct, options: DaskClusterOptions): ClusterPlan {
  const { python = 'python3', settings = {} } = options;
  const { deathTimeout = Duration.seconds(60), noWorkersTimeout = Duration.minutes(10) } = options;
  checkSettings(construct, settings);
  return {
    python,
    groups: planGroups(construct, options),
    settings,
    deathSeconds: seconds(construct, 'dask.deathTimeout', deathTimeout, 5),
    noWorkersSeconds: seconds(construct, 'dask.noWorkersTimeout', noWorkersTimeout, 1),
  };
}

function planGroups(
  construct: Construct,
  { workers = {} }: DaskClusterOptions,
): readonly GroupPlan[] {
  const groups: readonly DaskWorkers[] = isList(workers) ? workers : [workers];
  if (groups.length === 0) {
    throw explain(construct, 'dask.workers must hold a group', 'leave it out for two workers');
  }
  const plans = groups.map((options, index) => {
    const prop = isList(workers) ? `dask.workers[${index}]` : 'dask.workers';
    return planGroup(construct, prop, index, options);
  });
  for (const [index, { prop, name }] of plans.entries()) {
    const other = plans.findIndex((plan) => plan.name === name);
    if (other === index) continue;
    const what = `${prop}.name must be another one than that of dask.workers[${other}], got '${name}'`;
    throw explain(construct, what);
  }
  return plans;
}

/** @throws where a setting is none of Dask's, or is said by the construct */
function checkSettings(construct: Construct, settings: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(settings)) {
    const rule = { rule: "must begin with 'DASK_'", fix: 'write other variables into env' };
    must(construct, 'dask.settings key', name, environmentVariableName(name));
    must(construct, 'dask.settings key', name, name.startsWith('DASK_') ? undefined : rule);
    const reason = Object.hasOwn(SAID, name) ? SAID[name] : undefined;
    if (reason === undefined) continue;
    throw explain(construct, `dask.settings.${name} must be left out, because ${reason}`);
  }
}

/** @throws where a variable is given that the construct sets */
export function checkVariables(
  construct: Construct,
  prop: string,
  env: Readonly<Record<string, unknown>> = {},
): void {
  const name = Object.keys(SAID).find((said) => said in env);
  if (name === undefined) return;
  throw explain(construct, `${prop}.${name} must be left out, because ${SAID[name]}`);
}

/** Variables that the construct sets, and why nobody else may. */
const SAID: Readonly<Record<string, string>> = {
  DASK_DISTRIBUTED__SCHEDULER__NO_WORKERS_TIMEOUT: 'dask.noWorkersTimeout says it',
  DASK_SCHEDULER_ADDRESS: 'dask says it',
  DASK_SCHEDULER_HOST: 'dask says it',
  DASK_WORKER_NAME: 'each worker has a name of its own',
};

function planGroup(
  construct: Construct,
  prop: string,
  index: number,
  options: DaskWorkers,
): GroupPlan {
  const { name = index === 0 ? DEFAULT_GROUP : undefined, replicas = 2 } = options;
  if (name === undefined) {
    throw explain(construct, `${prop}.name must be given, because it is not the first group`);
  }
  must(construct, `${prop}.name`, name, dnsLabel(name));
  must(construct, `${prop}.replicas`, replicas, integerIn(replicas, 0, 10000));
  const { spill = Size.gibibytes(5) } = options;
  checkVariables(construct, `${prop}.env`, options.env);
  checkExtraArgs(construct, prop, options.extraArgs);
  if (asBytes(spill) <= 0) {
    throw explain(construct, `${prop}.spill must be above 0, got ${spill.asString()}`);
  }
  return {
    prop,
    name,
    replicas,
    options,
    threads: threadsOf(construct, prop, options),
    memoryBytes: memoryOf(construct, prop, options),
    spill,
    lifetime: lifetimeOf(construct, prop, options),
  };
}

function threadsOf(
  construct: Construct,
  prop: string,
  { threads, resources: { cpu = DEFAULT_CPU } = {} }: DaskWorkers,
): number {
  const most = cpu.limit ?? cpu.request;
  const cores = most === undefined ? 1 : Math.floor(asMillicores(most) / 1000);
  const all = threads ?? Math.max(1, cores);
  must(construct, `${prop}.threads`, all, integerIn(all, 1, 1024));
  return all;
}

function memoryOf(
  construct: Construct,
  prop: string,
  { memoryLimit, resources: { memory = DEFAULT_MEMORY } = {} }: DaskWorkers,
): number {
  const { limit } = memory;
  if (memoryLimit === undefined) {
    if (limit !== undefined) return Math.floor((asBytes(limit) * 9) / 10);
    const what = `${prop}.memoryLimit must be given where resources.memory has no limit`;
    throw explain(construct, what, 'Dask would plan with all the memory of the node');
  }
  if (asBytes(memoryLimit) <= 0) {
    throw explain(
      construct,
      `${prop}.memoryLimit must be above 0, got ${memoryLimit.asString()}`,
      'without one, Dask never spills',
    );
  }
  if (limit !== undefined && asBytes(memoryLimit) >= asBytes(limit)) {
    throw explain(
      construct,
      `${prop}.memoryLimit must be below the memory limit of the container, ${limit.asString()}, ` +
        `got ${memoryLimit.asString()}`,
      'Dask must spill before the container is killed: leave it out for 90 %',
    );
  }
  return Math.floor(asBytes(memoryLimit));
}

function lifetimeOf(
  construct: Construct,
  prop: string,
  { lifetime, lifetimeStagger }: DaskWorkers,
): GroupPlan['lifetime'] {
  if (lifetime === undefined) {
    if (lifetimeStagger === undefined) return undefined;
    throw explain(construct, `${prop}.lifetimeStagger must be left out where lifetime is`);
  }
  const whole = seconds(construct, `${prop}.lifetime`, lifetime, 60);
  const stagger = lifetimeStagger ?? Duration.seconds(Math.floor(whole / 10));
  const staggerSeconds = seconds(construct, `${prop}.lifetimeStagger`, stagger, 0);
  if (staggerSeconds > whole) {
    throw explain(
      construct,
      `${prop}.lifetimeStagger must be at most the lifetime, ${whole} s, got ${staggerSeconds} s`,
    );
  }
  return { seconds: whole, staggerSeconds };
}

function seconds(construct: Construct, prop: string, duration: Duration, least: number): number {
  const value = duration.toSeconds({ integral: false });
  must(construct, `${prop} in seconds`, value, integerIn(value, least, 31536000));
  return value;
}

function isList(workers: DaskWorkers | readonly DaskWorkers[]): workers is readonly DaskWorkers[] {
  return Array.isArray(workers);
}
