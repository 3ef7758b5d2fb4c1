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

  /** The variables that an operator appends to those of its containers, init containers apart. */
  readonly appendedEnv: readonly string[];

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

/** Where a kind keeps the metadata and the spec of its pods. */
interface Place {
  readonly template: readonly string[];
  readonly ends?: true;

  /** What the Dask operator calls the pod. */
  readonly dask?: 'scheduler' | 'worker' | 'job-runner';
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
    { template: ['spec', 'scheduler'], dask: 'scheduler' },
    { template: ['spec', 'worker'], dask: 'worker' },
  ],
  'kubernetes.dask.org/DaskJob': [
    { template: ['spec', 'job'], ends: true, dask: 'job-runner' },
    { template: ['spec', 'cluster', 'spec', 'scheduler'], dask: 'scheduler' },
    { template: ['spec', 'cluster', 'spec', 'worker'], dask: 'worker' },
  ],
  'kubernetes.dask.org/DaskWorkerGroup': [{ template: ['spec', 'worker'], dask: 'worker' }],
};

/** The pods that an object makes, those of operators' custom resources included. */
export function podsOf(object: KubernetesObject): Pod[] {
  const places = PLACES[`${groupOf(object)}/${object.kind}`] ?? [];
  return places.map(({ template, ends, dask }) => {
    const specPath = [...template, 'spec'];
    const metadataPath = [...template, 'metadata'];
    return {
      object,
      namespace: textAt(object, 'metadata', 'namespace'),
      labels: {
        ...(dask && textsAt(object, 'metadata', 'labels')),
        ...textsAt(object, ...metadataPath, 'labels'),
        ...(dask && daskLabels(object, dask)),
      },
      annotations: {
        ...(dask && textsAt(object, 'metadata', 'annotations')),
        ...textsAt(object, ...metadataPath, 'annotations'),
      },
      metadataPath: metadataPath.join('.'),
      spec: mapAt(object, ...specPath),
      path: specPath.join('.'),
      appendedEnv: dask === undefined ? [] : DASK_ENV[dask],
      lasting: !ends,
      replicas: numberAt(object, 'spec', 'replicas'),
    };
  });
}

/** What the Dask operator appends to the variables of its containers. */
const DASK_ENV: Readonly<Record<NonNullable<Place['dask']>, readonly string[]>> = {
  scheduler: [],
  worker: ['DASK_WORKER_NAME', 'DASK_SCHEDULER_ADDRESS'],
  'job-runner': ['DASK_SCHEDULER_ADDRESS'],
};

/**
 * The labels that the Dask operator puts on its pods.
 *
 * @see https://kubernetes.dask.org/en/latest/operator_resources.html
 */
function daskLabels(
  object: KubernetesObject,
  component: NonNullable<Place['dask']>,
): Record<string, string> {
  const { name } = object.metadata;
  const isGroup = object.kind === 'DaskWorkerGroup';
  return {
    'dask.org/cluster-name': (isGroup ? textAt(object, 'spec', 'cluster') : undefined) ?? name,
    'dask.org/component': component,
    ...(component === 'worker' && {
      'dask.org/workergroup-name': isGroup ? name : `${name}-default`,
    }),
    'sidecar.istio.io/inject': 'false',
  };
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
