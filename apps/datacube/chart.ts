import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  connectionBudget,
  type Database,
  type DatabaseUser,
  type GeoApiService,
  type TaskJob,
} from '../../constructs';
import type { Environment } from '../environments';
import type { DatacubeCommands } from './commands';
import type { OdcRelease } from './database';
import { type Generation, type GenerationOptions, generation } from './generation';
import type { DatacubeImages } from './images';
import { planDatacube } from './plan';
import type { GeomedianItem, ProductDefinition } from './products';
import {
  connectionsOf,
  type DatacubeServiceOptions,
  explorerService,
  owsService,
} from './services';
import { indexTask, scheduled, setupTask } from './tasks';

/** What a Datacube is told. */
export interface DatacubeProps {
  /**
   * The cluster that it runs on. It needs an ingress controller with a domain, and the object store or the
   * NFS export `datacube`; where it has no database `datacube` or no Dask, the system has one of its own.
   */
  readonly environment: Environment;

  /**
   * The release of the Open Data Cube in the images.
   *
   * @default '1.8'
   */
  readonly release?: OdcRelease;

  /**
   * Images in place of the public ones, by what they are for.
   *
   * @default {}
   */
  readonly images?: Partial<DatacubeImages>;

  /**
   * Programs of other images in place of those of the public ones.
   *
   * @default {}
   */
  readonly commands?: Partial<DatacubeCommands>;

  /**
   * The products that are defined, indexed and shown. A datacube that has a product of that name takes over
   * what its scenes do not mind, and the setup fails for all else.
   *
   * @default [landsat8]
   */
  readonly products?: readonly ProductDefinition[];

  /**
   * How scenes are found and indexed.
   *
   * @default {}
   */
  readonly index?: IndexOptions;

  /**
   * The summary products to make.
   *
   * @default [fiji2019] - the original's
   */
  readonly workItems?: readonly GeomedianItem[];

  /**
   * How the summary products are made.
   *
   * @default {}
   */
  readonly generation?: GenerationOptions;

  /**
   * The maps; `false` for none.
   *
   * @default {}
   */
  readonly ows?: OwsOptions | false;

  /**
   * The catalogue; `false` for none.
   *
   * @default {}
   */
  readonly explorer?: DatacubeServiceOptions | false;
}

/** How scenes are found and indexed. */
export interface IndexOptions {
  /**
   * Where the metadata of the scenes is: a folder of the share, or a pattern of keys in the bucket.
   *
   * @default - the folder `scenes`, or the YAML files below `commonsensing/fiji/landsat_8`
   */
  readonly scenes?: string;

  /**
   * Names of the products that the scenes are of.
   *
   * @default - those of `products`
   */
  readonly products?: readonly string[];

  /**
   * When new scenes are indexed, in the five fields of cron.
   *
   * @default '0 3 * * *'
   */
  readonly schedule?: string;
}

/** How the maps are made, and who reaches them. */
export interface OwsOptions extends DatacubeServiceOptions {
  /**
   * The configuration of datacube-ows.
   *
   * @default - a layer in true colour for each product
   */
  readonly config?: object;
}

/**
 * An Open Data Cube: its database, the index of its scenes, maps and a catalogue of them, and the routine
 * generation of summary products from a queue of work items, computed on Dask.
 */
export class Datacube extends Chart {
  /** The database. */
  public readonly database: Database;

  /** Makes the schema and the products. */
  public readonly setup: TaskJob;

  /** Indexes the scenes that are there at first. */
  public readonly firstIndex: TaskJob;

  /** Indexes new scenes, on a schedule. */
  public readonly index: TaskJob;

  /** Maps; undefined where there are none. */
  public readonly ows: GeoApiService | undefined;

  /** The catalogue; undefined where there is none. */
  public readonly explorer: GeoApiService | undefined;

  /** The queue, the work items and the workers that make products. */
  public readonly generation: Generation;

  /** @throws where a prop breaks the rules, and where all pods together would open too many connections */
  constructor(scope: Construct, id: string, props: DatacubeProps) {
    super(scope, id, { namespace: props.environment.namespace });
    const plan = planDatacube(this, props);
    this.database = plan.database;
    this.setup = setupTask(plan);
    this.firstIndex = indexTask(plan, 'datacube-first-index');
    this.index = indexTask(plan, 'datacube-index', scheduled(props.index?.schedule));
    const ows = owsService(plan, props.ows);
    const explorer = explorerService(plan, props.explorer);
    this.ows = ows?.service;
    this.explorer = explorer?.service;
    this.generation = generation(plan, props.workItems, props.generation);
    const users = [...TASKS, ows?.user, explorer?.user, this.generation.user];
    connectionBudget(
      this,
      plan.database,
      users.filter((user) => user !== undefined),
    );
  }
}

/** `cubedash-gen` works with three processes beside its own. */
const SUMMARY_CONNECTIONS = 4 * connectionsOf(1);

/** What the tasks take of the database, all at once at the worst. */
const TASKS: readonly DatabaseUser[] = [
  { name: 'datacube-setup', pods: 1, connectionsPerPod: connectionsOf(1) },
  { name: 'datacube-first-index', pods: 1, connectionsPerPod: SUMMARY_CONNECTIONS },
  { name: 'datacube-index', pods: 1, connectionsPerPod: SUMMARY_CONNECTIONS },
];
