import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { DaskDeploymentOptions } from '../dask';
import { explain } from '../invalid';
import { type DeepPartial, manifest } from '../manifest';
import { exceptionAnnotations } from '../pod/exceptions';
import { spreadExceptions } from '../pod/scheduling';
import { hasSeveralPods, Replicas, replicaExceptions } from '../replicas';
import { deploymentStrategy, Rollout, rolloutExceptions } from '../rollout';
import { clusterService } from '../stateful';
import { SCHEDULER_PORTS } from './operator';
import type { ClusterPlan } from './plan';
import type { SchedulerPart, WorkersPart } from './pods';

/** @throws where an object is patched that is not made */
export function checkDeployment(construct: Construct, { groups }: ClusterPlan): void {
  for (const { prop, options } of groups) {
    if (options.patches?.workerGroup === undefined) continue;
    const what = `${prop}.patches.workerGroup must be left out, because there is no such object`;
    throw explain(construct, what);
  }
}

/** The Deployment of a scheduler, its Service, and the Deployments of the workers. */
export function deploymentObjects(
  construct: Construct,
  { patches = {} }: DaskDeploymentOptions,
  scheduler: SchedulerPart,
  groups: readonly WorkersPart[],
): ApiObject[] {
  const { name, namespace, labels, annotations, selector } = scheduler.identity;
  const one = Replicas.fixed(1, 'one scheduler knows the state of all tasks');
  const never = Rollout.recreate('two schedulers at once would split the workers between them');
  return [
    deployment(construct, scheduler, one, never, patches.scheduler),
    clusterService(
      construct,
      { name, namespace, labels, annotations },
      { selector, ports: SCHEDULER_PORTS },
      patches.service,
    ),
    ...groups.map(workers),
  ];
}

function workers({ construct, plan, ...part }: WorkersPart): ApiObject {
  const several = Replicas.fixed(plan.replicas, 'the group is declared with a single worker');
  // There need be no room for more workers than there are to be.
  const inPlace = Rollout.rolling({ maxSurge: 0, maxUnavailable: '25%' });
  return deployment(construct, part, several, inPlace, plan.options.patches?.deployment);
}

function deployment(
  construct: Construct,
  { identity, pod, scheduling }: SchedulerPart,
  replicas: Replicas,
  rollout: Rollout,
  patch: DeepPartial<k8s.KubeDeploymentProps> | undefined,
): ApiObject {
  const { name, namespace, labels, annotations, selector } = identity;
  const exceptions = [
    ...pod.exceptions,
    ...replicaExceptions(construct, replicas),
    ...(hasSeveralPods(replicas) ? spreadExceptions(scheduling) : []),
    ...rolloutExceptions(construct, rollout),
  ];
  return manifest(
    construct,
    'Resource',
    k8s.KubeDeployment,
    {
      metadata: {
        name,
        namespace,
        labels,
        annotations: { ...exceptionAnnotations(exceptions), ...annotations },
      },
      spec: {
        progressDeadlineSeconds: 600,
        replicas: replicas.spec.type === 'fixed' ? replicas.spec.count : undefined,
        revisionHistoryLimit: 5,
        selector: { matchLabels: selector },
        strategy: deploymentStrategy(construct, rollout),
        template: pod.template,
      },
    },
    patch,
  );
}
