import { landsat8 } from '../../apps/datacube/products';
import { DatacubeUser, LOGINS, share } from './datacube';
import { kubectl } from './kubectl';
import { TestNamespace } from './namespace';
import { Outside } from './outside';
import { Rasters } from './rasters';
import { COLUMNS, item, largeItem, laterScene, productOf, ROWS, scenes } from './scenes';

/** Pixels on each side of an item that takes some seconds. */
const LARGE = 2500;

/** Prints how many tasks the workers have. */
const TASKS = `from distributed import Client
print(sum(map(len, Client("localhost:8786").processing().values())))`;

// The tests are one story, in this order.
describe('A datacube on a cluster', () => {
  let outside: Outside;
  let namespace: TestNamespace;
  let rasters: Rasters;
  let user: DatacubeUser;

  beforeAll(async () => {
    outside = await Outside.create();
    const folder = await outside.folder('datacube');
    rasters = await Rasters.create(folder);
    await rasters.write('scenes', scenes);
    namespace = await TestNamespace.create('datacube', 'restricted');
    user = new DatacubeUser(namespace, share(folder));
    await user.login();
  });

  afterAll(async () => {
    await user.delete();
    await namespace.delete();
    await rasters.delete();
    await outside.delete();
  });

  /** The product of an item. */
  async function product(prefix: string) {
    const files = await rasters.files(`products/${prefix}`);
    expect(files).toHaveLength(1);
    return rasters.read(files[0] ?? '', COLUMNS, ROWS);
  }

  test('makes its schema and its products, and indexes the scenes, in whatever order its pods start', async () => {
    await user.apply({ workItems: [item] });
    await user.done('datacube-setup');
    await user.done('datacube-first-index');
    await namespace.rolledOut('datacube-ows');
    await namespace.rolledOut('datacube-explorer');
    expect(await user.indexed()).toBe(scenes.length);
  });

  test('makes the product of a work item on Dask, with the right values', async () => {
    await user.done('odc-product-generation');
    expect(await user.dead()).toEqual([]);
    expect(await product(item.prefix)).toEqual(productOf(scenes));
  });

  test('shows what its workers write by the command of the original', async () => {
    const { stdout } = await namespace.kubectl('logs', '-l', 'component=worker');
    expect(stdout).toMatch(
      `wrote /data/products/${item.prefix}/ls8_geomedian_2019-01-01_2019-12-31`,
    );
  });

  test('buries an item that can never be right, and says why', async () => {
    const bad = { ...item, output_crs: 'Fiji' };
    await user.apply({ workItems: [bad] });
    await user.done('odc-product-generation');
    expect(await user.dead()).toMatchObject([
      {
        item: JSON.stringify(bad),
        reason: expect.stringContaining("bad item: output_crs 'Fiji' is no code of EPSG"),
        attempts: 1,
      },
    ]);
  });

  test('indexes new scenes on the schedule, and the old ones not again', async () => {
    await rasters.write('scenes', [laterScene]);
    await namespace.kubectl('create', 'job', 'now', '--from=cronjob/datacube-index');
    await namespace.kubectl('wait', '--for=condition=complete', 'job/now', '--timeout=120s');
    expect(await user.indexed()).toBe(scenes.length + 1);
  });

  test('makes a product again where the scheduler is lost in the middle', async () => {
    await user.apply({ workItems: [largeItem(LARGE)] });
    const worker = await user.worker();
    await namespace.eventually(
      'the product is computed',
      () => user.logs(worker),
      (logs) => logs.includes(`days of ${landsat8.name}`),
    );
    await namespace.eventually(
      'the workers of Dask compute',
      () => namespace.exec('deployment/dask-scheduler', 'python3', '-c', TASKS),
      (tasks) => Number(tasks) > 0,
    );
    const scheduler = ['-l', 'app.kubernetes.io/component=dask-scheduler'];
    await namespace.kubectl('delete', 'pod', '--force', '--grace-period=0', ...scheduler);
    await user.done('odc-product-generation');
    expect(await user.logs(worker)).toMatch(/, attempt 1\n.*, attempt 2\n.*\nwrote \/data/s);
    const { size, ...corner } = await product(largeItem(LARGE).prefix);
    const { size: _, ...expected } = productOf([...scenes, laterScene]);
    expect(corner).toEqual(expected);
    expect(size).toEqual([LARGE, LARGE]);
  });

  test('leaves nothing but its data and its Secrets when its manifests are deleted', async () => {
    await user.delete();
    await namespace.eventually(
      'the namespace is empty',
      () => namespace.leftovers(),
      (objects) => objects.length === LOGINS.length,
    );
    expect((await namespace.leftovers()).sort()).toEqual(LOGINS.map((name) => `secret/${name}`));
    const { stdout } = await kubectl(['get', 'pv', '--output', 'name']);
    expect(stdout).not.toContain(namespace.name);
    expect(await rasters.files('products')).toHaveLength(2);
  });
});
