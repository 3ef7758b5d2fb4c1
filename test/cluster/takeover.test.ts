import {
  AgricartaUser,
  agricartaManifests,
  DEPLOYMENT,
  SCENE,
  SCENE_FOLDER,
  SERVICE,
  STORAGE,
} from './agricarta';
import { kubectl, refusal } from './kubectl';
import { type Manifest, parseManifests } from './manifests';
import { TestNamespace } from './namespace';
import { applyOriginal, originalManifests } from './original';
import { type ExportFolder, Outside } from './outside';
import { settings } from './settings';

const CLAIM = 'pvc/nfs-pvc-miniostorage';
const VOLUME = 'pv/nfs-pv-miniostorage';
const DRY_RUN = '--dry-run=server';
const SERVER_SIDE = ['apply', '--server-side', '--filename', '-'];

interface Deployment extends Manifest {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly securityContext: { readonly runAsUser: number } };
    };
  };
}

/** What must be the same after the takeover. */
interface Kept {
  readonly service: string;
  readonly job: string;
}

describe('taking over a running original', () => {
  let outside: Outside;
  let namespace: TestNamespace;
  let folder: ExportFolder;
  let ours: string;
  let user: AgricartaUser;

  beforeEach(async () => {
    outside = await Outside.create();
    folder = await outside.folder('miniostorage');
    // The original does not meet Pod Security "restricted".
    namespace = await TestNamespace.create('takeover', 'privileged');
    ours = await agricartaManifests(namespace.name, folder);
    user = new AgricartaUser(namespace);
  });

  afterEach(async () => {
    await kubectl(['delete', '--ignore-not-found', '--filename', '-'], ours);
    await kubectl(['delete', '--ignore-not-found', VOLUME]);
    await namespace.delete();
    await outside.delete();
  });

  test('with kubectl apply nothing is refused', async () => {
    await withoutDefaultClass(runOriginal);
    const kept = await useOriginal();
    await stopOriginal();
    await giveDataToOurs();
    const { stderr } = await namespace.apply(ours);
    expect(stderr).toBe('');
    await expectTakenOver(kept);
    expect((await kubectl(['diff', '--filename', '-'], ours)).stdout).toBe('');
  });

  test('with server-side apply the strategy has to be changed before', async () => {
    await withoutDefaultClass(runOriginal);
    const kept = await useOriginal();
    await stopOriginal();
    await giveDataToOurs();

    const tried = await refusal([...SERVER_SIDE, DRY_RUN], ours);
    expect(tried).toMatch(/conflicts? with "kubectl-client-side-apply"/);
    const forced = await refusal([...SERVER_SIDE, DRY_RUN, '--force-conflicts'], ours);
    expect(forced).toContain(
      '"agricarta" is invalid: spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is \'Recreate\'',
    );

    const strategy = { spec: { strategy: { type: 'Recreate', rollingUpdate: null } } };
    await namespace.kubectl('patch', DEPLOYMENT, '--patch', JSON.stringify(strategy));
    const { stderr } = await kubectl([...SERVER_SIDE, '--force-conflicts'], ours);
    expect(stderr).toBe('');
    await expectTakenOver(kept);
    const diff = ['diff', '--server-side', '--force-conflicts', '--filename', '-'];
    expect((await kubectl(diff, ours)).stdout).toBe('');
  });

  test('where a default StorageClass gave the claim another volume, the claim has to be made anew', async () => {
    await runOriginal();
    const kept = await useOriginal();
    const provisioned = `pv/${await namespace.get(CLAIM, '{.spec.volumeName}')}`;
    expect(provisioned).not.toBe(VOLUME);
    await stopOriginal();

    expect(await refusal(['apply', DRY_RUN, '--filename', '-'], ours)).toMatch(
      /"nfs-pvc-miniostorage" is invalid: spec: Forbidden: spec is immutable after creation except resources.requests (and volumeAttributesClassName )?for bound claims$/m,
    );

    await copyToExport();
    await giveDataToOurs();
    // It would be deleted with its claim, and the data with it.
    await setReclaimPolicy(provisioned, 'Retain');
    await namespace.kubectl('delete', CLAIM);
    const { stderr } = await namespace.apply(ours);
    expect(stderr).toBe('');
    await expectTakenOver(kept);
    await setReclaimPolicy(provisioned, 'Delete');
  });

  /** Applies it as its document says, and waits until it runs and has its volume. */
  async function runOriginal(): Promise<void> {
    await applyOriginal(namespace, originalManifests(folder));
    await namespace.rolledOut('agricarta');
  }

  /** Has the original do a job on a scene in the volume that it really has. */
  async function useOriginal(): Promise<Kept> {
    const scene = `${STORAGE}/${SCENE_FOLDER}`;
    await namespace.exec(DEPLOYMENT, 'sh', '-euc', `mkdir -p ${scene}; echo >${scene}/B2.TIF`);
    return { job: await doneJob(), service: await service() };
  }

  async function stopOriginal(): Promise<void> {
    await namespace.kubectl('scale', DEPLOYMENT, '--replicas=0');
    await namespace.eventually(
      'the original is stopped',
      () => namespace.get('pods', '{.items[*].metadata.name}'),
      (pods) => pods === '',
    );
  }

  /** The original ran as root, ours does not. */
  async function giveDataToOurs(): Promise<void> {
    await outside.giveTo(uidOf(ours), 'miniostorage');
  }

  /** From the volume that the original really had to the export that it should have had. */
  async function copyToExport(): Promise<void> {
    const copy = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'copy' },
      spec: {
        restartPolicy: 'Never',
        containers: [
          {
            name: 'copy',
            image: settings.images.tools,
            imagePullPolicy: 'IfNotPresent',
            command: ['cp', '-a', '/from/.', '/to/'],
            volumeMounts: [
              { name: 'from', mountPath: '/from' },
              { name: 'to', mountPath: '/to' },
            ],
          },
        ],
        volumes: [
          { name: 'from', persistentVolumeClaim: { claimName: 'nfs-pvc-miniostorage' } },
          { name: 'to', nfs: folder },
        ],
      },
    };
    await namespace.apply(JSON.stringify(copy));
    await namespace.eventually(
      'all is copied',
      () => namespace.get('pod/copy', '{.status.phase}'),
      (phase) => phase === 'Succeeded',
    );
    await namespace.kubectl('delete', 'pod', 'copy');
  }

  async function expectTakenOver({ job, service: original }: Kept): Promise<void> {
    await namespace.rolledOut('agricarta');
    expect(await service()).toBe(original);
    expect(await namespace.get(CLAIM, '{.spec.volumeName}')).toBe('nfs-pv-miniostorage');
    const env = '{.spec.template.spec.containers[0].env[*].name}';
    expect(await namespace.get(DEPLOYMENT, env)).not.toContain('FLASK_DEBUG');

    await user.hello();
    expect(await user.status(job)).toMatchObject({ status: 'done' });
    await doneJob();
    expect(await outside.read(`miniostorage/agricarta/${job}/status.json`)).toContain('"done"');
    // Nothing in the namespace needs more any longer.
    expect((await namespace.enforce('restricted')).stderr).toBe('');
  }

  async function doneJob(): Promise<string> {
    await user.hello();
    const job = await user.preprocess(SCENE);
    expect(await user.end(job)).toMatchObject({ status: 'done' });
    return job;
  }

  const service = () =>
    namespace.get(SERVICE, '{.metadata.uid} {.spec.clusterIP} {.spec.ports[0].nodePort}');
});

