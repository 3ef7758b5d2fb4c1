import type { OdcRelease } from './database';
import { SCRIPTS } from './scripts';
import type { Storage } from './storage';

/** The programs that a datacube runs beside its services; each has another one in other images. */
export interface DatacubeCommands {
  /** Makes the schema and the products, in the image `index`. */
  readonly setup: readonly string[];

  /** Adds the scenes to the index, in the image `index`. */
  readonly index: readonly string[];

  /** Sums the scenes up for Explorer, in the image `explorer`. */
  readonly summarize: readonly string[];

  /** Makes the schema of OWS, in the image `ows`. */
  readonly owsSchema: readonly string[];

  /** Tells OWS of new scenes, in the image `ows`. */
  readonly owsUpdate: readonly string[];

  /** Fails while OWS has no scene to show, in the image `ows`. */
  readonly owsReady: readonly string[];

  /** Makes products: drains the queue itself, or is run for each item by the stand-in's worker. */
  readonly worker: readonly string[];
}

/** What the commands depend on. */
export interface CommandParts {
  readonly release: OdcRelease;
  readonly storage: Storage;
  /** Names of the products. */
  readonly products: readonly string[];
  /** Paths of their definitions. */
  readonly definitions: readonly string[];
  /** The folder or the pattern of the metadata of the scenes. */
  readonly scenes: string | undefined;
  /** Name of the database's user, who owns the schema of OWS. */
  readonly username: string;
  readonly standIn: boolean;
}

/** The commands of the public images, where no other ones are given. */
export function datacubeCommands(
  { release, storage, products, definitions, scenes, username, standIn }: CommandParts,
  given: Partial<DatacubeCommands> = {},
): DatacubeCommands {
  return {
    setup: ['sh', `${SCRIPTS}/setup.sh`, ...definitions],
    index: storage.indexCommand(products, scenes),
    summarize: ['cubedash-gen', '--init', '--all'],
    owsSchema: [
      'datacube-ows-update',
      '--schema',
      ...(release === '1.8' ? ['--role', username] : []),
    ],
    owsUpdate: ['sh', '-ec', 'datacube-ows-update --views; datacube-ows-update'],
    owsReady: ['python3', `${SCRIPTS}/ows_ready.py`],
    worker: standIn ? ['python3', `${SCRIPTS}/geomedian.py`] : ['python', '/worker.py'],
    ...given,
  };
}
