import type { Pod } from '../../pods';
import { containersOf } from '../../pods';
import { listAt, numberAt } from '../../read';
import type { Rule } from '../rule';
import { askedPorts } from './handlers';

/** A probe asks a port that a container of the pod declares. */
export const probePort: Rule = {
  name: 'probe-port',
  severity: 'warning',
  summary: 'A probe or hook that gives the number of a port gives that of a declared one.',
  why: 'a port that changed in one place only makes the probe fail for ever',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
      ports: [{ name: http, containerPort: 5000 }]
      livenessProbe: { tcpSocket: { port: 5000 } }
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
      ports: [{ name: http, containerPort: 5000 }]
      livenessProbe: { tcpSocket: { port: 8080 } }
`,
  },
  *check(inventory) {
    const declared = new Map<Pod, ReadonlySet<number>>();
    for (const container of inventory.containers) {
      const { pod } = container;
      const asked = askedPorts(container).filter(({ port }) => typeof port === 'number');
      if (asked.length === 0) continue;
      const ports = declared.get(pod) ?? portsOf(pod);
      declared.set(pod, ports);
      const [first, ...more] = asked.filter(({ port }) => !ports.has(Number(port)));
      if (first === undefined) continue;
      const others = more.map(({ path, port }) => `, and ${path} is ${String(port)}`).join('');
      yield {
        object: pod.object,
        path: first.path,
        message: `${first.path} is ${String(first.port)}, which no container of the pod declares${others}`,
        fix:
          ports.size === 0
            ? 'declare the port, and probe it by its name'
            : 'probe a declared port by its name',
      };
    }
  },
};

function portsOf(pod: Pod): ReadonlySet<number> {
  const ports = containersOf(pod).flatMap(({ spec }) => listAt(spec, 'ports'));
  return new Set(ports.flatMap((port) => numberAt(port, 'containerPort') ?? []));
}