/** The user that the pods of a Deployment run as. */
function uidOf(manifests: string): number {
  const deployment = parseManifests<Deployment>(manifests).find(
    ({ kind }) => kind === 'Deployment',
  );
  if (!deployment) throw new Error('there is no Deployment');
  return deployment.spec.template.spec.securityContext.runAsUser;
}

async function setReclaimPolicy(volume: string, policy: 'Retain' | 'Delete'): Promise<void> {
  const patch = { spec: { persistentVolumeReclaimPolicy: policy } };
  await kubectl(['patch', volume, '--patch', JSON.stringify(patch)]);
}

/**
 * Does something while the cluster has no default StorageClass, as the original's
 * cluster had none: with one, the original's claim gets a volume of that class.
 */
async function withoutDefaultClass(act: () => Promise<void>): Promise<void> {
  const annotation = 'storageclass.kubernetes.io/is-default-class';
  const list = await kubectl(['get', 'storageclass', '--output', 'json']);
  const { items }: { items: Manifest[] } = JSON.parse(list.stdout);
  const defaults = items
    .filter(({ metadata }) => metadata.annotations?.[annotation] === 'true')
    .map(({ metadata }) => `storageclass/${metadata.name}`);
  const annotate = (value: string) =>
    kubectl(['annotate', '--overwrite', ...defaults, `${annotation}=${value}`]);
  await annotate('false');
  try {
    await act();
  } finally {
    await annotate('true');
  }
}
