import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { DaskDeploymentOptions, DaskOperatorOptions } from '../dask';
import type { Identity } from '../identity';
import { must } from '../invalid';
import { type Client, type Connection, PEER, Peer, policyPeer } from '../network';
import { dnsLabel, serviceName } from '../rules/names';
import { checkValue, given } from '../shape';
import { serviceAccount } from '../workload';
import { COMM, type DaskData, type DaskPods } from './containers';
import { checkDeployment, deploymentObjects } from './deployment';
import { type ClusterIdentities, deploymentIdentities, operatorIdentities } from './identities';
import { checkOperator, hashedName, operatorObjects } from './operated';
import { SCHEDULER_PORTS, schedulerHost } from './operator';
import { type GroupPlan, planCluster } from './plan';
import {
  type PodParts,
  type SchedulerPart,
  schedulerPart,
  type WorkersPart,
  workersPart,
} from './pods';
import { type DaskScheduler, schedulerEnvironment, serviceHost } from './scheduler';
import { schedulerSurroundings, workersSurroundings } from './surroundings';

/** What a cluster of a construct's own was told. */
export type ClusterSpec =
  | ({ readonly type: 'deployment' } & DaskDeploymentOptions)
  | ({ readonly type: 'operator' } & DaskOperatorOptions);

/** All that a cluster has of the construct that computes on it. */
export interface ClusterOwner {
  /** The construct: errors about options name it. */
  readonly construct: Construct;
  readonly identity: Identity;
  readonly pods: DaskPods;
  readonly data: DaskData;
}

/** A group of workers, whose peer is known when the cluster has its name. */
export class DaskGroup extends Construct implements Client {
  constructor(
    scope: Construct,
    id: string,
    private readonly peer: () => Peer,
  ) {
    super(scope, id);
  }

  /** Where its workers are. */
  public get connection(): Pick<Connection, 'peer'> {
    return { peer: this.peer() };
  }
}

/** The parts of a cluster under a name. */
interface Parts {
  readonly host: string;
  readonly identities: ClusterIdentities;
  readonly scheduler: SchedulerPart;
  readonly groups: readonly WorkersPart<DaskGroup>[];
}

/**
 * A Dask cluster of a construct's own: a scheduler and groups of workers, in Deployments or made by the
 * Dask operator.
 */
export class DaskCluster extends Construct implements DaskScheduler, Client {
  /** Host name of the scheduler, for pods of all namespaces. */
  public readonly host: string;

  /** Port of the scheduler. */
  public readonly port: number = SCHEDULER_PORTS[COMM];

  /** Where the scheduler is. */
  public readonly connection: Connection;

  /** What makes the pods, and the Service. */
  public readonly objects: readonly ApiObject[];

  private readonly clients: Peer[] = [];

  /** @throws where an option breaks the rules, or contradicts another one */
  constructor(
    id: string,
    spec: ClusterSpec,
    { construct, identity: whole, pods, data }: ClusterOwner,
  ) {
    super(construct, id);
    const plan = planCluster(construct, spec);
    if (spec.type === 'operator') checkOperator(construct, spec, plan);
    else checkDeployment(construct, plan);
    const { namespace = whole.namespace, metrics } = spec;
    must(construct, 'dask.namespace', namespace, dnsLabel(namespace));
    const peerOf = (labels: Readonly<Record<string, string>>) => Peer.pods(labels, namespace);
    const members = plan.groups.map((group) => {
      const peer = () => peerOf(parts.identities.group(group.name).selector);
      return { construct: new DaskGroup(this, group.name, peer), group };
    });
    const podParts = { type: spec.type, pods, data, plan, options: spec };
    const build = (name: string): Parts => {
      const identify = spec.type === 'operator' ? operatorIdentities : deploymentIdentities;
      return partsOf(this, members, name, identify(whole, name, namespace), podParts);
    };
    const parts: Parts = build(nameOf(construct, spec, whole.name, build));
    const { host, identities, scheduler, groups } = parts;
    for (const { identity, plan: group } of groups) {
      const { name } = identity;
      must(construct, `${group.prop}.name as a part of another`, name, dnsLabel(name));
    }
    this.host = host;
    const peers = {
      scheduler: peerOf(identities.scheduler.selector),
      workers: peerOf(identities.workers.selector),
    };
    this.connection = { peer: peers.scheduler, ports: [this.port] };

    this.objects =
      spec.type === 'operator'
        ? operatorObjects(this, spec, identities.cluster, scheduler, groups)
        : deploymentObjects(this, spec, scheduler, groups);
    schedulerSurroundings(this, scheduler.identity, peers, {
      clients: () => this.clients,
      metrics,
      operatorNamespace:
        spec.type === 'operator' ? (spec.operatorNamespace ?? 'dask-operator') : undefined,
    });
    if (data.serviceAccountName === undefined) {
      const { selector: _, ...metadata } = identities.workers;
      serviceAccount(new Construct(this, 'Workers'), metadata, undefined);
    }
    const most = spec.type === 'operator' ? spec.autoscale?.maximum : undefined;
    for (const group of groups) {
      workersSurroundings(group.construct, group.identity, peers, {
        areSeveral: (most ?? group.plan.replicas) > 1,
        connectsTo: [...(data.connectsTo ?? []), ...(group.plan.options.connectsTo ?? [])],
      });
    }
  }

  /**
   * Lets a peer connect to the scheduler.
   *
   * @throws where the peer breaks the rules
   */
  public addClient(peer: Peer): void {
    checkValue(this, 'addClient: peer', peer, given(PEER));
    policyPeer(this, 'addClient', peer);
    this.clients.push(peer);
  }

  /** The variables by which a program finds the scheduler. */
  public environment(): Record<string, string> {
    return schedulerEnvironment(this.host, this.port);
  }
}

/** A group of workers that has no pods yet. */
interface Member {
  readonly construct: DaskGroup;
  readonly group: GroupPlan;
}

function partsOf(
  construct: Construct,
  members: readonly Member[],
  name: string,
  identities: ClusterIdentities,
  parts: PodParts,
): Parts {
  const { namespace } = identities.cluster;
  const host = serviceHost(schedulerHost(name), namespace);
  const address = schedulerEnvironment(host, SCHEDULER_PORTS[COMM]);
  const { serviceAccountName: account = identities.workers.name } = parts.data;
  return {
    host,
    identities,
    scheduler: schedulerPart(construct, identities, parts),
    groups: members.map((member) =>
      workersPart(member.construct, identities, parts, member.group, address, account),
    ),
  };
}

/** The name that is given, else that of the job: with a hash where the operator would see no change. */
function nameOf(
  construct: Construct,
  { type, name }: ClusterSpec,
  job: string,
  build: (name: string) => Parts,
): string {
  const most = 63 - schedulerHost('').length;
  if (name !== undefined) {
    must(construct, 'dask.name', name, serviceName(name, most));
    return name;
  }
  if (type === 'deployment') {
    must(construct, 'name', job, serviceName(job, most));
    return job;
  }
  must(construct, 'name', job, serviceName(job, most - HASH));
  const { scheduler, groups } = build(job);
  return hashedName(job, [scheduler.pod, ...groups.map(({ pod }) => pod)]);
}

/** Length of what is appended to a name. */
const HASH = '-0123456789'.length;
