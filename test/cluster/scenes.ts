import type { GeomedianItem } from '../../apps/datacube/products';
import { landsat8 } from '../../apps/datacube/products';

/** A scene: a raster for each band, and where and when it was seen. */
export interface Scene {
  readonly name: string;
  readonly id: string;
  readonly product: string;
  readonly time: string;
  readonly crs: string;
  /** The west. */
  readonly x: number;
  /** The north. */
  readonly y: number;
  /** Size of a pixel. */
  readonly pixel: number;
  readonly bands: Readonly<Record<string, Band>>;
}

interface Band {
  readonly dtype: string;
  readonly nodata: number;
  readonly rows: readonly (readonly number[])[];
}

/** The rows of each band. */
export type Pixels = Readonly<Record<string, readonly (readonly number[])[]>>;

/** The upper left corner of all scenes. The 180th meridian runs through them, as it does through Fiji. */
const CORNER = { x: 2129100, y: 3500190 };

const PIXEL = landsat8.load.resolution.x;
/** How many rows they have. */
export const ROWS = 16;

/** How many columns all scenes have together. */
export const COLUMNS = 20;

const CLEAR = 0b10;
const WATER = 0b100;
const CLOUD = 0b100000;
const QUALITY = 'pixel_qa';

/** When a scene was seen, and which columns of the area it has. */
const SEEN = [
  { time: '2018-12-31T22:10:00Z', from: 0, to: COLUMNS },
  { time: '2019-01-01T00:10:00Z', from: 0, to: 16 },
  { time: '2019-01-01T00:10:24Z', from: 16, to: COLUMNS },
  { time: '2019-03-15T22:10:00Z', from: 4, to: COLUMNS },
  { time: '2019-06-01T22:10:00Z', from: 0, to: COLUMNS },
  { time: '2019-12-31T22:10:00Z', from: 0, to: 12 },
];

/** Scenes of which a part is clouded, or holds no data. */
export const scenes: readonly Scene[] = SEEN.map(({ time, from, to }, number) =>
  sceneOf(number, time, from, to),
);

/** A scene that is there only later. */
export const laterScene: Scene = sceneOf(SEEN.length, '2019-08-08T22:10:00Z', 0, COLUMNS);

/** A work item for all scenes of 2019. */
export const item: GeomedianItem = {
  job_code: 'geomedian',
  product: landsat8.name,
  query_x_from: `${CORNER.x}.0`,
  query_y_from: `${CORNER.y - ROWS * PIXEL}.0`,
  query_x_to: `${CORNER.x + COLUMNS * PIXEL}.0`,
  query_y_to: `${CORNER.y}.0`,
  query_crs: landsat8.load.crs,
  time_from: '2019-01-01',
  time_to: '2019-12-31',
  output_crs: landsat8.load.crs,
  prefix: 'fiji/landsat_8_geomedian/2019',
};

/** The same with so much around the scenes that it takes a while. */
export function largeItem(pixels: number): GeomedianItem {
  return {
    ...item,
    query_x_to: `${CORNER.x + pixels * PIXEL}.0`,
    query_y_from: `${CORNER.y - pixels * PIXEL}.0`,
    prefix: 'fiji/large',
  };
}

/** Where the product of the item must be, and what it must hold, computed by other means than those under test. */
export function productOf(all: readonly Scene[]) {
  return {
    crs: landsat8.load.crs,
    nodata: -9999,
    x: CORNER.x,
    y: CORNER.y,
    pixel: [PIXEL, PIXEL],
    size: [COLUMNS, ROWS],
    types: ['int16'],
    bands: mediansOf(all.filter(({ time }) => time.startsWith('2019-'))),
  };
}

/** The median of each pixel of each band over the scenes that see the ground there. */
function mediansOf(all: readonly Scene[]): Pixels {
  const names = Object.keys(all[0]?.bands ?? {}).filter((name) => name !== QUALITY);
  return Object.fromEntries(
    names.map((name) => [
      name,
      grid(COLUMNS, (row, column) => {
        const values = all.flatMap((scene) => pixelOf(scene, name, row, column) ?? []);
        return medianOf(values) ?? -9999;
      }),
    ]),
  );
}

/** A pixel of a scene; undefined where it sees no ground. */
function pixelOf({ x, bands }: Scene, name: string, row: number, column: number) {
  const own = column - (x - CORNER.x) / PIXEL;
  const quality = bands[QUALITY]?.rows[row]?.[own];
  const value = bands[name]?.rows[row]?.[own];
  if (quality !== CLEAR && quality !== WATER) return undefined;
  return value === bands[name]?.nodata ? undefined : value;
}

/** Rounded to the even neighbour, as Python does. */
function medianOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  if (low === undefined || high === undefined) return undefined;
  const sum = low + high;
  return sum % 2 === 0 ? sum / 2 : 2 * Math.round(sum / 4);
}

function sceneOf(number: number, time: string, from: number, to: number): Scene {
  return {
    name: `LC08_${time.slice(0, 10)}_${number}`,
    id: `00000000-0000-4000-8000-00000000000${number}`,
    product: landsat8.name,
    time,
    crs: landsat8.load.crs,
    x: CORNER.x + from * PIXEL,
    y: CORNER.y,
    pixel: PIXEL,
    bands: Object.fromEntries(
      landsat8.measurements.map(({ name, dtype, nodata }, band) => {
        const value = (row: number, column: number): number => {
          const hash = hashOf(number, row, from + column);
          if (name === QUALITY) return qualityOf(hash);
          if (hash % 13 === 0) return nodata;
          return (hashOf(number, row, from + column, band) % 10000) + 1;
        };
        return [name, { dtype, nodata, rows: grid(to - from, value) }];
      }),
    ),
  };
}

/** A quarter of the pixels is clouded, and a tenth of the others is water. */
function qualityOf(hash: number): number {
  if (hash % 4 === 0) return CLOUD;
  return hash % 10 === 1 ? WATER : CLEAR;
}

function grid(columns: number, value: (row: number, column: number) => number): number[][] {
  return Array.from({ length: ROWS }, (_, row) =>
    Array.from({ length: columns }, (_, column) => value(row, column)),
  );
}

/** A number that looks like chance, and is the same every time. */
function hashOf(...numbers: readonly number[]): number {
  const mixed = numbers.reduce(
    (hash, number) => Math.imul(hash ^ (number + 0x9e3779b9), 0x85ebca6b) ^ (hash >>> 13),
    0x2545f491,
  );
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
