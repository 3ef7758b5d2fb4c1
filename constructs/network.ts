import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { checkLabels } from './identity';
import { explain, must } from './invalid';
import { cidr as cidrRule, networkWithin } from './rules/hosts';
import { dnsLabel } from './rules/names';
import { port as portRule } from './rules/numbers';
import { isMap } from './rules/objects';
import { type Check, given, instanceOf, listOf, mapOf, objectOf, ruled } from './shape';

/** Who is at the other end of a connection. */
export class Peer {
  /** Pods with all these labels, in the namespace of the construct or in another one. */
  public static pods(labels: Readonly<Record<string, string>>, namespace?: string): Peer {
    return new Peer({ type: 'pods', labels, namespace });
  }

  /** All pods of a namespace. */
  public static namespace(name: string): Peer {
    return new Peer({ type: 'namespace', name });
  }

  /** All pods of the namespace of the construct. */
  public static sameNamespace(): Peer {
    return new Peer({ type: 'pods', labels: {} });
  }

  /**
   * Addresses inside or outside of the cluster, such as `10.117.0.0/16`.
   *
   * @param except smaller networks within it that are left out
   */
  public static cidr(cidr: string, except: readonly string[] = []): Peer {
    return new Peer({ type: 'cidr', cidr, except });
  }

  /** Every address, inside and outside of the cluster. */
  public static anywhere(): Peer {
    return new Peer({ type: 'anywhere' });
  }

  /** @internal */
  public readonly spec: PeerSpec;

  private constructor(spec: PeerSpec) {
    this.spec = spec;
  }
}

type PeerSpec =
  | {
      readonly type: 'pods';
      readonly labels: Readonly<Record<string, string>>;
      readonly namespace?: string;
    }
  | { readonly type: 'namespace'; readonly name: string }
  | { readonly type: 'cidr'; readonly cidr: string; readonly except: readonly string[] }
  | { readonly type: 'anywhere' };

const SPECS = {
  pods: objectOf({ type: ruled, labels: given(mapOf(ruled)), namespace: ruled }),
  namespace: objectOf({ type: ruled, name: ruled }),
  cidr: objectOf({ type: ruled, cidr: ruled, except: listOf(ruled) }),
  anywhere: objectOf({ type: ruled }),
};

/** The type of a peer. */
export const PEER: Check = instanceOf(Peer, "write Peer.cidr('10.0.0.0/8')", ({ spec }, path) =>
  SPECS[spec.type](spec, path),
);

/** A port that is reached by UDP. */
export interface UdpPort {
  /** Number of the port. */
  readonly udp: number;
}

/** Something that pods connect to. */
export interface Connection {
  /** Who is there. */
  readonly peer: Peer;

  /**
   * The ports of the other end, TCP unless said otherwise: of its pods, not of a Service before them.
   *
   * @default - every port
   */
  readonly ports?: readonly (number | UdpPort)[];
}

/** A construct that pods can connect to: it says where it is, and learns who connects. */
export interface Connectable {
  /** Where it is. */
  readonly connection: Connection;

  /** Lets the peer in. */
  addClient(peer: Peer): void;
}

const CONNECTION = objectOf<Connection>({ peer: given(PEER), ports: listOf(ruled) });

/** The type of a part of `connectsTo`: a construct that can be connected to, or a peer with ports. */
export const CONNECTS_TO: Check = (value, path) =>
  isConnectable(value)
    ? undefined
    : CONNECTION(value, path) && {
        path,
        value,
        rule: 'must be a construct that can be connected to, or a connection',
        fix: 'write { peer: Peer.cidr(…), ports: [5432] }',
      };

function isConnectable(value: unknown): boolean {
  return (
    isMap(value) &&
    given(CONNECTION)(value.connection, 'connection') === undefined &&
    typeof value.addClient === 'function'
  );
}

/** Connections to the cluster's DNS, which every pod needs. */
export const DNS: k8s.NetworkPolicyEgressRule = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { protocol: 'UDP', port: k8s.IntOrString.fromNumber(53) },
    { protocol: 'TCP', port: k8s.IntOrString.fromNumber(53) },
  ],
};

/**
 * The end of a connection in the words of a NetworkPolicy.
 *
 * @returns undefined for anywhere, which a NetworkPolicy says by leaving it out
 * @throws where a network, a namespace or a label breaks the rules
 */
export function policyPeer(
  construct: Construct,
  prop: string,
  { spec }: Peer,
): k8s.NetworkPolicyPeer | undefined {
  switch (spec.type) {
    case 'anywhere':
      return undefined;
    case 'cidr':
      must(construct, prop, spec.cidr, cidrRule(spec.cidr));
      for (const except of spec.except) {
        const rule = cidrRule(except) ?? networkWithin(except, spec.cidr);
        must(construct, `${prop} except`, except, rule);
      }
      return {
        ipBlock: { cidr: spec.cidr, except: spec.except.length ? [...spec.except] : undefined },
      };
    case 'namespace':
      must(construct, `${prop} namespace`, spec.name, dnsLabel(spec.name));
      return { namespaceSelector: namespaceSelector(spec.name) };
    case 'pods':
      checkLabels(construct, prop, spec.labels);
      if (spec.namespace === undefined) return { podSelector: { matchLabels: spec.labels } };
      must(construct, `${prop} namespace`, spec.namespace, dnsLabel(spec.namespace));
      return {
        namespaceSelector: namespaceSelector(spec.namespace),
        podSelector: { matchLabels: spec.labels },
      };
  }
}

/** A construct whose pods connect to others, which are told where the pods are. */
export interface Client {
  /** Where its pods are. */
  readonly connection: Pick<Connection, 'peer'>;
}

/**
 * The rule that lets a construct's pods connect to something; a construct at the other end learns of
 * its client.
 */
export function connect(
  construct: Construct & Client,
  prop: string,
  other: Connectable | Connection,
): k8s.NetworkPolicyEgressRule {
  if (!('connection' in other)) return egressRule(construct, prop, other);
  other.addClient(construct.connection.peer);
  return egressRule(construct, prop, other.connection);
}

/** The rule that lets peers connect to a port, or none where there is no peer. */
export function clientRule(
  construct: Construct,
  prop: string,
  peers: readonly Peer[],
  portName: string,
): k8s.NetworkPolicyIngressRule[] {
  if (peers.length === 0) return [];
  const from = peers.map((peer) => policyPeer(construct, prop, peer));
  const known = from
    .filter((peer) => peer !== undefined)
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return [
    {
      from: known.length === from.length ? known : undefined,
      ports: [{ protocol: 'TCP', port: k8s.IntOrString.fromString(portName) }],
    },
  ];
}

function egressRule(
  construct: Construct,
  prop: string,
  { peer, ports }: Connection,
): k8s.NetworkPolicyEgressRule {
  const to = policyPeer(construct, prop, peer);
  if (ports?.length === 0) {
    throw explain(construct, `${prop}.ports must hold a port, or be left out`);
  }
  return {
    to: to && [to],
    ports: ports?.map((port) => {
      const number = isUdp(port) ? port.udp : port;
      must(construct, `${prop}.ports`, number, portRule(number));
      const protocol = isUdp(port) ? 'UDP' : 'TCP';
      return { protocol, port: k8s.IntOrString.fromNumber(number) };
    }),
  };
}

function isUdp(port: unknown): port is UdpPort {
  return isMap(port) && 'udp' in port;
}

function namespaceSelector(name: string): k8s.LabelSelector {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}
