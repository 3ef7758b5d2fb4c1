import type { Inventory } from '../../inventory';
import type { Container } from '../../pods';
import { listAt, textAt, valueAt } from '../../read';
import type { Rule } from '../rule';
import { appendOnlyOf } from './lookup/append-only';
import { claimOf, volumeOf } from './lookup/volumes';

/** Redis keeps what it writes down where it is still there after a restart. */
export const appendOnlyFileLost: Rule = {
  name: 'append-only-file-lost',
  severity: 'error',
  summary: 'The folder of a Redis with appendonly yes is on a PersistentVolumeClaim, not of NFS.',
  why: 'queued work is lost with the pod; over NFS, Redis stops for seconds at each write to the disk',
  examples: {
    good: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: redis, namespace: eo }
spec:
  selector: { matchLabels: { app: redis } }
  template:
    metadata: { labels: { app: redis } }
    spec:
      containers:
        - name: redis
          image: redis:7.2.5
          args: [redis-server, --appendonly, "yes"]
          volumeMounts: [{ name: data, mountPath: /data }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 8Gi } } }
`,
    bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: redis, namespace: eo }
spec:
  selector: { matchLabels: { app: redis } }
  template:
    metadata: { labels: { app: redis } }
    spec:
      containers:
        - name: redis
          image: redis:7.2.5
          args: [redis-server, --appendonly, "yes"]
          volumeMounts: [{ name: data, mountPath: /data }]
      volumes: [{ name: data, emptyDir: {} }]
`,
  },
  *check(inventory) {
    const nfs = claimsOnNfs(inventory);
    for (const container of inventory.containers) {
      if (container.init || !container.pod.lasting) continue;
      const found = appendOnlyOf(inventory, container);
      if (found === undefined) continue;
      const fault = faultOf(container, found.folder, nfs);
      if (fault === undefined) continue;
      yield {
        object: container.pod.object,
        path: found.path,
        message: `${found.path} has appendonly yes, and ${found.folder} ${fault}`,
        fix: `mount a PersistentVolumeClaim of a block device at ${found.folder}`,
      };
    }
  },
};

function faultOf(
  { pod, spec }: Container,
  folder: string,
  nfs: ReadonlySet<string>,
): string | undefined {
  const mounts = listAt(spec, 'volumeMounts')
    .map((mount) => ({
      at: textAt(mount, 'mountPath')?.replace(/\/$/, '') ?? '',
      name: textAt(mount, 'name'),
    }))
    .filter(({ at }) => folder === at || folder.startsWith(`${at}/`))
    .sort((one, other) => other.at.length - one.at.length);
  const [mount] = mounts;
  if (mount === undefined) return 'is no volume';
  const volume = listAt(pod.spec, 'volumes').find((item) => textAt(item, 'name') === mount.name);
  if (valueAt(volume, 'emptyDir') !== undefined) return 'is an emptyDir';
  if (valueAt(volume, 'nfs') !== undefined) return 'is on NFS';
  const claim = textAt(volume, 'persistentVolumeClaim', 'claimName');
  return claim !== undefined && nfs.has(JSON.stringify([pod.namespace, claim]))
    ? 'is on NFS'
    : undefined;
}

function claimsOnNfs(inventory: Inventory): Set<string> {
  const reserved = inventory
    .ofKind('/PersistentVolume')
    .map((volume) => [claimOf(inventory, volume), volume]);
  const naming = inventory
    .ofKind('/PersistentVolumeClaim')
    .map((claim) => [claim, volumeOf(inventory, claim)]);
  return new Set(
    [...reserved, ...naming].flatMap(([claim, volume]) =>
      claim && valueAt(volume, 'spec', 'nfs') !== undefined
        ? [JSON.stringify([claim.metadata.namespace, claim.metadata.name])]
        : [],
    ),
  );
}
