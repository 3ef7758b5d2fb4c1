import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Agricarta } from './agricarta/chart';
import { Datacube } from './datacube/chart';
import type { Environment } from './environments';
import { EnvironmentNamespace } from './namespace/chart';

/** A system that can be deployed: one chart, and one file for each environment. */
export interface System {
  /** Name of the system, and of its files in the output. */
  readonly name: string;

  /** Builds the system, or nothing where the environment does not have it. */
  build(app: Construct, environment: Environment): Chart | undefined;
}

/** The systems of this repository. */
export const systems: readonly System[] = [
  {
    name: 'agricarta',
    build: (app, environment) => new Agricarta(app, 'agricarta', { environment }),
  },
  {
    name: 'datacube',
    build: (app, environment) =>
      environment.hasStorage('datacube')
        ? new Datacube(app, 'datacube', { environment })
        : undefined,
  },
  {
    name: 'namespace',
    build: (app, environment) =>
      environment.createNamespace
        ? new EnvironmentNamespace(app, 'namespace', environment)
        : undefined,
  },
];
