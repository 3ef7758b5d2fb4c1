import { Peer, type PodProps } from '../../constructs';
import type { Environment, ServerLocation } from '../environments';

/** How all pods of a datacube come by their images. */
export type OwnPods = Pick<PodProps, 'imagePullPolicy' | 'imagePullSecrets'>;

/** How the pods come by their images in an environment. */
export function podsOf({ imagePullPolicy, pullSecrets }: Environment): OwnPods {
  return { imagePullPolicy, imagePullSecrets: pullSecrets };
}

/** Where a server of the environment is, for NetworkPolicies. */
export function peerOf(location: ServerLocation): Peer {
  return 'cidr' in location ? Peer.cidr(location.cidr) : Peer.namespace(location.namespace);
}
