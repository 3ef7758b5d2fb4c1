import type { Environment } from '../environments';

/** The images of a datacube, by what they are for. */
export interface DatacubeImages {
  /** `datacube`, and the programs that index scenes. */
  readonly index: string;

  /** datacube-ows. */
  readonly ows: string;

  /** datacube-explorer. */
  readonly explorer: string;

  /** The original's worker. */
  readonly worker: string;

  /** Redis. */
  readonly redis: string;

  /** PostgreSQL with PostGIS, where the environment has no database. */
  readonly postgis: string;
}

/** Public images for the Open Data Cube 1.8. */
const IMAGES: DatacubeImages = {
  index: 'docker.io/opendatacube/datacube-index:0.3.0',
  ows: 'docker.io/opendatacube/ows:1.8.42',
  explorer: 'docker.io/opendatacube/explorer:2.12.4',
  worker: 'docker.io/satapps/odc-products:0.0.91',
  redis: 'docker.io/library/redis:7.4.6',
  postgis: 'docker.io/postgis/postgis:16-3.4',
};

/** The images that the environment runs for these. */
export function imagesOf(
  environment: Environment,
  given: Partial<DatacubeImages> = {},
): DatacubeImages {
  const named = { ...IMAGES, ...given };
  return {
    index: environment.image(named.index),
    ows: environment.image(named.ows),
    explorer: environment.image(named.explorer),
    worker: environment.image(named.worker),
    redis: environment.image(named.redis),
    postgis: environment.image(named.postgis),
  };
}
