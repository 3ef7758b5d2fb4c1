import type { Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { DaskAutoscalerPatch, DaskClusterPatch } from './dask/operator';
import { CLUSTER_OPTIONS, type DaskClusterOptions } from './dask/options';
import type { DeepPartial } from './manifest';
import { PEER, type Peer } from './network';
import { anyMap, type Check, duration, given, instanceOf, objectOf, ruled } from './shape';

/** Where a Dask scheduler is that others run. */
export interface ExternalDaskOptions {
  /** Host name or address of the scheduler. */
  readonly host: string;

  /**
   * Port of the scheduler. A program that knows the host alone takes it to be 8786.
   *
   * @default 8786
   */
  readonly port?: number;

  /** Who is there, for the NetworkPolicies of the clients. */
  readonly peer: Peer;
}

/** What a cluster of Deployments is told. */
export interface DaskDeploymentOptions extends DaskClusterOptions {
  /**
   * Name of the cluster: the Service of its scheduler is `<name>-scheduler`.
   *
   * @default - the name of the job
   */
  readonly name?: string;

  /**
   * Fields to merge into the objects of the scheduler.
   *
   * @default - none
   */
  readonly patches?: DaskDeploymentPatches;
}

/** Fields to merge into the objects of a scheduler. */
export interface DaskDeploymentPatches {
  /** Fields of the Deployment. */
  readonly scheduler?: DeepPartial<k8s.KubeDeploymentProps>;

  /** Fields of the Service. */
  readonly service?: DeepPartial<k8s.KubeServiceProps>;
}

/** What a cluster is told that the Dask operator makes. */
export interface DaskOperatorOptions extends DaskClusterOptions {
  /**
   * Name of the cluster: the Service of its scheduler is `<name>-scheduler`. Of a cluster that is there,
   * the operator changes the number of workers and nothing else: under a name that stays, a new image or
   * size is not seen until somebody deletes the DaskCluster.
   *
   * @default - the name of the job and a hash of what the pods are: another image is another cluster
   */
  readonly name?: string;

  /**
   * Lets the number of workers follow the tasks. There is one group of workers then: the operator would
   * take away those of the others too.
   *
   * @default - the number of workers stays
   */
  readonly autoscale?: DaskAutoscale;

  /**
   * After how long without work the operator deletes the cluster. Until somebody makes it again, as
   * Argo CD or Flux does, a job finds no scheduler.
   *
   * @default - it stays
   */
  readonly idleTimeout?: Duration;

  /**
   * Namespace of the operator, which connects to the scheduler.
   *
   * @default 'dask-operator'
   */
  readonly operatorNamespace?: string;

  /**
   * Fields to merge into the objects.
   *
   * @default - none
   */
  readonly patches?: DaskOperatorPatches;
}

/** Between which bounds the number of workers follows the tasks. */
export interface DaskAutoscale {
  /** The fewest workers. */
  readonly minimum: number;

  /** The most workers. */
  readonly maximum: number;
}

/** Fields to merge into the objects of the Dask operator. */
export interface DaskOperatorPatches {
  /** Fields of the DaskCluster. */
  readonly cluster?: DaskClusterPatch;

  /** Fields of the DaskAutoscaler. */
  readonly autoscaler?: DaskAutoscalerPatch;
}

/**
 * The Dask that computes: one that others run, or a cluster of a job's own.
 *
 * The image of a cluster of one's own is that of the job: client, scheduler and workers exchange Python
 * objects, and must have the same packages.
 */
export class Dask {
  /** A Dask that exists, with the packages of the job's image. */
  public static external(options: ExternalDaskOptions): Dask {
    return new Dask({ type: 'external', ...options });
  }

  /**
   * A cluster of Deployments: one scheduler, and workers in groups. It stays as it is when there is nothing
   * to compute.
   */
  public static deployment(options: DaskDeploymentOptions = {}): Dask {
    return new Dask({ type: 'deployment', ...options });
  }

  /**
   * A cluster that the Dask operator makes, which must be installed. Its workers can come and go with the
   * tasks.
   *
   * @see https://kubernetes.dask.org/en/latest/operator.html
   */
  public static operator(options: DaskOperatorOptions = {}): Dask {
    return new Dask({ type: 'operator', ...options });
  }

  /** @internal */
  public readonly spec: DaskSpec;

  private constructor(spec: DaskSpec) {
    this.spec = spec;
  }
}

/** What a Dask was told. */
export type DaskSpec =
  | ({ readonly type: 'external' } & ExternalDaskOptions)
  | ({ readonly type: 'deployment' } & DaskDeploymentOptions)
  | ({ readonly type: 'operator' } & DaskOperatorOptions);

const SPECS = {
  external: objectOf<ExternalDaskOptions & { type: string }>({
    type: ruled,
    host: ruled,
    port: ruled,
    peer: given(PEER),
  }),
  deployment: objectOf<DaskDeploymentOptions & { type: string }>({
    ...CLUSTER_OPTIONS,
    type: ruled,
    name: ruled,
    patches: objectOf<DaskDeploymentPatches>({ scheduler: anyMap, service: anyMap }),
  }),
  operator: objectOf<DaskOperatorOptions & { type: string }>({
    ...CLUSTER_OPTIONS,
    type: ruled,
    name: ruled,
    autoscale: objectOf<DaskAutoscale>({ minimum: ruled, maximum: ruled }),
    idleTimeout: duration,
    operatorNamespace: ruled,
    patches: objectOf<DaskOperatorPatches>({ cluster: anyMap, autoscaler: anyMap }),
  }),
};

/** The type of `dask`. */
export const DASK: Check = instanceOf(
  Dask,
  'write Dask.deployment(), Dask.operator() or Dask.external({ … })',
  ({ spec }, path) => SPECS[spec.type](spec, path),
);
