import { readFileSync } from 'node:fs';
import { preprocessing } from '../../apps/agricarta/preprocessing';
import {
  AgricartaUser,
  agricartaManifests,
  DEPLOYMENT,
  SCENE,
  SCENE_FOLDER,
  STORAGE,
} from './agricarta';
import { kubectl } from './kubectl';
import { parseManifests, writeManifests } from './manifests';
import { TestNamespace } from './namespace';
import { type ExportFolder, Outside } from './outside';
import { settings } from './settings';

const CONFIG = '/code/config.yaml';
const MISSING_SCENE = 'LC08_L1TP_042026_20200624_20200707_01_T1';

// The tests are one story, in this order.
describe('Agricarta on a cluster', () => {
  let outside: Outside;
  let namespace: TestNamespace;
  let folder: ExportFolder;
  let manifests: string;
  let user: AgricartaUser;
  let job: string;

  const podName = () => namespace.get('pods', '{.items[0].metadata.name}');
  const volumeName = () => namespace.get('pvc', '{.items[0].spec.volumeName}');
  const config = () => namespace.exec(DEPLOYMENT, 'cat', CONFIG);

  beforeAll(async () => {
    outside = await Outside.create();
    folder = await outside.folder('miniostorage');
    namespace = await TestNamespace.create('agricarta', 'restricted');
    manifests = await agricartaManifests(namespace.name, folder);
    user = new AgricartaUser(namespace);
  });

  afterAll(async () => {
    await kubectl(['delete', '--ignore-not-found', '--filename', '-'], manifests);
    await namespace.delete();
    await outside.delete();
  });

  test('becomes ready where Pod Security is restricted, without a warning', async () => {
    const { stderr } = await namespace.apply(manifests, '--validate=strict');
    expect(stderr).toBe('');
    await namespace.rolledOut('agricarta');
  });

  test('has the NFS volume, although there is a default StorageClass', async () => {
    const annotation = 'storageclass\\.kubernetes\\.io/is-default-class';
    const isDefault = `jsonpath={.items[*].metadata.annotations.${annotation}}`;
    const { stdout } = await kubectl(['get', 'storageclass', '--output', isDefault]);
    expect(stdout.split(' ')).toContain('true');

    expect(await namespace.get('pvc', '{.items[*].status.phase}')).toBe('Bound');
    expect(await namespace.get('pvc', '{.items[0].spec.storageClassName}')).toBe('');
    const nfs = await namespace.get(`pv/${await volumeName()}`, '{.spec.nfs}');
    expect(JSON.parse(nfs)).toEqual(folder);
  });

  test('has it mounted with the options of the volume', async () => {
    const wanted = await namespace.get(`pv/${await volumeName()}`, '{.spec.mountOptions[*]}');
    expect(wanted).not.toBe('');
    const options = settings.mountsLog
      ? await optionsInLog(settings.mountsLog)
      : await optionsInPod();
    expect(options).toEqual(expect.arrayContaining(wanted.split(' ').map(asTheKernelSays)));
  });

  test('does a job: a request through the NodePort in, a file on the NFS export out', async () => {
    await outside.write(`miniostorage/${SCENE_FOLDER}/${SCENE}_B2.TIF`, 'pixels');
    await user.hello();
    job = await user.preprocess(SCENE);
    expect(job).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await user.end(job)).toMatchObject({ status: 'done' });
    const output = await outside.read(`miniostorage/agricarta/${job}/output/${SCENE}.json`);
    expect(JSON.parse(output)).toEqual({
      scene: SCENE,
      files: [`${SCENE}_B2.TIF`],
      resolution: 10,
      cores: 4,
      projection:
        '+proj=aea +lat_1=44.75 +lat_2=55.75 +lat_0=40 +lon_0=-96 +x_0=0 +y_0=0 +ellps=WGS84 +datum=WGS84 +units=m +no_defs',
    });
  });

  test('says in the status file why a job failed', async () => {
    const { status, reason } = await user.end(await user.preprocess(MISSING_SCENE));
    expect(status).toBe('failed');
    expect(reason).toContain(`${MISSING_SCENE}: there is no folder`);
  });

  test('comes back with its data when its container is killed', async () => {
    const container = '.items[0].status.containerStatuses[?(@.name=="agricarta")]';
    const killed = await namespace.get('pods', `{${container}.containerID}`);
    const pod = await podName();
    await outside.kill(killed);
    await namespace.eventually(
      'another container of the pod is ready',
      () => namespace.get('pods', `{${container}.containerID} {${container}.ready}`),
      (answer) => answer.endsWith(' true') && !answer.startsWith(killed),
    );
    expect(await podName()).toBe(pod);
    expect(await user.status(job)).toMatchObject({ status: 'done' });
    await user.hello();
  });

  test('comes back with its data when its pod is deleted', async () => {
    const deleted = await podName();
    await namespace.kubectl('delete', 'pod', deleted);
    await namespace.eventually('another pod is there', podName, (name) => name !== deleted);
    await namespace.rolledOut('agricarta');
    expect(await user.status(job)).toMatchObject({ status: 'done' });
    await user.hello();
  });

  test('rolls its pods on a changed config, and a rollback restores the old bytes', async () => {
    const changed = await agricartaManifests(namespace.name, folder, {
      ...preprocessing,
      LOGGING_CONFIG: { ...preprocessing.LOGGING_CONFIG, console_level: 'WARNING' },
    });
    const configAfter = async (change: () => Promise<unknown>) => {
      const before = await podName();
      await change();
      await namespace.rolledOut('agricarta');
      await namespace.eventually('the old pod is gone', podName, (name) => name !== before);
      return config();
    };
    const bytes = await config();
    expect(bytes).toContain('console_level: DEBUG');
    const changedBytes = bytes.replace('console_level: DEBUG', 'console_level: WARNING');

    expect(await configAfter(() => namespace.apply(changed))).toBe(changedBytes);
    const undo = () => namespace.kubectl('rollout', 'undo', DEPLOYMENT);
    expect(await configAfter(undo)).toBe(bytes);
    expect(await configAfter(() => namespace.apply(changed))).toBe(changedBytes);
    expect(await configAfter(() => namespace.apply(manifests))).toBe(bytes);

    // kubectl prunes nothing: the other config is still there, and nobody's now.
    const names = parseManifests(manifests).map(({ metadata }) => metadata.name);
    const left = parseManifests(changed).filter(({ metadata }) => !names.includes(metadata.name));
    expect(left.map(({ kind }) => kind)).toEqual(['ConfigMap']);
    await kubectl(['delete', '--filename', '-'], writeManifests(left));
  });

  test('leaves nothing but its data when its manifests are deleted', async () => {
    const volume = await volumeName();
    await kubectl(['delete', '--filename', '-'], manifests);
    await namespace.eventually(
      'the namespace is empty',
      () => namespace.leftovers(),
      (objects) => objects.length === 0,
    );
    const pv = await kubectl(['get', 'pv', volume, '--ignore-not-found', '--output', 'name']);
    expect(pv.stdout).toBe('');
    expect(await outside.read(`miniostorage/agricarta/${job}/status.json`)).toContain('"done"');
  });

  /** What mount(8) was called with for the pod. */
  async function optionsInLog(log: string): Promise<string[]> {
    const pod = await namespace.get('pods', '{.items[0].metadata.uid}');
    const source = ` source=${folder.server}:${folder.path} `;
    const mounts = readFileSync(log, 'utf8').split('\n');
    const mount = mounts.find((line) => line.includes(source) && line.includes(pod)) ?? '';
    return (mount.split(' options=')[1] ?? '').split(',').map(asTheKernelSays);
  }

  /** What the kernel says of the mount in the pod. */
  async function optionsInPod(): Promise<string[]> {
    const mounts = (await namespace.exec(DEPLOYMENT, 'cat', '/proc/mounts')).split('\n');
    const mount = mounts.find((line) => line.split(' ')[1] === STORAGE) ?? '';
    return (mount.split(' ')[3] ?? '').split(',');
  }
});

/** The kernel has another word for one of the options. */
function asTheKernelSays(option: string): string {
  return option.replace(/^nfsvers=/, 'vers=');
}
