import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Replicas, type Resources } from '../../constructs';
import type { Environment } from '../environments';

/** How much of the cluster the parts of a datacube may use. */
export interface DatacubeSizes {
  readonly ows: { readonly resources: Resources; readonly replicas: Replicas };
  readonly explorer: { readonly resources: Resources; readonly replicas: Replicas };

  /** Each step of a task. */
  readonly task: Resources;

  /** A pod that makes products, and a Dask worker of its own cluster. */
  readonly worker: Resources;
}

const ALONE = Replicas.fixed(1, 'a small cluster has one node, and no room for a second pod');

/** The sizes by that of the environment. */
export const SIZES: Readonly<Record<Environment['sizes'], DatacubeSizes>> = {
  small: {
    ows: { resources: {}, replicas: ALONE },
    explorer: { resources: {}, replicas: ALONE },
    task: {},
    worker: {
      memory: { request: Size.mebibytes(512), limit: Size.gibibytes(2) },
    },
  },
  standard: {
    ows: {
      resources: {
        cpu: { request: Cpu.millis(500), limit: Cpu.units(1) },
        memory: { request: Size.gibibytes(1), limit: Size.gibibytes(2) },
      },
      replicas: Replicas.auto({ min: 2, max: 4 }),
    },
    explorer: {
      resources: {
        cpu: { request: Cpu.millis(300), limit: Cpu.units(1) },
        memory: { request: Size.mebibytes(512), limit: Size.gibibytes(1) },
      },
      replicas: Replicas.fixed(2),
    },
    task: {
      cpu: { request: Cpu.millis(300), limit: Cpu.units(1) },
      memory: { request: Size.mebibytes(768), limit: Size.gibibytes(2) },
    },
    worker: {
      cpu: { request: Cpu.units(1), limit: Cpu.units(2) },
      memory: { request: Size.gibibytes(4), limit: Size.gibibytes(8) },
    },
  },
};
