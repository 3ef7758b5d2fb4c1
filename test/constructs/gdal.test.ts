import { Size } from 'cdk8s';
import { type GdalOptions, gdalEnvironment, Scratch } from '../../constructs';
import { containerOf } from './support/chart';
import { apiChart } from './support/samples';

const everything: Required<GdalOptions> = {
  cacheMax: Size.gibibytes(2),
  temporaryFolder: '/scratch',
};

describe('gdalEnvironment', () => {
  test('reads cloud-optimized rasters well', () => {
    expect(gdalEnvironment()).toMatchInlineSnapshot(`
{
  "CPL_TMPDIR": "/tmp",
  "GDAL_CACHEMAX": "200",
  "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
  "GDAL_HTTP_MAX_RETRY": "3",
  "GDAL_HTTP_MERGE_CONSECUTIVE_RANGES": "YES",
  "GDAL_HTTP_MULTIPLEX": "YES",
  "GDAL_HTTP_RETRY_DELAY": "1",
  "GDAL_HTTP_VERSION": "2",
  "GDAL_INGESTED_BYTES_AT_OPEN": "32768",
  "MALLOC_ARENA_MAX": "2",
  "VSI_CACHE": "TRUE",
  "VSI_CACHE_SIZE": "5000000",
}
`);
  });

  test('can be told of memory in MiB and of a folder', () => {
    expect(gdalEnvironment(everything)).toEqual({
      ...gdalEnvironment(),
      CPL_TMPDIR: '/scratch',
      GDAL_CACHEMAX: '2048',
    });
  });

  test('can be spread into the variables of an API', () => {
    const mounts = [Scratch.at('/scratch')];
    const env = { ...gdalEnvironment(everything), GDAL_NUM_THREADS: '2' };
    expect(containerOf(apiChart({ env, mounts })).env).toEqual(
      expect.arrayContaining([
        { name: 'GDAL_CACHEMAX', value: '2048' },
        { name: 'GDAL_NUM_THREADS', value: '2' },
      ]),
    );
  });
});
