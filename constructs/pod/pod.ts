import { Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { checkAnnotations, checkLabels, type Identity } from '../identity';
import { explain, must } from '../invalid';
import { dnsSubdomain } from '../rules/names';
import { integerIn } from '../rules/numbers';
import { duration, listOf, mapOf, objectOf, ruled, type Shape } from '../shape';
import {
  allMounts,
  CONTAINER_PROPS,
  type ContainerProps,
  type ContainerSpec,
  container,
  EXTRA_CONTAINER_PROPS,
  type ExtraContainerProps,
} from './container';
import { containerExceptions } from './container-exceptions';
import type { Exception } from './exceptions';
import { type Mount, ownerOf, podVolumes } from './mount';
import { SCHEDULING, type Scheduling, schedulingFields } from './scheduling';
import { podSecurity, SECURITY_PROPS, type SecurityProps } from './security';
import {
  checkInitContainers,
  checkNamespaces,
  checkPodLabels,
  checkUniqueNames,
  checkUniquePorts,
} from './together';

/** What every construct that makes pods lets a user say about them. */
export interface PodProps extends ContainerProps, SecurityProps {
  /**
   * Names of the Secrets with registry credentials.
   *
   * @default []
   */
  readonly imagePullSecrets?: readonly string[];

  /**
   * Containers that run beside the main one.
   *
   * @default []
   */
  readonly sidecars?: readonly ExtraContainerProps[];

  /**
   * Containers that must finish, one after the other, before the others start.
   *
   * @default []
   */
  readonly initContainers?: readonly ExtraContainerProps[];

  /**
   * On which nodes the pods may run, and how they are spread.
   *
   * @default - anywhere, spread over nodes and zones
   */
  readonly scheduling?: Scheduling;

  /**
   * How long the pods may take to end before they are killed.
   *
   * @default - 60 seconds, or longer where the server needs it for a request
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * Name of a ServiceAccount that exists in the cluster.
   *
   * @default - one of the construct's own, without any rights
   */
  readonly serviceAccountName?: string;

  /**
   * Labels for the pods alone.
   *
   * @default {}
   */
  readonly podLabels?: Readonly<Record<string, string>>;

  /**
   * Annotations for the pods alone.
   *
   * @default {}
   */
  readonly podAnnotations?: Readonly<Record<string, string>>;
}

/** The types of the props of every construct that makes pods. */
export const POD_PROPS: Shape<PodProps> = {
  ...CONTAINER_PROPS,
  ...SECURITY_PROPS,
  imagePullSecrets: listOf(ruled),
  sidecars: listOf(objectOf(EXTRA_CONTAINER_PROPS)),
  initContainers: listOf(objectOf(EXTRA_CONTAINER_PROPS)),
  scheduling: SCHEDULING,
  terminationGracePeriod: duration,
  serviceAccountName: ruled,
  podLabels: mapOf(ruled),
  podAnnotations: mapOf(ruled),
};

/** The template of a construct's pods, and what its other objects need to know of them. */
export interface Pod {
  readonly template: k8s.PodTemplateSpec;
  readonly exceptions: readonly Exception[];
}

/** The time in which a pod must have ended. */
export const DEFAULT_GRACE = Duration.seconds(60);

/**
 * Builds the pods of a construct: the one place that knows what "hardened by default" means.
 *
 * @param main the main container
 * @param selector the labels by which the pods are selected
 * @throws where a prop breaks the rules, or contradicts another one
 */
export function buildPod(
  construct: Construct,
  identity: Identity,
  props: PodProps,
  main: ContainerSpec,
  selector: Readonly<Record<string, string>>,
  serviceAccountName: string,
): Pod {
  const { sidecars = [], initContainers = [] } = props;
  const everyContainer = [main, ...sidecars, ...initContainers];
  checkUniqueNames(construct, everyContainer);
  checkInitContainers(construct, initContainers);
  must(construct, 'serviceAccountName', serviceAccountName, dnsSubdomain(serviceAccountName));
  checkLabels(construct, 'podLabels', props.podLabels);
  checkPodLabels(construct, props.podLabels, selector);
  checkAnnotations(construct, 'podAnnotations', props.podAnnotations);
  const mounts = everyContainer.flatMap(allMounts);
  const security = podSecurity(construct, props, ownerOf(construct, mounts));
  const exceptionsOf = (prop: string) => (spec: ExtraContainerProps, index: number) =>
    containerExceptions(construct, `${prop}[${index}].`, spec);
  const exceptions = [
    ...security.exceptions,
    ...containerExceptions(construct, '', main),
    ...sidecars.flatMap(exceptionsOf('sidecars')),
    ...initContainers.flatMap(exceptionsOf('initContainers')),
  ];
  const build = (prop: string) => (spec: ExtraContainerProps, index: number) =>
    container(construct, `${prop}[${index}].`, spec, security.container);
  const containers = [
    container(construct, '', main, security.container),
    ...sidecars.map(build('sidecars')),
  ];
  checkUniquePorts(construct, containers);
  checkNamespaces(construct, mounts, identity.namespace);
  return {
    exceptions,
    template: {
      metadata: {
        labels: { ...identity.labels, ...props.podLabels, ...selector },
        annotations: nonEmptyMap({
          ...Object.assign({}, ...mounts.map(({ annotations }) => annotations)),
          ...identity.annotations,
          ...props.podAnnotations,
        }),
      },
      spec: {
        automountServiceAccountToken: security.token,
        containers,
        enableServiceLinks: false,
        imagePullSecrets: pullSecrets(construct, props.imagePullSecrets),
        initContainers: nonEmpty([
          ...preparing(everyContainer, mounts, security.container),
          ...initContainers.map(build('initContainers')),
        ]),
        ...schedulingFields(construct, selector, props.scheduling),
        securityContext: security.pod,
        serviceAccountName,
        terminationGracePeriodSeconds: graceSeconds(construct, props, main),
        volumes: podVolumes(construct, mounts),
      },
    },
  };
}

/** The init containers that mounts bring along, each once, run by the image that sees the files. */
function preparing(
  containers: readonly ExtraContainerProps[],
  mounts: readonly Mount[],
  securityContext: k8s.SecurityContext,
): k8s.Container[] {
  return [...new Set(mounts)].flatMap((mount) => {
    const user = containers.find((candidate) => candidate.mounts?.includes(mount));
    if (!mount.initContainers || !user) return [];
    const { image, imagePullPolicy = 'Always' } = user;
    return mount.initContainers({ image, imagePullPolicy, securityContext });
  });
}

function graceSeconds(construct: Construct, props: PodProps, main: ContainerSpec): number {
  const grace = (props.terminationGracePeriod ?? DEFAULT_GRACE).toSeconds({ integral: false });
  must(construct, 'terminationGracePeriod in seconds', grace, integerIn(grace, 1, 86400));
  const drain = main.drain?.toSeconds({ integral: false }) ?? 0;
  if (drain >= grace) {
    throw explain(
      construct,
      `drain must be shorter than terminationGracePeriod, ${grace} s, got ${drain} s`,
      'make terminationGracePeriod longer',
    );
  }
  return grace;
}

function pullSecrets(construct: Construct, names: readonly string[] = []) {
  for (const name of names) must(construct, 'imagePullSecrets', name, dnsSubdomain(name));
  return nonEmpty(names.map((name) => ({ name })));
}

function nonEmpty<T>(items: T[]): T[] | undefined {
  return items.length > 0 ? items : undefined;
}

function nonEmptyMap(map: Record<string, string>): Record<string, string> | undefined {
  return Object.keys(map).length > 0 ? map : undefined;
}
