import type { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { type Identity, identify } from '../../../constructs/identity';
import type { ContainerSpec } from '../../../constructs/pod/container';
import { buildPod, type Pod, type PodProps } from '../../../constructs/pod/pod';
import { networkPolicy, serviceAccount } from '../../../constructs/workload';

/** A construct that makes no object yet, and the pods that its objects would make. */
export interface Worker {
  readonly construct: Construct;
  readonly identity: Identity;
  readonly pod: Pod;
}

/** Pods with no more props than they need, and those that are given. */
export function worker(
  chart: Chart,
  id: string,
  props: Partial<PodProps & ContainerSpec> = {},
  component = 'worker',
): Worker {
  const construct = new Construct(chart, id);
  const identity = identify(construct, {}, component);
  const { selector, name } = identity;
  const all = { image: 'registry.example.org/products:0.0.91', ...props };
  const account = props.serviceAccountName ?? name;
  const pod = buildPod(construct, identity, all, { name, ...all }, selector, account);
  return { construct, identity, pod };
}

/** What the pods need beside the object that makes them. */
export function surroundings({ construct, identity }: Worker): void {
  const { selector, ...metadata } = identity;
  serviceAccount(construct, metadata, undefined);
  networkPolicy(construct, metadata, selector, () => [], [], undefined);
}
