import type { Construct } from 'constructs';
import type { Identity } from '../identity';
import { EnvSource } from '../pod/env';
import { buildPod, type Pod } from '../pod/pod';
import type { Scheduling } from '../pod/scheduling';
import {
  type DaskData,
  type DaskPods,
  OPERATOR_SETTINGS,
  schedulerContainer,
  workerContainer,
} from './containers';
import type { ClusterIdentities } from './identities';
import type { DaskClusterOptions } from './options';
import type { ClusterPlan, GroupPlan } from './plan';

/** The scheduler, as the objects that make its pod need it. */
export interface SchedulerPart {
  readonly identity: Identity;
  readonly pod: Pod;
  readonly scheduling?: Scheduling;
}

/** A group of workers, as the objects that make its pods need it. */
export interface WorkersPart<Scope extends Construct = Construct> extends SchedulerPart {
  readonly construct: Scope;
  readonly plan: GroupPlan;
}

/** What the pods of a cluster are made of. */
export interface PodParts {
  readonly type: 'deployment' | 'operator';
  readonly pods: DaskPods;
  readonly data: DaskData;
  readonly plan: ClusterPlan;
  readonly options: DaskClusterOptions;
}

/** The scheduler of a cluster. */
export function schedulerPart(
  construct: Construct,
  { scheduler: identity }: ClusterIdentities,
  { type, pods, plan, options: { scheduler = {} } }: PodParts,
): SchedulerPart {
  const { scheduling } = scheduler;
  const env = type === 'operator' ? OPERATOR_SETTINGS : {};
  const main = schedulerContainer(pods, plan, scheduler, env);
  const props = { ...pods, ...main, scheduling };
  const pod = buildPod(construct, identity, props, main, identity.selector, identity.name);
  return { identity, pod, scheduling };
}

/**
 * A group of workers of a cluster.
 *
 * @param address the variables by which they find the scheduler
 * @param account the ServiceAccount of all workers
 */
export function workersPart<Scope extends Construct>(
  construct: Scope,
  { group: identityOf }: ClusterIdentities,
  { type, pods, data, plan }: PodParts,
  group: GroupPlan,
  address: Readonly<Record<string, string>>,
  account: string,
): WorkersPart<Scope> {
  const identity = identityOf(group.name);
  const { scheduling } = group.options;
  // The operator gives each worker a name by which it takes it away; the pods of a Deployment have one.
  const env =
    type === 'operator'
      ? address
      : { ...address, DASK_WORKER_NAME: EnvSource.field('metadata.name') };
  const main = workerContainer(pods, data, plan, group, env);
  const props = { ...pods, ...main, scheduling };
  const pod = buildPod(construct, identity, props, main, identity.selector, account);
  return { construct, identity, pod, scheduling, plan: group };
}
