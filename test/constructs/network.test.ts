import type { Chart } from 'cdk8s';
import { type Connectable, type Connection, Exposure, Peer } from '../../constructs';
import { all, emptyChart, only } from './support/chart';
import { inconsistencies } from './support/consistency';
import { errorOf } from './support/errors';
import { api, apiChart } from './support/samples';

/** What the pods of an API may connect to, beside DNS. */
function egressOf(chart: Chart, name = 'tiles') {
  const policy = all(chart, 'NetworkPolicy').find(({ metadata }) => metadata.name === name);
  return policy?.spec.egress.slice(1);
}

function ingressOf(chart: Chart, name: string) {
  return all(chart, 'NetworkPolicy').find(({ metadata }) => metadata.name === name)?.spec.ingress;
}

const namespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
const pods = (name: string) => ({
  podSelector: {
    matchLabels: {
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/instance': name,
      'app.kubernetes.io/component': 'api',
    },
  },
});

describe('Peer', () => {
  test.each<[string, Peer, object]>([
    ['pods', Peer.pods({ app: 'a' }), { podSelector: { matchLabels: { app: 'a' } } }],
    [
      'pods of another namespace',
      Peer.pods({ app: 'a' }, 'other'),
      { ...namespace('other'), podSelector: { matchLabels: { app: 'a' } } },
    ],
    ['a namespace', Peer.namespace('other'), namespace('other')],
    ['the same namespace', Peer.sameNamespace(), { podSelector: { matchLabels: {} } }],
    ['a network', Peer.cidr('10.0.0.0/8'), { ipBlock: { cidr: '10.0.0.0/8' } }],
    ['a network of IPv6', Peer.cidr('2001:db8::/32'), { ipBlock: { cidr: '2001:db8::/32' } }],
    [
      'a network with exceptions',
      Peer.cidr('10.0.0.0/8', ['10.1.0.0/16']),
      { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
    ],
  ])('can be %s', (_, peer, expected) => {
    const clients = only(
      apiChart({ exposure: Exposure.clusterIp({ clients: [peer] }) }),
      'NetworkPolicy',
    );
    expect(clients.spec.ingress[0]?.from).toEqual([expected]);
    expect(egressOf(apiChart({ connectsTo: [{ peer }] }))).toEqual([{ to: [expected] }]);
  });

  test('can be anywhere, which a NetworkPolicy says by leaving it out', () => {
    expect(egressOf(apiChart({ connectsTo: [{ peer: Peer.anywhere() }] }))).toEqual([{}]);
    const exposure = Exposure.clusterIp({ clients: [Peer.anywhere(), Peer.namespace('portal')] });
    expect(only(apiChart({ exposure }), 'NetworkPolicy').spec.ingress).toEqual([
      { ports: [{ port: 'http', protocol: 'TCP' }] },
    ]);
  });
});

describe('connectsTo', () => {
  test('opens the ports of a peer to the pods', () => {
    const connection: Required<Connection> = {
      peer: Peer.cidr('10.20.0.0/16'),
      ports: [5432, { udp: 5353 }],
    };
    expect(egressOf(apiChart({ connectsTo: [connection] }))).toEqual([
      {
        to: [{ ipBlock: { cidr: '10.20.0.0/16' } }],
        ports: [
          { port: 5432, protocol: 'TCP' },
          { port: 5353, protocol: 'UDP' },
        ],
      },
    ]);
  });

  test('wires both sides of two APIs, by the port of the pods', () => {
    const chart = emptyChart();
    const tiles = api(chart, { port: 8080, servicePort: 80 }, 'tiles');
    api(chart, { connectsTo: [tiles] }, 'portal');
    expect(egressOf(chart, 'portal')).toEqual([
      {
        to: [{ ...namespace('eo'), ...pods('tiles') }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ]);
    expect(ingressOf(chart, 'tiles')).toEqual([
      {
        from: [{ ...namespace('eo'), ...pods('portal') }],
        ports: [{ port: 'http', protocol: 'TCP' }],
      },
    ]);
    expect(inconsistencies(chart)).toEqual([]);
  });

  test('wires both sides over namespaces and own selectors', () => {
    const chart = emptyChart();
    const tiles = api(chart, { namespace: 'serving', selector: { app: 'tiles' } }, 'tiles');
    api(chart, { connectsTo: [tiles] }, 'portal');
    expect(egressOf(chart, 'portal')?.[0]?.to).toEqual([
      { ...namespace('serving'), podSelector: { matchLabels: { app: 'tiles' } } },
    ]);
    expect(ingressOf(chart, 'tiles')?.[0]?.from).toEqual([
      { ...namespace('eo'), ...pods('portal') },
    ]);
  });

  test('gives the same rules whatever the order in which clients are made', () => {
    const [one, other] = [
      ['portal', 'viewer'],
      ['viewer', 'portal'],
    ].map((ids) => {
      const chart = emptyChart();
      const tiles = api(chart);
      for (const id of ids) api(chart, { connectsTo: [tiles] }, id);
      return ingressOf(chart, 'tiles');
    });
    expect(other).toEqual(one);
    expect(one?.[0]?.from).toHaveLength(2);
  });

  test('takes any construct that says where it is, and lets it know', () => {
    const clients: Peer[] = [];
    const database: Connectable = {
      connection: { peer: Peer.pods({ app: 'postgres' }), ports: [5432] },
      addClient: (peer) => clients.push(peer),
    };
    const service = api(emptyChart(), { connectsTo: [database] });
    expect(clients).toEqual([service.connection.peer]);
  });
});

describe('addClient', () => {
  test('lets a peer in, until the output is made', () => {
    const chart = emptyChart();
    const tiles = api(chart);
    expect(only(chart, 'NetworkPolicy').spec.ingress).toBeUndefined();
    tiles.addClient(Peer.namespace('portal'));
    expect(only(chart, 'NetworkPolicy').spec.ingress).toEqual([
      { from: [namespace('portal')], ports: [{ port: 'http', protocol: 'TCP' }] },
    ]);
  });

  test('throws if the peer breaks the rules', () => {
    const tiles = api(emptyChart());
    expect(errorOf(() => tiles.addClient(Peer.cidr('10.0.0.1/8'))).message).toBe(
      "GeoApiService 'system/tiles': addClient must be the first address of its network, got " +
        "'10.0.0.1/8'; write '10.0.0.0/8'",
    );
  });
});
