import { ofKind } from '../chart';
import type { Container, Deployment, Manifest, PodSpec, StatefulSet } from '../manifests';
import { amountOf } from '../quantity';
import {
  type Facts,
  includes,
  isLabels,
  isSame,
  isUnique,
  LABEL,
  PORT_NAME,
  QUALIFIED,
} from './facts';

/** What the pods of a workload say of themselves. */
export function ofPods({ selector, template }: Selected): Facts {
  const { metadata, spec } = template;
  const { containers, initContainers = [], volumes } = spec;
  const everyContainer = [...containers, ...initContainers];
  const ports = containers.flatMap((container) => container.ports ?? []);
  const mounted = everyContainer.flatMap(({ volumeMounts }) => volumeMounts);
  const volumeNames = volumes.map(({ name }) => name);
  const isPrepared = ({ name }: Container) => name.startsWith('merge-');
  return {
    'selector is of the pods': includes(metadata.labels, selector.matchLabels),
    'pod labels are legal': isLabels(metadata.labels),
    'pod annotations are legal': Object.entries(metadata.annotations ?? {}).every(
      ([key, value]) => QUALIFIED.test(key) && typeof value === 'string',
    ),
    'containers have names of their own': isUnique(everyContainer.map(({ name }) => name)),
    'container names are legal': everyContainer.every(({ name }) => LABEL.test(name)),
    'ports have names and numbers of their own':
      isUnique(ports.map(({ name }) => name)) &&
      isUnique(ports.map(({ containerPort }) => containerPort)),
    'port names are legal': ports.every(({ name }) => PORT_NAME.test(name)),
    'ports need no privilege': ports.every(({ containerPort }) => containerPort >= 1024),
    'probes ask declared ports': containers.every(isProbed),
    'init containers have no probes': initContainers.every(
      ({ livenessProbe, readinessProbe, startupProbe }) =>
        !livenessProbe && !readinessProbe && !startupProbe,
    ),
    'volumes have names of their own': isUnique(volumeNames),
    'volume names are legal': volumeNames.every((name) => LABEL.test(name)),
    'mounts are of volumes': mounted.every(({ name }) => volumeNames.includes(name)),
    'volumes are mounted': volumeNames.every((name) =>
      mounted.some((mount) => mount.name === name),
    ),
    'mount paths are absolute': mounted.every(({ mountPath }) => /^\/[^:]+$/.test(mountPath)),
    'containers mount one thing at a path': everyContainer.every(({ volumeMounts }) =>
      isUnique(volumeMounts.map(({ mountPath }) => mountPath)),
    ),
    'containers have a /tmp': everyContainer.every(
      (container) => isPrepared(container) || mountsAt(container, '/tmp'),
    ),
    'root file systems are read-only': everyContainer.every(
      ({ securityContext }) => securityContext?.readOnlyRootFilesystem === true,
    ),
    'variables have names of their own': everyContainer.every(({ env = [] }) =>
      isUnique(env.map(({ name }) => name)),
    ),
    'requests are within limits': everyContainer.every(({ resources: { requests, limits } }) =>
      Object.entries(requests).every(
        ([name, request]) => amountOf(request) <= amountOf(limits[name] ?? request),
      ),
    ),
    'scratch space is limited': volumes.every(
      ({ emptyDir }) => !emptyDir || amountOf(emptyDir.sizeLimit) > 0,
    ),
    'scratch space fits into the limit': everyContainer.every((container) =>
      fitsScratch(container, spec),
    ),
    'has no token and no service links':
      !spec.automountServiceAccountToken && !spec.enableServiceLinks,
  };
}

/** Pods, and what selects them. */
type Selected = Pick<Deployment['spec'], 'selector' | 'template'>;

