import type { Inventory } from '../../../inventory';
import type { KubernetesObject } from '../../../kubernetes-object';
import { below, listAt, numberAt, textAt, valueAt } from '../../../read';

/** A Service that an Ingress or a route of a Gateway sends requests to. */
export interface Backend {
  readonly object: KubernetesObject;
  readonly namespace: string | undefined;
  readonly service: string;
  readonly port: number | string | undefined;

  /** Path of what names the Service. */
  readonly path: string;

  /** Path of the port. */
  readonly portPath: string;
}

const ROUTES = ['GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'];

/** Every backend of every Ingress and route. */
export function* backendsOf(inventory: Inventory): Generator<Backend> {
  for (const ingress of inventory.ofKind('networking.k8s.io/Ingress')) {
    yield* backendsOfIngress(ingress);
  }
  for (const kind of ROUTES) {
    for (const route of inventory.ofKind(`gateway.networking.k8s.io/${kind}`)) {
      yield* backendsOfRoute(route);
    }
  }
}

/** The backends of an Ingress. */
export function* backendsOfIngress(ingress: KubernetesObject): Generator<Backend> {
  yield* ingressBackend(ingress, valueAt(ingress, 'spec', 'defaultBackend'), 'spec.defaultBackend');
  for (const [ruleIndex, rule] of listAt(ingress, 'spec', 'rules').entries()) {
    for (const [pathIndex, path] of listAt(rule, 'http', 'paths').entries()) {
      const at = `${below(`${below('spec.rules', ruleIndex)}.http.paths`, pathIndex)}.backend`;
      yield* ingressBackend(ingress, valueAt(path, 'backend'), at);
    }
  }
}

function* ingressBackend(
  object: KubernetesObject,
  backend: unknown,
  path: string,
): Generator<Backend> {
  const service = textAt(backend, 'service', 'name');
  const name = textAt(backend, 'service', 'port', 'name');
  // The AWS controller takes such a backend for the name of an action, which is an annotation.
  if (service === undefined || name === 'use-annotation') return;
  const number = numberAt(backend, 'service', 'port', 'number');
  yield {
    object,
    namespace: object.metadata.namespace,
    service,
    port: number ?? name,
    path: `${path}.service.name`,
    portPath: `${path}.service.port.${number === undefined ? 'name' : 'number'}`,
  };
}

function* backendsOfRoute(object: KubernetesObject): Generator<Backend> {
  for (const [ruleIndex, rule] of listAt(object, 'spec', 'rules').entries()) {
    for (const [index, item] of listAt(rule, 'backendRefs').entries()) {
      const path = below(`${below('spec.rules', ruleIndex)}.backendRefs`, index);
      const service = textAt(item, 'name');
      const isService = (textAt(item, 'kind') ?? 'Service') === 'Service' && !textAt(item, 'group');
      if (service === undefined || !isService) continue;
      yield {
        object,
        namespace: textAt(item, 'namespace') ?? object.metadata.namespace,
        service,
        port: numberAt(item, 'port'),
        path: `${path}.name`,
        portPath: `${path}.port`,
      };
    }
  }
}
