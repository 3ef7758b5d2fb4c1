import type { ProductDefinition } from './products';

/**
 * The configuration of datacube-ows for products with the bands red, green and blue: one layer each, in
 * true colour. A product without them gets no layer.
 *
 * @param url URL of the maps, as their users know it
 * @see https://datacube-ows.readthedocs.io/en/latest/configuration.html
 */
export function owsConfiguration(products: readonly ProductDefinition[], url: string): object {
  const shown = products.filter(isInColour);
  const projections = [...new Set(shown.map(({ load }) => load.crs))].sort();
  return {
    global: {
      title: 'Open Data Cube',
      abstract: 'The scenes of the datacube as maps',
      allowed_urls: [url],
      info_url: url,
      services: { wms: true, wmts: true, wcs: false },
      published_CRSs: {
        ...Object.fromEntries(projections.map((crs) => [crs, PROJECTED])),
        'EPSG:3857': PROJECTED,
        'EPSG:4326': { geographic: true, vertical_coord_first: true },
      },
    },
    wms: { max_width: 512, max_height: 512 },
    wmts: {},
    layers: shown.map(layer),
  };
}

const PROJECTED = { geographic: false, horizontal_coord: 'x', vertical_coord: 'y' };

function isInColour({ measurements }: ProductDefinition): boolean {
  const names = measurements.map(({ name }) => name);
  return ['red', 'green', 'blue'].every((band) => names.includes(band));
}

function layer({ name, description, load, measurements }: ProductDefinition): object {
  const { crs, resolution } = load;
  return {
    title: description,
    name,
    abstract: description,
    product_name: name,
    native_crs: crs,
    native_resolution: [resolution.x, resolution.y],
    bands: Object.fromEntries(measurements.map((band) => [band.name, []])),
    // Without it, days that were indexed after the start of a pod are not shown.
    dynamic: true,
    image_processing: { extent_mask_func: 'datacube_ows.ogc_utils.mask_by_val' },
    styling: { default_style: 'true_colour', styles: [TRUE_COLOUR] },
  };
}

const TRUE_COLOUR = {
  name: 'true_colour',
  title: 'True colour',
  abstract: 'Red, green and blue',
  components: { red: { red: 1 }, green: { green: 1 }, blue: { blue: 1 } },
  scale_range: [0, 3000],
};