/** What other objects say of the pods of a Deployment or StatefulSet. */
export function ofReferences(
  objects: readonly Manifest[],
  { metadata, spec }: Deployment | StatefulSet,
): Facts {
  const { matchLabels } = spec.selector;
  const { containers, initContainers = [], volumes } = spec.template.spec;
  const portNames = containers.flatMap(({ ports = [] }) => ports.map(({ name }) => name));
  const everyService = ofKind(objects, 'Service');
  const services = everyService.filter((service) => isSame(service.spec.selector, matchLabels));
  const policies = ofKind(objects, 'NetworkPolicy').filter((policy) =>
    isSame(policy.spec.podSelector.matchLabels, matchLabels),
  );
  const budgets = ofKind(objects, 'PodDisruptionBudget').filter((budget) =>
    isSame(budget.spec.selector.matchLabels, matchLabels),
  );
  const autoscalers = ofKind(objects, 'HorizontalPodAutoscaler').filter(
    (autoscaler) => autoscaler.spec.scaleTargetRef.name === metadata.name,
  );
  const configMaps = ofKind(objects, 'ConfigMap');
  const account = spec.template.spec.serviceAccountName;
  return {
    'a Service selects exactly the pods, where they have ports':
      services.length > 0 || portNames.length === 0,
    'one NetworkPolicy selects exactly the pods': policies.length === 1,
    'one PodDisruptionBudget selects exactly the pods, where they serve':
      budgets.length === (portNames.length === 0 ? 0 : 1),
    'the Service leads to declared ports': services.every(({ spec: { ports } }) =>
      ports.every(({ targetPort }) => portNames.includes(targetPort)),
    ),
    'the ports of the Service differ': services.every(
      ({ spec: { ports } }) =>
        isUnique(ports.map(({ port }) => port)) && isUnique(ports.map(({ name }) => name)),
    ),
    'the NetworkPolicy opens declared ports': policies.every(({ spec: { ingress = [] } }) =>
      ingress.every(({ ports }) => ports.every(({ port }) => portNames.includes(String(port)))),
    ),
    'replicas are fixed or automatic': (spec.replicas === undefined) === (autoscalers.length === 1),
    'the ServiceAccount has the name of the pods or exists elsewhere': ofKind(
      objects,
      'ServiceAccount',
    ).every((object) => object.metadata.name !== metadata.name || account === metadata.name),
    'configured files are in their ConfigMap': volumes.every(({ configMap }) => {
      const found = configMaps.find((object) => object.metadata.name === configMap?.name);
      return (
        !configMap ||
        !found ||
        configMap.items.every(({ key }) => key in { ...found.data, ...found.binaryData })
      );
    }),
    'configured files are mounted by their paths': [...containers, ...initContainers].every(
      ({ volumeMounts }) =>
        volumeMounts.every(({ name, subPath }) => {
          const { configMap, projected } = volumes.find((volume) => volume.name === name) ?? {};
          const items =
            configMap?.items ?? projected?.sources.flatMap(({ secret: { items: keys } }) => keys);
          return !items || !subPath || items.some(({ path }) => path === subPath);
        }),
    ),
    'routes lead to a Service': [
      ...ofKind(objects, 'Ingress').flatMap((route) =>
        route.spec.rules.flatMap(({ http }) =>
          http.paths.map(({ backend: { service } }) =>
            everyService.some(
              (candidate) =>
                candidate.metadata.name === service.name &&
                candidate.spec.ports.some(({ name }) => name === service.port.name),
            ),
          ),
        ),
      ),
      ...ofKind(objects, 'HTTPRoute').flatMap((route) =>
        route.spec.rules.flatMap(({ backendRefs }) =>
          backendRefs.map(({ name, port }) =>
            everyService.some(
              (candidate) =>
                candidate.metadata.name === name &&
                candidate.spec.ports.some((servicePort) => servicePort.port === port),
            ),
          ),
        ),
      ),
    ].every((leads) => leads),
    'ServiceMonitors read a Service': ofKind(objects, 'ServiceMonitor').every((monitor) =>
      everyService.some(
        (service) =>
          includes(service.metadata.labels ?? {}, monitor.spec.selector.matchLabels) &&
          monitor.spec.endpoints.every(({ port }) =>
            service.spec.ports.some(({ name }) => name === port),
          ),
      ),
    ),
  };
}

/** What a server with data needs beside the pods. */
export function ofServer(objects: readonly Manifest[], { spec }: StatefulSet): Facts {
  const headless = ofKind(objects, 'Service').find(
    ({ metadata }) => metadata.name === spec.serviceName,
  );
  return {
    'is one pod': spec.replicas === 1,
    'a headless Service gives the pod its name':
      headless?.spec.clusterIP === 'None' &&
      isSame(headless.spec.selector, spec.selector.matchLabels),
    'keeps its data on a claim of its own':
      spec.volumeClaimTemplates === undefined &&
      spec.template.spec.volumes.some((volume) => volume.persistentVolumeClaim !== undefined),
  };
}

function isProbed({ ports = [], livenessProbe, readinessProbe, startupProbe }: Container): boolean {
  return [livenessProbe, readinessProbe, startupProbe].every((probe) => {
    const port = probe?.httpGet?.port ?? probe?.tcpSocket?.port;
    return port === undefined || ports.some(({ name }) => name === port);
  });
}

function mountsAt({ volumeMounts }: Container, path: string): boolean {
  return volumeMounts.some(({ mountPath }) => mountPath === path);
}

function fitsScratch({ volumeMounts, resources }: Container, { volumes }: PodSpec): boolean {
  const onDisk = volumes.filter(
    ({ name, emptyDir }) =>
      emptyDir?.medium === undefined && volumeMounts.some((mount) => mount.name === name),
  );
  const scratch = onDisk.reduce(
    (sum, { emptyDir }) => sum + amountOf(emptyDir?.sizeLimit ?? '0'),
    0,
  );
  const limit = resources.limits['ephemeral-storage'];
  return limit !== undefined && amountOf(limit) >= scratch;
}
