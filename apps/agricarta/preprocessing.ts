/** What `/code/config.yaml` tells the preprocessing, in the words of its code. */
export interface PreprocessingConfig {
  /** Folder of the code. */
  readonly ROOT_DIR: string;

  /** The storage that the scenes are read from. */
  readonly IMAGERY_STORAGE: string;

  /** Datasets that the preprocessing needs beside the scenes. */
  readonly DEPENDENCIES_DIR: string;

  /** Tiles of the SRTM elevation model. */
  readonly SRTM_DIR: string;
  /** What is logged where. */
  readonly LOGGING_CONFIG: {
    /** The least level on the console. */
    readonly console_level: LogLevel;

    /** The least level in the log file. */
    readonly file_level: LogLevel;
  };

  /** Target projection as a PROJ string, in one line. */
  readonly PROJECTION: string;
  /** Parameters of each platform. */
  readonly PARAMS: {
    /** Landsat 8. */
    readonly LC8: Bands & Resampling & Product;

    /** RADARSAT Constellation Mission. */
    readonly RCM: Bands;

    /** RADARSAT-2. */
    readonly RS2: SpeckleFilter;

    /** Sentinel-2. */
    readonly S2: Bands & Resampling;
  };
}

/** The bands that are processed. */
export interface Bands {
  /** Names of the bands or polarisations, such as `B02` or `HH`. */
  readonly bands: readonly string[];
}

/** Whether scenes are brought to one grid. */
export interface Resampling {
  /** Whether scenes are resampled and clipped. */
  readonly resamp_clip: boolean;
}

/** Which product of a platform is used. */
export interface Product {
  /** Name of the product, such as `sr` for surface reflectance. */
  readonly product: string;
}

/** How the noise of a radar is filtered. */
export interface SpeckleFilter {
  /** Name of the filter, such as `gamma`. */
  readonly filter: string;

  /** The beam modes that are processed. */
  readonly modes: readonly string[];
}

/** A level of Python's logging. */
export type LogLevel = 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL';

/** The original's configuration. */
export const preprocessing: PreprocessingConfig = {
  ROOT_DIR: '/code',
  DEPENDENCIES_DIR: '/code/miniostorage/required_datasets',
  SRTM_DIR: '/code/miniostorage/required_datasets/dem/SRTM41',
  IMAGERY_STORAGE: '/code/miniostorage',
  LOGGING_CONFIG: { console_level: 'DEBUG', file_level: 'DEBUG' },
  PROJECTION: [
    '+proj=aea +lat_1=44.75 +lat_2=55.75 +lat_0=40 +lon_0=-96 +x_0=0 +y_0=0',
    '+ellps=WGS84 +datum=WGS84 +units=m +no_defs',
  ].join(' '),
  PARAMS: {
    LC8: { bands: ['B2', 'B3', 'B4', 'B5', 'B6', 'B7'], product: 'sr', resamp_clip: true },
    RCM: { bands: ['CH', 'CV', 'HH', 'HV', 'VH', 'VV'] },
    RS2: { filter: 'gamma', modes: ['W2'] },
    S2: { bands: ['B02', 'B03', 'B04', 'B05', 'B8A', 'B11', 'B12'], resamp_clip: true },
  },
};
