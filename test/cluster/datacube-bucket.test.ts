import { DatacubeUser } from './datacube';
import { TestNamespace } from './namespace';
import { ObjectStore } from './object-store';
import { program } from './rasters';
import { COLUMNS, item, productOf, ROWS, scenes } from './scenes';

const LOGIN = 'datacube-store-login';
const BUCKET = 'public-eo-data';
const SCENES = 'commonsensing/fiji/landsat_8';

// The tests are one story, in this order.
describe('A datacube whose scenes are in a bucket', () => {
  let store: ObjectStore;
  let namespace: TestNamespace;
  let user: DatacubeUser;

  beforeAll(async () => {
    store = await ObjectStore.create(BUCKET);
    await store.write(SCENES, scenes);
    namespace = await TestNamespace.create('bucket', 'restricted');
    const { url, bucket, location } = store;
    const datacube = { url, bucket, location, secretName: LOGIN };
    user = new DatacubeUser(namespace, { objectStores: { datacube } });
    await user.login();
    await namespace.kubectl(
      ...['create', 'secret', 'generic', LOGIN],
      `--from-literal=aws_access_key_id=${store.accessKeyId}`,
      `--from-literal=aws_secret_access_key=${store.secretAccessKey}`,
    );
  });

  afterAll(async () => {
    await user?.delete();
    await namespace?.delete();
    await store?.delete();
  });

  test('indexes its scenes', async () => {
    await user.apply({
      workItems: [item],
      // The image of the tests has not the program of the public one.
      commands: { index: ['python3', '-c', program('index_bucket.py'), BUCKET, SCENES] },
    });
    await user.done('datacube-first-index');
    await namespace.rolledOut('datacube-ows');
    expect(await user.indexed()).toBe(scenes.length);
  });

  test('writes the product of a work item to the bucket, with the right values', async () => {
    await user.done('odc-product-generation');
    expect(await store.read(item.prefix, COLUMNS, ROWS)).toEqual(productOf(scenes));
    const { stdout } = await namespace.kubectl('logs', '-l', 'component=worker');
    expect(stdout).toContain(`wrote s3://${BUCKET}/${item.prefix}/`);
  });
});
