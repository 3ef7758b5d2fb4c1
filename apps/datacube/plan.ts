import type { Chart } from 'cdk8s';
import type { Database } from '../../constructs';
import type { Environment } from '../environments';
import { type Access, access } from './access';
import type { DatacubeProps } from './chart';
import { type DatacubeCommands, datacubeCommands } from './commands';
import { databaseOf, datacubeAccess } from './database';
import { type DatacubeImages, imagesOf } from './images';
import { owsConfiguration } from './ows-configuration';
import { type OwnPods, podsOf } from './pods';
import { landsat8, type ProductDefinition } from './products';
import { definitionPath, OWS_CONFIG, owsFiles, taskFiles } from './scripts';
import { OWS_HOST } from './services';
import { type DatacubeSizes, SIZES } from './sizes';
import { type Storage, storageOf } from './storage';

/** What the parts of a datacube agree on: each fact is said here once. */
export interface DatacubePlan {
  readonly chart: Chart;
  readonly environment: Environment;
  readonly pods: OwnPods;
  readonly sizes: DatacubeSizes;
  readonly images: DatacubeImages;
  readonly commands: DatacubeCommands;
  readonly database: Database;
  readonly storage: Storage;

  /** What a pod needs that opens the datacube. */
  readonly datacube: Access;

  /** What the tasks need beside it: scripts, and the definitions of the products. */
  readonly taskFiles: Access;

  /** Whether there is a catalogue. */
  readonly hasExplorer: boolean;

  /** What OWS needs beside the datacube: its configuration; undefined where there are no maps. */
  readonly owsConfig: Access | undefined;
}

/** @throws where a prop breaks the rules, and where the environment lacks what the system needs */
export function planDatacube(chart: Chart, props: DatacubeProps): DatacubePlan {
  const { environment, release = '1.8', products = [landsat8] } = props;
  const pods = podsOf(environment);
  const images = imagesOf(environment, props.images);
  const { database, username } = databaseOf(chart, environment, pods, images.postgis);
  const storage = storageOf(chart, environment);
  return {
    chart,
    environment,
    pods,
    sizes: SIZES[environment.sizes],
    images,
    commands: datacubeCommands(
      {
        release,
        storage,
        products: indexedProducts(chart, props, products),
        definitions: products.map(definitionPath),
        scenes: props.index?.scenes,
        username,
        standIn: environment.standIns,
      },
      props.commands,
    ),
    database,
    storage,
    datacube: datacubeAccess(chart, database, release),
    taskFiles: access({ mounts: [taskFiles(chart, products)] }),
    hasExplorer: props.explorer !== false,
    owsConfig: owsAccess(chart, props, products),
  };
}

/** @throws where no product is named: no scene could be indexed */
function indexedProducts(
  { node }: Chart,
  { index }: DatacubeProps,
  products: readonly ProductDefinition[],
): readonly string[] {
  const names = index?.products ?? products.map(({ name }) => name);
  if (names.length > 0) return names;
  throw new Error(
    `Datacube '${node.path}': index.products must name a product, because scenes are indexed by it; ` +
      "write index: { products: ['ls8_usgs_sr_scene'] }",
  );
}

function owsAccess(
  chart: Chart,
  { environment, ows = {} }: DatacubeProps,
  products: readonly ProductDefinition[],
): Access | undefined {
  if (ows === false) return undefined;
  const config = ows.config ?? owsConfiguration(products, owsUrl(environment));
  return access({ env: { DATACUBE_OWS_CFG: OWS_CONFIG }, mounts: [owsFiles(chart, config)] });
}

function owsUrl(environment: Environment): string {
  const { host, tls } = environment.route(OWS_HOST);
  return `${tls ? 'https' : 'http'}://${host}`;
}
