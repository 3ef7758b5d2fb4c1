import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { explain } from '../invalid';
import type { ContainerSpec, ExtraContainerProps } from './container';
import type { Mount } from './mount';

/** @throws where two containers have one name */
export function checkUniqueNames(construct: Construct, containers: readonly ContainerSpec[]): void {
  const seen = new Set<string>();
  for (const { name } of containers) {
    if (seen.has(name)) {
      throw explain(
        construct,
        `sidecars and initContainers must have names of their own, got '${name}' twice`,
      );
    }
    seen.add(name);
  }
}

/** @throws where an init container has probes or ports, which only running containers have */
export function checkInitContainers(
  construct: Construct,
  initContainers: readonly ExtraContainerProps[],
): void {
  for (const [index, { ports = {}, health }] of initContainers.entries()) {
    const prop = `initContainers[${index}]`;
    if (health !== undefined) {
      throw explain(
        construct,
        `${prop}.health must be left out, because it ends before it is asked`,
      );
    }
    if (Object.keys(ports).length > 0) {
      throw explain(
        construct,
        `${prop}.ports must be left out, because an init container ends before anybody can connect`,
      );
    }
  }
}

/** The containers of a pod share one network: a port is one's alone, and so is its name. */
export function checkUniquePorts(construct: Construct, containers: readonly k8s.Container[]): void {
  const [main, ...sidecars] = containers;
  const taken = [...(main?.ports ?? [])];
  for (const [index, { ports = [] }] of sidecars.entries()) {
    for (const { name, containerPort } of ports) {
      const prop = `sidecars[${index}].ports.${name}`;
      if (taken.some((other) => other.containerPort === containerPort)) {
        throw explain(
          construct,
          `${prop} must be a port that no other container of the pod listens on, got ${containerPort}`,
        );
      }
      if (taken.some((other) => other.name === name)) {
        throw explain(
          construct,
          `${prop} must have a name that no other port of the pod has, got '${name}'`,
        );
      }
    }
    taken.push(...ports);
  }
}

/** @throws where a label of the pods contradicts the labels by which they are selected */
export function checkPodLabels(
  construct: Construct,
  podLabels: Readonly<Record<string, string>> = {},
  selector: Readonly<Record<string, string>>,
): void {
  for (const [key, value] of Object.entries(podLabels)) {
    const selected = selector[key];
    if (selected === undefined || selected === value) continue;
    throw explain(
      construct,
      `podLabels['${key}'] must be '${selected}', by which the pods are selected, got '${value}'`,
      'leave it out',
    );
  }
}

/** A pod sees claims and ConfigMaps of its own namespace alone. */
export function checkNamespaces(construct: Construct, mounts: readonly Mount[], own: string): void {
  const stranger = mounts.find(({ namespace = own }) => namespace !== own);
  if (stranger === undefined) return;
  const paths = stranger.volumeMounts.map(({ mountPath }) => `'${mountPath}'`).join(', ');
  throw explain(
    construct,
    `mounts must be of the namespace of the pods, '${own}', but what is mounted at ${paths} is of ` +
      `'${stranger.namespace}'`,
    `make it with namespace: '${own}'`,
  );
}
