import { deployment, service } from '../bases';
import { change, each } from '../change';
import type { Manifest } from '../manifest';

/** A value that cannot be read as its field's type, or that one would think cannot. */
export interface DecodingRow {
  readonly input: string;
  readonly objects: readonly Manifest[];

  /** Whether the server reads it, and perhaps refuses it later for another reason. */
  readonly accepted: boolean;
}

const CONTAINER = 'spec.template.spec.containers.0';
const memory = `${CONTAINER}.resources`;

/** What is wrong, or not, before any rule is asked. */
export const decodingRows: readonly DecodingRow[] = [
  {
    input: 'memory 10GB, 100 Mi, 1.5.0',
    objects: ['10GB', '100 Mi', '1.5.0'].map((value) =>
      change(deployment, { [memory]: { limits: { memory: value } } }),
    ),
    accepted: false,
  },
  {
    input: 'memory 10mm',
    objects: each(deployment, memory, { limits: { memory: '10mm' } }),
    accepted: false,
  },
  {
    input: 'containerPort "80"',
    objects: each(deployment, `${CONTAINER}.ports`, [{ containerPort: '80' }]),
    accepted: false,
  },
  {
    input: 'port "x" of a Service',
    objects: each(service, 'spec.ports', [{ port: 'x' }]),
    accepted: false,
  },
  {
    input: 'variable 1, and 15, which is what YAML 1.1 reads 0o17 as',
    objects: each(
      deployment,
      `${CONTAINER}.env`,
      [{ name: 'A', value: 1 }],
      [{ name: 'A', value: 15 }],
    ),
    accepted: false,
  },
  {
    input: 'label true, which is what YAML 1.1 reads yes as',
    objects: each(deployment, 'spec.selector.matchLabels', { app: true }),
    accepted: false,
  },
  {
    input: 'misspelt field imgePullPolicy',
    objects: each(deployment, `${CONTAINER}.imgePullPolicy`, 'Always'),
    accepted: false,
  },
  {
    input: 'port 70000 of a Service',
    objects: each(service, 'spec.ports', [{ port: 70000 }]),
    accepted: false,
  },
  {
    input: 'name of 22 characters of a port',
    objects: each(deployment, `${CONTAINER}.ports`, [{ containerPort: 80, name: 'a'.repeat(22) }]),
    accepted: false,
  },
  {
    input: 'memory 400m',
    objects: each(deployment, memory, { limits: { memory: '400m' } }),
    accepted: true,
  },
];
