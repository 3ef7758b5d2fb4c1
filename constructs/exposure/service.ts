import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { checkAnnotations } from '../identity';
import { explain, must } from '../invalid';
import { Peer } from '../network';
import type { Exception } from '../pod/exceptions';
import { cidr, ipAddress } from '../rules/hosts';
import { dnsSubdomain, labelKey } from '../rules/names';
import { nodePort as nodePortRule } from '../rules/numbers';
import type { Exposure, IngressOptions, LoadBalancerOptions, NodePortOptions } from './exposure';
import { proxySeconds, type RouteTarget } from './route';
import { traefikTransport } from './traefik';

/** What an exposure says about the Service. */
export interface ServiceExposure {
  readonly fields: Partial<k8s.ServiceSpec>;
  readonly nodePort?: number;
  readonly annotations: Readonly<Record<string, string>>;
  /** Who connects to the pods. */
  readonly clients: readonly Peer[];
  readonly exceptions: readonly Exception[];
}

/**
 * The Service's part of an exposure.
 *
 * @throws where a port, an address or a network breaks the rules
 */
export function serviceExposure(
  construct: Construct,
  { spec }: Exposure,
  target: RouteTarget,
): ServiceExposure {
  switch (spec.type) {
    case 'clusterIp':
      return inside(spec.clients ?? []);
    case 'ingress':
      return {
        ...inside([Peer.namespace(spec.controller.namespace)]),
        annotations: ingressAnnotations(construct, spec, target),
      };
    case 'gateway':
      return inside([Peer.namespace(spec.controllerNamespace ?? spec.gateway.namespace)]);
    case 'nodePort':
      must(construct, 'nodePort', spec.nodePort, nodePortRule(spec.nodePort, spec.range));
      return {
        fields: { type: 'NodePort', externalTrafficPolicy: spec.externalTrafficPolicy },
        nodePort: spec.nodePort,
        annotations: {},
        clients: [Peer.anywhere()],
        exceptions: [
          {
            name: 'node-port',
            reason: 'the service is reached from outside of the cluster on a port of the nodes',
            checks: ['service-type'],
          },
          ...rangeException(spec.range),
        ],
      };
    case 'loadBalancer':
      return {
        fields: loadBalancerFields(construct, spec),
        annotations: loadBalancerAnnotations(construct, spec),
        clients: [Peer.anywhere()],
        exceptions: [],
      };
  }
}

/** The range is a setting of the cluster, which nobody sees in the Service. */
function rangeException(range: NodePortOptions['range']): Exception[] {
  if (range === undefined) return [];
  const reason = `the cluster has the range ${range.min}-${range.max} of node ports`;
  return [{ name: 'node-port-range', reason, checks: [] }];
}

function inside(clients: readonly Peer[]): ServiceExposure {
  return { fields: { type: 'ClusterIP' }, annotations: {}, clients, exceptions: [] };
}

function ingressAnnotations(
  construct: Construct,
  { controller, readTimeout }: IngressOptions,
  target: RouteTarget,
): Record<string, string> {
  if (controller.dialect !== 'traefik') return {};
  const seconds =
    readTimeout && proxySeconds(construct, 'exposure.readTimeout', readTimeout, target);
  return seconds ? traefikTransport(construct, target, seconds) : {};
}

function loadBalancerFields(
  construct: Construct,
  { loadBalancerClass, sourceRanges, externalTrafficPolicy }: LoadBalancerOptions,
): Partial<k8s.ServiceSpec> {
  if (loadBalancerClass !== undefined) {
    const prop = 'exposure.loadBalancerClass';
    must(construct, prop, loadBalancerClass, labelKey(loadBalancerClass));
  }
  for (const range of sourceRanges ?? []) {
    must(construct, 'exposure.sourceRanges', range, cidr(range));
  }
  return {
    type: 'LoadBalancer',
    externalTrafficPolicy,
    loadBalancerClass,
    loadBalancerSourceRanges: sourceRanges && [...sourceRanges],
  };
}

function loadBalancerAnnotations(
  construct: Construct,
  { addressPool, legacyAnnotation, address, annotations = {} }: LoadBalancerOptions,
): Record<string, string> {
  checkAnnotations(construct, 'exposure.annotations', annotations);
  if (address !== undefined) must(construct, 'exposure.address', address, ipAddress(address));
  if (addressPool !== undefined) {
    must(construct, 'exposure.addressPool', addressPool, dnsSubdomain(addressPool));
  } else if (legacyAnnotation) {
    throw explain(construct, 'exposure.addressPool must be given where legacyAnnotation is true');
  }
  return {
    ...(addressPool && { 'metallb.io/address-pool': addressPool }),
    ...(addressPool && legacyAnnotation && { 'metallb.universe.tf/address-pool': addressPool }),
    ...(address && { 'metallb.io/loadBalancerIPs': address }),
    ...annotations,
  };
}
