import { groupOf, type KubernetesObject } from './kubernetes-object';
import { below, listAt, mapAt, numberAt, textAt, textsAt } from './read';

/** A pod that an object makes, or is. */
export interface Pod {
  /** The object that makes it, for example a Deployment. */
  readonly object: KubernetesObject;

  readonly namespace: string | undefined;

  readonly labels: Readonly<Record<string, string>>;

  readonly annotations: Readonly<Record<string, string>>;

  /** Path of its metadata, for example `spec.template.metadata`. */
  readonly metadataPath: string;

  /** Its `PodSpec`. */
  readonly spec: Readonly<Record<string, unknown>>;

  /** Path of the `PodSpec`, for example `spec.template.spec`. */
  readonly path: string;

  /** Whether it runs for as long as the object is there, or ends by itself as a Job's does. */
  readonly lasting: boolean;

  /** How many there are; `undefined` where an autoscaler or nobody says. */
  readonly replicas: number | undefined;
}

/** A container of a pod. */
export interface Container {
  readonly pod: Pod;

  /** Its name, or its index where it has none. */
  readonly name: string;

  readonly spec: Readonly<Record<string, unknown>>;

  /** Path within the object, for example `spec.template.spec.containers[0]`. */
  readonly path: string;

  /** Runs before the others and ends, unlike a sidecar, which is an init container that stays. */
  readonly init: boolean;
}

/** Where a kind keeps its pods: the path of a template, or that of a bare `PodSpec`. */
interface Place {
  readonly template?: readonly string[];
  readonly spec?: readonly string[];
  readonly ends?: true;
}

const PLACES: Readonly<Record<string, readonly Place[]>> = {
  '/Pod': [{ template: [] }],
  '/PodTemplate': [{ template: ['template'] }],
  '/ReplicationController': [{ template: ['spec', 'template'] }],
  'apps/DaemonSet': [{ template: ['spec', 'template'] }],
  'apps/Deployment': [{ template: ['spec', 'template'] }],
  'apps/ReplicaSet': [{ template: ['spec', 'template'] }],
  'apps/StatefulSet': [{ template: ['spec', 'template'] }],
  'argoproj.io/Rollout': [{ template: ['spec', 'template'] }],
  'batch/CronJob': [{ template: ['spec', 'jobTemplate', 'spec', 'template'], ends: true }],
  'batch/Job': [{ template: ['spec', 'template'], ends: true }],
  'keda.sh/ScaledJob': [{ template: ['spec', 'jobTargetRef', 'template'], ends: true }],
  'kubernetes.dask.org/DaskCluster': [
    { spec: ['spec', 'scheduler', 'spec'] },
    { spec: ['spec', 'worker', 'spec'] },
  ],
  'kubernetes.dask.org/DaskJob': [
    { spec: ['spec', 'job', 'spec'], ends: true },
    { spec: ['spec', 'cluster', 'spec', 'scheduler', 'spec'] },
    { spec: ['spec', 'cluster', 'spec', 'worker', 'spec'] },
  ],
  'kubernetes.dask.org/DaskWorkerGroup': [{ spec: ['spec', 'worker', 'spec'] }],
};

/** The pods that an object makes, those of operators' custom resources included. */
export function podsOf(object: KubernetesObject): Pod[] {
  const places = PLACES[`${groupOf(object)}/${object.kind}`] ?? [];
  return places.map((place) => {
    const template = place.template;
    const specPath = template ? [...template, 'spec'] : (place.spec ?? []);
    const metadataPath = template ? [...template, 'metadata'] : [];
    return {
      object,
      namespace: textAt(object, 'metadata', 'namespace'),
      labels: template ? textsAt(object, ...metadataPath, 'labels') : {},
      annotations: template ? textsAt(object, ...metadataPath, 'annotations') : {},
      metadataPath: metadataPath.join('.'),
      spec: mapAt(object, ...specPath),
      path: specPath.join('.'),
      lasting: !place.ends,
      replicas: numberAt(object, 'spec', 'replicas'),
    };
  });
}

/** The containers of a pod, init containers first. */
export function containersOf(pod: Pod): Container[] {
  return ['initContainers', 'containers'].flatMap((field) =>
    listAt(pod.spec, field).map((item, index) => {
      const spec = mapAt(item);
      return {
        pod,
        name: textAt(spec, 'name') ?? `${index}`,
        spec,
        path: below(`${pod.path}.${field}`, index),
        init: field === 'initContainers' && spec.restartPolicy !== 'Always',
      };
    }),
  );
}
