import { nearest } from '../../../../constructs/rules/nearest';
import { quoted } from '../../../../constructs/rules/violation';
import type { Container } from '../../pods';
import { containersOf } from '../../pods';
import { listAt, textAt } from '../../read';
import type { Rule } from '../rule';
import { askedPorts } from './handlers';

/** A probe that names a port names one of its own container. */
export const probePortName: Rule = {
  name: 'probe-port-name',
  severity: 'error',
  summary: 'A probe or hook that names a port names one of its own container.',
  why: 'the probe fails for ever, so that the container is started again and again',
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
      readinessProbe: { httpGet: { path: /healthz, port: http } }
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
      readinessProbe: { httpGet: { path: /healthz, port: web } }
`,
  },
  *check(inventory) {
    for (const container of inventory.containers) {
      const names = portNames(container);
      const unknown = askedPorts(container).filter(
        ({ port }) => typeof port === 'string' && !names.includes(port) && /[a-z]/i.test(port),
      );
      const [first, ...more] = unknown;
      if (first === undefined) continue;
      const name = String(first.port);
      const others = more.map(({ path }) => `, and so does ${path}`).join('');
      yield {
        object: container.pod.object,
        path: first.path,
        message: `${first.path} names ${quoted(name)}, which is no port of the container${others}`,
        fix: fixOf(container, name, names),
      };
    }
  },
};

function fixOf(container: Container, name: string, names: readonly string[]): string {
  const owner = containersOf(container.pod).find((other) => portNames(other).includes(name));
  if (owner !== undefined) {
    return `write the number: '${name}' is a port of the container '${owner.name}'`;
  }
  const near = nearest(name, names) ?? (names.length === 1 ? names[0] : undefined);
  return near === undefined ? `declare a port with the name '${name}'` : `write '${near}'`;
}

function portNames({ spec }: Container): string[] {
  return listAt(spec, 'ports').flatMap((port) => textAt(port, 'name') ?? []);
}
