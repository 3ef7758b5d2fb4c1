import type { KubernetesObject } from '../../../kubernetes-object';
import { isEmpty, type LabelSelector, plainSelectorOf } from '../../../label-selector';
import { containersOf, type Pod } from '../../../pods';
import { below, listAt, mapAt, numberAt, textAt, valueAt } from '../../../read';

/** A port of a Service. */
export interface ServicePort {
  readonly name: string | undefined;
  readonly port: number | undefined;
  readonly protocol: string;
  readonly targetPort: number | string | undefined;
  readonly path: string;
}

/** A port that a container declares. */
export interface ContainerPort {
  readonly name: string | undefined;
  readonly port: number | undefined;
  readonly protocol: string;
}

/** The ports of a Service; a targetPort that is not given is the port itself. */
export function portsOf(service: KubernetesObject): ServicePort[] {
  return listAt(service, 'spec', 'ports').map((item, index) => {
    const port = numberAt(item, 'port');
    const path = below('spec.ports', index);
    return { name: textAt(item, 'name'), port, path, ...targetOf(item), ...protocolOf(item) };
  });
}

/** Selects the pods of a Service; `undefined` where it has no selector of its own, or a broken one. */
export function selectorOf(service: KubernetesObject): LabelSelector | undefined {
  if (valueAt(service, 'spec', 'type') === 'ExternalName') return undefined;
  const selector = plainSelectorOf(mapAt(service, 'spec', 'selector'));
  return selector === undefined || isEmpty(selector) ? undefined : selector;
}

/** Whether a Service has no address of its own, so that its name stands for all of its pods. */
export function isHeadless(service: KubernetesObject): boolean {
  return valueAt(service, 'spec', 'clusterIP') === 'None';
}

/** The ports that pods declare. */
export class DeclaredPorts {
  private readonly known = new Map<readonly Pod[], readonly ContainerPort[]>();

  /** Those of any of the pods, each once, without those of init containers, which are gone by then. */
  of(pods: readonly Pod[]): readonly ContainerPort[] {
    const known = this.known.get(pods);
    if (known) return known;
    const ports = new Map<string, ContainerPort>();
    for (const port of pods.flatMap(declaredBy)) {
      ports.set(JSON.stringify([port.name, port.port, port.protocol]), port);
    }
    const found = [...ports.values()];
    this.known.set(pods, found);
    return found;
  }
}

function declaredBy(pod: Pod): ContainerPort[] {
  return containersOf(pod)
    .filter(({ init }) => !init)
    .flatMap(({ spec }) => listAt(spec, 'ports'))
    .map((item) => ({
      name: textAt(item, 'name'),
      port: numberAt(item, 'containerPort'),
      ...protocolOf(item),
    }));
}

function targetOf(item: unknown): { targetPort: number | string | undefined } {
  const number = numberAt(item, 'targetPort');
  const given = number === 0 ? undefined : number;
  return { targetPort: given ?? textAt(item, 'targetPort') ?? numberAt(item, 'port') };
}

function protocolOf(item: unknown): { protocol: string } {
  return { protocol: textAt(item, 'protocol') ?? 'TCP' };
}
