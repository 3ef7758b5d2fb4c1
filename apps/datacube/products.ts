/** One measurement of a product: a band of its scenes. */
export interface Measurement {
  /** Name of the band. */
  readonly name: string;

  /** Type of its pixels, as NumPy calls it. */
  readonly dtype: 'uint8' | 'int16' | 'uint16' | 'int32' | 'float32';

  /** Value of the pixels without data. */
  readonly nodata: number;

  /** Unit of its pixels; `1` for a share. */
  readonly units: string;
}

/**
 * The definition of a product, in the words of the Open Data Cube.
 *
 * @see https://opendatacube.readthedocs.io/en/latest/installation/product-definitions.html
 */
export interface ProductDefinition {
  /** Name of the product. */
  readonly name: string;

  /** What it is, in a sentence. */
  readonly description: string;

  /** How its scenes are described. */
  readonly metadata_type: string;

  /** What the description of every scene says. */
  readonly metadata: {
    /** The product. */
    readonly product: {
      /** Its name, once more. */
      readonly name: string;
    };
  };

  /** The grid that it is read on, where nothing else is asked for. */
  readonly load: {
    /** Projection, such as `EPSG:3460`. */
    readonly crs: string;

    /** Size of a pixel; that of `y` is negative where the rows go from north to south. */
    readonly resolution: {
      /** In the direction of the columns, in units of the projection. */
      readonly x: number;

      /** In the direction of the rows, in units of the projection. */
      readonly y: number;
    };
  };

  /** Its bands. */
  readonly measurements: readonly Measurement[];
}

/** A summary product to make: a work item, in the words of the original's workers. All values are texts. */
export interface GeomedianItem {
  /** Which kind of product. */
  readonly job_code: 'geomedian';

  /** Name of the product that is summarized. */
  readonly product: string;

  /** The west, in `query_crs`. */
  readonly query_x_from: string;

  /** The south, in `query_crs`. */
  readonly query_y_from: string;

  /** The east, in `query_crs`. */
  readonly query_x_to: string;

  /** The north, in `query_crs`. */
  readonly query_y_to: string;

  /** Projection of the extent. */
  readonly query_crs: string;

  /** The first day. */
  readonly time_from: string;

  /** The last day. */
  readonly time_to: string;

  /** Projection of the product. */
  readonly output_crs: string;

  /** Where the product is written, below the bucket or the folder of products. */
  readonly prefix: string;
}

const BANDS = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'];

/** Surface reflectance of Landsat 8, as the original's work items name it. */
export const landsat8: ProductDefinition = {
  name: 'ls8_usgs_sr_scene',
  description: 'Surface reflectance of Landsat 8, by the USGS',
  metadata_type: 'eo3',
  metadata: { product: { name: 'ls8_usgs_sr_scene' } },
  load: { crs: 'EPSG:3460', resolution: { x: 30, y: -30 } },
  measurements: [
    ...BANDS.map((name) => ({ name, dtype: 'int16' as const, nodata: -9999, units: '1' })),
    { name: 'pixel_qa', dtype: 'uint16', nodata: 1, units: 'bit_index' },
  ],
};

/** The original's work item: the geometric median of 2019 for a part of Fiji. */
export const fiji2019: GeomedianItem = {
  job_code: 'geomedian',
  product: 'ls8_usgs_sr_scene',
  query_x_from: '2130000.0',
  query_y_from: '3499700.0',
  query_x_to: '2233300.0',
  query_y_to: '3600300.0',
  query_crs: 'EPSG:3460',
  time_from: '2019-01-01',
  time_to: '2019-12-31',
  output_crs: 'EPSG:3460',
  prefix: 'commonsensing/fiji/landsat_8_geomedian/2019',
};
