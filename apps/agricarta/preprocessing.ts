/** What `/code/config.yaml` tells the preprocessing, in the words of its code. */
export interface PreprocessingConfig {
  readonly ROOT_DIR: string;
  /** The storage that the scenes are read from. */
  readonly IMAGERY_STORAGE: string;
  readonly DEPENDENCIES_DIR: string;
  /** Tiles of the SRTM elevation model. */
  readonly SRTM_DIR: string;
  readonly LOGGING_CONFIG: { readonly console_level: LogLevel; readonly file_level: LogLevel };
  /** Target projection as a PROJ string, in one line. */
  readonly PROJECTION: string;
  /** Parameters of each platform. */
  readonly PARAMS: {
    readonly LC8: {
      readonly bands: readonly string[];
      readonly product: string;
      readonly resamp_clip: boolean;
    };
    readonly RCM: { readonly bands: readonly string[] };
    readonly RS2: { readonly filter: string; readonly modes: readonly string[] };
    readonly S2: { readonly bands: readonly string[]; readonly resamp_clip: boolean };
  };
}

type LogLevel = 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL';

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
