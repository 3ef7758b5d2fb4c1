import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { contentHash } from '../batch/content-hash';
import type { DaskOperatorOptions } from '../dask';
import type { Identity } from '../identity';
import { explain, must } from '../invalid';
import { exceptionAnnotations } from '../pod/exceptions';
import type { Pod } from '../pod/pod';
import { dnsLabel } from '../rules/names';
import { integerIn } from '../rules/numbers';

import { daskAutoscaler, daskCluster, daskWorkerGroup } from './operator';
import { type ClusterPlan, DEFAULT_GROUP } from './plan';
import type { SchedulerPart, WorkersPart } from './pods';

/** @throws where an option breaks the rules, or contradicts another one */
export function checkOperator(
  construct: Construct,
  options: DaskOperatorOptions,
  { groups }: ClusterPlan,
): void {
  const { autoscale, idleTimeout, operatorNamespace, patches = {} } = options;
  const [first, ...others] = groups;
  if (first !== undefined && first.name !== DEFAULT_GROUP) {
    const what = `${first.prop}.name must be '${DEFAULT_GROUP}' or left out, got '${first.name}'`;
    throw explain(construct, what, 'the operator gives the first group its name');
  }
  for (const { prop, options: group } of groups) {
    const { deployment, workerGroup } = group.patches ?? {};
    const missing = deployment
      ? 'deployment'
      : prop === first?.prop && workerGroup && 'workerGroup';
    if (!missing) continue;
    const what = `${prop}.patches.${missing} must be left out, because there is no such object`;
    throw explain(construct, what, missing === 'workerGroup' ? 'patch the cluster' : undefined);
  }
  if (operatorNamespace !== undefined) {
    must(construct, 'dask.operatorNamespace', operatorNamespace, dnsLabel(operatorNamespace));
  }
  const idle = idleTimeout?.toSeconds({ integral: false });
  if (idle !== undefined) {
    must(construct, 'dask.idleTimeout in seconds', idle, integerIn(idle, 1, 31536000));
  }
  if (autoscale === undefined) {
    if (patches.autoscaler === undefined) return;
    const what = 'dask.patches.autoscaler must be left out, because there is no such object';
    throw explain(construct, what);
  }
  const { minimum, maximum } = autoscale;
  must(construct, 'dask.autoscale.minimum', minimum, integerIn(minimum, 0, 10000));
  must(construct, 'dask.autoscale.maximum', maximum, integerIn(maximum, 1, 10000));
  if (maximum < minimum) {
    const what = `dask.autoscale.maximum must be at least the minimum, ${minimum}, got ${maximum}`;
    throw explain(construct, what);
  }
  if (first?.options.replicas !== undefined) {
    const what = `${first.prop}.replicas must be left out where autoscale says how many there are`;
    throw explain(construct, what);
  }
  if (others.length > 0) {
    throw explain(
      construct,
      'dask.autoscale must be left out where there are several groups, because the operator takes ' +
        'away workers of any of them',
      'make a second job for the other workers',
    );
  }
}

/** The name of a cluster, which is another one whenever its pods are others. */
export function hashedName(base: string, pods: readonly Pod[]): string {
  const written = pods.map(({ template }) => k8s.toJson_PodTemplateSpec(template));
  return `${base}-${contentHash({ pods: written }, undefined)}`;
}

/** The DaskCluster, the DaskWorkerGroups of all but the first group, and the DaskAutoscaler. */
export function operatorObjects(
  construct: Construct,
  { autoscale, idleTimeout, patches = {} }: DaskOperatorOptions,
  cluster: Identity,
  scheduler: SchedulerPart,
  [first, ...others]: readonly WorkersPart[],
): ApiObject[] {
  if (first === undefined) return [];
  const { name } = cluster;
  const objects = [
    daskCluster(
      construct,
      excepted(cluster, scheduler, first),
      {
        scheduler: scheduler.pod.template,
        worker: {
          replicas: autoscale?.minimum ?? first.plan.replicas,
          template: first.pod.template,
        },
        idleTimeoutSeconds: idleTimeout?.toSeconds(),
      },
      patches.cluster,
    ),
    ...others.map((group) => {
      const { construct: scope, identity, pod, plan } = group;
      const metadata = excepted({ ...identity, name: `${name}-${plan.name}` }, group);
      const worker = { replicas: plan.replicas, template: pod.template };
      const patch = plan.options.patches?.workerGroup;
      return daskWorkerGroup(scope, metadata, { cluster: name, worker }, patch);
    }),
  ];
  if (autoscale === undefined) return objects;
  const bounds = { cluster: name, ...autoscale };
  return [...objects, daskAutoscaler(construct, cluster, bounds, patches.autoscaler)];
}

/** The identity of an object with the exceptions of the pods that are made of it. */
function excepted(identity: Identity, ...parts: readonly SchedulerPart[]): Identity {
  const exceptions = exceptionAnnotations(parts.flatMap(({ pod }) => pod.exceptions));
  return { ...identity, annotations: { ...exceptions, ...identity.annotations } };
}
