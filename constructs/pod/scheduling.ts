import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { checkLabels } from '../identity';
import { explain, must } from '../invalid';
import { dnsSubdomain, labelKey, labelValue } from '../rules/names';
import { type Check, listOf, mapOf, objectOf, oneOf, ruled } from '../shape';
import type { Exception } from './exceptions';

/** On which nodes pods may run, and how they are spread. */
export interface Scheduling {
  /**
   * Labels that the node must have.
   *
   * @default {}
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;

  /**
   * Taints that the pods tolerate.
   *
   * @default []
   */
  readonly tolerations?: readonly Toleration[];

  /**
   * Name of the PriorityClass.
   *
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;

  /**
   * Name of the RuntimeClass.
   *
   * @default - the cluster's default
   */
  readonly runtimeClassName?: string;

  /**
   * Node labels over which the replicas are spread evenly, as far as the cluster can. With none,
   * which is written into the manifest as an exception, all of them may be on one node.
   *
   * @default ['kubernetes.io/hostname', 'topology.kubernetes.io/zone']
   */
  readonly spreadOver?: readonly string[];
}

/** A taint that pods tolerate. */
export interface Toleration {
  /** Key of the taint. */
  readonly key: string;

  /**
   * Value of the taint.
   *
   * @default - any value
   */
  readonly value?: string;

  /**
   * What the taint does.
   *
   * @default - any effect
   */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** The type of `scheduling`. */
export const SCHEDULING: Check = objectOf<Scheduling>({
  nodeSelector: mapOf(ruled),
  tolerations: listOf(
    objectOf<Toleration>({
      key: ruled,
      value: ruled,
      effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
    }),
  ),
  priorityClassName: ruled,
  runtimeClassName: ruled,
  spreadOver: listOf(ruled),
});

const HOST = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';

type SchedulingFields = Pick<
  k8s.PodSpec,
  | 'affinity'
  | 'nodeSelector'
  | 'priorityClassName'
  | 'runtimeClassName'
  | 'tolerations'
  | 'topologySpreadConstraints'
>;

/** The fields of a pod that decide where it runs. */
export function schedulingFields(
  construct: Construct,
  selector: Readonly<Record<string, string>>,
  scheduling: Scheduling = {},
): SchedulingFields {
  const { nodeSelector, tolerations, priorityClassName, runtimeClassName } = scheduling;
  const spreadOver = scheduling.spreadOver ?? [HOST, ZONE];
  checkLabels(construct, 'scheduling.nodeSelector', nodeSelector);
  checkName(construct, 'scheduling.priorityClassName', priorityClassName);
  checkName(construct, 'scheduling.runtimeClassName', runtimeClassName);
  for (const key of spreadOver) must(construct, 'scheduling.spreadOver', key, labelKey(key));
  if (new Set(spreadOver).size < spreadOver.length) {
    throw explain(construct, 'scheduling.spreadOver must hold each label once');
  }
  const labelSelector = { matchLabels: selector };
  return {
    affinity: spreadOver.includes(HOST)
      ? {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 100, podAffinityTerm: { labelSelector, topologyKey: HOST } },
            ],
          },
        }
      : undefined,
    nodeSelector,
    priorityClassName,
    runtimeClassName,
    tolerations: tolerations?.map((taint) => toleration(construct, taint)),
    topologySpreadConstraints: spreadOver.map((topologyKey) => ({
      labelSelector,
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
    })),
  };
}

/** What several pods that are spread over nothing are an exception from. */
export function spreadExceptions({ spreadOver }: Scheduling = {}): Exception[] {
  if (spreadOver === undefined || spreadOver.length > 0) return [];
  return [
    {
      name: 'pods-not-spread',
      reason: 'the pods are declared to be spread over nothing',
      checks: ['deployment-has-host-podantiaffinity'],
    },
  ];
}

function toleration(construct: Construct, { key, value, effect }: Toleration): k8s.Toleration {
  must(construct, 'scheduling.tolerations key', key, labelKey(key));
  if (value === undefined) return { key, operator: 'Exists', effect };
  must(construct, `scheduling.tolerations['${key}'].value`, value, labelValue(value));
  return { key, operator: 'Equal', value, effect };
}

function checkName(construct: Construct, prop: string, name: string | undefined): void {
  if (name !== undefined) must(construct, prop, name, dnsSubdomain(name));
}
