import { nfsServer as rule } from '../../../../constructs/rules/nfs';
import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import { below, listAt, textAt } from '../../read';
import type { Rule } from '../rule';

/** The server of an NFS volume is a host, and nothing more. */
export const nfsServer: Rule = {
  name: 'nfs-server',
  severity: 'error',
  summary: 'The server of an NFS volume is a host name or an address.',
  why: 'the mount fails, and the pod stays in ContainerCreating',
  examples: {
    good: `
apiVersion: v1
kind: PersistentVolume
metadata: { name: eo.scenes }
spec:
  accessModes: [ReadWriteMany]
  capacity: { storage: 10Ti }
  nfs: { server: 10.117.206.94, path: /mnt/md0/scenes }
`,
    bad: `
apiVersion: v1
kind: PersistentVolume
metadata: { name: eo.scenes }
spec:
  accessModes: [ReadWriteMany]
  capacity: { storage: 10Ti }
  nfs: { server: "nfs://10.117.206.94", path: /mnt/md0/scenes }
`,
  },
  *check(inventory) {
    for (const { object, path, server } of servers(inventory)) {
      const broken = server === undefined ? undefined : rule(server);
      if (broken === undefined) continue;
      yield {
        object,
        path,
        message: `${path} ${broken.rule}`,
        fix: broken.fix ?? 'write the host name or the address alone',
      };
    }
  },
};

interface NfsServer {
  readonly object: KubernetesObject;
  readonly path: string;
  readonly server: string | undefined;
}

function* servers(inventory: Inventory): Generator<NfsServer> {
  for (const object of inventory.ofKind('/PersistentVolume')) {
    yield { object, path: 'spec.nfs.server', server: textAt(object, 'spec', 'nfs', 'server') };
  }
  for (const { object, spec, path } of inventory.pods) {
    for (const [index, volume] of listAt(spec, 'volumes').entries()) {
      const server = textAt(volume, 'nfs', 'server');
      yield { object, path: `${below(`${path}.volumes`, index)}.nfs.server`, server };
    }
  }
}
