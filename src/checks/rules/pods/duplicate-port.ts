import { containersOf, type Pod } from '../../pods';
import { listAt, numberAt, textAt } from '../../read';
import type { Rule } from '../rule';
import { duplicates } from './duplicates';

/** A port of a pod is listened on once: its containers share one network. */
export const duplicatePort: Rule = {
  name: 'duplicate-port',
  severity: 'error',
  summary: 'The containers of a pod declare each port and each name of a port once.',
  why: 'the second process finds the port taken, and a Service finds only the first of a name',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  containers:
    - name: nginx
      image: registry.example.org/nginx:1.27.3
      ports: [{ name: http, containerPort: 8080 }]
    - name: gunicorn
      image: registry.example.org/tiler:1.4.2
      ports: [{ name: wsgi, containerPort: 5000 }]
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  containers:
    - name: nginx
      image: registry.example.org/nginx:1.27.3
      ports: [{ name: http, containerPort: 8080 }]
    - name: gunicorn
      image: registry.example.org/tiler:1.4.2
      ports: [{ name: wsgi, containerPort: 8080 }]
`,
  },
  *check(inventory) {
    for (const pod of inventory.pods) {
      const ports = portsOf(pod);
      const numbers = ports.flatMap(({ number, protocol }) =>
        number === undefined ? [] : [`${number}/${protocol}`],
      );
      const names = ports.flatMap(({ name, protocol }) =>
        name ? [`'${name}' (${protocol})`] : [],
      );
      const twice = [...duplicates(numbers), ...duplicates(names)];
      if (twice.length === 0) continue;
      const path = `${pod.path}.containers`;
      yield {
        object: pod.object,
        path,
        message: `${path} declare ${twice.join(', ')} more than once`,
        fix: 'give each container ports and names of its own',
      };
    }
  },
};

interface DeclaredPort {
  readonly number: number | undefined;
  readonly name: string | undefined;
  readonly protocol: string;
}

/** The ports of the containers that run at the same time. */
function portsOf(pod: Pod): DeclaredPort[] {
  return containersOf(pod)
    .filter(({ init }) => !init)
    .flatMap(({ spec }) => listAt(spec, 'ports'))
    .map((port) => ({
      number: numberAt(port, 'containerPort'),
      name: textAt(port, 'name'),
      protocol: textAt(port, 'protocol') ?? 'TCP',
    }));
}
