import type { Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import { image as imageRule } from '../rules/images';
import { dnsLabel, portName } from '../rules/names';
import { integerIn, port as portRule } from '../rules/numbers';
import { absolutePath } from '../rules/paths';
import { listOf, mapOf, ruled, type Shape, text } from '../shape';
import {
  ENV,
  ENV_FROM,
  type EnvFrom,
  type EnvValue,
  environmentSources,
  environmentVariables,
} from './env';
import { HEALTH, type Health, probes } from './health';
import { containerMounts, MOUNT, type Mount } from './mount';
import { containerResources, RESOURCES, type Resources } from './resources';
import { temporaryFolder } from './scratch';
import { checkCommand, checkWords } from './words';

/** One container: what it runs, sees and needs. */
export interface ContainerProps {
  /** Image with an exact tag or a digest, such as `registry.example.org/eo/tiler:1.4.2`. */
  readonly image: string;

  /**
   * When the image is pulled. Anything but `Always` is written into the manifest as an exception.
   *
   * @default 'Always'
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /**
   * The program, in place of the image's entry point.
   *
   * @default - the image's
   */
  readonly command?: readonly string[];

  /**
   * Arguments of the program.
   *
   * @default - the image's
   */
  readonly args?: readonly string[];

  /**
   * Working directory of the program.
   *
   * @default - the image's
   */
  readonly workingDir?: string;

  /**
   * Environment variables. `HOME` is `/tmp` unless given, because the default user has no home.
   *
   * @default {}
   */
  readonly env?: Readonly<Record<string, EnvValue>>;

  /**
   * ConfigMaps and Secrets of which all keys become environment variables.
   *
   * @default []
   */
  readonly envFrom?: readonly EnvFrom[];

  /**
   * What the container sees as files. `/tmp` is scratch space of 1 Gi unless mounted here.
   *
   * @default []
   */
  readonly mounts?: readonly Mount[];

  /**
   * What the container asks for, and the most that it gets.
   *
   * @default - 100 millicores to 1 core, 256 Mi to 1 Gi of memory
   */
  readonly resources?: Resources;
}

/** When Kubernetes pulls an image. */
export type ImagePullPolicy = 'Always' | 'IfNotPresent' | 'Never';

/** A further container of a pod: beside the main one, or before it. */
export interface ExtraContainerProps extends ContainerProps {
  /** Name of the container, unique in the pod. */
  readonly name: string;

  /**
   * Ports that it listens on, by name.
   *
   * @default {}
   */
  readonly ports?: Readonly<Record<string, number>>;

  /**
   * How Kubernetes learns whether it is ready. An init container has none.
   *
   * @default - not asked
   */
  readonly health?: Health;
}

/** The types of a container's props. */
export const CONTAINER_PROPS: Shape<ContainerProps> = {
  image: ruled,
  imagePullPolicy: ruled,
  command: ruled,
  args: ruled,
  workingDir: ruled,
  env: ENV,
  envFrom: ENV_FROM,
  mounts: listOf(MOUNT),
  resources: RESOURCES,
};

/** The types of a further container's props. */
export const EXTRA_CONTAINER_PROPS: Shape<ExtraContainerProps> = {
  ...CONTAINER_PROPS,
  name: text,
  ports: mapOf(ruled),
  health: HEALTH,
};

/** A container as the pod room builds it. */
export interface ContainerSpec extends ExtraContainerProps {
  /**
   * How long it goes on serving after it was asked to end, until no request is sent to it any more.
   *
   * @default - not at all
   */
  readonly drain?: Duration;

  /**
   * Command that asks it to end, before the signal that its image names does.
   *
   * @default - the signal alone
   */
  readonly stopCommand?: readonly string[];
}

/**
 * The container in the words of Kubernetes.
 *
 * @param prop how errors call the container's props, for example `sidecars[0].`
 * @throws where a prop breaks the rules
 */
export function container(
  construct: Construct,
  prop: string,
  spec: ContainerSpec,
  securityContext: k8s.SecurityContext,
): k8s.Container {
  const { name, image, command, args, workingDir, drain, stopCommand, ports = {} } = spec;
  must(construct, `${prop}name`, name, dnsLabel(name));
  must(construct, `${prop}image`, image, imageRule(image));
  checkCommand(construct, `${prop}command`, command);
  checkWords(construct, `${prop}args`, args);
  if (workingDir !== undefined) {
    must(construct, `${prop}workingDir`, workingDir, absolutePath(workingDir));
  }
  const mounts = allMounts(spec);
  const written = {
    disk: sum(mounts.map(({ scratchBytes = 0 }) => scratchBytes)),
    memory: sum(mounts.map(({ memoryBytes = 0 }) => memoryBytes)),
  };
  const env = { HOME: '/tmp', ...spec.env };
  return {
    name,
    image,
    imagePullPolicy: pullPolicy(construct, `${prop}imagePullPolicy`, spec.imagePullPolicy),
    command: command && [...command],
    args: args && [...args],
    workingDir,
    env: environmentVariables(construct, `${prop}env`, env),
    envFrom: spec.envFrom && environmentSources(construct, `${prop}envFrom`, spec.envFrom),
    ports: containerPorts(construct, `${prop}ports`, ports),
    volumeMounts: containerMounts(construct, `${prop}mounts`, mounts),
    resources: containerResources(construct, `${prop}resources`, spec.resources, written),
    ...(spec.health && probes(construct, `${prop}health`, spec.health, ports)),
    lifecycle: stopCommand
      ? { preStop: { exec: { command: [...stopCommand] } } }
      : drain && preStop(construct, `${prop}drain`, drain),
    securityContext,
  };
}

/** What a container mounts: what its props say, and a `/tmp` where they do not. */
export function allMounts({ name, mounts = [] }: ExtraContainerProps): readonly Mount[] {
  const taken = mounts.some((mount) =>
    mount.volumeMounts.some(({ mountPath }) => mountPath === '/tmp'),
  );
  return taken ? mounts : [...mounts, temporaryFolder(name)];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The hook that keeps the container serving for a while. */
function preStop(construct: Construct, prop: string, drain: Duration): k8s.Lifecycle | undefined {
  const seconds = drain.toSeconds({ integral: false });
  must(construct, `${prop} in seconds`, seconds, integerIn(seconds, 0, 86400));
  if (seconds === 0) return undefined;
  return { preStop: { exec: { command: ['sleep', String(seconds)] } } };
}

function pullPolicy(
  construct: Construct,
  prop: string,
  policy: ImagePullPolicy = 'Always',
): ImagePullPolicy {
  const known = ['Always', 'IfNotPresent', 'Never'].includes(policy);
  const rule = { rule: "must be 'Always', 'IfNotPresent' or 'Never'" };
  must(construct, prop, policy, known ? undefined : rule);
  return policy;
}

/** @throws where a port is none that a process without root's rights can listen on */
export function checkContainerPort(construct: Construct, prop: string, port: number): void {
  must(construct, prop, port, portRule(port));
  if (port >= 1024) return;
  throw explain(
    construct,
    `${prop} must be at least 1024, because the process does not run as root, got ${port}`,
    'let the program listen on a higher port; the Service may keep the low one',
  );
}

function containerPorts(
  construct: Construct,
  prop: string,
  ports: Readonly<Record<string, number>>,
): k8s.ContainerPort[] | undefined {
  const entries = Object.entries(ports);
  if (entries.length === 0) return undefined;
  const seen = new Map<number, string>();
  return entries.map(([name, containerPort]) => {
    must(construct, `${prop} name`, name, portName(name));
    checkContainerPort(construct, `${prop}.${name}`, containerPort);
    const other = seen.get(containerPort);
    if (other !== undefined) {
      throw explain(
        construct,
        `${prop}.${name} must be a port of its own, but ${containerPort} is ${prop}.${other} too`,
      );
    }
    seen.set(containerPort, name);
    return { name, containerPort, protocol: 'TCP' };
  });
}
